"""Which theme a terminal gets, by what its environment says."""

import pytest
from rich.cells import cell_len
from textual.color import Color

from tests.examples import default_cases
from tests.tui.desk_app import desk_app, shown
from tests.tui.scenes import SCENES, played
from tui.plain_signs import has_few_signs
from tui.terminal import mend_colorterm, shown_theme
from tui.theme import CONTRAST, DARK, LIGHT


@pytest.mark.parametrize(
    ("environment", "believed"),
    [
        ({"TERM": "xterm-256color", "COLORTERM": "truecolor"}, "truecolor"),
        ({"TERM": "xterm-256color"}, None),
        ({"TERM": "linux", "COLORTERM": "truecolor"}, None),
        ({"TERM": "linux-16color", "COLORTERM": "truecolor"}, None),
        ({"TERM": "vt220", "COLORTERM": "24bit"}, None),
        ({"TERM": "", "COLORTERM": "truecolor"}, None),
        ({"TERM": "screen", "COLORTERM": "truecolor"}, None),
        ({"TERM": "screen", "COLORTERM": "truecolor", "TMUX": "/tmp/tmux"}, None),
        ({"TERM": "screen.xterm-256color", "COLORTERM": "truecolor"}, None),
        ({"TERM": "screen-256color", "COLORTERM": "truecolor"}, None),
        ({"TERM": "screen-256color", "COLORTERM": "truecolor", "TMUX": "/tmp/tmux"}, "truecolor"),
        ({"TERM": "screen-256color", "COLORTERM": "truecolor", "TMUX": "/tmp/tmux", "STY": "1.pts"}, None),
        ({"TERM": "tmux-256color", "COLORTERM": "truecolor", "TMUX": "/tmp/tmux", "STY": "1.pts"}, "truecolor"),
        ({"TERM": "xterm-256color", "COLORTERM": "truecolor", "STY": "1.pts"}, None),
        ({"TERM": "xterm-kitty"}, "truecolor"),
        ({"TERM": "alacritty"}, "truecolor"),
        ({"TERM": "xterm+direct"}, "truecolor"),
        ({"COLORTERM": "truecolor"}, "truecolor"),
    ],
)
def test_colorterm_is_believed_where_it_speaks_of_this_terminal(environment, believed):
    mended = dict(environment)
    mend_colorterm(mended)
    assert mended.get("COLORTERM") == believed


@pytest.mark.parametrize(
    ("theme", "ground", "true_colour", "shown"),
    [
        (DARK, "", True, "copydesk-dark"),
        (DARK, "", False, "ansi-dark"),
        (CONTRAST, "", False, "ansi-dark"),
        (LIGHT, "", False, "ansi-light"),
        (DARK, "0;15", False, "ansi-light"),
        (LIGHT, "15;default;0", False, "ansi-dark"),
        (LIGHT, "7;x", False, "ansi-light"),
        (LIGHT, "0;15", True, "copydesk-light"),
    ],
)
def test_without_true_colour_the_theme_is_made_of_the_terminals_own(theme, ground, true_colour, shown):
    environment = {"COLORFGBG": ground} if ground else {}
    assert shown_theme(theme, environment, true_colour=true_colour) == shown


@pytest.mark.parametrize(
    ("environment", "few"),
    [
        ({"TERM": "linux"}, True),
        ({"TERM": "linux-16color"}, True),
        ({"TERM": "vt220"}, True),
        ({"TERM": "xterm-256color"}, False),
        ({"TERM": "screen"}, False),
        ({}, False),
    ],
)
def test_terminals_that_have_few_signs_are_known(environment, few):
    assert has_few_signs(environment) is few


#: What the fonts of Debian's console-setup have beside ASCII, as far as the program draws it.
CONSOLE = set("“”‘’„«»–—•·…│─┌┐└┘█░←↑→↓›−±²×") | set(map(chr, range(0x20, 0x7F)))


@pytest.mark.parametrize("scene", default_cases([scene.name for scene in SCENES], 0))
async def test_the_linux_console_gets_signs_that_its_fonts_have(scene, tmp_path, monkeypatch):
    monkeypatch.setenv("TERM", "linux")
    async with played(next(each for each in SCENES if each.name == scene), tmp_path, "ansi-dark", (80, 24)) as pilot:
        lines = pilot.app.screen._compositor.render_strips()
        sent = ["".join(s.text for s in pilot.app._plain_signs.apply(list(line), Color(0, 0, 0))) for line in lines]
        assert set("".join(sent)) <= CONSOLE
        assert [cell_len(line) for line in sent] == [line.cell_length for line in lines]
        assert pilot.app._plain_signs in pilot.app.get_line_filters()


async def test_keys_without_a_sign_there_are_named(project, monkeypatch):
    for term, key in (("linux", "bksp undo"), ("xterm-256color", "⌫ undo")):
        monkeypatch.setenv("TERM", term)
        app = desk_app(project)
        async with app.run_test(size=(80, 24)):
            assert key in shown(app)
