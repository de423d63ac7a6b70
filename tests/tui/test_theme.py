import pytest
from textual.color import Color
from textual.theme import BUILTIN_THEMES

from tui.contrast import ENOUGH, contrast, readable
from tui.theme import LABEL_COLOURS, OKABE_ITO, THEMES, label_style, variable_defaults

ALL_THEMES = [*THEMES, *BUILTIN_THEMES.values()]
COLOURED = [theme for theme in ALL_THEMES if not theme.ansi]
LABELS = [f"label-{number}" for number in range(1, LABEL_COLOURS + 1)]


def variables_of(theme):
    return variable_defaults(theme) | theme.to_color_system().generate() | theme.variables


def test_contrast_is_that_of_the_guidelines():
    assert contrast(Color.parse("#000"), Color.parse("#fff")) == pytest.approx(21)
    assert contrast(Color.parse("#777"), Color.parse("#fff")) == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("name", [*LABELS, "row-quiet", "row-bar"])
@pytest.mark.parametrize("theme", COLOURED, ids=lambda theme: theme.name)
def test_every_text_colour_reads_on_every_ground(theme, name):
    variables = variables_of(theme)
    for ground in ("background", "row-cursor", "row-run"):
        assert contrast(Color.parse(variables[name]), Color.parse(variables[ground])) >= ENOUGH, ground


@pytest.mark.parametrize("ground", ["background", "surface", "panel", "row-cursor", "row-run", "row-match"])
@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_the_text_of_our_themes_reads_everywhere(theme, ground):
    variables = variables_of(theme)
    assert contrast(Color.parse(variables["foreground"]), Color.parse(variables[ground])) >= ENOUGH


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_label_colours_differ(theme):
    assert len({theme.variables[name] for name in LABELS}) == LABEL_COLOURS


@pytest.mark.parametrize("theme", ALL_THEMES, ids=lambda theme: theme.name)
def test_every_theme_has_every_variable(theme):
    assert set(THEMES[0].variables) <= set(variables_of(theme))


@pytest.mark.parametrize("colour", [*OKABE_ITO, "#000000", "#ffffff", "#808080"])
@pytest.mark.parametrize("ground", ["#000000", "#ffffff", "#808080", "#2a3442"])
def test_a_codebook_colour_is_made_to_read(colour, ground):
    style = label_style(colour, {}, Color.parse(ground))
    assert contrast(Color.from_rich_color(style.color), Color.parse(ground)) >= ENOUGH


def test_a_colour_that_reads_already_is_kept():
    assert readable(Color.parse("#0072b2"), [Color.parse("#fff")]) == Color.parse("#0072b2")


def test_a_colour_that_is_none_leaves_the_text_colour():
    assert label_style("no such colour", {}, Color.parse("#000")).color is None
    assert label_style("#ff0000", {}, Color.parse("ansi_default")).color is None
