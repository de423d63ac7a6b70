"""What eyes without one kind of cone see of a colour.

Machado, Oliveira and Fernandes, "A Physiologically-based Model for Simulation of Color Vision Deficiency", IEEE
Transactions on Visualization and Computer Graphics 15 (6), 2009: the matrices for a severity of 1.0. They are meant
for linear light. Some programs use them on the coded values of sRGB instead, so both ways are asked.
"""

from __future__ import annotations

from typing import Literal

Triple = tuple[float, float, float]
Matrix = tuple[Triple, Triple, Triple]

Sight = Literal["normal", "protanopia", "deuteranopia"]

_MACHADO: dict[Sight, Matrix] = {
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
}


def linear(rgb: tuple[int, int, int]) -> Triple:
    """The light of an sRGB colour (0 to 255), each part from 0 to 1 (IEC 61966-2-1)."""
    red, green, blue = (_decoded(channel / 255) for channel in rgb)
    return red, green, blue


def seen(rgb: tuple[int, int, int], sight: Sight, *, coded: bool = False) -> Triple:
    """The light of the colour that somebody with normal sight would take for the same.

    `coded` takes the matrix to the coded values and not to the light.
    """
    if sight == "normal":
        return linear(rgb)
    if coded:
        red, green, blue = (_decoded(part) for part in _turned(_MACHADO[sight], _coded(rgb)))
        return red, green, blue
    return _turned(_MACHADO[sight], linear(rgb))


def _coded(rgb: tuple[int, int, int]) -> Triple:
    return rgb[0] / 255, rgb[1] / 255, rgb[2] / 255


def _turned(matrix: Matrix, colour: Triple) -> Triple:
    red, green, blue = (
        min(1.0, max(0.0, row[0] * colour[0] + row[1] * colour[1] + row[2] * colour[2])) for row in matrix
    )
    return red, green, blue


def _decoded(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
