"""The review desk: from conflict to conflict, and what each key settles."""

from __future__ import annotations

from pathlib import Path

import pytest

from labels.errors import UsageError
from labels.project import Project
from labels.projections.check import check
from labels.review.desk import ReviewDesk
from labels.review.navigator import ALL_SETTLED
from labels.review.settler import ALL_DONE, TYPED_BEFORE
from tests.labels.review.reviewed import settled_in_order


def test_it_begins_at_the_first_conflict(lead: Project) -> None:
    desk = ReviewDesk(lead)
    assert (desk.page.article.n, desk.cursor) == (1, 1)
    assert [desk.page.unit(row).state for row in range(4)] == ["agreed", "conflict", "agreed", "conflict"]
    assert [answer.labels for answer in desk.page.answers(1)] == [("claim",), ("quote",)]
    assert sorted(desk.page.letters.values()) == ["A", "B", "C"]


def test_a_number_settles_and_goes_on(lead: Project) -> None:
    desk = ReviewDesk(lead)
    step = desk.take(2)
    assert (step.rows, desk.cursor) == ([1], 3)
    desk.likely()
    assert settled_in_order(lead) == [(("quote",), ""), (("quote",), "")]
    assert desk.page.article.n == 3
    assert desk.cursor == 0


def test_keys_typed_before_the_answers_were_painted_settle_nothing(lead: Project) -> None:
    desk = ReviewDesk(lead)
    shown = desk.shown
    shown.painted(shown.view, 1.0)
    shown.typed(2.0)
    desk.take(1)
    shown.typed(2.5)
    shown.painted(shown.view, 3.0)
    for verb in (lambda: desk.take(1), desk.likely, lambda: desk.take_all_of("A")):
        step = verb()
        assert (desk.cursor, step.notice) == (3, TYPED_BEFORE)
    assert len(settled_in_order(lead)) == 1
    shown.typed(3.0)
    desk.likely()
    assert len(settled_in_order(lead)) == 2


def test_what_was_replaced_stays_said_before_a_key_that_wrote_nothing(lead: Project) -> None:
    desk = ReviewDesk(lead)
    desk.take(1)
    desk.go_to(1)
    desk.shown.painted(desk.shown.view, 1.0)
    desk.shown.typed(2.0)
    assert desk.take(2).replaced == "was claim, now quote"
    assert desk.take(1).replaced == "was claim, now quote"


def test_a_vote_that_came_meanwhile_is_another_view(lead: Project) -> None:
    desk = ReviewDesk(lead)
    desk.shown.painted(desk.shown.view, 1.0)
    desk.shown.typed(2.0)
    with Project(lead.path, "ben") as ben:
        ben.label(list(ben.sentences())[1], "quote")
    desk.refresh()
    assert desk.take(1).notice == TYPED_BEFORE
    assert settled_in_order(lead) == []
    desk.shown.painted(desk.shown.view, 3.0)
    desk.shown.painted(desk.shown.view, 5.0)
    desk.shown.typed(4.0)
    desk.take(1)
    assert len(settled_in_order(lead)) == 1


def test_the_last_one_says_so(lead: Project) -> None:
    desk = ReviewDesk(lead)
    for _ in range(3):
        desk.likely()
    assert desk.likely().notice == ALL_SETTLED
    assert check(lead.path).problems == []
    assert lead.gold.counts().states == {"unmarked": 1, "thin": 0, "agreed": 3, "conflict": 0, "settled": 4}


def test_a_key_too_many_behind_the_last_conflict_settles_nothing_otherwise(lead: Project) -> None:
    desk = ReviewDesk(lead)
    while desk.give("claim").notice != ALL_SETTLED:
        pass
    before = settled_in_order(lead)
    for key in (lambda: desk.give("quote"), lambda: desk.take(1), desk.skip, lambda: desk.give("fact")):
        desk.shown.painted(desk.shown.view, 1.0)
        desk.shown.typed(2.0)
        step = key()
        assert (step.rows, step.notice) == ((), ALL_DONE)
    assert settled_in_order(lead) == before
    desk.move(0)
    assert desk.give("quote").replaced == "was claim, now quote", "asked for on purpose"
    desk.clear()
    assert desk.give("fact").rows


