"""While another program writes, or much is undone, the desk is painted, keys wait in order, and Escape is heard."""

import asyncio
import sqlite3
from contextlib import contextmanager

import pytest
from textual.pilot import Pilot

from labels.bulk import BulkChange, carry_out, preview
from labels.desk import long_actions, undo
from labels.query import Search, find, parse_query
from labels.sqlite import busy as patience
from tests.tui.desk_app import desk_app, desk_of, post, shown, type_keys, until_true
from tests.tui.lists.browsing import keys
from tui import waiting
from tui.screens.confirmation import Confirmation
from tui.waiting import GIVEN_UP, WAITING
from tui.widgets.sentence_list import SentenceList


@pytest.fixture(autouse=True)
def short_tries(monkeypatch):
    monkeypatch.setattr(waiting, "TRY", 0.0)


@contextmanager
def somebody_writing(project):
    """A real lock, held by another connection."""
    other = sqlite3.connect(project.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        other.execute("ROLLBACK")
        other.close()


async def until(pilot: Pilot[None], words: str) -> None:
    """Look at the screen until it says this. `pilot.pause` would wait for keys that are waiting."""
    await until_true(lambda: words in shown(pilot.app))


async def test_keys_wait_for_another_program_and_then_act_in_order(project):
    app = desk_app(project)
    async with app.run_test(size=(80, 24)) as pilot:
        await type_keys(pilot)
        with somebody_writing(project):
            post(app, "c", "q", "down", "f", ";", *"odd", "enter")
            await until(pilot, WAITING)
            assert project.progress().decided == 0 and desk_of(app).desk.cursor == 0, "not shown before it is written"
        await until_true(lambda: project.progress().noted == 1)
        marks = [project.annotation(each) for each in project.sentences()]
        assert [mark.labels for mark in marks[:4]] == [("claim",), ("quote",), (), ("fact",)]
        assert [mark.note for mark in marks if mark.note] == ["odd"]
        assert WAITING not in shown(app)


async def test_escape_gives_up_and_the_key_behind_it_works(project):
    app = desk_app(project)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await type_keys(pilot)
        with somebody_writing(project):
            post(app, "c")
            await until(pilot, WAITING)
            await type_keys(pilot, "escape")
            await until(pilot, GIVEN_UP)
            assert project.progress().decided == 0 and desk_of(app).desk.cursor == 0
        await type_keys(pilot, "q")
        assert project.annotation(next(project.sentences())).labels == ("quote",)


async def test_keys_behind_what_is_given_up_hit_no_other_sentence(project):
    app = desk_app(project)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await type_keys(pilot)
        with somebody_writing(project):
            post(app, "c", "q", "down", "c")
            await until(pilot, WAITING)
            post(app, "escape")
            await until(pilot, GIVEN_UP)
        await type_keys(pilot)
        assert project.progress().decided == 0 and desk_of(app).desk.cursor == 0
        await type_keys(pilot, "q")
        assert project.annotation(next(project.sentences())).labels == ("quote",)


@pytest.mark.slow
async def test_who_never_ends_is_not_waited_for_without_end(project, monkeypatch):
    monkeypatch.setattr(waiting, "LONGEST", 0.05)
    app = desk_app(project)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await type_keys(pilot)
        with somebody_writing(project):
            post(app, "c")
            await until(pilot, "locked")
            assert project.progress().decided == 0
        await type_keys(pilot, "c")
        assert project.progress().decided == 1


@pytest.mark.slow
async def test_a_click_waits_behind_the_keys(project):
    app = desk_app(project)
    async with app.run_test(size=(80, 24)) as pilot:
        await type_keys(pilot)
        with somebody_writing(project):
            post(app, "c")
            await until(pilot, WAITING)
            desk_of(app).rows.post_message(SentenceList.SentenceClicked(3, None))
            await asyncio.sleep(0)
        await until_true(lambda: desk_of(app).desk.cursor >= 3)
        assert project.annotation(next(project.sentences())).labels == ("claim",)


def skip_everything(project):
    hits = list(find(project.connection, project.codebook, Search(parse_query(""), "ana")))
    carry_out(project.reader, project.journal, preview(project.reader, "ana", BulkChange("skip"), hits))


@pytest.mark.slow
async def test_much_is_undone_beside_the_desk_with_keys_behind_it_in_order(project, monkeypatch):
    monkeypatch.setattr(undo, "MANY", 3)
    skip_everything(project)
    app = desk_app(project)
    async with app.run_test(size=(80, 24)) as pilot:
        await type_keys(pilot)
        with somebody_writing(project):
            post(app, "backspace", "c", "backspace", "ctrl+y")
            await until(pilot, "Undoing for 8 sentences")
            assert project.progress().decided == 8
        await until(pilot, "Done again: claim.")
        assert project.progress().decided == 1
        await type_keys(pilot, "backspace", "ctrl+y")
        await until(pilot, "Done again: claim.")


@pytest.mark.slow
async def test_what_is_stopped_is_as_it_was(project, monkeypatch):
    monkeypatch.setattr(undo, "MANY", 3)
    skip_everything(project)
    true = long_actions.reverse

    def slowly(path, journal, way, progress, action):
        while not progress.cancelled():
            pass
        return true(path, journal, way, progress, action)

    monkeypatch.setattr(long_actions, "reverse", slowly)
    monkeypatch.setattr(patience, "_STEPS", 1)
    app = desk_app(project)
    async with app.run_test(size=(80, 24)) as pilot:
        post(app, "backspace", "space")
        await until(pilot, "Escape stops")
        post(app, "escape", "down")
        await until_true(lambda: desk_of(app).desk.cursor > 0)
        assert project.progress().decided == 8 and desk_of(app).desk.cursor == 1


@pytest.mark.slow
async def test_the_same_of_many_can_be_stopped_and_keys_behind_it_wait(project):
    app = desk_app(project)
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "ctrl+f", "enter", "ctrl+a", "c")
        assert isinstance(app.screen, Confirmation)
        with somebody_writing(project):
            post(app, "ctrl+b")
            await until(pilot, "0 of 8 sentences … Escape stops")
            post(app, "escape", "down", "down")
            await until(pilot, "3 of 8")
        assert project.progress().decided == 0
        await keys(pilot, "c")
        with somebody_writing(project):
            post(app, "ctrl+b", "down")
            await until(pilot, "0 of 8 sentences … Escape stops")
        await until(pilot, "4 of 8")
        assert project.progress().decided == 8
