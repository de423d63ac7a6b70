"""Intervals by leaving out an article: equal to figures worked out anew, and right as often as they claim."""

from __future__ import annotations

from math import fsum, sqrt

import pytest

from labels.quality.agreement import Comparison
from labels.quality.jackknife import interval, more_needed
from labels.quality.marks import Mark, Marks
from labels.quality.pairs import by_pair
from labels.quality.student import t_quantile
from labels.quality.wording import sentences
from tests.agreement.coverage import TRUTH, coverage
from tests.agreement.planted import SCENARIOS, planted
from tests.examples import proof_or
from tests.labels.quality.tables import codebook


@pytest.mark.parametrize(
    ("degrees", "quantile"),
    [
        (1, 12.7062),
        (2, 4.30265),
        (3, 3.18245),
        (9, 2.26216),
        (10, 2.22814),
        (30, 2.04227),
        (120, 1.97993),
        (1000, 1.96234),
    ],
)
def test_quantiles_of_t(degrees, quantile):
    assert t_quantile(degrees) == pytest.approx(quantile, abs=1e-5)


def test_both_ways_to_a_quantile_meet():
    assert t_quantile(100) == pytest.approx(t_quantile(101), abs=3e-4)
    assert t_quantile(100, 0.99) == pytest.approx(2.62589, abs=1e-5)
    assert t_quantile(101, 0.99) == pytest.approx(2.62539, abs=1e-4)


@pytest.mark.parametrize("name", ["overall", "label", "sets", "pair"])
def test_an_interval_is_that_of_figures_worked_out_anew(name):
    rows = planted(SCENARIOS["articles"], 300, 3).marks
    if name == "sets":
        extra = {"l0": ("l0", "l1"), "l3": ()}
        rows = [row._replace(labels=extra.get(row.labels[0], row.labels)) for row in rows]
    if name == "pair":
        by_two = [row for row in rows if row.annotator in ("p2", "p3")]
        both = {row.unit for row in by_two if row.annotator == "p2"} & {
            row.unit for row in by_two if row.annotator == "p3"
        }
        rows = [row for row in by_two if row.unit in both]
    book = codebook(["l0", "l1", "l2", "l3"], many=name == "sets")

    def figures(some: list[Mark]):
        marks = Marks(some)
        if name == "pair":
            (pair,) = by_pair(marks, book)
            return [pair.percent, pair.kappa]
        comparison = Comparison(marks, book)
        found = comparison.by_label()["l1"] if name == "label" else comparison.overall()
        every = [found.percent, found.alpha, found.fleiss, found.ac1, found.masi, found.jaccard]
        return [each for each in every if each is not None and each.value is not None]

    parts = [[row for row in rows if row.article != article] for article in sorted({row.article for row in rows})]
    without = [figures(part) for part in parts]
    for number, figure in enumerate(figures(rows)):
        values = [each[number].value for each in without]
        error = sqrt((len(values) - 1) / len(values) * fsum((value - figure.value) ** 2 for value in values))
        assert figure.interval is not None
        assert figure.interval.half == pytest.approx(t_quantile(len(values) - 1) * error, abs=1e-9)


def test_undefined_figures_are_left_out_up_to_one_in_twenty():
    some = [0.5 + n / 100 for n in range(38)]
    assert interval(0.7, [*some, None, None]) is not None
    assert interval(0.7, [*some, None, None, None]) is None


def test_an_interval_ends_where_the_figure_ends():
    found = interval(0.9, [0.5, 0.9, 1.0], least=0.0)
    assert found is not None
    assert (found.low, found.high) == (0.0, 1.0)


def test_how_many_more():
    assert more_needed(100, 0.1) == 300
    assert more_needed(100, 0.04) == 0


@pytest.mark.slow
@pytest.mark.parametrize("scenario", TRUTH)
@pytest.mark.parametrize("articles", [10, 20])
def test_intervals_cover_the_truth_as_often_as_they_claim(scenario, articles):
    # 400 runs differ by .011 from the coverage of all runs (one standard deviation), 150 by .018.
    assert 0.91 <= coverage(scenario, articles, proof_or(400, 150)).share <= 0.98


def test_an_interval_covers_the_truth_mostly():
    assert coverage("newsroom", 10, 20).share >= 0.8


def test_how_much_more_is_needed_is_not_guessed_from_two_articles_that_differ():
    """Where the interval begins at −1: some hundred thousand sentences, told after a sitting, help nobody."""
    turned = {"l0": "l1", "l1": "l0"}

    def told(articles: int) -> tuple[float, bool]:
        """The least that alpha may be, and whether more is asked for, where people differ in every second article."""
        marks = [
            Mark(
                (article, unit), who, (turned[label] if who == "ben" and article % 2 and unit % 3 else label,), article
            )
            for article in range(articles)
            for unit, label in enumerate(("l0", "l1") * 6)
            for who in ("ana", "ben")
        ]
        found = Comparison(Marks(marks), codebook(["l0", "l1"])).overall()
        assert found.alpha.interval is not None and found.more is not None
        return found.alpha.interval.low, any("more double label" in line for line in sentences(found))

    assert told(2) == (-1.0, False)
    low, is_told = told(12)
    assert low > -1 and is_told
