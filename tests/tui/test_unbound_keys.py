"""Every screen says that a key without a meaning does nothing there."""

import pytest

from labels.project import Project
from tests.tui.desk_app import desk_app, shown, type_keys
from tui.screens.start import StartScreen


@pytest.mark.parametrize("opened_by", ["ctrl+d", "ctrl+k", "ctrl+l", "f6", "tab", "ctrl+f"])
async def test_a_key_without_a_meaning_says_so_and_is_forgotten_with_the_next_paint(project, opened_by):
    app = desk_app(project)
    async with app.run_test(size=(100, 24)) as pilot:
        await type_keys(pilot, opened_by)
        await app.workers.wait_for_complete()
        await pilot.pause()
        if opened_by == "ctrl+f":
            await type_keys(pilot, "down")
        await type_keys(pilot, "f9")
        assert "F9 does nothing here. ? shows every key." in shown(app)
        await pilot.resize_terminal(90, 24)
        await type_keys(pilot, "escape")
        assert "does nothing here" not in shown(app)
        assert project.progress().decided == 0


async def test_the_start_says_so_too(tmp_path):
    with Project.open(tmp_path / "empty.db", "ana") as project:
        app = desk_app(project)
        async with app.run_test(size=(100, 24)) as pilot:
            assert isinstance(app.screen, StartScreen)
            await type_keys(pilot, "z")
            assert "“z” does nothing here." in shown(app)


async def test_it_stays_to_be_read_when_the_page_is_counted_anew(project):
    app = desk_app(project)
    async with app.run_test(size=(100, 24)) as pilot:
        await type_keys(pilot, "ctrl+d", "f9", "r")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert "Where you stand: ana  F9 does nothing here." in shown(app)
