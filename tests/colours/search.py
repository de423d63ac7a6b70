"""Look for label colours: near those that are wished for, readable on every ground, and apart for every eye.

A hill climb with some patience. It was run by `python -m tests.colours search`; what it found stands in
`tui/label_colours.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from math import exp
from random import Random

from textual.color import Color

from tests.colours.difference import ciede2000, lab
from tests.colours.sight import Triple, seen
from tui.contrast import luminance

Rgb = tuple[int, int, int]

#: How far apart the search wants two colours: for colour-blind eyes (with some to spare over 10), and for others.
APART, APART_FOR_MOST = 10.6, 14.0

#: How much a missing step of difference weighs against a step away from the colour that was wished for.
_WEIGHT = 12.0


@dataclass(frozen=True, slots=True)
class Wish:
    """What is looked for: eight colours near these, with a relative luminance from `least` to `most`.

    They are kept apart from the colours in `others` as well, such as that of the text.
    """

    near: Sequence[Rgb]
    least: float = 0.0
    most: float = 1.0
    others: Sequence[Rgb] = ()


@dataclass(frozen=True, slots=True)
class _Look:
    """A colour as normal eyes see it, and as two kinds of eyes do, by both ways of reckoning."""

    normal: Triple
    others: tuple[Triple, ...]


def look(rgb: Rgb) -> _Look:
    """How a colour looks."""
    ways = [(sight, coded) for sight in ("protanopia", "deuteranopia") for coded in (False, True)]
    return _Look(
        lab(seen(rgb, "normal")),
        tuple(lab(seen(rgb, "protanopia" if sight == "protanopia" else "deuteranopia", coded=c)) for sight, c in ways),
    )


def search(wish: Wish, seed: int = 0, steps: int = 30_000) -> list[str]:
    """The colours found, as #rrggbb."""
    return _Climb(wish, seed).run(steps)


class _Climb:
    def __init__(self, wish: Wish, seed: int) -> None:
        self._wish = wish
        self._random = Random(seed)
        self._aims = [lab(seen(rgb, "normal")) for rgb in wish.near]
        self._others = [look(rgb) for rgb in wish.others]
        self._colours = [_into(rgb, wish) for rgb in wish.near]
        self._looks = [look(rgb) for rgb in self._colours]
        count = len(self._colours)
        self._pairs = {pair: self._pair(*(self._looks[i] for i in pair)) for pair in combinations(range(count), 2)}
        self._away = [self._distance(i, self._looks[i]) for i in range(count)]

    def run(self, steps: int) -> list[str]:
        best, best_cost = list(self._colours), self._cost()
        cost = best_cost
        for step in range(steps):
            heat = 8.0 * (1 - step / steps) ** 2 + 0.01
            cost = self._try(cost, heat)
            if cost < best_cost:
                best, best_cost = list(self._colours), cost
        return [Color(*rgb).hex.lower() for rgb in best]

    def _cost(self) -> float:
        return sum(self._pairs.values()) + sum(self._away)

    def _try(self, cost: float, heat: float) -> float:
        which = self._random.randrange(len(self._colours))
        reach = self._random.choice((2, 6, 20))
        changed = [min(255, max(0, part + self._random.randint(-reach, reach))) for part in self._colours[which]]
        rgb = changed[0], changed[1], changed[2]
        if not self._wish.least <= luminance(Color(*rgb)) <= self._wish.most:
            return cost
        seen_now = look(rgb)
        pairs = {
            pair: self._pair(seen_now, self._looks[pair[0] + pair[1] - which]) for pair in self._pairs if which in pair
        }
        away = self._distance(which, seen_now)
        new = cost + sum(pairs[pair] - self._pairs[pair] for pair in pairs) + away - self._away[which]
        if new > cost and self._random.random() >= exp((cost - new) / heat):
            return cost
        self._colours[which], self._looks[which], self._away[which] = rgb, seen_now, away
        self._pairs.update(pairs)
        return new

    def _pair(self, one: _Look, other: _Look) -> float:
        near = min(ciede2000(a, b) for a, b in zip(one.others, other.others, strict=True))
        most = ciede2000(one.normal, other.normal)
        return _WEIGHT * (max(0.0, APART - near) + max(0.0, APART_FOR_MOST - most))

    def _distance(self, which: int, seen_now: _Look) -> float:
        away = ciede2000(self._aims[which], seen_now.normal) * 0.5
        return away + sum(self._pair(seen_now, other) for other in self._others)


def _into(rgb: Rgb, wish: Wish) -> Rgb:
    """The colour, moved to black or white until its luminance is one that is allowed."""
    colour = Color(*rgb)
    for step in range(101):
        end = Color(255, 255, 255) if luminance(colour) < wish.least else Color(0, 0, 0)
        moved = colour.blend(end, step / 100, alpha=1.0)
        if wish.least <= luminance(moved) <= wish.most:
            return moved.rgb
    return (255, 255, 255) if wish.least > 0.5 else (0, 0, 0)
