"""Estimates from articles drawn at random: by hand, worked out anew, and by how often intervals are right."""

from __future__ import annotations

from dataclasses import replace
from math import sqrt
from random import Random

import pytest

from labels.quality.clusters import Cluster, Design, Stratum
from labels.quality.estimates import Estimates
from labels.quality.score_interval import difference_interval, share_interval
from labels.quality.student import t_quantile
from tests.estimates.coverage import LEAST, MOST, SCENARIOS, coverage, drawn
from tests.estimates.planted import population


def cluster(sentences: float, has: float, of: float | None = None, **more: object) -> Cluster:
    return Cluster(sentences, has, sentences if of is None else of)._replace(**more)


FOUR = [cluster(10, 2), cluster(20, 10), cluster(5, 0), cluster(15, 6)]


def test_a_share_is_a_ratio_of_what_was_drawn():
    found = Estimates(Design([Stratum(40, FOUR)])).overall
    assert found.figure.value == 18 / 50
    assert found.basis == (4, 1, 50, 50, 18, 3)
    assert found.degrees == 3
    # By linearisation: s² of the residuals, with the part that was not drawn.
    residuals = [each.has - 0.36 * each.sentences for each in FOUR]
    linear = sqrt(0.9 * 4 / 3 * sum(each**2 for each in residuals)) / 50
    assert found.error == pytest.approx(linear, rel=0.25)
    assert found.error > linear


def test_of_several_strata_each_article_stands_for_as_many_as_were_not_drawn():
    design = Design([Stratum(40, FOUR[:2]), Stratum(10, FOUR[2:])])
    assert Estimates(design).overall.figure.value == (20 * 12 + 5 * 6) / (20 * 30 + 5 * 20)


def anew(design: Design, without: tuple[int, int]) -> list[float | None]:
    """The figures of a design without an article, worked out from what is left."""
    number, place = without
    strata = list(design.strata)
    left = [each for n, each in enumerate(strata[number].drawn) if n != place]
    strata[number] = replace(strata[number], drawn=left)
    found = Estimates(Design(strata, design.everything))
    return [found.overall.figure.value, found.trend.figure.value]


@pytest.mark.parametrize(
    "name", ["stratified", "good model, of a part", "biased model, stratified", "trend, good model"]
)
def test_errors_are_those_of_figures_worked_out_anew(name):
    scenario = replace(SCENARIOS[name], drawn=tuple(4 + n for n, _ in enumerate(SCENARIOS[name].drawn)))
    design = drawn(population(0.3, scenario.model or "good", part=scenario.part), scenario, 5)
    found = Estimates(design)
    share = trend = 0.0
    for number, stratum in enumerate(design.strata):
        size = len(stratum.drawn)
        for place in range(size):
            one, other = anew(design, (number, place))
            share += stratum.left * (size - 1) / size * (one - found.overall.figure.value) ** 2
            trend += stratum.left * (size - 1) / size * (other - found.trend.figure.value) ** 2
    # What is left of a stratum is weighed by the part of all articles that was drawn of it, as before.
    assert found.overall.error == pytest.approx(sqrt(share), rel=1e-6)
    assert found.trend.error == pytest.approx(sqrt(trend), rel=1e-6)


def test_what_is_counted_whole_has_no_error():
    found = Estimates(Design([Stratum(4, [each._replace(group=str(n % 2)) for n, each in enumerate(FOUR)])]))
    assert (found.overall.figure.interval.low, found.overall.figure.interval.high) == (0.36, 0.36)
    difference = found.difference("0", "1")
    assert difference.figure.interval.low == difference.figure.interval.high == 2 / 15 - 16 / 35
    assert found.more_articles() == 0


@pytest.mark.parametrize("has", [0, 1])
def test_where_all_sentences_are_alike_articles_count(has):
    design = Design([Stratum(1000, [cluster(20, 20 * has) for _ in range(30)])])
    figure = Estimates(design).overall.figure
    square = t_quantile(29) ** 2
    bound = square / (30 / 0.97 + square)
    assert figure.value == has
    ends = (figure.interval.low, figure.interval.high)
    assert ends == pytest.approx((0, bound) if not has else (1 - bound, 1))


def test_a_score_interval_is_that_of_wilson():
    # 10 of 100 that were drawn one by one; the normal interval has 0.0412 to 0.1588.
    found = share_interval(0.1, sqrt(0.1 * 0.9 / 100), 10**9, 100)
    assert (found.low, found.high) == pytest.approx((0.05523, 0.17437), abs=1e-5)


