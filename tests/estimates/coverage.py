"""How often intervals cover the truth, over many samples drawn from one population."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from random import Random

from labels.quality.clusters import Cluster, Design, Stratum
from labels.quality.estimates import Estimates
from labels.quality.figure import Figure
from tests.estimates.planted import Population, population

#: What must be covered.
LEAST, MOST = 0.93, 0.97


@dataclass(frozen=True)
class Scenario:
    """How a sample is drawn: so many articles of each source in turn if `stratified`, else of all; with a model or not.

    `what` is told of it: the share, the difference of the two sources, or the trend.
    """

    common: float
    drawn: tuple[int, ...]
    model: str | None = None
    what: str = "share"
    alike: float = 0.15
    part: bool = False

    @property
    def stratified(self) -> bool:
        return len(self.drawn) > 1


SCENARIOS = {
    "random": Scenario(0.3, (30,)),
    "random, 10 articles": Scenario(0.3, (10,)),
    "random, most articles": Scenario(0.3, (200,)),
    "random, rare": Scenario(0.05, (40,)),
    "random, common": Scenario(0.66, (30,), alike=0.3),
    "random, of a part": Scenario(0.3, (30,), part=True),
    "stratified": Scenario(0.3, (20, 15)),
    "stratified, 5 and 5": Scenario(0.3, (5, 5)),
    "good model": Scenario(0.3, (30,), "good"),
    "good model, 10 articles": Scenario(0.3, (10,), "good"),
    "good model, rare": Scenario(0.05, (40,), "good"),
    "good model, of a part": Scenario(0.3, (30,), "good", part=True),
    "good model, stratified": Scenario(0.3, (20, 15), "good"),
    "bad model": Scenario(0.3, (30,), "bad"),
    "bad model, 10 articles": Scenario(0.3, (10,), "bad"),
    "bad model, stratified": Scenario(0.3, (20, 15), "bad"),
    "inverted model": Scenario(0.3, (30,), "inverted"),
    "biased model": Scenario(0.3, (30,), "biased"),
    "biased model, stratified": Scenario(0.3, (20, 15), "biased"),
    "difference": Scenario(0.3, (40,), what="difference"),
    "difference, stratified": Scenario(0.3, (20, 20), what="difference"),
    "difference, good model": Scenario(0.3, (40,), "good", "difference"),
    "difference, bad model": Scenario(0.3, (40,), "bad", "difference"),
    "trend": Scenario(0.3, (40,), what="trend"),
    "trend, stratified": Scenario(0.3, (20, 20), what="trend"),
    "trend, good model": Scenario(0.3, (40,), "good", "trend"),
    "trend, bad model": Scenario(0.3, (40,), "bad", "trend"),
}


@dataclass(frozen=True)
class Coverage:
    """How many of the samples covered the truth, the mean width of an interval, and the mean error of the figure."""

    runs: int
    covered: int
    below: int
    width: float
    bias: float

    @property
    def share(self) -> float:
        return self.covered / self.runs


def coverage(name: str, runs: int, first: int = 0) -> Coverage:
    """So many samples, with seeds from `first` on; one without an interval covers nothing."""
    scenario = SCENARIOS[name]
    everything = _population(scenario)
    truth = _truth(everything, scenario.what)
    covered, below, width, bias = 0, 0, 0.0, 0.0
    for seed in range(first, first + runs):
        figure = _figure(Estimates(drawn(everything, scenario, seed)), scenario.what)
        bias += ((figure.value or 0.0) - truth) / runs
        found = figure.interval
        if found is not None:
            covered += found.low <= truth <= found.high
            below += found.high < truth
            width += (found.high - found.low) / runs
    return Coverage(runs, covered, below, width, bias)


@cache
def _population(scenario: Scenario) -> Population:
    return population(scenario.common, scenario.model or "good", alike=scenario.alike, part=scenario.part)


def drawn(everything: Population, scenario: Scenario, seed: int) -> Design:
    """A sample of the population."""
    random = Random(seed)
    known = everything.articles if scenario.model else []
    if not scenario.stratified:
        return Design([_stratum(everything.articles, scenario.drawn[0], random)], known)
    parts = [[each for each in everything.articles if each.group == name] for name in ("courier", "gazette")]
    return Design([_stratum(part, size, random) for part, size in zip(parts, scenario.drawn, strict=True)], known)


def _stratum(articles: list[Cluster], size: int, random: Random) -> Stratum:
    return Stratum(len(articles), random.sample(articles, size))


def _figure(found: Estimates, what: str) -> Figure:
    if what == "trend":
        return found.trend.figure
    if what == "difference":
        return found.difference("gazette", "courier").figure
    return found.overall.figure


def _truth(everything: Population, what: str) -> float:
    if what == "trend":
        return everything.slope
    if what == "difference":
        return everything.truth("gazette") - everything.truth("courier")
    return everything.truth()
