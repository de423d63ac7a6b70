"""Shares of everything and of groups, their differences, and a trend, from a random sample of articles.

Standard errors are by the jackknife over articles, stratum by stratum, with the finite population correction (Wolter
2007, "Introduction to Variance Estimation", 2nd edition, chapter 4):

    error²  =  sum over strata of  (1 - n / N) (n - 1) / n  *  sum over its articles of (figure without it - figure)²

Where there is one stratum, the n in the middle is that of the group whose share it is. Degrees of freedom are the
articles less the strata, and one less where a model's λ is estimated too; but no more than there are articles that have
what is looked for (or that lack it, if these are fewer). Where a label is in five of forty articles, the error itself
is known from five. This module does not know where the labels come from.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, sqrt

from labels.quality.clusters import Basis, Design, Group, basis
from labels.quality.figure import Figure, undefined
from labels.quality.jackknife import Interval
from labels.quality.replicates import Replicates
from labels.quality.score_interval import difference_interval, share_interval
from labels.quality.student import t_quantile

#: With fewer articles than this an interval is told to be thin.
FEW = 10

#: Degrees of freedom are no fewer, where there are so many articles.
_LEAST_TELLING = 2


@dataclass(frozen=True, slots=True)
class Share:
    """The share of one group, or of everything (`group` is None): with its standard error, and what it rests on."""

    group: Group
    figure: Figure
    error: float | None
    degrees: int
    basis: Basis


@dataclass(frozen=True, slots=True)
class Change:
    """A difference of two shares (`group` minus `other`), or a trend, with its standard error."""

    figure: Figure
    error: float | None
    group: Group = None
    other: Group = None


class Estimates:
    """All figures of one design. A `figure` that is missing says why."""

    def __init__(self, design: Design) -> None:
        """Compute everything. The design has at least one article in each stratum."""
        self.design = design
        self._replicates = Replicates(design)
        self._places: dict[Group, int] = {group: place for place, group in enumerate(design.groups, 1)}
        self.overall = self._share(0, None)
        self.groups = [self._share(place, group) for group, place in self._places.items()]

    @property
    def weight_of_model(self) -> float | None:
        """λ, from about 0 for a model that tells nothing to about 1; None without a model."""
        return self._replicates.weights_of_model[0] if self.design.assisted else None

    def difference(self, group: Group, other: Group) -> Change:
        """The share of a group minus that of another. Raises KeyError for a group that no article is of."""
        one, two = (self.groups[self._places[each] - 1] for each in (group, other))
        if one.figure.value is None or two.figure.value is None:
            return Change(undefined("one of the two has no share"), None, group, other)
        value = one.figure.value - two.figure.value
        found = self._difference(one, two)
        if found is None:
            return Change(Figure(value, no_interval="undefined: one of the two has no interval"), None, group, other)
        error, interval = found
        return Change(Figure(value, interval), error, group, other)

    @property
    def trend(self) -> Change:
        """How much the share changes in one unit of time, by a straight line."""
        value = self._replicates.whole[-1]
        if value is None:
            return Change(undefined("there are not two points in time"), None)
        if self.design.complete:
            return Change(Figure(value, Interval(value, value, 0.0)), 0.0)
        variance = self._replicates.covariance(-1, -1)
        timed = [each for stratum in self.design.strata for each in stratum.drawn if each.time is not None]
        degrees = min(
            self._degrees(basis(self.design)), len(timed) - len(self.design.strata) - 1 - self.design.assisted
        )
        if variance is None or variance <= 0 or degrees < 1 or self._alone():
            return Change(Figure(value, no_interval="undefined: too few articles with a date"), None)
        half = t_quantile(degrees) * sqrt(variance)
        return Change(Figure(value, Interval(value - half, value + half, half)), sqrt(variance))

    def more_articles(self) -> int:
        """How many more articles, drawn at random in the same proportions, make intervals half as wide.

        The error goes by √(1 / n - 1 / N); so 3 n more where N is large, and fewer where most are drawn already.
        """
        more = 0
        for stratum in self.design.strata:
            drawn, all = len(stratum.drawn), stratum.articles
            if drawn < all:
                wanted = 1 / (1 / all + (1 / drawn - 1 / all) / 4)
                more += min(all, ceil(round(wanted, 9))) - drawn
        return more

    def _share(self, place: int, group: Group) -> Share:
        rests = basis(self.design, None if place == 0 else [group])
        degrees = self._degrees(rests)
        value = self._replicates.whole[place]
        if value is None:
            return Share(group, undefined("no sentence that was drawn belongs to it"), None, degrees, rests)
        value = min(1.0, max(0.0, value))
        if self.design.complete:
            return Share(group, Figure(value, Interval(value, value, 0.0)), 0.0, degrees, rests)
        if reason := self._no_interval(rests):
            return Share(group, Figure(value, no_interval=f"undefined: {reason}"), None, degrees, rests)
        variance = self._replicates.covariance(place, place)
        if variance is None:
            return Share(group, Figure(value, no_interval="undefined: too few articles"), None, degrees, rests)
        error = sqrt(max(0.0, variance))
        left = 1 - sum(len(each.drawn) for each in self.design.strata) / sum(
            each.articles for each in self.design.strata
        )
        interval = share_interval(value, error, degrees, rests.articles / left)
        return Share(group, Figure(value, interval), error, degrees, rests)

    def _degrees(self, rests: Basis) -> int:
        free = rests.articles - max(1, rests.strata) - self.design.assisted
        # Where all sentences are alike, all articles say so.
        return max(1, min(free, max(_LEAST_TELLING, rests.telling)) if rests.telling else free)

    def _no_interval(self, rests: Basis) -> str:
        if alone := self._alone():
            return f"one article of {alone} was drawn, so nothing is known of how they differ"
        return "all of its sentences are of one article" if rests.articles < 2 else ""

    def _alone(self) -> str:
        """The name of a stratum of which one article was drawn, and not all."""
        found = [each for each in self.design.strata if len(each.drawn) < 2 and each.left > 0]
        return (found[0].name or "a stratum") if found else ""

    def _difference(self, one: Share, two: Share) -> tuple[float, Interval] | None:
        a, b = self._places[one.group], self._places[two.group]
        if one.figure.interval is None or two.figure.interval is None or one.error is None or two.error is None:
            return None
        together = self._replicates.covariance(a, b) if not self.design.complete else 0.0
        if together is None or one.figure.value is None or two.figure.value is None:
            return None
        variance = max(0.0, one.error**2 + two.error**2 - 2 * together)
        product = one.error * two.error
        correlation = max(-1.0, min(1.0, together / product)) if product > 0 else 0.0
        pair = (one.figure.value, one.figure.interval), (two.figure.value, two.figure.interval)
        return sqrt(variance), difference_interval(*pair, correlation)
