"""A figure for people: its value and interval, or the reason why there is none."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from labels.quality.jackknife import Interval, interval


@dataclass(frozen=True, slots=True)
class Figure:
    """`undefined` says in words why there is no value, `no_interval` why there is a value and no interval."""

    value: float | None
    interval: Interval | None = None
    undefined: str = ""
    no_interval: str = ""


@dataclass(frozen=True, slots=True)
class Sample:
    """How many units and articles have two marks or more, with what each figure would be without one of them."""

    units: int
    articles: int


def undefined(reason: str) -> Figure:
    """A figure that has no value."""
    return Figure(None, undefined=f"undefined: {reason}")


def figure(
    value: float | None,
    why: Callable[[], str],
    sample: Sample,
    without: Sequence[float | None] | None = None,
    least: float = -1.0,
) -> Figure:
    """A figure with its interval, made of its values `without` one article each; `why` tells why it has no value.

    Without these values there is no interval, because the figure is of one article.
    """
    if value is None:
        return undefined(why())
    if without is None or sample.articles < 2:
        reason = "one sentence" if sample.units == 1 else "all sentences that can be compared are of one article"
        return Figure(value, no_interval=f"undefined: {reason}")
    found = interval(value, without, least)
    return Figure(value, found, no_interval="" if found else _too_thin(without))


def _too_thin(without: Sequence[float | None]) -> str:
    missing = without.count(None)
    if missing:
        return f"undefined: too thin, without one of {missing} of the {len(without)} articles there is no figure"
    return "undefined: too thin, the figure is the same whichever article is left out"
