"""Help: the keys as they are, and the codebook."""

import re

import pytest

from labels.project import Project
from tests.tui.desk_app import desk_app, desk_of, shown, type_keys
from tui.commands import commands_of
from tui.screens.help import HelpScreen


def page(app) -> str:
    """All of the help, also what is out of the window."""
    assert isinstance(app.screen, HelpScreen)
    return app.screen._page().plain


async def test_every_command_and_every_label_is_there_with_its_keys(project):
    app = desk_app(project, keys={"undo": "ctrl+n", "skip": "f9"})
    async with app.run_test(size=(80, 24)) as pilot:
        await type_keys(pilot, "?")
        told = re.sub(r"\n {23}", " ", page(app))  # words that go on in a second line
        assert all(command.description in told for command in commands_of("desk"))
        lines = {line[23:]: line[:22].split() for line in told.splitlines()}
        assert lines["Undo the last action"] == ["Ctrl+N"]
        assert lines["Skip: decide to give no label, and go on"] == ["F9"]
        assert lines["Give this sentence the last decision again"] == ["."]
        assert next(keys for words, keys in lines.items() if words.startswith("claim")) == ["c", "1"]
        assert "Shift and the letter" in told


@pytest.mark.slow
async def test_an_alias_that_belongs_to_a_label_is_not_promised(project):
    app = desk_app(project)
    async with app.run_test(size=(80, 24)) as pilot:
        await type_keys(pilot, "?")
        line = next(line for line in page(app).splitlines() if "Flag, or take" in line)
        assert line.split()[0] == "!" and " f " not in line[:22]  # f is the label “fact”


@pytest.mark.slow
async def test_the_entry_under_the_cursor_comes_first(tmp_path):
    with Project(tmp_path / "news.db", "ana") as project:
        project.add("The bridge is closed. Nobody knows why.")
        app = desk_app(project)
        async with app.run_test(size=(80, 24)) as pilot:
            await type_keys(pilot, "q", "up", "?")
            lines = page(app).splitlines()
            assert lines[2].startswith("quote")
            assert "Codebook: What each sentence does" in page(app)
            assert all(label.name in page(app) for label in project.codebook.active)


@pytest.mark.slow
async def test_it_scrolls_and_every_way_back_leads_to_the_desk(project):
    app = desk_app(project)
    async with app.run_test(size=(80, 24)) as pilot:
        for way in ("escape", "?", "h"):
            await type_keys(pilot, "?")
            before = shown(app)
            await type_keys(pilot, "pagedown")
            await pilot.pause()
            assert shown(app) != before
            await type_keys(pilot, way)
            assert desk_of(app)
        assert project.progress().decided == 0


@pytest.mark.slow
async def test_a_rebound_help_key_opens_and_closes_it(project):
    app = desk_app(project, keys={"help": "f1", "quit": "q"})
    async with app.run_test(size=(80, 24)) as pilot:
        await type_keys(pilot, "f1")
        assert isinstance(app.screen, HelpScreen)
        await type_keys(pilot, "f1")
        assert desk_of(app)


async def test_keys_typed_ahead_behind_help_reach_the_desk(project):
    app = desk_app(project)
    async with app.run_test(size=(80, 24)) as pilot:
        await type_keys(pilot, "c", "?", "escape", "q", "?", "?", "space")
        assert project.progress().decided == 3


@pytest.mark.slow
async def test_a_word_is_found_in_it(project):
    app = desk_app(project)
    async with app.run_test(size=(100, 30)) as pilot:
        await type_keys(pilot, "f1")
        assert "Skip: decide" in shown(app)
        await type_keys(pilot, "/", *"UNDO")
        assert "Undo the last action" in shown(app) and "Skip: decide" not in shown(app)
        await type_keys(pilot, "enter", "/", *" quq")
        assert "Nothing here holds “UNDO quq”." in shown(app), "letters belong to the search, q too"
        await type_keys(pilot, *["backspace"] * 8, "escape")
        assert "Undo the last action" in shown(app)
        await type_keys(pilot, "escape")
        assert desk_of(app)
