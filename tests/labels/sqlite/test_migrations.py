"""Files of older and newer formats: refused with the way out, or brought up to date whole or not at all."""

from __future__ import annotations

import os
import signal
import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest

from labels.errors import ProjectError
from labels.project import Project
from labels.projections.check import check
from labels.sqlite import connection as connections
from labels.sqlite.connection import connect
from labels.sqlite.migrations import APPLICATION_ID, FIRST_FORMAT, FORMAT, STEPS, Step, migrate, run
from tests.labels.making import make_project


def m002_made_up(db) -> None:
    """A step such as a later version may have: a table made, filled, indexed; a column added; rows changed."""
    run(
        db,
        """
        CREATE TABLE colour (article INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT;
        INSERT INTO colour SELECT n, 'red' FROM article;
        CREATE INDEX colour_name ON colour (name);
        ALTER TABLE article ADD COLUMN colour TEXT;
        UPDATE article SET colour = (SELECT name FROM colour WHERE article = n);
        CREATE TRIGGER colour_stays BEFORE DELETE ON colour
            BEGIN SELECT RAISE(ABORT, 'colours stay'); END;
        """,
    )


TWO_STEPS: tuple[Step, ...] = (*STEPS, m002_made_up)


def contents(path: Path) -> tuple[object, ...]:
    """All that a file holds: its format, its tables and what is in them."""
    with closing(sqlite3.connect(path)) as connection:
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        schema = connection.execute("SELECT name, sql FROM sqlite_master ORDER BY name").fetchall()
        rows = {
            name: connection.execute(f'SELECT * FROM "{name}"').fetchall()
            for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
            if name != "_sqlite_migrations"  # it has the time
        }
    return version, schema, rows


def old_file(path: Path, number: int) -> Path:
    """A file as early versions made them, as far as they are looked at."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("CREATE TABLE event (id TEXT PRIMARY KEY NOT NULL, annotator TEXT NOT NULL)")
        connection.execute("INSERT INTO event VALUES ('018df94b-a608-7bd7-9048-0a3ebeee49c4', 'ana')")
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {number}")
    return path


@pytest.mark.parametrize("write", [True, False])
@pytest.mark.parametrize("number", [1, 2, 3, 4])
def test_a_file_of_a_format_that_was_never_released_is_refused_with_the_way_out(tmp_path, number, write):
    path = old_file(tmp_path / "old.db", number)
    before = path.read_bytes()
    with pytest.raises(ProjectError) as refused:
        Project(path, "ana", write=write)
    said = str(refused.value)
    assert said.startswith(f"{path}: is a project of an early Copydesk (format {number}), which is not read any more.")
    assert "copydesk export --status all -o old.jsonl" in said
    assert "copydesk import old.jsonl --project NEW.db" in said
    assert len(said.splitlines()) == 1
    with pytest.raises(ProjectError, match="early Copydesk"):
        check(path)
    assert path.read_bytes() == before


def test_the_first_format_follows_those_that_were_never_released():
    assert FIRST_FORMAT == 5
    assert 4 + len(STEPS) == FORMAT


@pytest.mark.parametrize("write", [True, False])
def test_a_file_of_a_newer_format_is_refused_and_left_alone(tmp_path, write):
    path = tmp_path / "news.db"
    make_project(path).close()
    with closing(connect(path)) as connection:
        migrate(connection, TWO_STEPS)
    before = path.read_bytes()
    with pytest.raises(ProjectError, match=f"newer Copydesk \\(format {FORMAT + 1}, this one knows {FORMAT}\\)"):
        connect(path, write=write)
    assert path.read_bytes() == before


def test_a_later_step_is_taken_once_and_keeps_everything(tmp_path):
    path = tmp_path / "news.db"
    make_project(path).close()
    _, _, before = contents(path)
    with closing(connect(path)) as connection:
        migrate(connection, TWO_STEPS)
    version, _, after = contents(path)
    assert version == FORMAT + 1
    assert after.pop("colour") == [(1, "red"), (2, "red"), (3, "red")]
    assert [row[-1] for row in after["article"]] == ["red"] * 3
    assert [row[:-1] for row in after.pop("article")] == before.pop("article")
    assert after == before
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        migrate(connection, TWO_STEPS)
    assert contents(path)[0] == FORMAT + 1
    assert contents(path)[2]["journal"] == before["journal"]


def test_a_new_file_takes_all_steps_at_once(tmp_path):
    path, other = tmp_path / "new.db", tmp_path / "old.db"
    for each, several in ((path, [TWO_STEPS]), (other, [STEPS, TWO_STEPS])):
        with closing(sqlite3.connect(each, isolation_level=None)) as connection:
            for steps in several:
                migrate(connection, steps)
    assert contents(path) == contents(other)


def test_a_step_that_fails_leaves_the_file_as_it_was(tmp_path):
    path = tmp_path / "news.db"
    make_project(path).close()
    before = contents(path)

    def m002_fails(db) -> None:
        m002_made_up(db)
        raise ProjectError("the disk is full")

    with closing(connect(path)) as connection, pytest.raises(ProjectError, match="the disk is full"):
        migrate(connection, (*STEPS, m002_fails))
    assert contents(path) == before
    assert check(path).problems == []


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
@pytest.mark.slow
def test_a_step_that_is_killed_leaves_the_file_old_or_new(tmp_path):
    path = tmp_path / "news.db"
    make_project(path).close()
    old = contents(path)
    sound = path.read_bytes()
    states = []
    for statement in range(1, 100):
        for companion in tmp_path.glob("news.db*"):
            companion.unlink()
        path.write_bytes(sound)
        was_killed = migrate_and_die(path, statement)
        states.append(contents(path))
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            migrate(connection, TWO_STEPS)  # whoever comes next finishes it
            assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        new = contents(path)
        assert new[0] == FORMAT + 1
        assert states[-1] in (old, new)
        if not was_killed:
            break
    assert not was_killed
    assert states[-1] == new
    assert len(states) > len(STEPS) + 8  # each statement of the step, and those around it
    assert states.count(old) > 8


def migrate_and_die(path: Path, statement: int) -> bool:
    """Migrate in a process that is killed when SQLite begins its so manieth statement; whether it was."""
    child = os.fork()
    if child == 0:
        try:
            connection = sqlite3.connect(path, isolation_level=None)
            left = statement

            def count(_: str) -> None:
                nonlocal left
                left -= 1
                if left == 0:
                    os.kill(os.getpid(), signal.SIGKILL)

            connection.set_trace_callback(count)
            migrate(connection, TWO_STEPS)
            os._exit(0)
        except BaseException:  # noqa: BLE001
            os._exit(1)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0
    return os.WIFSIGNALED(status)


def test_several_that_open_a_file_to_be_migrated_all_find_it_up_to_date(tmp_path, monkeypatch):
    path = tmp_path / "news.db"
    make_project(path).close()
    monkeypatch.setattr(connections, "FORMAT", FORMAT + 1)
    monkeypatch.setattr(connections, "migrate", lambda connection: migrate(connection, TWO_STEPS))
    problems: list[Exception] = []

    def open_it() -> None:
        try:
            Project(path, "ana").close()
        except Exception as error:  # noqa: BLE001
            problems.append(error)

    with pytest.raises(ProjectError, match="is of an older Copydesk"):
        connect(path, write=False)
    threads = [threading.Thread(target=open_it) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert problems == []
    assert contents(path)[0] == FORMAT + 1
