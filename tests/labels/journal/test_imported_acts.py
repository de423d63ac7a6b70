"""What a decision from elsewhere says: which acts it becomes, and what is refused."""

from dataclasses import replace

import pytest

from labels.codebook import Codebook, Label
from labels.decision import Decision
from labels.errors import UsageError
from labels.journal.imported_acts import ImportedActs

NAMED = Codebook(labels=(Label("claim", "Claim", "c"), Label("old", "old", "o", retired=True)))
CLAIMED = Decision(0, 9, "labelled", ("CLAIM",), annotator="ana")


def acts_of(decision: Decision) -> list[tuple[str, dict[str, object]]]:
    return [(act.kind, dict(act.payload)) for act in ImportedActs(NAMED).of(1, decision, "jsonl: old.jsonl")]


def test_a_decision_its_flag_and_its_note_are_acts_on_its_span_under_the_ids_of_labels():
    said = replace(CLAIMED, flagged=True, flag_reason="date?", note="see above", seconds=2.5)
    origin = {"origin": "jsonl: old.jsonl"}
    assert acts_of(said) == [
        ("label", {**origin, "labels": ["claim"], "seconds": 2.5}),
        ("flag", {**origin, "on": True, "reason": "date?"}),
        ("note", {**origin, "text": "see above"}),
    ]
    assert [(act.article, act.start, act.end) for act in ImportedActs(NAMED).of(4, said, "x")] == [(4, 0, 9)] * 3


def test_without_a_decision_only_the_flag_and_the_note_are_acts():
    assert [kind for kind, _ in acts_of(replace(CLAIMED, status="undecided", labels=(), note="look"))] == ["note"]
    assert acts_of(replace(CLAIMED, status="skipped", labels=())) == [("skip", {"origin": "jsonl: old.jsonl"})]


def test_a_suggestion_goes_by_the_id_of_its_label_or_by_its_name_where_there_is_none():
    acts = ImportedActs(NAMED)
    assert acts.suggested(replace(CLAIMED, suggested_label="claim", suggested_score=0.5)) == {
        "label": "claim",
        "score": 0.5,
    }
    assert acts.suggested(replace(CLAIMED, suggested_label="Rumour")) == {"label": "Rumour"}


def test_decisions_with_the_same_labels_share_a_payload_and_others_do_not():
    acts = ImportedActs(NAMED)
    (one,), (two,) = acts.of(1, CLAIMED, "x"), acts.of(2, replace(CLAIMED, start=9, end=12), "x")
    (timed,) = acts.of(1, replace(CLAIMED, seconds=1.0), "x")
    assert one.payload is two.payload
    assert timed.payload is not one.payload


@pytest.mark.parametrize("seconds", [float("inf"), float("nan"), -1.0])
def test_what_cannot_be_said_is_refused_also_after_what_can(seconds):
    acts = ImportedActs(NAMED)
    (good,) = acts.of(1, CLAIMED, "x")
    (bad,) = acts.of(1, replace(CLAIMED, seconds=seconds), "x")
    acts.check(good)
    acts.check(good)
    with pytest.raises(UsageError):
        acts.check(bad)
