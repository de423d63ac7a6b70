"""The contrast of two colours, and the nearest colour with enough contrast."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from textual.color import BLACK, WHITE, Color

ENOUGH = 4.5
"""The least ratio for body text in the Web Content Accessibility Guidelines 2.2, criterion 1.4.3 (AA)."""


@lru_cache(512)
def luminance(colour: Color) -> float:
    """Relative luminance from 0 (black) to 1 (white), as WCAG 2.2 defines it for sRGB."""
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (channel / 255 for channel in colour.rgb)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Color, other: Color) -> float:
    """The contrast ratio of two opaque colours, 1 to 21, whichever way round (WCAG 2.2)."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def readable(colour: Color, backgrounds: Iterable[Color]) -> Color:
    """`colour`, moved towards black or white until it has enough contrast on all `backgrounds`.

    If no shade has, black or white, whichever has more contrast.
    """
    grounds = tuple(backgrounds)

    def worst(shade: Color) -> float:
        return min(contrast(shade, ground) for ground in grounds)

    end = max((WHITE, BLACK), key=worst)
    for step in range(21):
        shade = colour.blend(end, step / 20, alpha=1.0)
        if worst(shade) >= ENOUGH:
            return shade
    return end
