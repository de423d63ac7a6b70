"""Files of older and newer formats: brought up to date with everything in them, or left alone."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from labels.errors import ProjectError
from labels.project import Project
from labels.projections.check import check
from labels.sqlite.connection import connect
from labels.sqlite.migrations import FORMAT
from tests.labels.making import make_project
from tests.labels.store.format_1 import APPLICATION_ID, SQL

OLD_TABLES = (
    "article_text", "sentence", "event", "action", "mark", "mark_label", "progress", "scheme", "place",
)  # fmt: skip


@pytest.fixture
def old(tmp_path: Path) -> Path:
    path = tmp_path / "old.db"
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.executescript(SQL)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute("PRAGMA user_version = 1")
    connection.close()
    return path


def rows_of(path: Path) -> dict[str, list[str]]:
    connection = sqlite3.connect(path)
    try:
        return {table: list(map(repr, connection.execute(f"SELECT * FROM {table}"))) for table in OLD_TABLES}
    finally:
        connection.close()


def test_a_file_of_format_1_keeps_everything_and_gets_what_is_new(old: Path) -> None:
    before = rows_of(old)
    with Project(old, "ana") as project:
        assert rows_of(old) == before
        connection = project.connection
        assert connection.execute("PRAGMA user_version").fetchone() == (FORMAT,)
        assert connection.execute("SELECT repaired FROM article").fetchall() == [(0,), (0,)]
        assert [s.text for s in project.find("closed")] == ["The bridge is closed.", "“It will stay closed,” he said."]
        assert [s.text for s in project.find("tarde")] == ["Él llegó tarde."]
        assert project.annotation(next(project.sentences())).note == "ask\nagain"
    assert check(old) == []


def test_in_a_file_of_format_1_sentences_are_split_and_what_was_done_before_is_undone(old: Path) -> None:
    with Project(old, "ana") as project:
        first = next(project.sentences())
        project.split(first, 11)
        assert [project.annotation(s, "bo").labels for s in list(project.sentences())[:2]] == [("quote",), ("quote",)]
        assert check(old) == []
        undone = 0
        while project.undo():
            undone += 1
        assert undone == 7
        assert [project.annotation(s).decided for s in project.sentences()] == [False] * 6
        assert project.annotation(first, "bo").labels == ("quote",)
    assert check(old) == []


def test_a_file_of_format_1_is_not_changed_by_somebody_who_only_reads(old: Path) -> None:
    before = old.read_bytes()
    with pytest.raises(ProjectError, match="older Copydesk"):
        connect(old, write=False)
    assert old.read_bytes() == before


def test_a_migration_that_fails_halfway_leaves_the_file_as_it_was(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise ProjectError("the disk is full")

    before = rows_of(old)
    with monkeypatch.context() as patched:
        patched.setattr("labels.sqlite.full_text.index_text", fail)
        with pytest.raises(ProjectError, match="disk is full"):
            Project(old, "ana")
    assert rows_of(old) == before
    Project(old, "ana").close()
    assert check(old) == []


def test_two_that_open_an_old_file_at_once_both_find_it_up_to_date(old: Path) -> None:
    import threading

    problems: list[Exception] = []

    def open_it() -> None:
        try:
            Project(old, "ana").close()
        except Exception as error:  # noqa: BLE001
            problems.append(error)

    threads = [threading.Thread(target=open_it) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert problems == []
    assert check(old) == []


@pytest.mark.parametrize("write", [True, False])
def test_a_file_of_a_newer_format_is_refused_and_left_alone(old: Path, write: bool) -> None:
    Project(old, "ana").close()
    connection = sqlite3.connect(old)
    connection.execute(f"PRAGMA user_version = {FORMAT + 1}")
    connection.close()
    before = old.read_bytes()
    with pytest.raises(ProjectError, match=f"newer Copydesk \\(format {FORMAT + 1}, this one knows {FORMAT}\\)"):
        connect(old, write=write)
    assert old.read_bytes() == before


def test_a_file_of_format_3_gets_the_index_of_lengths_and_keeps_everything(tmp_path: Path) -> None:
    path = tmp_path / "third.db"
    make_project(path).close()
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("DROP INDEX sentence_length")
    connection.execute("DELETE FROM _sqlite_migrations WHERE name = 'm005_lengths'")
    connection.execute("PRAGMA user_version = 3")
    connection.close()
    before = rows_of(path)
    with Project(path, "ana") as project:
        assert rows_of(path) == before
        assert project.connection.execute("PRAGMA user_version").fetchone() == (FORMAT,)
        assert [s.text for s in project.find("length:<13")] == ["A short one."]
        first = next(project.sentences())
        project.split(first, 11)
        assert [s.text for s in project.find("length:<11")] == ["The bridge", "is closed."]
        project.undo()
        assert [s.text for s in project.find("length:<13")] == ["A short one."]
    assert check(path).problems == []
