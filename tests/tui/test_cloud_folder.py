"""A project in a folder of a cloud service: said once, on stderr by commands and in a corner of the desk."""

from __future__ import annotations

import pytest

from labels.project import Project
from tests.labels.making import make_project
from tests.tui.cli.running import run
from tests.tui.desk_app import desk_app

WORDS = "is in a folder of Dropbox, which may rename or replace the file while it is open."


@pytest.fixture
def folder(tmp_path, monkeypatch):
    made = tmp_path / "Dropbox"
    made.mkdir()
    make_project(made / "copydesk.db").close()
    monkeypatch.chdir(made)
    return made


@pytest.mark.parametrize("words", [("status",), ("annotate", "is:undecided", "--skip"), ("export", "-o", "out.jsonl")])
def test_a_command_says_so_once(folder, words):
    done = run(*words)
    assert done.code == 0
    assert done.err.count(WORDS) == 1
    assert WORDS not in done.out


def test_elsewhere_nothing_is_said(tmp_path, monkeypatch):
    (tmp_path / "Dropbox-exports").mkdir()
    make_project(tmp_path / "Dropbox-exports" / "copydesk.db").close()
    monkeypatch.chdir(tmp_path / "Dropbox-exports")
    assert "folder of" not in run("status").err


async def test_the_desk_says_so_in_a_corner(folder):
    with Project(folder / "copydesk.db", "ana") as project:
        app = desk_app(project)
        async with app.run_test() as pilot:
            await pilot.pause()
            assert [WORDS in each.message for each in app._notifications] == [True]
