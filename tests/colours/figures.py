"""The figures of a theme: how well its colours read on its grounds, and how far its label colours are apart."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from itertools import combinations

from textual.color import Color
from textual.theme import BUILTIN_THEMES, Theme

from tests.colours.difference import ciede2000, lab
from tests.colours.sight import Sight, Triple, seen
from tui.contrast import contrast
from tui.theme import LABEL_COLOURS, THEMES, variable_defaults

#: What labels and quiet words are written on.
GROUNDS = ("background", "surface", "panel", "row-cursor", "row-run")
LABELS = tuple(f"label-{number}" for number in range(1, LABEL_COLOURS + 1))
SIGHTS: tuple[Sight, ...] = ("normal", "protanopia", "deuteranopia")

#: The themes with colours of their own, ours first; the others have the terminal's.
COLOURED = tuple(theme for theme in (*THEMES, *BUILTIN_THEMES.values()) if not theme.ansi)


@cache
def _variables(name: str) -> Mapping[str, str]:
    theme = next(theme for theme in COLOURED if theme.name == name)
    return variable_defaults(theme) | theme.to_color_system().generate() | theme.variables


def colour(theme: Theme, name: str) -> Color:
    """A colour variable of a theme."""
    return Color.parse(_variables(theme.name)[name])


def worst_contrast(theme: Theme, names: tuple[str, ...], ground: str) -> float:
    """The least contrast that any of these colours has on a ground."""
    return min(contrast(colour(theme, name), colour(theme, ground)) for name in names)


def least_difference(theme: Theme, sight: Sight, *, coded: bool = False) -> tuple[float, tuple[str, str]]:
    """The least CIEDE2000 between two label colours as some eyes see them, and which two these are.

    The same on every ground: colours that read on all grounds are written as they are.
    """
    looks = {name: _look(colour(theme, name), sight, coded) for name in LABELS}
    return min((ciede2000(looks[one], looks[other]), (one, other)) for one, other in combinations(LABELS, 2))


def least_from_text(theme: Theme, sight: Sight) -> float:
    """The least CIEDE2000 between a label colour and the colour of the text."""
    text = _look(colour(theme, "foreground"), sight, False)
    return min(ciede2000(_look(colour(theme, name), sight, False), text) for name in LABELS)


def _look(of: Color, sight: Sight, coded: bool) -> Triple:
    return lab(seen(of.rgb, sight, coded=coded))
