"""Feedback on screen: for annotators what was opened to them, for leads that of everybody."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.pilot import Pilot

from labels.codebook import Codebook, Label
from labels.project import Project
from tests.labels.making import Clock, make_project, use_codebook
from tests.labels.private_acts import settle
from tests.tui.desk_app import desk_app, shown, type_keys
from tui.screens.feedback import FeedbackScreen

#: With what is to be read again.
CODEBOOK = Codebook(
    labels=(
        Label("claim", "claim", "c", definition="Says that something is so.", examples=("The bridge is closed.",)),
        Label("quote", "quote", "q", definition="Somebody speaks.", counter_examples=("It is said to be shut.",)),
        Label("fact", "fact", "f"),
    )
)


def fill(path: Path) -> None:
    """Ana calls everything a claim, Ben a quote; Lea settled three sentences and opened two to Ana."""
    clock = Clock()
    with make_project(path, "lea", clock) as lea, Project(path, "ana", clock=clock) as ana:
        use_codebook(lea, CODEBOOK)
        ana.reread_codebook()
        lea.team.make_lead("lea")
        first, second, third, *_ = list(lea.sentences())
        for sentence in (first, second, third):
            ana.label(sentence, "claim")
        with Project(path, "ben", clock=clock) as ben:
            ben.label(second, "quote")
        settle(lea, second, "quote", reason="a voice speaks")
        settle(lea, first, "claim")
        lea.feedback.open("ana")
        settle(lea, third, "fact")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    fill(tmp_path / "news.db")
    return tmp_path / "news.db"


@pytest.fixture
def ana(path: Path) -> Iterator[Project]:
    with Project(path, "ana", clock=Clock()) as project:
        yield project


async def open_feedback(pilot: Pilot[None]) -> str:
    await type_keys(pilot, "f6")
    assert isinstance(pilot.app.screen, FeedbackScreen)
    return await read(pilot)


async def read(pilot: Pilot[None]) -> str:
    """The page once it is read."""
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()
    return shown(pilot.app)  # type: ignore[arg-type]


async def test_annotators_read_what_is_open_to_them(ana: Project) -> None:
    app = desk_app(ana)
    async with app.run_test(size=(80, 50)) as pilot:
        page = await open_feedback(pilot)
        assert "Feedback: ana" in page
        assert "2 sentences settled, 1 of them (50%) as decided; 1 differs." in page
        assert "claim → quote" in page and "Reason: a voice speaks" in page
        assert "quote: Somebody speaks." in page and "– It is said to be shut." in page
        assert "fact" not in page and "not." not in page
        await type_keys(pilot, "right")
        assert "Feedback: ana" in await read(pilot)
        await type_keys(pilot, "escape")
        assert not isinstance(app.screen, FeedbackScreen)


@pytest.mark.slow
async def test_leads_turn_from_one_annotator_to_the_next(path: Path) -> None:
    with Project(path, "lea", clock=Clock()) as lea:
        app = desk_app(lea)
        async with app.run_test(size=(80, 50)) as pilot:
            assert "Feedback: lea" in await open_feedback(pilot)
            await type_keys(pilot, "right")
            page = await read(pilot)
            assert "Feedback: ana" in page and "since then is not." in page
            assert page.index("“It will stay closed,”") > page.index("Nobody knows why.")
            await type_keys(pilot, "o")
            assert "what was settled last first" in await read(pilot)


async def test_what_is_closed_is_one_sentence(ana: Project) -> None:
    with Project(ana.path, "lea") as lea:
        lea.feedback.close("ana")
    app = desk_app(ana)
    async with app.run_test(size=(80, 24)) as pilot:
        page = await open_feedback(pilot)
        assert "What was settled is not open to you." in page and "settled," not in page


async def test_what_was_sent_back_is_shown_at_the_desk(ana: Project) -> None:
    with Project(ana.path, "lea", clock=Clock()) as lea:
        lea.returning.send_back("ana", "closed", "who says so?")
    app = desk_app(ana)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "2 sentences were sent back to you; ^g is:returned goes through them." in shown(app)
        await type_keys(pilot, "ctrl+g", *"is:returned", "enter")
        assert "Sent back: who says so?" in shown(app) and shown(app).count("↺") == 2
        await type_keys(pilot, "q", "q")
        assert "Sent back" not in shown(app) and "↺" not in shown(app)
    async with desk_app(ana).run_test(size=(80, 24)) as pilot:
        await type_keys(pilot, "backspace")
        assert shown(pilot.app).count("↺") == 1  # type: ignore[arg-type]


@pytest.mark.slow
async def test_the_side_panel_and_the_dashboard_tell_it_too(ana: Project) -> None:
    with Project(ana.path, "lea", clock=Clock()) as lea:
        lea.returning.send_back("ana", "bridge", "who says so?")
    app = desk_app(ana)
    async with app.run_test(size=(120, 30)) as pilot:
        await type_keys(pilot, "home")
        assert "Sent back: who says so?" in shown(app)
        await type_keys(pilot, "ctrl+d")
        assert "1 sentence sent back, to be decided again (is:returned)." in await read(pilot)


async def test_an_article_that_was_sent_back_says_so_when_it_opens(ana: Project) -> None:
    with Project(ana.path, "lea", clock=Clock()) as lea:
        lea.returning.send_back("ana", "closed", "who says so?", whole=True)
    app = desk_app(ana)
    async with app.run_test(size=(120, 30)) as pilot:
        await type_keys(pilot, "]", "[")
        assert "This article was sent back to you as a whole: who says so?" in shown(app)
        assert "Article sent back: who says so?" in shown(app)
