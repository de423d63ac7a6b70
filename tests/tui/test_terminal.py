"""Which theme a terminal gets, by what its environment says."""

import pytest

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
