"""How often the interval of alpha covers the truth, over many simulated sets of marks."""

from __future__ import annotations

from dataclasses import dataclass

from labels.quality.agreement import Comparison
from labels.quality.marks import Marks
from tests.agreement.outside import codebook
from tests.agreement.planted import LENGTH, SCENARIOS, planted

#: Alpha of 400,000 sentences of each scenario: what the intervals should cover.
TRUTH = {"even": 0.3971, "newsroom": 0.4667, "rare": 0.2366, "articles": 0.4727}

#: What must be covered.
LEAST, MOST = 0.93, 0.97


@dataclass(frozen=True)
class Coverage:
    """How many of the runs covered the truth, and the mean width of an interval."""

    runs: int
    covered: int
    width: float

    @property
    def share(self) -> float:
        return self.covered / self.runs


def coverage(scenario: str, articles: int, runs: int, first: int = 0) -> Coverage:
    """So many runs of so many articles each, with seeds from `first` on; a run without an interval covers nothing."""
    covered, width = 0, 0.0
    for seed in range(first, first + runs):
        found = alpha_of(scenario, articles, seed).interval
        if found is not None:
            covered += found.low <= TRUTH[scenario] <= found.high
            width += found.high - found.low
    return Coverage(runs, covered, width / runs)


def alpha_of(scenario: str, articles: int, seed: int):
    """Alpha of a simulated set of marks."""
    marks = planted(SCENARIOS[scenario], articles * LENGTH, seed).marks
    ids = [f"l{n}" for n in range(len(SCENARIOS[scenario].common))]
    return Comparison(Marks(marks), codebook(*ids)).overall().alpha
