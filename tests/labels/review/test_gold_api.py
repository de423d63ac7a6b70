"""Gold from a script: by hand, by rule, and the states of the sentences."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from labels.codebook import Codebook
from labels.errors import UsageError
from labels.project import Project
from labels.projections.check import check
from labels.review.desk import ReviewDesk
from labels.review.rules import plan_in_words
from tests.labels.making import SCHEME, use_codebook
from tests.labels.review.reviewed import STATES, make_reviewed, settled, states


@pytest.fixture
def lead(tmp_path: Path) -> Iterator[Project]:
    with make_reviewed(tmp_path / "news.db") as project:
        yield project


def test_the_states_of_sentences_and_how_many_there_are(lead: Project) -> None:
    assert states(lead) == list(STATES)
    counts = lead.gold_counts()
    assert counts.states == {"unmarked": 1, "thin": 1, "agreed": 3, "conflict": 3, "settled": 0}
    assert lead.gold_counts("closed or short").states == {
        "unmarked": 1, "thin": 0, "agreed": 1, "conflict": 1, "settled": 0,
    }  # fmt: skip


def test_a_majority_settles_what_more_than_half_said(lead: Project) -> None:
    looked = lead.settle_by_rule("majority", dry_run=True)
    assert (looked.done, len(looked.planned.units), looked.planned.left) == (None, 5, 1)
    assert looked.planned.shares == {("claim",): 3, ("fact",): 1, (): 1}
    assert looked.quotes[0] == "The bridge is closed."
    assert settled(lead) == {}
    assert lead.settle_by_rule("Majority").done == 5
    by_rule = {n: (labels, "majority", "") for n, labels in {0: ("claim",), 1: ("claim",), 2: ("fact",)}.items()}
    assert settled(lead) == {**by_rule, 6: ((), "majority", ""), 7: (("claim",), "majority", "")}
    assert check(lead.path).problems == []


def test_single_settles_what_one_person_alone_was_assigned_and_decided(lead: Project) -> None:
    looked = lead.settle_by_rule("single", dry_run=True)
    assert (len(looked.planned.units), looked.planned.unshared) == (0, 1), "it is assigned to nobody"
    assert "1 sentence with one vote left alone" in plan_in_words(looked.planned, lead.codebook)
    lead.team.assign("ana", everyone=True)
    assert lead.settle_by_rule("Single").done == 1
    assert settled(lead) == {5: (("claim",), "single", "")}
    sixth = list(lead.sentences())[5]
    with Project(lead.path, "ben") as ben:
        ben.label(sixth, "claim")
    assert settled(lead) == {5: (("claim",), "single", "reopened")}
    assert lead.settle_by_rule("single").done is None, "two voted: it is no sentence of one person any more"
    assert lead.settle_by_rule("unanimous", "state:settled").done == 1
    assert settled(lead)[5] == (("claim",), "unanimous", "")
    assert check(lead.path).problems == []


@pytest.mark.parametrize("alone", [True, False])
def test_single_leaves_alone_what_others_have_to_decide_as_well(lead: Project, alone: bool) -> None:
    sixth = list(lead.sentences())[5]
    lead.team.assign("ana", everyone=True)
    if alone:
        lead.team.assign_units([(lead.number_of(sixth.article), sixth.start, sixth.end)], "ben", "to see more")
    else:
        lead.team.assign("ben", everyone=True)
    found = lead.settle_by_rule("single")
    assert (found.done, found.planned.unshared) == (None, 1)


def test_single_takes_nobody_elses_vote(lead: Project) -> None:
    lead.team.assign("cem", everyone=True)  # who has not decided what ana did
    assert lead.settle_by_rule("single").done is None


def test_what_is_settled_by_single_is_no_feedback(lead: Project) -> None:
    lead.team.assign("ana", everyone=True)
    assert lead.settle_by_rule("single").done == 1
    lead.settle(next(lead.sentences()), "quote")
    lead.feedback.open("ana")
    with Project(lead.path, "ana") as ana:
        assert [each.settled for each in ana.feedback.of("ana").answers] == [("quote",)]
        sixth = list(lead.sentences())[5]
        lead.unsettle(sixth)  # what was open to her is read as it was then
        assert [each.settled for each in ana.feedback.of("ana").answers] == [("quote",)]


def test_a_rule_is_one_action_that_undo_in_a_review_takes_back(lead: Project) -> None:
    lead.settle_by_rule("unanimous")
    with Project(lead.path, "lea") as later:
        assert not later.undo()
        ReviewDesk(later).undo()
        assert settled(later) == {}
        assert later.redo(review=True)
        assert list(settled(later)) == [0, 2, 6]


def test_a_rule_settles_what_a_query_selects_and_nothing_twice(lead: Project) -> None:
    assert lead.settle_by_rule("unanimous", "state:agreed label:fact").done == 1
    assert list(settled(lead)) == [2]
    assert lead.settle_by_rule("unanimous", "label:fact").done is None
    assert lead.settle_by_rule("unanimous").done == 2


def test_a_rule_never_changes_what_was_settled_by_hand(lead: Project) -> None:
    first = next(lead.sentences())
    lead.settle(first, "opinion", reason="irony")
    lead.settle_by_rule("majority")
    found = lead.review_of(first).settled
    assert found is not None
    assert (found.labels, found.rule, found.reason) == (("opinion",), "", "irony")


def test_by_hand_with_two_labels_with_none_and_taken_back(lead: Project) -> None:
    one, two, *_ = lead.sentences()
    lead.settle(one, "fact", "claim")
    lead.settle(two)
    assert settled(lead) == {0: (("claim", "fact"), "", ""), 1: ((), "", "")}
    lead.unsettle(one)
    assert settled(lead) == {1: ((), "", "")}
    with pytest.raises(UsageError, match="exclude each other"):
        lead.settle(one, "fact", "opinion")
    with pytest.raises(UsageError, match="no label “rumour”"):
        lead.settle(one, "rumour")


def test_an_answer_that_can_no_longer_be_given_is_left_alone(lead: Project) -> None:
    use_codebook(lead, Codebook(labels=tuple(each for each in SCHEME.labels if each.id != "fact"), choose="many"))
    found = lead.settle_by_rule("unanimous")
    assert (found.done, found.planned.retired) == (2, 1)
    assert list(settled(lead)) == [0, 6]


def test_a_rule_that_there_is_not(lead: Project) -> None:
    for rule in ("best", "posterior>=.4", "posterior", "posterior>=2"):
        with pytest.raises(UsageError, match="posterior>="):
            lead.settle_by_rule(rule)


def test_only_leads_settle_and_see_where_there_are_leads(lead: Project) -> None:
    with Project(lead.path, "ana") as ana:
        first = next(ana.sentences())
        for asked in (
            lambda: ana.settle(first, "claim"),
            lambda: ana.unsettle(first),
            lambda: ana.settle_by_rule("unanimous", dry_run=True),
            lambda: ana.review_of(first),
            ana.gold_counts,
        ):
            with pytest.raises(UsageError, match=r"only a lead sees and settles what others said\. You are ana"):
                asked()
    assert settled(lead) == {}


def test_somebody_who_is_no_lead_finds_what_there_would_be_alone(lead: Project) -> None:
    lead.settle_by_rule("majority")

    def found(project: Project) -> dict[str, int]:
        asked = ("state:unmarked", "state:thin", "state:agreed", "state:conflict", "state:settled", "is:reopened")
        return {query: len(list(project.find(query))) for query in asked}

    assert list(found(lead).values()) == [1, 1, 0, 1, 5, 0]
    with Project(lead.path, "ben") as ben:
        assert list(found(ben).values()) == [2, 6, 0, 0, 0, 0]


def test_what_came_later_is_found_by_its_mark(lead: Project) -> None:
    lead.settle_by_rule("unanimous")
    with Project(lead.path, "cem") as cem:
        cem.label(list(cem.sentences())[2], "opinion")
    assert [sentence.text for sentence in lead.find("is:reopened")] == ["Nobody knows why. 😀"]
    assert [sentence.text for sentence in lead.find("-is:reopened state:settled")] == [
        "The bridge is closed.", "Nobody saw him.",
    ]  # fmt: skip
    assert lead.gold_counts().marks == lead.gold_counts("state:settled").marks == {"reopened": 1}
