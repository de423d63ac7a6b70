"""Beside settling: reasons, names, hard cases, third people, and sending back."""

from __future__ import annotations

import pytest

from labels.desk import Desk
from labels.project import Project
from labels.review.desk import ReviewDesk
from labels.sqlite.connection import connect


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


def test_names_are_shown_on_request_and_that_is_on_record(lead: Project) -> None:
    desk = ReviewDesk(lead)
    person = lead.gold.number_of("ana") or 0
    assert desk.who(person) in "ABC"
    desk.reveal()
    assert desk.who(person) == "ana"
    with connect(lead.path, write=False) as connection:
        assert connection.execute("SELECT count(*) FROM journal WHERE kind = 'reveal'").fetchone() == (1,)


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
