"""How different two colours look: CIE L*a*b* under D65, and CIEDE2000.

ISO/CIE 11664-4 and 11664-6. The steps and the figures to check them by are those of Sharma, Wu and Dalal, "The
CIEDE2000 Color-Difference Formula: Implementation Notes, Supplementary Test Data, and Mathematical Observations",
Color Research and Application 30 (1), 2005.
"""

from __future__ import annotations

from math import atan2, cos, degrees, exp, hypot, radians, sin, sqrt

from tests.colours.sight import Triple

_WHITE = (0.95047, 1.0, 1.08883)


def lab(light: Triple) -> Triple:
    """L*, a* and b* of a colour that is given as light (see `tests.colours.sight.linear`)."""
    red, green, blue = light
    xyz = (
        0.4124564 * red + 0.3575761 * green + 0.1804375 * blue,
        0.2126729 * red + 0.7151522 * green + 0.0721750 * blue,
        0.0193339 * red + 0.1191920 * green + 0.9503041 * blue,
    )
    x, y, z = (_root(part / white) for part, white in zip(xyz, _WHITE, strict=True))
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _root(part: float) -> float:
    return part ** (1 / 3) if part > 216 / 24389 else (24389 / 27 * part + 16) / 116


def ciede2000(one: Triple, other: Triple) -> float:
    """The difference of two colours in L*a*b*, with all three weights 1."""
    bent_one, bent_other = _bent(one, other)
    (light_1, chroma_1, hue_1), (light_2, chroma_2, hue_2) = bent_one, bent_other
    turn = _turn(hue_1, hue_2) if chroma_1 * chroma_2 else 0.0
    lightness, chroma = light_2 - light_1, chroma_2 - chroma_1
    hue = 2 * sqrt(chroma_1 * chroma_2) * sin(radians(turn / 2))
    mean_light, mean_chroma = (light_1 + light_2) / 2, (chroma_1 + chroma_2) / 2
    mean_hue = hue_1 + turn / 2 if chroma_1 * chroma_2 else hue_1 + hue_2
    weight_light = 1 + 0.015 * (mean_light - 50) ** 2 / sqrt(20 + (mean_light - 50) ** 2)
    weight_chroma = 1 + 0.045 * mean_chroma
    weight_hue = 1 + 0.015 * mean_chroma * _tone(mean_hue)
    lightness, chroma, hue = lightness / weight_light, chroma / weight_chroma, hue / weight_hue
    return sqrt(lightness**2 + chroma**2 + hue**2 + _rotation(mean_chroma, mean_hue) * chroma * hue)


def _bent(one: Triple, other: Triple) -> tuple[Triple, Triple]:
    """Lightness, chroma and hue (degrees) of both, with the greys drawn apart."""
    mean = (hypot(one[1], one[2]) + hypot(other[1], other[2])) / 2
    stretch = 1.5 - 0.5 * sqrt(mean**7 / (mean**7 + 25**7))
    first, second = (
        (each[0], hypot(stretch * each[1], each[2]), degrees(atan2(each[2], stretch * each[1])) % 360)
        for each in (one, other)
    )
    return first, second


def _turn(hue_1: float, hue_2: float) -> float:
    """The shorter way from one hue to the other, in degrees."""
    turn = hue_2 - hue_1
    return turn - 360 if turn > 180 else turn + 360 if turn < -180 else turn


def _tone(hue: float) -> float:
    angle = radians(hue)
    return (
        1
        - 0.17 * cos(angle - radians(30))
        + 0.24 * cos(2 * angle)
        + 0.32 * cos(3 * angle + radians(6))
        - 0.20 * cos(4 * angle - radians(63))
    )


def _rotation(chroma: float, hue: float) -> float:
    turned = 30 * exp(-((((hue % 360) - 275) / 25) ** 2))
    return -sin(radians(2 * turned)) * 2 * sqrt(chroma**7 / (chroma**7 + 25**7))
