"""The history of a sentence on screen: who said what, and undo of an action from there."""

import pytest

from labels.project import Project
from tests.examples import default_cases
from tests.tui.desk_app import desk_app, desk_of, lines, shown, type_keys
from tui.screens.desk.screen import DeskScreen
from tui.screens.history import HistoryScreen


async def open_history(pilot) -> None:
    await type_keys(pilot, "ctrl+l")
    await pilot.pause()
    assert isinstance(pilot.app.screen, HistoryScreen)


def marked(app) -> str:
    (line,) = app.screen.query(".-marked")
    return str(line.render())


def entries(app) -> list[str]:
    return [str(line.render()) for line in app.screen.query(".entry")]


async def test_everything_said_of_the_text_is_told_newest_first_with_who_and_when(project):
    with Project.open(project.path, "bo") as other:
        other.label(next(other.sentences()), "quote", seconds=4.2)
    app = desk_app(project)
    async with app.run_test(size=(100, 30)) as pilot:
        await type_keys(pilot, "c", "up", "!", "|", "|")
        await open_history(pilot)
        split, flag, label, bos = entries(app)
        assert "ana  split in two" in split
        assert "ana  flagged" in flag
        assert "ana  claim  (" in label and "codebook 2" in label
        assert "bo  quote  (4.2 s, codebook 2)" in bos
        assert any(line.strip() == "The" for line in lines(app))
        await type_keys(pilot, "escape")
        await pilot.pause()
        await type_keys(pilot, "down")  # the other half has the same past
        await open_history(pilot)
        assert entries(app) == [split, flag, label, bos]


async def test_an_action_is_undone_from_there_with_all_that_it_did(project):
    app = desk_app(project)
    async with app.run_test(size=(100, 30)) as pilot:
        await type_keys(pilot, "shift+down", "shift+down", "c", "home", "!", ";", *"odd", "enter")
        await open_history(pilot)
        await type_keys(pilot, "down", "j", "k", "down", "backspace")
        await pilot.pause()
        assert isinstance(app.screen, DeskScreen)
        assert "Undone: claim of 3 sentences." in shown(app)
        assert project.progress().decided == 0
        mark = project.annotation(next(project.sentences()))
        assert (mark.flagged, mark.note) == (True, "odd")
        await open_history(pilot)
        assert entries(app)[2].endswith("undone)")
        await type_keys(pilot, "end", "escape")
        await pilot.pause()
        await type_keys(pilot, "ctrl+y")
        assert project.progress().decided == 3


async def test_what_others_did_or_what_is_undone_cannot_be_undone(project):
    with Project.open(project.path, "bo") as other:
        other.label(next(other.sentences()), "quote")
    app = desk_app(project)
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await type_keys(pilot, "c", "backspace")
        await open_history(pilot)
        for keys in (["backspace"], ["down", "backspace"]):
            await type_keys(pilot, *keys)
            assert isinstance(app.screen, HistoryScreen)
            assert "You can undo only what you did yourself" in shown(app)
        assert not app._notifications, "nothing is left in the way of the desk"
        assert project.annotation(next(project.sentences()), "bo").labels == ("quote",)


@pytest.mark.slow
async def test_nothing_said_yet_is_said(project):
    app = desk_app(project)
    async with app.run_test(size=(80, 24)) as pilot:
        await open_history(pilot)
        assert "Nothing was said of this sentence yet." in shown(app)
        await type_keys(pilot, "down", "backspace", "enter", "c")
        await pilot.pause()
        assert project.progress().decided == 1


@pytest.mark.slow
async def test_keys_typed_ahead_through_the_history_act_in_order(project):
    app = desk_app(project)
    async with app.run_test(size=(80, 24)) as pilot:
        await type_keys(pilot, "c", "up", "!", "ctrl+l", "down", "backspace", "q", "ctrl+l", "escape", "f")
        await pilot.pause()
        marks = [project.annotation(sentence) for sentence in project.sentences()]
        assert (marks[0].labels, marks[0].flagged) == (("quote",), True)
        assert marks[1].labels == ("fact",)


@pytest.mark.slow
async def test_a_letter_that_is_a_label_is_not_given_from_the_history(project):
    app = desk_app(project)
    async with app.run_test(size=(80, 24)) as pilot:
        await type_keys(pilot, "c")
        await open_history(pilot)
        await type_keys(pilot, "c", "f", "o", " ", "delete", "|", "&")
        assert isinstance(app.screen, HistoryScreen)
        assert project.progress().decided == 1


@pytest.mark.slow
async def test_quitting_works_from_the_history(project):
    app = desk_app(project)
    async with app.run_test(size=(80, 24)) as pilot:
        await open_history(pilot)
        await type_keys(pilot, "ctrl+q")
        await pilot.pause()
        assert app._exit


@pytest.mark.slow
@pytest.mark.parametrize("size", default_cases([(80, 24), (40, 10), (10, 4), (3, 2), (1, 1)], 3))
async def test_a_long_and_hostile_history_at_every_size(project, size):
    with Project.open(project.path, "[/b]\x1b[2Jbo") as other:
        first = next(other.sentences())
        for n in range(40):
            other.note(first, f"[red]{n}\x1b]0;x\x07\nsecond line \u202e")
    app = desk_app(project)
    async with app.run_test(size=size) as pilot:
        await open_history(pilot)
        await type_keys(pilot, *["down"] * 60, *["up"] * 3)
        assert "[red]3" in marked(app)
        await pilot.resize_terminal(100, 30)
        await pilot.pause()
        assert not set("\x1b\x07\u202e") & set(shown(app))
        assert any("[red]3" in line for line in lines(app))
        await type_keys(pilot, "escape")
        await pilot.pause()
        assert desk_of(app).desk.cursor == 0
