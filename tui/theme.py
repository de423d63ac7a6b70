"""The colours of the desk: three themes of our own, and values for every theme that is not ours.

Label colours start from the colour-blind-safe set of Okabe and Ito (2008), lightened or darkened for each
theme until they read as text on the page, on the current row and on a selected run.
"""

from __future__ import annotations

from collections.abc import Mapping

from rich.style import Style
from textual.color import Color, ColorParseError
from textual.theme import Theme

from tui.contrast import readable

LABEL_COLOURS = 8
"""How many label colours there are: `$label-1` to `$label-7`, and the grey `$label-8`."""

OKABE_ITO = ("#e69f00", "#56b4e9", "#009e73", "#f0e442", "#0072b2", "#d55e00", "#cc79a7", "#999999")


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
        **_labels("#855900", "#0b6fa4", "#00704f", "#6b6200", "#2b4fb0", "#b23c00", "#9c3f78", "#5f6368"),
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
        **_labels("#efae33", "#66c2f0", "#3fc39c", "#e8dd55", "#93a8f5", "#f58a4e", "#e39cc4", "#a9adb3"),
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
        **_labels("#ffb938", "#7fd0ff", "#4fdfb5", "#fff06b", "#b4c2ff", "#ff9c66", "#ffadd8", "#cfcfcf"),
    },
)

THEMES = (LIGHT, DARK, CONTRAST)

# The sixteen colours of a terminal are the user's own; these are the ones that read on most backgrounds.
_ANSI = {
    "row-cursor": "ansi_default",
    "row-run": "ansi_default",
    "row-bar": "ansi_default",
    "row-quiet": "ansi_default",
    "row-match": "ansi_default",
}
_ANSI_DARK = ("yellow", "bright_cyan", "green", "bright_yellow", "bright_blue", "bright_red", "bright_magenta")
_ANSI_LIGHT = ("red", "cyan", "green", "black", "blue", "bright_red", "magenta")


def variable_defaults(theme: Theme) -> dict[str, str]:
    """The desk's colour variables for any theme; a theme's own values go before these.

    For `App.get_theme_variable_defaults`, which is asked anew for each theme.
    """
    if theme.ansi:
        names = _ANSI_DARK if theme.dark else _ANSI_LIGHT
        return _ANSI | _labels(*(f"ansi_{name}" for name in names), "ansi_default")
    colours = theme.to_color_system().generate()
    page, text = Color.parse(colours["background"]), Color.parse(colours["foreground"])
    cursor = page.blend(Color.parse(colours["primary"]), 0.18)
    run = page.blend(Color.parse(colours["warning"]), 0.14)
    grounds = (page, cursor, run)
    return {
        "row-cursor": cursor.hex,
        "row-run": run.hex,
        "row-bar": readable(Color.parse(colours["primary"]), grounds).hex,
        "row-quiet": readable(page.blend(text, 0.6), grounds).hex,
        "row-match": page.blend(Color.parse(colours["warning"]), 0.35).hex,
        **_labels(*(readable(Color.parse(colour), grounds).hex for colour in OKABE_ITO)),
    }


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
