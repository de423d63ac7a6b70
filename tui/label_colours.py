"""Eight colours for labels on each kind of background, which colour-blind people can tell apart.

They are based on the colour-blind-safe hues of Okabe and Ito (2008), and differ from them as far as necessary. Each one
has a contrast of 4.5 on its grounds. Any two of a set differ by 10 in CIEDE2000, also for protanopia and deuteranopia
at full severity; so do those of our themes from the colour of the text. `python -m tests.colours` prints the figures,
and `python -m tests.colours search` looks for other colours.
"""

from __future__ import annotations

from collections.abc import Iterable

from textual.color import Color

from tui.contrast import ENOUGH, contrast, readable

Eight = tuple[str, str, str, str, str, str, str, str]

LIGHT: Eight = ("#552d00", "#2a6b90", "#245544", "#6b6643", "#0546b2", "#af4202", "#7a2563", "#606469")
DARK: Eight = ("#f8b01b", "#92d5fb", "#69c990", "#fcef76", "#8ca3fa", "#e98854", "#e29ec6", "#9c9d9b")
CONTRAST: Eight = ("#fab10f", "#37bcfd", "#37dbc6", "#fff16f", "#c7d8ff", "#f59c6f", "#ff9ab6", "#f5e7c4")

#: For themes that are not ours: darker and darker for light backgrounds, lighter and lighter for dark ones.
_ON_LIGHT: tuple[Eight, ...] = (
    LIGHT,
    ("#614a35", "#055478", "#01372c", "#2c2600", "#173cc9", "#833903", "#64024c", "#4d4f51"),
)
_ON_DARK: tuple[Eight, ...] = (
    DARK,
    ("#ffc105", "#9cd5f4", "#2ec394", "#fff683", "#92a9fc", "#fa925a", "#e39cc3", "#d0cac5"),
    ("#fab307", "#73c9fd", "#93dab5", "#fef173", "#d0e5ff", "#ffad7d", "#efadcb", "#f5ecec"),
    ("#ffc80d", "#b7d5dc", "#9de093", "#fffd7f", "#b4d1ff", "#fff9d2", "#fdffff", "#e0ccc2"),
)


def colours_for(grounds: Iterable[Color], *, dark: bool) -> Eight:
    """The first set that reads on all grounds; where none does, the last one moved until each colour does."""
    on = tuple(grounds)
    sets = _ON_DARK if dark else _ON_LIGHT
    for eight in sets:
        if all(contrast(Color.parse(colour), ground) >= ENOUGH for colour in eight for ground in on):
            return eight
    first, second, third, fourth, fifth, sixth, seventh, eighth = (
        readable(Color.parse(colour), on).hex for colour in sets[-1]
    )
    return first, second, third, fourth, fifth, sixth, seventh, eighth
