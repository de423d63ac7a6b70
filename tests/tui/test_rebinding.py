"""Keys that a user gives to the commands of each screen work there, are shown there, and help tells of them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from labels.codebook import Codebook, Label
from labels.errors import UsageError
from labels.project import Project
from tests.tui.desk_app import desk_app, desk_of, shown, type_keys
from tests.tui.lists.browsing import keys
from tui.keymap import make_keymap


async def test_a_place_to_split_is_chosen_by_other_keys(project):
    app = desk_app(project, keys={"split_right": "f6", "split_here": "f7"})
    async with app.run_test(size=(80, 24)) as pilot:
        await type_keys(pilot, "home", "|")
        assert "f7 splits before the mark · f6 ← word" in shown(app)
        await type_keys(pilot, "f6", "f7")
        assert len(desk_of(app).desk.page) == 5


@pytest.mark.slow
async def test_a_list_is_used_by_other_keys(project):
    app = desk_app(project, keys={"list_turn": "f6", "list_open": "f7", "list_back": "f8", "bulk_do": "f9"})
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "tab")
        assert "f7 open" in shown(app) and "f6 turn" in shown(app)
        await keys(pilot, "f6")
        assert "as imported ▾" in shown(app)
        await keys(pilot, "f8")
        assert desk_of(app)
        await keys(pilot, "ctrl+f")
        assert "F7 goes to the list" in shown(app)
        await keys(pilot, "f7")
        await keys(pilot, "ctrl+a", "c")
        assert "F9 does it" in shown(app)
        await keys(pilot, "f9")
        assert project.progress().decided == 8


@pytest.mark.slow
async def test_history_and_dashboard_are_used_by_other_keys(project):
    app = desk_app(project, keys={"history_undo": "f6", "history_back": "f7", "dashboard_back": "f8", "help": "f9"})
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "c", "up", "ctrl+l")
        assert "F6 undoes your action · F9 explains" in shown(app)
        await keys(pilot, "f9", "f9", "f7")
        await keys(pilot, "ctrl+l", "f6")
        assert project.progress().decided == 0
        await keys(pilot, "ctrl+d")
        assert "f8 back" in shown(app) and "f9 help" in shown(app)
        await keys(pilot, "f9", "escape", "f8")
        assert desk_of(app)


@pytest.mark.slow
async def test_the_start_screen_says_its_other_keys(tmp_path: Path):
    with Project(tmp_path / "empty.db", "ana") as project:
        app = desk_app(project, keys={"start_open": "f6", "start_quit": "ctrl+x"})
        async with app.run_test(size=(80, 24)) as pilot:
            assert re.search(r"F6 +Open a file or a folder", shown(app))
            await type_keys(pilot, "f6")
            assert "File or folder:" in shown(app)
            await type_keys(pilot, "escape", "ctrl+x")
            assert app._exit


@pytest.mark.parametrize("key", ["y", "enter", "space", "tab", "ctrl+j", "ctrl+m", "Y"])
def test_a_change_of_many_is_not_confirmed_by_a_key_of_text(key: str) -> None:
    with pytest.raises(UsageError, match="bulk_do: text that is typed may hold"):
        make_keymap(Codebook((Label("claim", "claim", "c"),)), {"bulk_do": key})
