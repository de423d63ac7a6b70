"""The shape of a project file, and what it does not let anybody do."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from labels.project import Project
from labels.store.migrations import APPLICATION_ID, FORMAT


def pragma(project: Project, name: str) -> object:
    return project.connection.execute(f"PRAGMA {name}").fetchone()[0]


def test_a_new_file_has_the_shape_of_today(project):
    assert pragma(project, "application_id") == APPLICATION_ID
    assert pragma(project, "user_version") == FORMAT
    assert project.connection.execute("SELECT count(*) FROM _sqlite_migrations").fetchone() == (FORMAT,)


def test_the_connection_keeps_what_it_writes(project):
    assert pragma(project, "journal_mode") == "wal"
    assert pragma(project, "synchronous") == 2  # FULL
    assert pragma(project, "foreign_keys") == 1


def test_moving_about_leaves_the_connection_as_durable_as_before(project):
    from labels.desk import Desk

    Desk(project).move(1)
    assert pragma(project, "synchronous") == 2


def test_a_file_whose_log_was_switched_off_gets_it_back(project):
    project.close()
    with closing(sqlite3.connect(project.path)) as other:
        assert other.execute("PRAGMA journal_mode = DELETE").fetchone() == ("delete",)
    with Project(project.path, "ana") as again:
        assert pragma(again, "journal_mode") == "wal"


def test_every_table_of_ours_is_strict(project):
    tables = project.connection.execute("SELECT name, strict FROM pragma_table_list WHERE schema = 'main'")
    assert {name for name, strict in tables if not strict} <= {"sqlite_schema", "_sqlite_migrations"}


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE event SET annotator = 'somebody else'",
        "DELETE FROM event",
        "INSERT OR REPLACE INTO event"
        " SELECT id, at, 'else', session, kind, article, start, stop, payload, action, undoes FROM event",
    ],
)
def test_the_journal_takes_nothing_back(project, change):
    project.skip(next(project.sentences()))
    before = project.connection.execute("SELECT * FROM event").fetchall()
    with pytest.raises(sqlite3.IntegrityError, match="the journal is append-only"):
        project.connection.execute(change)
    assert project.connection.execute("SELECT * FROM event").fetchall() == before


def test_a_mark_belongs_to_a_sentence(project):
    project.skip(next(project.sentences()))
    with pytest.raises(sqlite3.IntegrityError):
        project.connection.execute("UPDATE mark SET start = start + 1")
