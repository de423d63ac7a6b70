"""The report: figures that were planted are found, and what cannot be told is not told."""

from __future__ import annotations

from random import Random

import pytest

from labels.suggest.doubt import doubt
from labels.suggest.policy import BLIND, is_blind
from labels.suggest.report import Answer, answer, report, sway
from labels.suggest.wording import band_rows, figures, sentences, share_rows

ARTICLES, SENTENCES = 100, 30


def worked(keeps: float, seed: int = 1, precision: float = 0.88) -> list[Answer]:
    """Decisions of somebody who keeps a wrong suggestion with this probability; half have something preselected."""
    random = Random(seed)
    found = []
    for article in range(ARTICLES):
        for n in range(SENTENCES):
            id = f"{article:020}:{n}-{n + 1}"
            likely = random.random() < 0.5
            model_right = random.random() < (precision if likely else 0.45)
            p = random.uniform(0.8, 0.96) if likely else random.uniform(0.3, 0.6)
            follows = model_right or (likely and not is_blind(id) and random.random() < keeps)
            suggestion = {"label": "a", "score": p, "mode": "suggest", "accepted": follows}
            payload = {"p_given": p, "p_other": (1 - p) / 3} if follows else {"p_given": 0.01, "p_other": p}
            if likely:
                payload["withheld" if is_blind(id) else "suggestion"] = suggestion
            found.append(answer("ana", id, ("a",) if follows else ("b",), payload))
    return found


@pytest.mark.parametrize("planted", [0.0, 0.3, 0.7])
def test_the_planted_sway_is_within_its_interval(planted):
    found = sway(worked(planted))
    assert found.sway_interval is not None
    assert found.sway_interval.low <= planted <= found.sway_interval.high
    assert found.difference is not None
    assert found.shown.of > 8 * found.kept_back.of


def test_no_sway_is_told_where_nothing_was_shown_or_nothing_kept_back():
    some = worked(0.3)
    for part in ([each for each in some if each.form is None], [each for each in some if each.kept_back is None], []):
        found = sway(part)
        assert (found.sway, found.sway_interval, found.difference) == (None, None, None)


def test_blind_sentences_tell_how_right_and_how_sure_the_model_is():
    found = report(worked(0.3))
    assert found.blind.of == pytest.approx(BLIND * ARTICLES * SENTENCES, rel=0.2)
    assert found.blind.share == pytest.approx((0.88 + 0.45) / 2, abs=0.06)
    assert found.blind.interval is not None
    assert found.blind.interval.low < found.blind.share < found.blind.interval.high
    assert sum(band.decisions for band in found.bands) == found.blind.of
    assert [row[0] for row in band_rows(found)] == ["0.0 to 0.5", "0.5 to 0.8", "0.8 to 0.9", "0.9 to 1.0"]
    assert found.only_enter.count == sum(each.form == "preselected" and each.agrees for each in worked(0.3))


def test_shares_with_and_without_suggestions_differ_for_who_is_led():
    led = report(worked(0.9, precision=0.6))
    (row,) = [row for row in share_rows(led, str.upper) if row[0] == "A"]
    assert row[3].startswith("+")
    assert led.with_suggestion["a"] > led.without["a"] + 0.1


def test_drift_is_told_in_stretches_of_time():
    found = report(worked(0.3))
    assert [each.decisions for each in found.drift] == [ARTICLES * SENTENCES // 4] * 4
    assert report(worked(0.3)[:150]).drift[0].decisions == 150
    assert report(worked(0.3)[:50]).drift == ()


def test_a_report_on_nothing_says_so():
    found = report([])
    assert [*sentences(found)] == ["No suggestions were at work, so there is nothing to tell."]
    assert {figure for _, figure, _ in figures(found)} <= {"0", "–"}
    off = report([answer("ana", f"{'0' * 20}:0-1", ("a",), {})])
    assert (off.decisions, off.modelled) == (1, 0)


def test_words_warn_where_too_little_was_kept_back():
    told = [*sentences(report(worked(0.3)[:300]))]
    assert any(each.startswith("The blind control has only ") for each in told)
    told = [*sentences(report([each for each in worked(0.3)[:300] if not each.is_blind]))]
    assert any(each.startswith("The blind control has no suggestions so far.") for each in told)
    told = [*sentences(report(worked(0.7)))]
    assert "Suggestions are kept more often where they are shown, so some of the labels are the model’s." in told


def test_doubt_is_the_log_of_how_much_more_probable_other_labels_were():
    assert doubt({"p_given": 0.1, "p_other": 0.8}) == pytest.approx(2.0794, abs=1e-3)
    assert doubt({"p_given": 0.0, "p_other": 1.0}) == pytest.approx(9.2103, abs=1e-3)
    assert doubt({"p_given": 0.1}) is None
