"""Our own facts beside another tool's: when they count, and when they are forgotten."""

from __future__ import annotations

import json

import pytest

from labels.decision import Decision
from labels.formats.copydesk_key import CopydeskFacts, copydesk_facts, reconciled
from labels.formats.text_rows import Place
from tests.labels.formats.reading import lines, refusal

ANA = {"annotator": "ana", "status": "labelled", "labels": ["a"], "seconds": 2.0, "note": "hm"}
OWN = {"paragraph": 0, "start": 3, "decisions": [ANA]}


def facts(*decisions: Decision) -> CopydeskFacts:
    return CopydeskFacts(Place(0, 0), decisions)


def said(status="labelled", labels=("a",), annotator="ana", **more):
    return Decision(0, 0, status, labels, annotator, **more)


def test_an_object_and_a_string_say_the_same():
    assert copydesk_facts(OWN) == copydesk_facts(json.dumps(OWN))
    assert copydesk_facts(None) is None


@pytest.mark.parametrize(
    "damage",
    [
        {"start": "3"},
        {"paragraph": -1},
        {"start": True},
        {"before": 1},
        {"after": None},
        {"decisions": "none"},
        {"decisions": [ANA | {"status": "done"}]},
        {"decisions": [ANA | {"labels": []}]},
        {"decisions": [ANA | {"decided_at": "soon"}]},
        {"decisions": [ANA | {"annotator": 3}]},
    ],
    ids=str,
)
def test_damage_is_told_and_how_to_do_without(tmp_path, damage):
    with pytest.raises(ValueError, match="its “copydesk” part is damaged"):
        copydesk_facts(OWN | damage)
    row = {"text": "A.", "answer": "accept", "accept": ["a"], "copydesk": OWN | damage}
    assert refusal(tmp_path / "p.jsonl", lines(row)).startswith("line 1: its “copydesk” part is damaged")


def test_what_is_still_the_same_is_told_in_full():
    ours = said(seconds=2.0, note="hm")
    assert reconciled([said(annotator=None)], facts(ours)) == (ours,)


@pytest.mark.parametrize("other", [said(labels=("b",)), said("skipped", ()), said(annotator="ben")], ids=str)
def test_what_has_changed_counts_and_ours_is_forgotten(other):
    assert reconciled([other], facts(said(note="hm"))) == (other,)


def test_each_of_several_finds_its_own():
    ana, ben = said(note="one"), said(annotator="ben", note="two")
    assert reconciled([said(annotator=None), said(annotator="ben")], facts(ana, ben)) == (ana, ben)


def test_what_the_other_tool_cannot_say_stays_unless_somebody_decided_since():
    waiting = said("undecided", (), note="look again")
    assert reconciled([], facts(waiting)) == (waiting,)
    assert reconciled([said(annotator="ben")], facts(waiting)) == (said(annotator="ben"), waiting)
    assert reconciled([said()], facts(waiting)) == (said(),)
    assert reconciled([said(annotator=None)], facts(waiting)) == (said(annotator=None),)
    skip = said("skipped", ())
    assert reconciled([], facts(skip)) == ()
    assert reconciled([], facts(skip), ("undecided", "skipped")) == (skip,)


def test_what_was_written_beside_it_over_there_is_added_to_our_note():
    ours = said(note="hm", seconds=2.0)
    assert reconciled([said(note="why?")], facts(ours)) == (said(note="hm\nwhy?", seconds=2.0),)
    assert reconciled([said(note="hm")], facts(ours)) == (ours,)
