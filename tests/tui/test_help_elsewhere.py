"""Help on the screens over the desk: their own keys, as they are there."""

import re

import pytest

from labels.query.values import FIELDS
from tests.examples import default_cases, proof_cases
from tests.tui.desk_app import desk_app, desk_of, shown, type_keys
from tests.tui.lists.browsing import keys
from tests.tui.sizes import each_size
from tests.tui.test_help import page
from tui.screens.dashboard import DashboardScreen
from tui.screens.help import HelpScreen
from tui.screens.history import HistoryScreen
from tui.screens.lists.screen import ListScreen


@pytest.mark.parametrize(
    ("way", "screen", "said"),
    default_cases(
        [
            (("tab",), ListScreen, "Go through the articles in another order from now on"),
            (("ctrl+f", "enter"), ListScreen, "Take the decision away from the selected lines, after asking"),
            (("f4",), ListScreen, "Label only these at the desk, one by one"),
            (("ctrl+l",), HistoryScreen, "Undo this action, if it is yours and in force"),
            (("ctrl+d",), DashboardScreen, "Count again"),
        ],
        0,
        unpack=True,
    ),
)
@pytest.mark.parametrize("size", each_size(*proof_cases([(30, 8)])))
async def test_help_explains_where_one_is_and_goes_back_there(project, way, screen, said, size):
    app = desk_app(project)
    async with app.run_test(size=size) as pilot:
        await keys(pilot, *way)
        assert isinstance(app.screen, screen)
        for back in ("escape", "?"):
            await keys(pilot, "?")
            assert said in " ".join(page(app).split())
            await keys(pilot, back)
            assert isinstance(app.screen, screen)
        assert project.progress().decided == 0


@pytest.mark.slow
async def test_every_key_of_a_list_is_explained_as_it_is_bound(project):
    app = desk_app(project, keys={"focus": "f9", "flag": "f8"})
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "ctrl+f", "enter", "?")
        told = re.sub(r"\n {23}", " ", page(app))  # words that go on in a second line
        words = {line[23:]: line[:22].split() for line in told.splitlines()}
        assert words["Label only these at the desk, one by one"] == ["F9"]
        assert words["Flag the selected lines, or take the flag off, after asking"] == ["F8"]
        assert words["claim"] == ["c", "1"]
        assert words["Next sentence"] == ["↓", "j"]
        assert all(f"{field}:" in told for field in FIELDS), "and every field of the query language"


@pytest.mark.slow
async def test_in_the_query_it_is_a_sign_like_others(project):
    app = desk_app(project)
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "ctrl+f", "?")
        assert isinstance(app.screen, ListScreen)
        assert app.screen.query_line.text == "?"


@pytest.mark.slow
async def test_keys_typed_ahead_behind_help_reach_the_list(project):
    app = desk_app(project)
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "ctrl+f", "enter", "?", "escape", "down", "down", "enter")
        assert desk_of(app).desk.cursor == 2


@pytest.mark.slow
async def test_a_history_is_helped_with_twice_and_left(project):
    app = desk_app(project)
    async with app.run_test(size=(80, 24)) as pilot:
        await type_keys(pilot, "c", "up", "ctrl+l", "?", "?", "?")
        assert isinstance(app.screen, HelpScreen)
        await type_keys(pilot, "escape", "backspace")
        assert project.progress().decided == 0
        assert "Undone" in shown(app)