def test_a_difference_is_made_of_both_intervals():
    """Newcombe 1998, table II, example (a) by his method 10: 56 of 70, and 48 of 80."""
    one, other = 56 / 70, 48 / 80
    pair = [(p, share_interval(p, sqrt(p * (1 - p) / n), 10**9, n)) for p, n in ((one, 70), (other, 80))]
    found = difference_interval(*pair, correlation=0.0)
    assert (found.low, found.high) == pytest.approx((0.0524, 0.3339), abs=1e-4)
    assert difference_interval(*pair, correlation=0.5).half < found.half


def test_a_group_of_one_stratum_is_a_sample_of_the_group():
    other = [each._replace(group="other") for each in [*FOUR, cluster(12, 3)]]
    among = Estimates(Design([Stratum(90, [*(each._replace(group="own") for each in FOUR), *other])]))
    alone = Estimates(Design([Stratum(40, FOUR)]))
    assert among.groups[0].figure.value == alone.overall.figure.value
    assert among.groups[0].error == pytest.approx(alone.overall.error)
    assert among.groups[0].figure.interval.half == pytest.approx(alone.overall.figure.interval.half)


def test_degrees_of_freedom_are_those_of_the_articles_that_tell_something():
    rows = [cluster(20, 1 if n < 5 else 0) for n in range(40)]
    assert Estimates(Design([Stratum(400, rows)])).overall.degrees == 5
    assert Estimates(Design([Stratum(400, rows[4:])])).overall.degrees == 2
    assert Estimates(Design([Stratum(400, rows[5:])])).overall.degrees == 34
    lacking = [each._replace(has=each.sentences - each.has) for each in rows]
    assert Estimates(Design([Stratum(400, lacking)])).overall.degrees == 5


def test_how_many_more_articles_halve_an_interval():
    assert Estimates(Design([Stratum(10**9, FOUR)])).more_articles() == 12
    more = Estimates(Design([Stratum(40, FOUR)])).more_articles()
    assert more == 9  # 1 / (1 / 40 + (1 / 4 - 1 / 40) / 4) = 12.3
    assert (1 / 13 - 1 / 40) <= (1 / 4 - 1 / 40) / 4


def test_what_has_no_interval_says_why():
    alone = Estimates(Design([Stratum(40, FOUR[:1], "pilot")]))
    assert alone.overall.figure.value == 0.2
    assert "one article of pilot" in alone.overall.figure.no_interval
    assert alone.trend.figure.undefined
    one_each = [each._replace(group=str(n)) for n, each in enumerate(FOUR)]
    found = Estimates(Design([Stratum(40, one_each)]))
    assert "of one article" in found.groups[0].figure.no_interval
    assert found.difference("0", "1").figure.no_interval
    nothing = Estimates(Design([Stratum(40, [cluster(5, 0, 0), cluster(4, 0, 0)])]))
    assert nothing.overall.figure.undefined


def test_the_weight_of_a_model_tells_how_good_it_is():
    weights = {}
    for model in ("good", "bad", "inverted"):
        scenario = replace(SCENARIOS["good model"], drawn=(100,))
        weights[model] = Estimates(drawn(population(0.3, model), scenario, 1)).weight_of_model
    assert weights["good"] > 0.8
    assert abs(weights["bad"]) < 0.4
    assert weights["inverted"] < -0.8
    assert Estimates(Design([Stratum(40, FOUR)])).weight_of_model is None


def test_a_model_that_is_right_leaves_no_error():
    everything = population(0.3).articles
    right = [each._replace(predicted_has=each.has, predicted_of=each.of) for each in everything]
    picked = Random(1).sample(right, 20)
    found = Estimates(Design([Stratum(len(right), picked)], [each._replace(has=0, of=0) for each in right]))
    truth = sum(each.has for each in everything) / sum(each.of for each in everything)
    assert found.overall.figure.value == pytest.approx(truth)
    assert found.overall.error == pytest.approx(0, abs=1e-9)


@pytest.mark.parametrize("model", ["good", "bad"])
def test_a_good_model_makes_intervals_narrower_and_a_bad_one_changes_little(model):
    alone, helped = coverage("random", 15), coverage(f"{model} model", 15)
    ratio = helped.width / alone.width
    assert ratio < 0.75 if model == "good" else 0.9 < ratio < 1.15


def test_a_good_model_makes_a_trend_and_a_difference_narrower():
    for what in ("trend", "difference"):
        assert coverage(f"{what}, good model", 8).width < 0.6 * coverage(what, 8).width


@pytest.mark.parametrize("name", ["random", "stratified", "good model", "difference", "trend"])
def test_intervals_cover_the_truth_mostly(name):
    assert coverage(name, 20).share >= 0.8


@pytest.mark.slow
@pytest.mark.parametrize("name", SCENARIOS)
def test_intervals_cover_the_truth_as_often_as_they_claim(name):
    # 400 samples differ by .011 from the coverage of all of them (one standard deviation).
    assert LEAST - 0.03 <= coverage(name, 400).share <= min(1.0, MOST + 0.02)
