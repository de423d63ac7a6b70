"""The review on screen: what each key settles, what is asked, and that nothing moves or is settled unseen."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from labels.journal.event import Act
from labels.project import Project
from tests.labels.making import Clock, make_project
from tests.labels.review.test_review_desk import SAID, settled
from tests.tui.desk_app import desk_app, desk_of, lines, shown, type_keys, until_true
from tui.screens.desk.screen import DeskScreen
from tui.screens.review.accept import AcceptScreen
from tui.screens.review.screen import ReviewScreen


@pytest.fixture
def lead(tmp_path: Path) -> Iterator[Project]:
    """Three annotators, four conflicts in two articles, three sentences on which all agree; lea leads."""
    path, clock = tmp_path / "news.db", Clock()
    with make_project(path, "lea", clock) as project:
        for name, labels in SAID.items():
            with Project(path, name, clock=clock) as own:
                sentences = list(own.sentences())
                for sentence, label in zip(sentences, labels, strict=True):
                    if label is not None:
                        own.label(sentence, label)
                own.note(sentences[1], f"{name} [b]wonders")
        project.team.make_lead("lea")
        yield project


async def open_review(pilot, *keys):
    """Open the review, and leave what all agree on as it is."""
    await type_keys(pilot, "ctrl+e")
    await until_true(lambda: isinstance(pilot.app.screen, AcceptScreen))
    await type_keys(pilot, "x")
    await until_true(lambda: isinstance(pilot.app.screen, ReviewScreen))
    await type_keys(pilot, *keys)
    return pilot.app.screen


def answers(app):
    """The line with the answers to the sentence under the cursor."""
    return next(line for line in lines(app) if "1 claim" in line)


async def test_it_asks_first_whether_to_settle_what_all_agree_on(lead):
    app = desk_app(lead)
    async with app.run_test(size=(80, 24)) as pilot:
        await type_keys(pilot, "ctrl+e")
        await until_true(lambda: isinstance(app.screen, AcceptScreen))
        assert "Settle 3 sentences in 2 articles by the rule unanimous? (claim 2, fact 1)" in shown(app)
        await type_keys(pilot, "ctrl+b")
        await until_true(lambda: "3 sentences settled" in shown(app))
        assert len(settled(lead)) == 3
        await type_keys(pilot, "backspace")
        assert settled(lead) == []


async def test_keys_that_were_typed_ahead_settle_nothing_by_rule(lead):
    app = desk_app(lead)
    async with app.run_test(size=(80, 24)) as pilot:
        await type_keys(pilot, "ctrl+e", "enter")
        await pilot.pause()
        assert all(unit.settled is None or not unit.settled.rule for unit in lead.gold.units(1).values())


async def test_numbers_letters_and_enter(lead):
    app = desk_app(lead)
    async with app.run_test(size=(80, 24)) as pilot:
        review = await open_review(pilot)
        assert "2 quote" in answers(app)
        await type_keys(pilot, "2", "f")
        assert settled(lead) == [(("quote",), ""), (("fact",), "")]
        assert review.desk.page.article.n == 3
        await type_keys(pilot, "enter", "enter")
        assert "No conflict is left." in shown(app)
        await type_keys(pilot, "escape")
        assert desk_of(app).desk.page.article.n == 1


async def test_two_keys_settle_with_a_reason(lead):
    app = desk_app(lead)
    async with app.run_test(size=(80, 24)) as pilot:
        await open_review(pilot, "C", "1")
        (unit,) = [unit for unit in lead.gold.units(1).values() if unit.settled is not None]
        assert unit.settled is not None and unit.settled.reason == "context"


async def test_nothing_moves_when_the_cursor_does(lead):
    app = desk_app(lead)
    async with app.run_test(size=(80, 24)) as pilot:
        review = await open_review(pilot)
        before = review.rows.region
        for key in ("up", "down", "down", "down", "1", "0", "C"):
            await type_keys(pilot, key)
            assert review.rows.region == before


async def test_one_persons_answers_for_the_rest(lead):
    app = desk_app(lead)
    async with app.run_test(size=(80, 24)) as pilot:
        review = await open_review(pilot)
        letter = review.desk.page.letters[lead.gold.number_of("ana")]
        await type_keys(pilot, f"alt+{letter.lower()}")
        assert settled(lead) == [(("quote",), ""), (("claim",), "")]
        assert f"2 sentences settled as {letter} answered." in shown(app)


async def test_names_are_hidden_until_they_are_asked_for(lead):
    app = desk_app(lead)
    async with app.run_test(size=(120, 40)) as pilot:
        await open_review(pilot)
        assert not any(name in answers(app) for name in SAID)
        await type_keys(pilot, "ctrl+n")
        assert all(name in answers(app) for name in SAID)
        assert "That is on record." in shown(app)


async def test_notes_of_annotators_are_shown_as_they_are(lead):
    app = desk_app(lead)
    async with app.run_test(size=(80, 24)) as pilot:
        await open_review(pilot)
        assert "[b]wonders" in shown(app)


async def test_a_third_person_and_sending_back(lead):
    app = desk_app(lead)
    async with app.run_test(size=(80, 24)) as pilot:
        await open_review(pilot, "=")
        await type_keys(pilot, "enter")
        assert "lea gets this sentence." in shown(app)
        await type_keys(pilot, "!", "a", "enter", "w", "h", "y", "enter")
        assert "Sent back to A." in shown(app)


async def test_the_picker_gives_labels_that_have_no_letter_here(lead):
    app = desk_app(lead)
    async with app.run_test(size=(80, 24)) as pilot:
        await open_review(pilot, "'", "o", "p", "enter")
        assert settled(lead) == [(("opinion",), "")]


async def test_who_is_no_lead_is_told_so(lead):
    with Project(lead.path, "ben") as ben:
        app = desk_app(ben)
        async with app.run_test(size=(80, 24)) as pilot:
            await type_keys(pilot, "ctrl+e")
            assert "so it is for leads" in shown(app)


@pytest.mark.parametrize("size", [(120, 40), (40, 10), (20, 6), (3, 2)])
async def test_every_size(lead, size):
    app = desk_app(lead)
    async with app.run_test(size=size) as pilot:
        await open_review(pilot, "1", "down", "up", "enter")
        assert len(settled(lead)) == 2


async def test_a_half_typed_note_is_kept_when_somebody_quits(lead):
    app = desk_app(lead)
    async with app.run_test(size=(80, 24)) as pilot:
        await open_review(pilot, ";", *"ask ben", "ctrl+q")
        await pilot.pause()
    assert [unit.note for unit in lead.gold.units(1).values() if unit.note] == ["ask ben"]


async def test_who_leads_no_longer_is_led_back_to_the_desk(lead):
    app = desk_app(lead)
    async with app.run_test(size=(80, 24)) as pilot:
        review = await open_review(pilot)
        lead.team.make_lead("ana")
        (key,) = lead.connection.execute(
            "SELECT key FROM person JOIN team ON n = person WHERE shown = 'lea'"
        ).fetchone()
        with Project(lead.path, "ana") as ana:
            ana.journal.record([Act("annotator", payload={"who": key, "role": "annotator"})])
        review._tick()
        await until_true(lambda: isinstance(app.screen, DeskScreen))
