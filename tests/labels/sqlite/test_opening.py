"""What is no project, or cannot be opened, is refused in one line, and not a byte of it changes."""

from __future__ import annotations

import os
import random
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from labels.errors import BusyError, CopydeskError, ProjectError
from labels.project import Project
from labels.projections.check import check
from labels.sqlite.migrations import APPLICATION_ID, FORMAT
from labels.values.wait import Wait
from tests.labels.making import make_project


def refusal(path: Path, *, write: bool = True) -> str:
    """The message with which the project is refused: one line that begins with its path."""
    before = contents(path)
    with pytest.raises(ProjectError) as refused:
        Project(path, "ana", write=write).close()
    said = str(refused.value)
    assert said.startswith(f"{path}: ")
    assert len(said.splitlines()) == 1
    assert contents(path) == before
    return said.removeprefix(f"{path}: ")


def contents(path: Path) -> dict[str, bytes]:
    """Every file beside `path`, without the companions that SQLite makes for readers: they hold nothing."""
    folder = path.parent
    if not folder.is_dir():
        return {}
    found = {each.name: each.read_bytes() for each in sorted(folder.iterdir()) if each.is_file()}
    return {name: data for name, data in found.items() if data and not name.endswith("-shm")}


@pytest.mark.parametrize("write", [True, False])
def test_a_text_file_is_no_project(tmp_path, write):
    path = tmp_path / "story.txt"
    path.write_text("Something happened.")
    assert refusal(path, write=write) == "is not a Copydesk project. Name another file with --project."


@pytest.mark.parametrize("write", [True, False])
@pytest.mark.parametrize("mode", ["DELETE", "WAL"])
@pytest.mark.parametrize("owner", [0, 77])
def test_a_database_of_another_program_is_left_alone(tmp_path, write, mode, owner):
    path = tmp_path / "places.sqlite"
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute(f"PRAGMA journal_mode = {mode}")
        other.execute(f"PRAGMA application_id = {owner}")
        other.execute("CREATE TABLE bookmark (url TEXT)")
    assert refusal(path, write=write) == "is a database of another program. Name another file with --project."


@pytest.mark.parametrize("write", [True, False])
def test_a_project_of_a_newer_copydesk_is_left_alone(tmp_path, write):
    path = tmp_path / "news.db"
    with make_project(path) as project:
        project.connection.execute(f"PRAGMA user_version = {FORMAT + 1}")
    said = refusal(path, write=write)
    assert said.startswith(f"was made by a newer Copydesk (format {FORMAT + 1}, this one knows {FORMAT}).")
    assert "pip install --upgrade copydesk" in said


def test_a_folder_is_no_project(tmp_path):
    with pytest.raises(ProjectError, match=r"is a folder. Name a project file, such as .*copydesk.db"):
        Project(tmp_path, "ana")
    assert list(tmp_path.iterdir()) == []


def test_a_missing_folder_is_named(tmp_path):
    assert refusal(tmp_path / "nowhere" / "news.db") == "its folder does not exist. Make the folder first."
    assert list(tmp_path.iterdir()) == []


def test_reading_makes_no_project(tmp_path):
    assert refusal(tmp_path / "news.db", write=False).startswith("there is no such project.")
    (tmp_path / "news.db").touch()
    assert refusal(tmp_path / "news.db", write=False).startswith("holds nothing yet.")


@pytest.mark.parametrize("name", ["x" * 300, "file/news.db"])
def test_a_path_that_cannot_be_is_refused(tmp_path, name):
    (tmp_path / "file").touch()
    path = tmp_path / name
    with pytest.raises(ProjectError) as refused:
        Project(path, "ana")
    assert str(refused.value).startswith(f"{path}: ")
    assert len(str(refused.value).splitlines()) == 1


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_is_not_waited_for(tmp_path):
    path = tmp_path / "news.db"
    os.mkfifo(path)
    assert refusal(path) == "is not a Copydesk project. Name another file with --project."


def test_an_empty_file_becomes_a_project(tmp_path):
    path = tmp_path / "news.db"
    path.touch()
    make_project(path).close()
    assert check(path).problems == []


def test_a_path_with_odd_characters_opens_for_reading_too(tmp_path):
    path = tmp_path / "50% of it? #1 ünï.db"
    make_project(path).close()
    with Project(path, "ana", write=False) as project:
        assert len(list(project.articles())) == 3
    assert check(path).problems == []


