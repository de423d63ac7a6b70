import pytest
from textual.color import Color
from textual.theme import BUILTIN_THEMES

from labels.codebook import Codebook, Label
from tests.colours.difference import ciede2000
from tests.colours.figures import COLOURED, GROUNDS, LABELS, SIGHTS, least_difference, least_from_text, worst_contrast
from tests.colours.sight import seen
from tui.contrast import ENOUGH, contrast, readable
from tui.theme import LABEL_COLOURS, THEMES, label_style, variable_defaults
from tui.widgets.label_display import label_displays

ALL_THEMES = [*THEMES, *BUILTIN_THEMES.values()]
APART = 10.0  # CIEDE2000


def variables_of(theme):
    return variable_defaults(theme) | theme.to_color_system().generate() | theme.variables


def test_contrast_is_that_of_the_guidelines():
    assert contrast(Color.parse("#000"), Color.parse("#fff")) == pytest.approx(21)
    assert contrast(Color.parse("#777"), Color.parse("#fff")) == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize(
    ("one", "other", "difference"),
    [
        ((50.0, 2.6772, -79.7751), (50.0, 0.0, -82.7485), 2.0425),
        ((50.0, 2.49, -0.001), (50.0, -2.49, 0.0011), 7.2195),
        ((50.0, 2.5, 0.0), (73.0, 25.0, -18.0), 27.1492),
        ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
        ((2.0776, 0.0795, -1.135), (0.9033, -0.0636, -0.5514), 0.9082),
        ((50.0, 0.0, 0.0), (50.0, -1.0, 2.0), 2.3669),
    ],
)
def test_differences_are_those_of_the_formulas_authors(one, other, difference):
    assert ciede2000(one, other) == pytest.approx(difference, abs=0.00005)
    assert ciede2000(other, one) == pytest.approx(difference, abs=0.00005)


@pytest.mark.parametrize("sight", ["protanopia", "deuteranopia"])
@pytest.mark.parametrize("coded", [False, True])
def test_every_eye_sees_greys_as_greys(sight, coded):
    for level in (0, 90, 255):
        assert seen((level, level, level), sight, coded=coded) == pytest.approx(seen((level,) * 3, "normal"), abs=0.002)


@pytest.mark.parametrize("theme", COLOURED, ids=lambda theme: theme.name)
def test_every_text_colour_reads_on_every_ground(theme):
    for ground in GROUNDS:
        assert (
            worst_contrast(
                theme,
                (*LABELS, "row-quiet", "row-bar", "bar-done", "word-accent", "word-warning", "word-error"),
                ground,
            )
            >= ENOUGH
        ), ground


@pytest.mark.parametrize("theme", COLOURED, ids=lambda theme: theme.name)
def test_any_two_label_colours_are_apart_for_every_eye(theme):
    for sight in SIGHTS:
        for coded in (False, True):
            least, pair = least_difference(theme, sight, coded=coded)
            assert least >= APART, (sight, pair)


@pytest.mark.parametrize("ground", ["background", "surface", "panel", "row-cursor", "row-run", "row-match"])
@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_the_text_of_our_themes_reads_everywhere(theme, ground):
    variables = variables_of(theme)
    assert contrast(Color.parse(variables["foreground"]), Color.parse(variables[ground])) >= ENOUGH


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_the_label_colours_of_our_themes_are_apart_from_the_text(theme):
    assert min(least_from_text(theme, sight) for sight in SIGHTS) >= APART


def test_a_codebook_of_eight_labels_has_eight_colours():
    labels = tuple(Label(name, name, name) for name in "abcdefghi")
    colours = [display.colour for display in label_displays(Codebook(labels)).values()]
    assert len(set(colours[:LABEL_COLOURS])) == LABEL_COLOURS == 8
    assert colours[8] == colours[0]


@pytest.mark.parametrize("theme", ALL_THEMES, ids=lambda theme: theme.name)
def test_every_theme_has_every_variable(theme):
    assert set(THEMES[0].variables) <= set(variables_of(theme))


@pytest.mark.parametrize("colour", ["#e69f00", "#56b4e9", "#f0e442", "#0072b2", "#000000", "#ffffff", "#808080"])
@pytest.mark.parametrize("ground", ["#000000", "#ffffff", "#808080", "#2a3442"])
def test_a_codebook_colour_is_made_to_read(colour, ground):
    style = label_style(colour, {}, Color.parse(ground))
    assert contrast(Color.from_rich_color(style.color), Color.parse(ground)) >= ENOUGH


def test_a_colour_that_reads_already_is_kept():
    assert readable(Color.parse("#0072b2"), [Color.parse("#fff")]) == Color.parse("#0072b2")


def test_a_colour_that_is_none_leaves_the_text_colour():
    assert label_style("no such colour", {}, Color.parse("#000")).color is None
    assert label_style("#ff0000", {}, Color.parse("ansi_default")).color is None
