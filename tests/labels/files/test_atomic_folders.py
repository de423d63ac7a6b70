"""Folders are written whole or not at all: on a full disk, after a kill, with or without an exchange in one step."""

from __future__ import annotations

import errno
import io
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from labels.browsing.chosen_order import choose_order
from labels.errors import WritingError
from labels.exporting.records import select
from labels.files import atomic
from labels.files.atomic import exchanged, replacing_folder
from labels.formats.archive.writer import ArchiveWriter
from labels.formats.huggingface.writer import HuggingFaceWriter
from labels.formats.spacy.writer import SpacyWriter
from labels.journal.suggestions import Run, Suggestion, keep_suggestions
from labels.projections.near_duplicates import NearDuplicateStore
from labels.sqlite.connection import writing
from labels.values.place import Place
from labels.values.progress import UNWATCHED
from tests.examples import default_cases

EXPORTERS = [("pyarrow", HuggingFaceWriter()), ("spacy", SpacyWriter()), ("sqlite3", ArchiveWriter())]
HOLDS = r"[ab]\.txt|in/c\.txt"


def tree(root: Path) -> dict[str, bytes]:
    return {str(each.relative_to(root)): each.read_bytes() for each in root.rglob("*") if each.is_file()}


@pytest.fixture(params=[True, False], ids=["exchange", "renames"])
def stepwise(request, monkeypatch):
    """Swapped in one step where the system can, and in two."""
    if not request.param:
        monkeypatch.setattr(atomic, "exchanged", lambda one, other: False)


class Disk:
    """What stands in for io.open: the disk is full when the file with this number (from 0) is written."""

    def __init__(self, number: int) -> None:
        self.left = number
        self.full: str | None = None
        self._open = io.open

    @contextmanager
    def in_place_of_io(self, monkeypatch) -> Iterator[None]:
        with monkeypatch.context() as patched:
            patched.setattr(io, "open", self.open)
            yield

    def open(self, file, mode="r", buffering=-1, encoding=None, errors=None, newline=None, **more):
        if not set(mode) & set("wax+"):
            return self._open(file, mode, buffering, encoding, errors, newline, **more)
        self.left -= 1
        if self.left == -1:
            self.full = str(file)
        raw = io.BufferedWriter((Full if self.left == -1 else io.FileIO)(file, "w"))
        return raw if "b" in mode else io.TextIOWrapper(raw, encoding, errors, newline)


class Full(io.FileIO):
    """A file with room for ten bytes."""

    def write(self, content) -> int:
        if self.tell() + len(content) > 10:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return super().write(content)


@pytest.mark.parametrize(
    ("package", "exporter"), default_cases(EXPORTERS, 0, unpack=True), ids=[each.name for _, each in EXPORTERS]
)
def test_a_disk_that_is_full_at_any_file_leaves_the_older_folder(project, tmp_path, monkeypatch, package, exporter):
    pytest.importorskip(package)
    for sentence in project.sentences():
        project.label(sentence, "claim")
    with writing(project.connection) as connection:  # so that no file is empty
        choose_order(connection, "ana", "shortest")
        NearDuplicateStore(connection).keep_split("train=80,test=20 by article, seed 0", 3, "2024-05-01T12:00:00+00:00")
        suggestion = Suggestion(3, sentence.start, sentence.end, "claim", 0.5)
        keep_suggestions(connection, Run(bytes(32), "m1"), [suggestion], "2024-05-01T12:00:00+00:00")
    project.journal.save_place(Place(1, 0, 0))
    path = tmp_path / "out" / "data"
    path.parent.mkdir()
    exporter.write(select(project.view), path, UNWATCHED)
    older = tree(path)
    for number in range(len(older)):
        disk = Disk(number)
        with disk.in_place_of_io(monkeypatch), pytest.raises(WritingError, match="No space left") as refused:
            exporter.write(select(project.view), path, UNWATCHED)
        assert disk.full is not None and "\n" not in str(refused.value)
        assert tree(path) == older
        assert os.listdir(path.parent) == ["data"]
    exporter.write(select(project.view), path, UNWATCHED)
    assert tree(path) == older


