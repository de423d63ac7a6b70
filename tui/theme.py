"""The colours of the desk: three themes of our own, and values for every theme that is not ours.

The colours of labels are those of `tui.label_colours`, which read on the page, on the current row, on a selected run
and on the panels.
"""

from __future__ import annotations

from collections.abc import Mapping

from rich.style import Style
from textual.color import Color, ColorParseError
from textual.theme import Theme

from tui import label_colours
from tui.contrast import ENOUGH, contrast, readable

LABEL_COLOURS = 8
"""How many label colours there are: `$label-1` to `$label-8`."""

#: What the widgets of the library need in our colours, and in a terminal's own.
STYLE = """
CommandPalette > Vertical { margin-top: 0; }  /* every line counts in a small window */
Input > .input--placeholder { color: $row-quiet; }
CommandList:ansi > .option-list--option-highlighted { color: ansi_black; background: ansi_white; }
CommandList:ansi:light > .option-list--option-highlighted { color: ansi_bright_white; background: ansi_black; }
Input:ansi > .input--selection { color: ansi_default; background: ansi_default; text-style: reverse; }
TextArea:ansi .text-area--selection { color: ansi_default; background: ansi_default; text-style: reverse; }
VerticalScroll, CommandList { scrollbar-color: $row-quiet; scrollbar-color-hover: $row-bar; }
"""


def _labels(*colours: str) -> dict[str, str]:
    return {f"label-{number}": colour for number, colour in enumerate(colours, 1)}


LIGHT = Theme(
    name="copydesk-light",
    primary="#2f5d8a",
    secondary="#5b6b7c",
    accent="#8a5a00",
    warning="#8a5a00",
    error="#a8322a",
    success="#1f6b4d",
    foreground="#24272b",
    background="#faf8f4",
    surface="#f2efe9",
    panel="#e9e5dd",
    dark=False,
    variables={
        "row-cursor": "#e3ebf5",
        "row-run": "#f0ead9",
        "row-bar": "#2f5d8a",
        "row-quiet": "#666460",
        "row-match": "#ffe08a",
        "bar-done": "#1f6b4d",
        "word-accent": "#8a5a00",
        "word-warning": "#8a5a00",
        "word-error": "#a8322a",
        **_labels(*label_colours.LIGHT),
    },
)

DARK = Theme(
    name="copydesk-dark",
    primary="#8fb3dd",
    secondary="#9aa5b1",
    accent="#e0b25c",
    warning="#e0b25c",
    error="#e8867c",
    success="#7cc4a0",
    foreground="#d4d4d0",
    background="#1a1c1f",
    surface="#212428",
    panel="#2a2d32",
    dark=True,
    variables={
        "row-cursor": "#2a3442",
        "row-run": "#35301f",
        "row-bar": "#8fb3dd",
        "row-quiet": "#9a9da2",
        "row-match": "#6a5310",
        "bar-done": "#7cc4a0",
        "word-accent": "#e0b25c",
        "word-warning": "#e0b25c",
        "word-error": "#e8867c",
        **_labels(*label_colours.DARK),
    },
)

CONTRAST = Theme(
    name="copydesk-contrast",
    primary="#8cc8ff",
    secondary="#ffffff",
    accent="#ffd24d",
    warning="#ffd24d",
    error="#ff9d94",
    success="#6ee7b0",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#141414",
    dark=True,
    text_alpha=1.0,
    variables={
        "row-cursor": "#0c2d57",
        "row-run": "#3d3000",
        "row-bar": "#ffd24d",
        "row-quiet": "#c4c4c4",
        "row-match": "#7a5c00",
        "bar-done": "#6ee7b0",
        "word-accent": "#ffd24d",
        "word-warning": "#ffd24d",
        "word-error": "#ff9d94",
        **_labels(*label_colours.CONTRAST),
    },
)

THEMES = (LIGHT, DARK, CONTRAST)

#: The themes that come first in the list; then come those of the terminal library.
THEME_NAMES = (*(theme.name for theme in THEMES), "ansi-dark", "ansi-light")

# The sixteen colours of a terminal are the user's own. These are the ones with enough contrast on most backgrounds.
_ANSI = {
    "row-cursor": "ansi_default",
    "row-run": "ansi_default",
    "row-bar": "ansi_default",
    "row-quiet": "ansi_default",
    "row-match": "ansi_default",
}
# Names of labels are bold, and some terminals show bold colours as bright ones. So a colour and its bright form are as
# far from each other in the list as possible.
_ANSI_DARK = (
    "yellow",
    "bright_cyan",
    "green",
    "default",
    "bright_blue",
    "bright_red",
    "bright_magenta",
    "bright_yellow",
)
_ANSI_LIGHT = ("red", "cyan", "green", "default", "blue", "bright_red", "magenta", "bright_black")
_ANSI_WORDS = {
    True: {"bar-done": "green", "word-accent": "bright_cyan", "word-warning": "yellow", "word-error": "bright_red"},
    False: {"bar-done": "green", "word-accent": "magenta", "word-warning": "magenta", "word-error": "red"},
}


def variable_defaults(theme: Theme) -> dict[str, str]:
    """The desk's colour variables for any theme; a theme's own values go before these.

    For `App.get_theme_variable_defaults`, which is asked anew for each theme.
    """
    if theme.ansi:
        words = {name: f"ansi_{colour}" for name, colour in _ANSI_WORDS[theme.dark].items()}
        names = _ANSI_DARK if theme.dark else _ANSI_LIGHT
        return _ANSI | words | _labels(*(f"ansi_{name}" for name in names))
    colours = theme.to_color_system().generate()
    page, text = Color.parse(colours["background"]), Color.parse(colours["foreground"])
    cursor = page.blend(Color.parse(colours["primary"]), 0.18)
    run = page.blend(Color.parse(colours["warning"]), 0.14)
    grounds = (page, cursor, run, Color.parse(colours["surface"]), Color.parse(colours["panel"]))

    def word(name: str) -> str:
        return readable(Color.parse(colours[name]), grounds).hex

    return {
        "row-cursor": cursor.hex,
        "row-run": run.hex,
        "row-bar": word("primary"),
        "row-quiet": readable(page.blend(text, 0.6), grounds).hex,
        "row-match": _under(text, page, Color.parse(colours["warning"])).hex,
        "bar-done": word("success"),
        "word-accent": word("accent"),
        "word-warning": word("warning"),
        "word-error": word("error"),
        **_labels(*label_colours.colours_for(grounds, dark=theme.dark)),
    }


def _under(text: Color, page: Color, hue: Color) -> Color:
    """The page with as much of a hue as the text still reads on, at most about a third."""
    shades = (page.blend(hue, share / 100) for share in range(35, 0, -5))
    return next((shade for shade in shades if contrast(text, shade) >= ENOUGH), page)


def label_style(colour: str, variables: Mapping[str, str], ground: Color) -> Style:
    """The text style of a label on `ground`.

    `colour` is a theme variable such as "label-1", or "#rrggbb" from a codebook, which is moved until it
    reads on that ground. On a ground whose colour only the terminal knows, and for a colour that is none,
    the label keeps the colour of the text.
    """
    try:
        wanted = Color.parse(variables.get(colour, colour))
    except ColorParseError:
        return Style(bold=True)
    if wanted.ansi is not None:
        return Style(color=wanted.rich_color, bold=True)
    if ground.ansi is not None:
        return Style(bold=True)
    return Style(color=readable(wanted, (ground,)).rich_color, bold=True)
