"""How many colours the terminal has, by what its environment says, and the theme that it can show.

`COLORTERM` promises true colour. It is inherited. GNU screen gets it from a terminal with true colour, but misreads the
codes of true colour, so that text cannot be read.
"""

from __future__ import annotations

from collections.abc import Mapping, MutableMapping

from textual.theme import Theme

from tui.plain_signs import FEW_SIGNS

#: Terminals that have true colour and send no COLORTERM over the network.
_TRUE = ("kitty", "ghostty", "alacritty", "foot", "wezterm", "contour", "direct", "iterm2")

#: Terminals that have none, whatever COLORTERM says: names in TERM, alone or before a hyphen or a full stop.
_FEW = FEW_SIGNS | {"screen"}


def mend_colorterm(environment: MutableMapping[str, str]) -> None:
    """Remove a `COLORTERM` that is not about this terminal, and add it if the terminal is known.

    Rich reads it when the program is made. `TEXTUAL_COLOR_SYSTEM` has priority, and is not changed.
    """
    term = environment.get("TERM")
    if term is None:
        return  # Windows
    if _has_few_colours(term.lower(), environment):
        environment.pop("COLORTERM", None)
    elif set(term.lower().replace("+", "-").split("-")) & set(_TRUE):
        environment.setdefault("COLORTERM", "truecolor")


def _has_few_colours(term: str, environment: Mapping[str, str]) -> bool:
    if "STY" in environment and not term.startswith("tmux"):
        return True  # within GNU screen
    if "TMUX" in environment and term.startswith("screen-256color"):
        return False  # an old name of tmux, which knows true colour
    return term.partition("-")[0].partition(".")[0] in _FEW


def shown_theme(wanted: Theme, environment: Mapping[str, str], *, true_colour: bool) -> str:
    """The name of the theme to show where `wanted` is asked for.

    Without true colour it is the theme made of the terminal's own colours: for a dark or a light ground, as COLORFGBG
    says, else as the wanted theme is.
    """
    if true_colour or wanted.ansi:
        return wanted.name
    return "ansi-dark" if _is_dark(environment.get("COLORFGBG", ""), wanted.dark) else "ansi-light"


def _is_dark(colours: str, otherwise: bool) -> bool:
    """Whether the ground is dark, by `COLORFGBG`: numbers of colours from 0 to 15, that of the ground last."""
    ground = colours.rpartition(";")[2]
    return int(ground) not in (7, *range(9, 16)) if ground.isascii() and ground.isdigit() else otherwise
