"""The review on screen: what each key settles, what is asked, and that nothing moves or is settled unseen."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from labels.desk.stopwatch import Stopwatch
from labels.desk.verbs import FROM_REVIEW
from labels.journal.event import GOLD, Act
from labels.project import Project
from tests.examples import default_cases
from tests.labels.review.reviewed import FOUR_CONFLICTS, make_answered, settled_in_order
from tests.tui.desk_app import desk_app, desk_of, lines, shown, type_each, type_keys, until_true
from tui.screens.confirmation import Confirmation
from tui.screens.desk.screen import DeskScreen
from tui.screens.review.screen import ReviewScreen


@pytest.fixture
def lead(tmp_path: Path) -> Iterator[Project]:
    """Three annotators, four conflicts in two articles, three sentences on which all agree; lea leads."""
    with make_answered(tmp_path / "news.db", FOUR_CONFLICTS) as project:
        for name in FOUR_CONFLICTS:
            with Project(project.path, name) as own:
                own.note(list(own.sentences())[1], f"{name} [b]wonders")
        yield project


async def open_review(pilot, *keys):
    """Open the review, and leave what all agree on as it is."""
    await type_keys(pilot, "ctrl+e")
    await until_true(lambda: isinstance(pilot.app.screen, Confirmation))
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
        await until_true(lambda: isinstance(app.screen, Confirmation))
        assert "Settle 3 sentences in 2 articles by the rule unanimous? (claim 2, fact 1)" in shown(app)
        await type_keys(pilot, "ctrl+b")
        await until_true(lambda: "3 sentences settled" in shown(app))
        assert len(settled_in_order(lead)) == 3
        await type_keys(pilot, "backspace")
        assert settled_in_order(lead) == []


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
        await type_each(pilot, "2", "f")
        assert settled_in_order(lead) == [(("quote",), ""), (("fact",), "")]
        assert review.desk.page.article.n == 3
        await type_each(pilot, "enter", "enter")
        assert "No conflict is left." in shown(app)
        await type_keys(pilot, "escape")
        assert desk_of(app).desk.page.article.n == 1


@pytest.mark.parametrize("key", default_cases(["1", "2", "enter", "alt+a"], 0))
async def test_a_key_for_an_answer_settles_nothing_that_came_up_after_it(lead, key):
    app = desk_app(lead)
    async with app.run_test(size=(80, 24)) as pilot:
        review = await open_review(pilot)
        first = review.desk.cursor
        await type_keys(pilot, "2", key)
        assert settled_in_order(lead) == [(("quote",), "")]
        assert review.desk.cursor != first and "typed before, and wrote nothing" in shown(app)
        await type_keys(pilot, "1")
        assert len(settled_in_order(lead)) == 2


async def test_a_labels_key_that_is_typed_ahead_means_the_same_everywhere(lead):
    app = desk_app(lead)
    async with app.run_test(size=(80, 24)) as pilot:
        await open_review(pilot, "2", "f")
        assert settled_in_order(lead) == [(("quote",), ""), (("fact",), "")]


@pytest.mark.slow
async def test_the_seconds_of_a_settlement_are_all_in_which_somebody_was_there(lead, monkeypatch):
    now = [0.0]
    app = desk_app(lead)
    async with app.run_test(size=(80, 24)) as pilot:
        review = await open_review(pilot)
        monkeypatch.setattr(review.desk._at, "watch", Stopwatch(lambda: now[0]))
        behind = next(screen for screen in app.screen_stack if isinstance(screen, DeskScreen)).desk
        monkeypatch.setattr(behind._at, "watch", Stopwatch(lambda: now[0]))
        for key in ("C", "S", "1"):
            now[0] += 50.0
            await type_keys(pilot, key)
        page = review.desk.page
        told = lead.events.history_of(page.article.n, page.span(1), lead.viewer)
        assert [entry.event.payload["seconds"] for entry in told if entry.event.layer == GOLD] == [150.0]
        await type_keys(pilot, "escape")
        assert behind.watch.seconds == 0.0


async def test_two_keys_settle_with_a_reason(lead):
    app = desk_app(lead)
    async with app.run_test(size=(80, 24)) as pilot:
        await open_review(pilot, "C", "1")
        (unit,) = [unit for unit in lead.gold.units(1).values() if unit.settled is not None]
        assert unit.settled is not None and unit.settled.reason == "context"


@pytest.mark.slow
async def test_nothing_moves_when_the_cursor_does(lead):
    app = desk_app(lead)
    async with app.run_test(size=(80, 24)) as pilot:
        review = await open_review(pilot)
        before = review.rows.region
        for key in ("up", "down", "down", "down", "1", "0", "C"):
            await type_keys(pilot, key)
            assert review.rows.region == before


@pytest.mark.slow
async def test_one_persons_answers_for_the_rest(lead):
    app = desk_app(lead)
    async with app.run_test(size=(80, 24)) as pilot:
        review = await open_review(pilot)
        letter = review.desk.page.letters[lead.gold.number_of("ana")]
        await type_keys(pilot, f"alt+{letter.lower()}")
        await until_true(lambda: isinstance(app.screen, Confirmation))
        assert f"Settle 2 conflicts, from here to the end of the article, as {letter} answered?" in shown(app)
        await type_keys(pilot, "ctrl+b")
        await until_true(lambda: f"2 sentences settled as {letter} answered." in shown(app))
        assert settled_in_order(lead) == [(("quote",), ""), (("claim",), "")]


@pytest.mark.parametrize("typed", [("alt+b",), ("ctrl+left",), ("asterisk", "b", "enter")])
async def test_the_rest_of_an_article_is_settled_after_asking_alone(lead, typed):
    """A terminal sends Escape and a letter typed fast as Alt and the letter, and Ctrl and an arrow as some Alt keys."""
    app = desk_app(lead)
    async with app.run_test(size=(80, 24)) as pilot:
        review = await open_review(pilot)
        letters = set(review.desk.page.letters.values())
        assert {"A", "B", "C"} == letters
        await type_keys(pilot, *typed, "2")
        await until_true(lambda: isinstance(app.screen, ReviewScreen))
        assert settled_in_order(lead) == []
        await type_keys(pilot, "2")
        assert settled_in_order(lead) == [(("quote",), "")]


async def test_names_are_hidden_until_they_are_asked_for(lead):
    app = desk_app(lead)
    async with app.run_test(size=(120, 40)) as pilot:
        await open_review(pilot)
        assert not any(name in answers(app) for name in FOUR_CONFLICTS)
        await type_keys(pilot, "ctrl+n")
        assert all(name in answers(app) for name in FOUR_CONFLICTS)
        assert "That is on record." in shown(app)


@pytest.mark.slow
async def test_notes_of_annotators_are_shown_as_they_are(lead):
    app = desk_app(lead)
    async with app.run_test(size=(80, 24)) as pilot:
        await open_review(pilot)
        assert "[b]wonders" in shown(app)


@pytest.mark.slow
async def test_a_third_person_and_sending_back(lead):
    with Project(lead.path, "dora") as dora:
        dora.skip(list(dora.sentences())[-1])
    app = desk_app(lead)
    async with app.run_test(size=(80, 24)) as pilot:
        await open_review(pilot, "=")
        await type_keys(pilot, "enter")
        assert "dora gets this sentence." in shown(app)
        await type_keys(pilot, "!", "a", "enter", "w", "h", "y", "enter")
        assert "Sent back to A." in shown(app)


@pytest.mark.slow
async def test_a_letter_that_nobody_here_has_is_refused_before_the_reason_is_asked_for(lead):
    app = desk_app(lead)
    async with app.run_test(size=(80, 24)) as pilot:
        await open_review(pilot, "!", *"ana", "enter")
        assert "“ana” did not decide this sentence: " in shown(app) and "Send back to (A, B, C): ana" in shown(app)
        await type_keys(pilot, "escape")
        await type_keys(pilot, "1")
        assert len(settled_in_order(lead)) == 1


@pytest.mark.parametrize(
    "keys",
    default_cases([("!", *"fc", "enter", *"no fact", "enter"), ("=", *"fc of", "enter"), ("=", *"q", "enter", "c")], 0),
)
async def test_what_is_typed_on_after_an_answer_that_cannot_be_settles_nothing(lead, keys):
    app = desk_app(lead)
    async with app.run_test(size=(80, 24)) as pilot:
        await open_review(pilot)
        await type_keys(pilot, *keys)
        assert settled_in_order(lead) == [] and app.screen.asking
        await type_keys(pilot, "escape")
        await type_keys(pilot, "1")
        assert len(settled_in_order(lead)) == 1


@pytest.mark.slow
async def test_where_nobody_decided_the_question_for_whom_comes_and_says_so(lead):
    for name in FOUR_CONFLICTS:
        with Project(lead.path, name) as own:
            own.clear(next(own.sentences()))
    app = desk_app(lead)
    async with app.run_test(size=(80, 24)) as pilot:
        await open_review(pilot, "home", "!")
        assert "Send back to (nobody):" in shown(app)
        await type_keys(pilot, *"fc", "enter")
        assert "did not decide this sentence: nobody did." in shown(app)
        await type_keys(pilot, *"f")
        assert settled_in_order(lead) == []


@pytest.mark.slow
async def test_where_everybody_decided_the_question_for_a_third_person_comes_and_says_so(lead):
    app = desk_app(lead)
    async with app.run_test(size=(80, 24)) as pilot:
        await open_review(pilot, "=", *"fc", "enter")
        assert "nobody can who has not decided it already." in shown(app)
        await type_keys(pilot, "f")
        assert settled_in_order(lead) == []


@pytest.mark.slow
async def test_the_picker_gives_labels_that_have_no_letter_here(lead):
    app = desk_app(lead)
    async with app.run_test(size=(80, 24)) as pilot:
        await open_review(pilot, "'", "o", "p", "enter")
        assert settled_in_order(lead) == [(("opinion",), "")]


async def test_who_is_no_lead_is_told_so(lead):
    with Project(lead.path, "ben") as ben:
        app = desk_app(ben)
        async with app.run_test(size=(80, 24)) as pilot:
            await type_keys(pilot, "ctrl+e")
            assert "so it is for leads" in shown(app)


@pytest.mark.slow
@pytest.mark.parametrize("size", [(120, 40), (40, 10), (20, 6), (3, 2)])
async def test_every_size(lead, size):
    app = desk_app(lead)
    async with app.run_test(size=size) as pilot:
        await open_review(pilot)
        await type_each(pilot, "1", "down", "up", "enter")
        assert len(settled_in_order(lead)) == 2


@pytest.mark.slow
async def test_a_half_typed_note_is_kept_when_somebody_quits(lead):
    app = desk_app(lead)
    async with app.run_test(size=(80, 24)) as pilot:
        await open_review(pilot, ";", *"ask ben", "ctrl+q")
        await pilot.pause()
    assert [unit.note for unit in lead.gold.units(1).values() if unit.note] == ["ask ben"]


@pytest.mark.slow
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


async def test_a_key_without_a_meaning_says_so(lead):
    app = desk_app(lead)
    async with app.run_test(size=(80, 24)) as pilot:
        await open_review(pilot, "9")
        assert "9 does nothing." in shown(app)
        await type_keys(pilot, "f2")
        assert "F2 does nothing here. ? shows every key." in shown(app)
        assert settled_in_order(lead) == []


async def test_back_at_the_desk_it_says_whom_keys_label_for(lead):
    app = desk_app(lead)
    async with app.run_test(size=(80, 24)) as pilot:
        await open_review(pilot)
        await type_keys(pilot, "escape")
        await until_true(lambda: isinstance(app.screen, DeskScreen))
        await until_true(lambda: "keys label for you alone. Back to the review with Ctrl+E." in shown(app))


async def test_keys_typed_on_after_a_review_label_nothing_at_the_desk(lead):
    app = desk_app(lead)
    async with app.run_test(size=(80, 24)) as pilot:
        before = lead.progress().decided
        await open_review(pilot)
        await type_keys(pilot, "escape", *"cqc", "enter", "space")
        await until_true(lambda: isinstance(app.screen, DeskScreen))
        await until_true(lambda: FROM_REVIEW in shown(app))
        assert lead.progress().decided == before
        await type_keys(pilot, "down", "c")
        await until_true(lambda: lead.progress().decided == before + 1)