def write(path: Path, **content: str) -> None:
    with replacing_folder(path, HOLDS) as part:
        for name, text in content.items():
            (part / f"{name}.txt").write_text(text)


def test_a_disk_that_is_full_when_all_is_written_leaves_the_older_folder(tmp_path, monkeypatch, stepwise):
    write(tmp_path / "out", a="old")

    def no_room(handle):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(atomic.os, "fsync", no_room)
    with pytest.raises(WritingError, match="No space left"):
        write(tmp_path / "out", a="new", b="new")
    assert tree(tmp_path) == {"out/a.txt": b"old"}
    assert os.listdir(tmp_path) == ["out"]


def test_every_file_and_folder_is_on_the_disk_before_the_swap(tmp_path, monkeypatch, stepwise):
    settled: list[Path] = []
    monkeypatch.setattr(atomic, "settle", lambda path: settled.append(path.relative_to(tmp_path)))
    monkeypatch.setattr(atomic, "_swap", lambda part, target: settled.append(Path("swap")))
    monkeypatch.setattr(atomic, "confirm", lambda path, target: settled.append(Path("name")))
    with replacing_folder(tmp_path / "out", HOLDS) as part:
        (part / "in").mkdir()
        for name in ("a.txt", "b.txt", "in/c.txt"):
            (part / name).write_text(name)
    *inside, swap, name = settled
    assert (str(swap), str(name)) == ("swap", "name")
    assert {str(each.relative_to(part.name)) for each in inside} == {"a.txt", "b.txt", "in", "in/c.txt", "."}


def test_the_newer_takes_the_place_of_the_older(tmp_path, stepwise):
    write(tmp_path / "out", a="old")
    (tmp_path / "out").chmod(0o750)
    write(tmp_path / "out", b="new")
    assert tree(tmp_path) == {"out/b.txt": b"new"}
    assert (tmp_path / "out").stat().st_mode & 0o777 == 0o750
    assert os.listdir(tmp_path) == ["out"]


@pytest.mark.skipif(sys.platform != "linux", reason="Linux alone exchanges")
def test_two_folders_change_places(tmp_path):
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
        (tmp_path / name / name).touch()
    if not exchanged(tmp_path / "one", tmp_path / "other"):
        pytest.skip("this file system cannot")
    assert tree(tmp_path) == {"one/other": b"", "other/one": b""}
    assert not exchanged(tmp_path / "one", tmp_path / "nothing")


KILLED = """
import os, signal, sys
from pathlib import Path
from labels.files import atomic
atomic.exchanged = lambda one, other: False
moment, path = sys.argv[1:]
rename = Path.rename
def die(*_): os.kill(os.getpid(), signal.SIGKILL)
if moment == "between":
    Path.rename = die
elif moment == "after":
    Path.rename = lambda one, other: (rename(one, other), die())
else:
    atomic._swap = die
with atomic.replacing_folder(Path(path), r"[ab]\\.txt|in/c\\.txt") as part:
    (part / "a.txt").write_text("new")
"""


@pytest.mark.parametrize(
    ("moment", "left"), default_cases([("before", b"old"), ("between", None), ("after", b"new")], 0, unpack=True)
)
def test_a_kill_at_any_step_loses_nothing_and_the_next_export_mends_it(tmp_path, moment, left):
    path = tmp_path / "out"
    write(path, a="old")
    done = subprocess.run([sys.executable, "-c", KILLED, moment, str(path)], check=False)
    assert done.returncode == -signal.SIGKILL
    assert tree(tmp_path).get("out/a.txt") == left
    with pytest.raises(RuntimeError), replacing_folder(path, HOLDS):
        raise RuntimeError("the next export fails as well")
    assert (path / "a.txt").read_bytes() == (left or b"old")
    assert not list(tmp_path.glob(".out.*.old"))


def test_folders_that_are_called_alike_are_left_alone(tmp_path):
    mine = tmp_path / ".out.12345678.old"
    (mine / "out").mkdir(parents=True)
    (mine / "out" / "mine.txt").touch()
    write(tmp_path / "out", a="new")
    assert tree(tmp_path) == {"out/a.txt": b"new", ".out.12345678.old/out/mine.txt": b""}
