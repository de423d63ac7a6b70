"""The policy: when something is shown, in which form, and what is written of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labels.journal.kinds.suggested import problem_with_suggestions
from labels.suggest.policy import BLIND, Policy, is_blind
from labels.suggest.record import FIRST_BAR, HIGHEST_BAR, Record
from labels.suggest.shown import Occasion, form_of
from labels.suggest.suggester import Prediction
from labels.suggest.wording import confidence_in_words

NAMES = ("goal", "step", "end")
POLICY = Policy("suggest", NAMES)
SEEN = next(f"{'0' * 20}:{n}-{n + 1}" for n in range(100) if not is_blind(f"{'0' * 20}:{n}-{n + 1}"))
HIDDEN = next(f"{'0' * 20}:{n}-{n + 1}" for n in range(100) if is_blind(f"{'0' * 20}:{n}-{n + 1}"))


def said(*probabilities: float) -> Prediction:
    """A prediction for the labels, the most probable first."""
    return Prediction("model", tuple(((name,), each) for name, each in zip(NAMES, probabilities, strict=False)))


def experienced(**counts: int) -> Record:
    """The record of somebody who gave these labels so often; each forty times, if none are named."""
    record = Record()
    for label, count in (counts or dict.fromkeys(NAMES, 40)).items():
        for _ in range(count):
            record.decided((label,), {})
    return record


def shown(prediction: Prediction | None, record: Record | None = None, policy: Policy = POLICY, id: str = SEEN):
    return policy.before(prediction, Occasion(id), record or experienced())


def test_what_is_likely_is_preselected_and_what_is_less_so_only_marked():
    assert shown(said(0.85, 0.1, 0.05)).preselected == ("goal",)
    marked = shown(said(0.6, 0.3, 0.1))
    assert (marked.form, marked.preselected, marked.in_view) == ("marked", None, (("goal",), ("step",)))
    assert len(shown(said(0.5, 0.26, 0.24)).in_view) == 3
    assert shown(said(0.49, 0.3, 0.21)).in_view == ()
    assert shown(None).in_view == ()


def test_it_is_silent_for_the_first_hundred_and_until_each_label_was_used_three_times():
    sure = said(0.95, 0.05)
    few = shown(sure, experienced(goal=33, step=33, end=33))
    assert (few.in_view, few.why_silent) == ((), "suggestions begin after 1 more decision")
    rare = shown(sure, experienced(goal=60, step=60, end=2))
    assert (rare.in_view, rare.why_silent) == ((), "suggestions begin once end has been given 3 times")
    assert shown(sure, experienced(goal=60, step=60, end=3)).in_view


def test_nothing_is_shown_while_it_is_off_or_where_everybody_answers_alone():
    sure = said(0.95, 0.05)
    assert shown(sure, policy=Policy("off", NAMES)).in_view == ()
    alone = POLICY.before(sure, Occasion(SEEN, is_alone=True), experienced())
    assert (alone.in_view, alone.why_silent) == ((), "no suggestions in rounds and repeats")
    assert alone.payload(("goal",))["p_given"] == 0.95


def test_a_label_that_three_quarters_of_the_decisions_have_is_never_shown():
    many = experienced(goal=90, step=15, end=15)
    assert shown(said(0.95, 0.05), many).in_view == ()
    assert shown(said(0.95, 0.05), experienced(goal=89, step=16, end=15)).in_view == (("goal",),)


def test_skips_and_labels_that_cannot_be_given_are_never_shown():
    assert shown(Prediction("model", (((), 0.9), (("goal",), 0.1)))).in_view == ()
    assert shown(Prediction("model", ((("gone",), 0.9), (("goal",), 0.1)))).in_view == ()
    marked = shown(Prediction("model", ((("goal",), 0.6), (("gone",), 0.3), (("step",), 0.1))))
    assert marked.in_view == (("goal",),)


def test_a_tenth_of_the_sentences_is_blind_whoever_looks():
    ids = [f"{article:020}:{n}-{n + 1}" for article in range(40) for n in range(100)]
    assert sum(map(is_blind, ids)) / len(ids) == pytest.approx(BLIND, abs=0.015)
    kept = shown(said(0.9, 0.1), id=HIDDEN)
    assert (kept.in_view, kept.preselected, kept.is_kept_back) == ((), None, True)
    payload = kept.payload(("step",))
    assert "suggestion" not in payload
    assert payload["withheld"] == {
        "run": "model", "label": "goal", "score": 0.9, "mode": "suggest", "accepted": False,
    }  # fmt: skip


def test_the_bar_rises_where_too_few_of_the_last_hundred_are_accepted():
    record = experienced()
    accepted = {"suggestion": {"label": "goal", "mode": "suggest", "accepted": True}}
    refused = {"suggestion": {"label": "goal", "mode": "suggest", "accepted": False}}
    for n in range(100):
        record.decided(("goal",), accepted if n < 85 else refused)
    assert record.bar == FIRST_BAR
    record.decided(("goal",), refused)
    assert record.bar == 0.85
    assert shown(said(0.84, 0.16), record).form == "marked"
    for _ in range(1000):
        record.decided(("goal",), refused)
    assert record.bar == HIGHEST_BAR
    marked = {"suggestion": {"label": "goal", "mode": "suggest", "marked": [["goal"]], "accepted": False}}
    quiet = experienced()
    for _ in range(200):
        quiet.decided(("goal",), marked)
    assert quiet.bar == FIRST_BAR


def test_a_second_look_speaks_after_the_answer_and_only_where_it_strongly_disagrees():
    policy = Policy("second look", NAMES)
    before = shown(said(0.85, 0.1, 0.05), policy=policy)
    assert before.in_view == ()
    looked = policy.after(before, ("step",), experienced())
    assert looked is not None
    assert (looked.form, looked.labels, looked.in_view) == ("second look", (("goal",),), ())
    payload = looked.payload(("goal",))
    assert (payload["suggestion"]["mode"], payload["suggestion"]["accepted"]) == ("second look", True)
    assert policy.after(before, ("goal",), experienced()) is None
    assert policy.after(shown(said(0.7, 0.3), policy=policy), ("step",), experienced()) is None
    assert POLICY.after(shown(said(0.85, 0.1)), ("step",), experienced()) is None
    hidden = policy.after(shown(said(0.85, 0.1), policy=policy, id=HIDDEN), ("step",), experienced())
    assert hidden is not None
    assert hidden.is_kept_back


def test_a_suggestion_that_was_not_painted_did_not_exist():
    found = shown(said(0.85, 0.1, 0.05))
    payload = found.unseen().payload(("goal",))
    assert "suggestion" not in payload
    assert payload == {"p_given": 0.85, "p_other": 0.1, "other": ["step"]}


def test_the_payload_says_what_was_shown_and_why():
    record = experienced()
    found = POLICY.before(said(0.6, 0.3, 0.1), Occasion(SEEN, "sample pilot", 0.25), record)
    assert found.payload(("step",)) == {
        "suggestion": {
            "run": "model", "label": "goal", "score": 0.6, "mode": "suggest", "accepted": False,
            "marked": [["goal"], ["step"]],
        },
        "p_given": 0.3,
        "p_other": 0.6,
        "other": ["goal"],
        "shown": {"order": "sample pilot", "probability": 0.25},
    }  # fmt: skip
    assert "p_given" not in found.payload(("unheard",))


LABELS = st.sets(st.sampled_from(NAMES), max_size=2).map(lambda found: tuple(sorted(found)))


@given(
    ranked=st.dictionaries(LABELS, st.floats(0.01, 1), min_size=1, max_size=5),
    mode=st.sampled_from(["off", "second look", "suggest"]),
    answer=LABELS,
    number=st.integers(0, 60),
    painted=st.booleans(),
)
def test_whatever_is_predicted_the_payload_can_be_stored_and_tells_what_was_on_screen(
    ranked, mode, answer, number, painted
):
    total = sum(ranked.values())
    order = sorted(ranked.items(), key=lambda pair: -pair[1])
    prediction = Prediction("model", tuple((labels, each / total) for labels, each in order))
    id = f"{'1' * 20}:{number}-{number + 1}"
    found = Policy(mode, NAMES).before(prediction, Occasion(id, "shuffled"), experienced())
    seen = found if painted else found.unseen()
    payload = seen.payload(answer)
    assert problem_with_suggestions(payload) is None
    on_screen = seen.in_view
    assert (form_of(payload.get("suggestion")) is not None) == bool(on_screen)
    if on_screen:
        assert mode == "suggest"
        assert not is_blind(id)
        assert payload["suggestion"]["accepted"] == (answer == on_screen[0])
        assert form_of(payload["suggestion"]) == seen.form
    if "withheld" in payload:
        assert is_blind(id)


def test_confidence_is_told_in_words():
    told = [confidence_in_words(each) for each in (0.3, 0.5, 0.8, 0.92, 0.97)]
    assert told == ["unlikely", "perhaps", "likely", "very likely", "almost certain"]


@pytest.mark.parametrize(
    ("payload", "problem"),
    [
        ({"suggestion": {"score": 1}}, "its suggestion names no label"),
        ({"withheld": {"label": "a", "score": "1"}}, "the score of the suggestion that was kept back is no number"),
        (
            {"suggestion": {"label": "a", "accepted": 1}},
            "whether its suggestion was accepted is neither true nor false",
        ),
        ({"suggestion": {"label": "a", "mode": 1}}, "the run or mode of its suggestion is no text"),
        ({"suggestion": {"label": "a", "labels": "a"}}, "the labels of its suggestion are no list of labels"),
        (
            {"suggestion": {"label": "a", "marked": ["a"]}},
            "what is marked of its suggestion is no list of sets of labels",
        ),
        ({"p_given": 1.5}, "a probability in it is no number from 0 to 1"),
        ({"p_other": True}, "a probability in it is no number from 0 to 1"),
        ({"other": "a"}, "the other labels in it are no list of labels"),
        ({"shown": "x"}, "it does not say in which order its sentence was shown"),
        ({"shown": {"probability": 0}}, "the probability with which its sentence was shown is no number from 0 to 1"),
    ],
)
def test_what_makes_no_sense_is_refused(payload, problem):
    assert problem_with_suggestions(payload) == problem