def test_later_comes_again_at_the_end(lead: Project) -> None:
    desk = ReviewDesk(lead)
    desk.later()
    desk.likely()
    desk.likely()
    assert (desk.page.article.n, desk.cursor) == (3, 2)
    desk.likely()
    assert (desk.page.article.n, desk.cursor) == (1, 1)


def test_one_person_for_the_rest_of_the_article(lead: Project) -> None:
    desk = ReviewDesk(lead)
    letter = desk.page.letters[lead.gold.number_of("ana") or 0]
    desk.take_all_of(letter)
    assert settled_in_order(lead) == [(("quote",), ""), (("claim",), "")]
    assert desk.page.article.n == 3
    desk.undo()
    assert settled_in_order(lead) == []
    assert desk.page.article.n == 1
    desk.redo()
    assert len(settled_in_order(lead)) == 2


def test_a_number_that_is_no_answer_does_nothing(lead: Project) -> None:
    desk = ReviewDesk(lead)
    assert "There are 2 answers here" in desk.take(3).notice
    assert settled_in_order(lead) == []


def test_what_replaces_a_settlement_says_so(lead: Project) -> None:
    desk = ReviewDesk(lead)
    desk.take(1)
    desk.go_to(1)
    assert desk.give("fact").replaced == "was claim, now fact"


def test_a_later_vote_reopens_and_a_settlement_closes_again(lead: Project) -> None:
    desk = ReviewDesk(lead)
    desk.take(1)
    with Project(lead.path, "cem") as cem:
        cem.label(list(cem.sentences())[1], "opinion")
    assert settled_in_order(lead) == [(("claim",), "reopened")]
    desk.refresh()
    assert desk.open_rows() == [1, 3]
    desk.go_to(1)
    desk.likely()
    assert settled_in_order(lead) == [(("claim",), "")]
    assert check(lead.path).problems == []


def test_two_leads_apart_contest(lead: Project, tmp_path: Path) -> None:
    lead.team.make_lead("ana")
    other = tmp_path / "copy.db"
    lead.connection.execute("VACUUM INTO ?", (str(other),))
    ReviewDesk(lead).take(1)
    with Project(other, "ana") as ana:
        ReviewDesk(ana).take(2)
    lead.merge(other)
    assert [mark for _, mark in settled_in_order(lead)] == ["contested"]
    desk = ReviewDesk(lead)
    assert desk.cursor == 1
    desk.give("claim")
    assert settled_in_order(lead) == [(("claim",), "")]
    assert check(lead.path).problems == []


def test_the_answers_changed_meanwhile(lead: Project) -> None:
    desk = ReviewDesk(lead)
    with Project(lead.path, "ana") as ana:
        ana.label(list(ana.sentences())[1], "claim")
    assert "changed meanwhile" in desk.take(2).notice
    assert settled_in_order(lead) == []


def test_unanimous_sentences_at_once(lead: Project) -> None:
    desk = ReviewDesk(lead)
    planned = desk.plan_unanimous()
    assert len(planned.units) == 3
    assert desk.accept(planned).notice == "3 sentences settled: everybody agrees."
    assert [labels for labels, _ in settled_in_order(lead)] == [("claim",), ("fact",), ("claim",)]
    assert desk.plan_unanimous().units == ()
    desk.undo()
    assert settled_in_order(lead) == []


def test_the_desk_undoes_labels_and_the_review_what_was_settled(lead: Project) -> None:
    lead.label(next(iter(lead.sentences())), "claim")
    desk = ReviewDesk(lead)
    desk.take(1)
    lead.undo()
    assert settled_in_order(lead) == [(("claim",), "")]
    assert lead.annotation(next(iter(lead.sentences()))).labels == ()
    desk.undo()
    assert settled_in_order(lead) == []
    assert desk.undo().notice == "Nothing to undo."


def test_only_leads_review(lead: Project) -> None:
    with Project(lead.path, "ben") as ben, pytest.raises(UsageError, match="only a lead"):
        ReviewDesk(ben)
