"""What is whole in a damaged project comes back."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from labels.duplicates.finding import find_near_duplicates
from labels.errors import ProjectError, UsageError, WritingError
from labels.project import Project
from labels.projections.check import check
from labels.projections.rescue import Rescued, rescue
from labels.sqlite.migrations import FORMAT
from tests.examples import default_cases
from tests.labels.projections.readings import make_full_project, readings
from tests.labels.sqlite.test_companions import fill, small_disk
from tests.tui.cli.running import run


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "p.db"
    make_full_project(path)
    return path


def digest(path):
    with Project(path, "ana", write=False) as project:
        return project.digest()


def test_everything_comes_back_of_a_sound_project(path, tmp_path):
    before = path.read_bytes()
    done = rescue(path, tmp_path / "saved.db")
    assert (done.events, done.articles, done.lost) == (done.of_events, 5, False)
    assert check(tmp_path / "saved.db").problems == []
    assert digest(tmp_path / "saved.db") == digest(path)
    assert path.read_bytes() == before
    assert sorted(each.name for each in tmp_path.iterdir()) == ["p.db", "saved.db"]


@pytest.mark.parametrize(
    "begin", default_cases([b"CREATE TABLE journal", b"CREATE TABLE article_text", b"CREATE TRIGGER", b"CREATE"], 0)
)
def test_everything_comes_back_where_the_list_of_tables_is_damaged(path, tmp_path, begin):
    content = bytearray(path.read_bytes())
    place = content.find(begin)
    content[place - 30 : place + 60] = b"\xff" * 90
    wanted = digest(path)
    path.write_bytes(content)
    assert check(path).problems
    done = rescue(path, tmp_path / "saved.db")
    assert not done.lost
    assert digest(tmp_path / "saved.db") == wanted


def test_what_is_derived_is_made_anew(path, tmp_path):
    wanted = digest(path)
    with closing(sqlite3.connect(path)) as other:
        for table in ("annotation", "progress", "sentence", "team", "codebook"):
            other.execute(f"DELETE FROM {table}")
        other.execute("DROP TABLE annotation_label")
        other.commit()
    assert not rescue(path, tmp_path / "saved.db").lost
    assert check(tmp_path / "saved.db").problems == []
    assert digest(tmp_path / "saved.db") == wanted


def test_what_is_lost_is_counted_and_the_rest_comes_back(path, tmp_path):
    with closing(sqlite3.connect(path)) as other:
        triggers = other.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _ in triggers:
            other.execute(f"DROP TRIGGER {name}")
        other.execute("UPDATE journal SET payload = 'null' WHERE kind = 'note'")
        other.execute("UPDATE article_text SET text = text || '.' WHERE article = 2")
        for _, sql in triggers:
            other.execute(sql)
        (events,) = other.execute("SELECT count(*) FROM journal").fetchone()
        other.commit()
    assert rescue(path, tmp_path / "saved.db") == Rescued(events - 3, events, 4, 5)
    assert check(tmp_path / "saved.db").problems == []


def test_a_file_of_a_newer_copydesk_is_saved_with_a_warning(path, tmp_path):
    with closing(sqlite3.connect(path)) as other:
        other.execute(f"PRAGMA user_version = {FORMAT + 1}")
    code, _, err = run("rescue", tmp_path / "saved.db", "--project", path)
    assert code == 0
    assert "says that a newer Copydesk made it. What only that one knows was not saved" in err


def test_people_who_are_lost_get_their_keys_back(path, tmp_path):
    wanted = digest(path)
    with closing(sqlite3.connect(path)) as other:
        other.execute("PRAGMA foreign_keys = OFF")
        other.execute("DELETE FROM person")
        other.commit()
    assert not rescue(path, tmp_path / "saved.db").lost
    assert digest(tmp_path / "saved.db") == wanted


def test_nobody_who_is_lost_gets_the_key_of_somebody_else(path, tmp_path):
    """Zoe was registered by another, and registered Bob: what the journal has of her first act is his key."""
    with Project(path, "ana") as lead:
        lead.team.make_lead("zoe", new=True)
    with Project(path, "zoe") as zoe:
        zoe.note(next(zoe.sentences()), "mine")
        zoe.team.make_lead("bob", new=True)
    with closing(sqlite3.connect(path)) as other:
        other.execute("PRAGMA foreign_keys = OFF")
        other.execute("DELETE FROM person WHERE key LIKE 'zoe~%' OR key LIKE 'bob~%'")
        other.commit()
    rescue(path, tmp_path / "saved.db")
    with closing(sqlite3.connect(tmp_path / "saved.db")) as other:
        (key,) = other.execute(
            "SELECT key FROM person JOIN journal ON person = n WHERE kind = 'note' ORDER BY journal.id DESC"
        ).fetchone()
    assert key.startswith("unknown ")
    assert check(tmp_path / "saved.db").problems == []


def test_nothing_is_ever_overwritten(path, tmp_path):
    (tmp_path / "saved.db").write_text("mine")
    with pytest.raises(UsageError, match="is there already"):
        rescue(path, tmp_path / "saved.db")
    assert (tmp_path / "saved.db").read_text() == "mine"
    with pytest.raises(UsageError, match="is there already"):
        rescue(path, path)


@pytest.mark.parametrize("content", [b"", b"x", b"x" * 10_000, bytes(5_000)])
def test_what_holds_nothing_is_refused_in_one_line(tmp_path, content):
    (tmp_path / "p.db").write_bytes(content)
    with pytest.raises(ProjectError, match=r"p\.db: holds no"):
        rescue(tmp_path / "p.db", tmp_path / "saved.db")
    assert [each.name for each in tmp_path.iterdir()] == ["p.db"]


@pytest.mark.parametrize("room", [0, 300_000])
def test_a_full_disk_is_named_and_nothing_is_left_on_it(path, tmp_path, room):
    disk = tmp_path / "disk"
    disk.mkdir()
    with small_disk(disk):
        fill(disk)
        with (disk / "fill").open("r+b") as file:
            file.truncate(file.seek(0, 2) - room)
        with pytest.raises(WritingError, match=r"saved\.db: could not be written \(.*another disk"):
            rescue(path, disk / "saved.db")
        assert [each.name for each in disk.iterdir()] == ["fill"]


def test_the_command_says_what_was_saved(path, tmp_path):
    code, out, err = run("rescue", tmp_path / "saved.db", "--project", path)
    assert (code, out) == (0, "")
    assert err.endswith("and 5 of 5 articles. Nothing is lost.\n")
    code, _, err = run("rescue", tmp_path / "saved.db", "--project", path)
    assert code == 2 and "is there already" in err


def test_what_is_read_of_it_is_the_same(path, tmp_path):
    wanted = readings(path)
    rescue(path, tmp_path / "saved.db")
    with Project(tmp_path / "saved.db", "ana") as project:
        list(find_near_duplicates(project))
    assert readings(tmp_path / "saved.db") == wanted


def test_an_export_refuses_a_text_that_is_not_the_one_that_came_in(path, tmp_path):
    with closing(sqlite3.connect(path)) as other:
        other.execute("UPDATE article_text SET text = replace(text, 'bridge', 'brigde')")
        other.commit()
    with Project(path, "ana", write=False) as project, pytest.raises(ProjectError, match="copydesk check"):
        project.export(tmp_path / "out.jsonl")
    assert not (tmp_path / "out.jsonl").exists()