def test_a_file_that_may_only_be_read_is_refused_for_writing(tmp_path, monkeypatch):
    path = tmp_path / "news.db"
    make_project(path).close()
    monkeypatch.setattr(os, "access", lambda path, mode: mode != os.W_OK)
    assert refusal(path) == "the file may only be read. Allow writing to it and to its folder."
    with Project(path, "ana", write=False) as project:
        assert project.progress().sentences == 8


def test_nothing_can_be_written_through_a_project_opened_for_reading(tmp_path):
    path = tmp_path / "news.db"
    make_project(path).close()
    before = path.read_bytes()
    with Project(path, "ana", write=False) as project:
        sentence = next(project.sentences())
        with pytest.raises(ProjectError, match="may only be read"):
            project.label(sentence, "claim")
        with pytest.raises(ProjectError, match="may only be read"):
            project.add("Another text.")
        assert not project.annotation(sentence).decided
    assert path.read_bytes() == before


def test_a_folder_without_room_for_companions_can_be_read(tmp_path, monkeypatch):
    """In a read-only folder SQLite cannot make the shared memory of its log; the file is complete without."""
    path = tmp_path / "news.db"
    make_project(path).close()
    connect = sqlite3.connect

    def without_companions(address, **options):
        if "mode=ro" in str(address):
            raise sqlite3.OperationalError("unable to open database file")
        return connect(address, **options)

    monkeypatch.setattr(sqlite3, "connect", without_companions)
    with Project(path, "ana", write=False) as project:
        assert project.progress().sentences == 8
    assert [each.name for each in tmp_path.iterdir()] == ["news.db"]


@pytest.mark.slow
def test_a_damaged_file_is_named_wherever_the_damage_shows(tmp_path):
    path = tmp_path / "news.db"
    with make_project(path, texts=tuple(f"Sentence number {n}. And another." for n in range(200))) as project:
        for sentence in project.sentences():
            project.label(sentence, "claim")
    sound = path.read_bytes()
    for seed in range(30):
        damaged = damage(sound, seed)
        path.write_bytes(damaged)
        said = what_reading_says(path)
        assert said
        assert all(len(line.splitlines()) == 1 for line in said)
        assert path.read_bytes() == damaged
        for companion in tmp_path.glob("news.db-*"):
            companion.unlink()


def damage(sound: bytes, seed: int) -> bytes:
    """Three stretches overwritten at random, none of them in the header."""
    draw = random.Random(seed)
    damaged = bytearray(sound)
    for _ in range(3):
        at = draw.randrange(100, len(damaged) - 600)
        damaged[at : at + 600] = draw.randbytes(600)
    return bytes(damaged)


def what_reading_says(path: Path) -> list[str]:
    """What reading everything and checking say: one of our errors (an index that leads nowhere cannot be told from an
    article that never was), or the problems found.
    """
    try:
        with Project(path, "ana", write=False) as project:
            for row in project.articles():
                list(project.sentences(row.id))
            project.progress()
        return check(path).problems
    except CopydeskError as error:
        return [str(error)]


def test_a_project_kept_locked_is_reported_busy(tmp_path):
    path = tmp_path / "news.db"
    with make_project(path) as holder, Project(path, "bo", wait=Wait(0.0)) as waiting:
        sentence = next(waiting.sentences())
        holder.connection.execute("BEGIN IMMEDIATE")
        with pytest.raises(BusyError, match="Nothing more was written; try again"):
            waiting.label(sentence, "claim")
        assert not waiting.annotation(sentence).decided
        holder.connection.execute("ROLLBACK")
        waiting.label(sentence, "claim")
        assert waiting.annotation(sentence).decided


def test_a_closed_project_is_not_called_damaged(tmp_path):
    project = make_project(tmp_path / "news.db")
    project.close()
    with pytest.raises(sqlite3.ProgrammingError):
        project.undo()


def test_a_refused_project_leaves_no_connection_open(tmp_path, monkeypatch):
    path = tmp_path / "news.db"
    make_project(path).close()
    opened: list[sqlite3.Connection] = []
    connect = sqlite3.connect

    def remembered(*arguments, **options):
        opened.append(connect(*arguments, **options))
        return opened[-1]

    monkeypatch.setattr(sqlite3, "connect", remembered)
    with closing(connect(path)) as other:
        other.execute("DROP TABLE codebook")
        other.commit()
    with pytest.raises(ProjectError):
        Project(path, "ana")
    assert opened
    for connection in opened:
        with pytest.raises(sqlite3.ProgrammingError):
            connection.execute("SELECT 1")


def test_the_owner_is_the_application_id():
    assert APPLICATION_ID.to_bytes(4, "big") == b"Copy"
