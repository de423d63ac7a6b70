"""The review desk: from conflict to conflict, and what each key settles."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from labels.desk import Desk
from labels.errors import UsageError
from labels.project import Project
from labels.projections.check import check
from labels.review.desk import ReviewDesk
from labels.review.navigator import ALL_SETTLED
from labels.review.settler import ALL_DONE, TYPED_BEFORE
from labels.sqlite.connection import connect
from tests.labels.review.reviewed import FOUR_CONFLICTS, make_answered


@pytest.fixture
def lead(tmp_path: Path) -> Iterator[Project]:
    """A project of three annotators, in which lea leads: four conflicts, in two articles."""
    with make_answered(tmp_path / "news.db", FOUR_CONFLICTS) as project:
        yield project


def settled(project: Project) -> list[tuple[tuple[str, ...], str]]:
    """What is settled, with its mark, in the order of the text."""
    return [
        (unit.settled.labels, unit.settled.mark or "")
        for _, units in project.gold.every_unit()
        for _, unit in sorted(units.items())
        if unit.settled is not None
    ]


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
    assert settled(lead) == [(("quote",), ""), (("quote",), "")]
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
    assert len(settled(lead)) == 1
    shown.typed(3.0)
    desk.likely()
    assert len(settled(lead)) == 2


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
    assert settled(lead) == []
    desk.shown.painted(desk.shown.view, 3.0)
    desk.shown.painted(desk.shown.view, 5.0)
    desk.shown.typed(4.0)
    desk.take(1)
    assert len(settled(lead)) == 1


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
    before = settled(lead)
    for key in (lambda: desk.give("quote"), lambda: desk.take(1), desk.skip, lambda: desk.give("fact")):
        desk.shown.painted(desk.shown.view, 1.0)
        desk.shown.typed(2.0)
        step = key()
        assert (step.rows, step.notice) == ((), ALL_DONE)
    assert settled(lead) == before
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
    assert settled(lead) == [(("quote",), ""), (("claim",), "")]
    assert desk.page.article.n == 3
    desk.undo()
    assert settled(lead) == []
    assert desk.page.article.n == 1
    desk.redo()
    assert len(settled(lead)) == 2


def test_a_number_that_is_no_answer_does_nothing(lead: Project) -> None:
    desk = ReviewDesk(lead)
    assert "There are 2 answers here" in desk.take(3).notice
    assert settled(lead) == []


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
    assert settled(lead) == [(("claim",), "reopened")]
    desk.refresh()
    assert desk.open_rows() == [1, 3]
    desk.go_to(1)
    desk.likely()
    assert settled(lead) == [(("claim",), "")]
    assert check(lead.path).problems == []


def test_two_leads_apart_contest(lead: Project, tmp_path: Path) -> None:
    lead.team.make_lead("ana")
    other = tmp_path / "copy.db"
    lead.connection.execute("VACUUM INTO ?", (str(other),))
    ReviewDesk(lead).take(1)
    with Project(other, "ana") as ana:
        ReviewDesk(ana).take(2)
    lead.merge(other)
    assert [mark for _, mark in settled(lead)] == ["contested"]
    desk = ReviewDesk(lead)
    assert desk.cursor == 1
    desk.give("claim")
    assert settled(lead) == [(("claim",), "")]
    assert check(lead.path).problems == []


def test_the_answers_changed_meanwhile(lead: Project) -> None:
    desk = ReviewDesk(lead)
    with Project(lead.path, "ana") as ana:
        ana.label(list(ana.sentences())[1], "claim")
    assert "changed meanwhile" in desk.take(2).notice
    assert settled(lead) == []


def test_unanimous_sentences_at_once(lead: Project) -> None:
    desk = ReviewDesk(lead)
    planned = desk.plan_unanimous()
    assert len(planned.units) == 3
    assert desk.accept(planned).notice == "3 sentences settled: everybody agrees."
    assert [labels for labels, _ in settled(lead)] == [("claim",), ("fact",), ("claim",)]
    assert desk.plan_unanimous().units == ()
    desk.undo()
    assert settled(lead) == []


def test_a_reason_goes_with_the_next_settlement(lead: Project) -> None:
    desk = ReviewDesk(lead)
    desk.choose_reason("S")
    desk.take(1)
    desk.add_reason("two voices in one sentence")
    assert desk.reason is not None
    assert desk.reason.key == "W"
    desk.take(1)
    found = [unit.settled.reason for unit in lead.gold.units(1).values() if unit.settled is not None]
    assert found == ["slip", "two voices in one sentence"]
    assert "two voices in one sentence" in [reason.words for reason in ReviewDesk(lead).reasons.all]


def test_the_desk_undoes_labels_and_the_review_what_was_settled(lead: Project) -> None:
    lead.label(next(iter(lead.sentences())), "claim")
    desk = ReviewDesk(lead)
    desk.take(1)
    lead.undo()
    assert settled(lead) == [(("claim",), "")]
    assert lead.annotation(next(iter(lead.sentences()))).labels == ()
    desk.undo()
    assert settled(lead) == []
    assert desk.undo().notice == "Nothing to undo."


def test_names_are_shown_on_request_and_that_is_on_record(lead: Project) -> None:
    desk = ReviewDesk(lead)
    person = lead.gold.number_of("ana") or 0
    assert desk.who(person) in "ABC"
    desk.reveal()
    assert desk.who(person) == "ana"
    with connect(lead.path, write=False) as connection:
        assert connection.execute("SELECT count(*) FROM journal WHERE kind = 'reveal'").fetchone() == (1,)


def test_only_leads_review(lead: Project) -> None:
    with Project(lead.path, "ben") as ben, pytest.raises(UsageError, match="only a lead"):
        ReviewDesk(ben)


def test_a_hard_case_goes_into_the_codebook_with_the_reason(lead: Project) -> None:
    desk = ReviewDesk(lead)
    desk.choose_reason("C")
    desk.take(2)
    desk.go_to(1)
    assert desk.add_example().notice == "Now an example of quote."
    assert desk.add_example(counter=True).notice == "Now a counter-example of claim."
    text = f"{desk.page.sentence(1)} (quote: context)"
    assert text in lead.codebook.named("quote").examples
    assert text in lead.codebook.named("claim").counter_examples


def test_a_third_person_gets_the_sentence_and_nobody_loses_work(lead: Project) -> None:
    with Project(lead.path, "dora") as dora:
        dora.skip(list(dora.sentences())[-1])
    desk = ReviewDesk(lead)
    assert desk.ask_third("dora").notice == "dora gets this sentence."
    assert "dora" in desk.third_people() or desk.cursor != 1
    for name, own in (("ana", None), ("dora", {1})):
        with Project(lead.path, name) as project:
            assert project.work_order().own() == own
    with Project(lead.path, "ben") as ben:
        assert Desk(ben).greeting() == ""
    desk.go_to(1)
    assert "ana" in desk.ask_third("ana").notice


@pytest.mark.parametrize("typed", ["n", "ddora", "lea", "ana"])
def test_what_is_typed_by_mistake_becomes_no_third_person(lead: Project, typed: str) -> None:
    with Project(lead.path, "dora") as dora:
        dora.skip(list(dora.sentences())[-1])
    desk = ReviewDesk(lead)
    desk.go_to(1)
    people = set(lead.annotators())
    assert desk.ask_third(typed).notice == f"“{typed}” cannot decide this sentence; these can: dora."
    assert (set(lead.annotators()), desk.cursor, desk.page.awaited(1)) == (people, 1, "")


def test_a_sentence_goes_back_only_to_somebody_who_decided_it(lead: Project) -> None:
    with Project(lead.path, "dora") as dora:
        dora.skip(next(dora.sentences()))
    desk = ReviewDesk(lead)
    desk.go_to(1)
    letters = {desk.name_of(person): letter for person, letter in desk.page.letters.items()}
    can = f"{', '.join(desk.letters_of_votes())}."
    for typed in ("ana", letters["dora"]):
        assert desk.not_theirs(typed) == f"“{typed}” did not decide this sentence: {can}"
        assert desk.send_back(typed, "why").notice == desk.not_theirs(typed)
    assert desk.page.awaited(1) == ""
    assert desk.not_theirs(letters["ana"].lower()) == ""


def test_what_is_still_to_come_is_said_until_it_has_come(lead: Project) -> None:
    with Project(lead.path, "dora") as dora:
        dora.skip(list(dora.sentences())[-1])
    desk = ReviewDesk(lead)
    desk.go_to(1)
    letter = next(letter for person, letter in desk.page.letters.items() if desk.name_of(person) == "ana")
    assert desk.page.awaited(1) == ""
    desk.send_back(letter, "read rule 3")
    assert desk.page.awaited(1) == f"still to come: {letter} decides it again"
    desk.ask_third("dora")
    assert desk.page.awaited(1) == f"still to come: {letter} decides it again, a third person decides it"
    second = list(lead.sentences())[1]
    with Project(lead.path, "ana") as ana, Project(lead.path, "dora") as dora:
        ana.label(second, "quote")
        desk.refresh()
        assert desk.page.awaited(1) == "still to come: a third person decides it"
        dora.label(second, "quote")
    desk.refresh()
    assert desk.page.awaited(1) == ""


def test_whoever_leads_is_no_third_person(lead: Project) -> None:
    desk = ReviewDesk(lead)
    desk.go_to(1)
    assert desk.third_people() == []
