"""Archives of projects are known wherever they lie: named, in folders, in ZIP files, in folders that are watched."""

from __future__ import annotations

import io
import os
import shutil
import zipfile
from pathlib import Path

import pytest

from labels.exporting.records import select
from labels.formats.archive.writer import ArchiveWriter
from labels.importing.pipeline import import_articles, look_into
from labels.importing.sources import find_sources
from labels.importing.watch import Watch
from labels.project import Project
from labels.values.progress import UNWATCHED
from tests.labels.making import Clock, make_project


@pytest.fixture
def archive(tmp_path):
    """The folder of an archive with three articles and one decision."""
    with make_project(tmp_path / "theirs.db", "ben", Clock()) as project:
        project.label(next(project.sentences()), "claim")
        ArchiveWriter().write(select(project.view), tmp_path / "backup", UNWATCHED)
    return tmp_path / "backup"


@pytest.fixture
def corpus(tmp_path):
    """A folder with an article, and a folder in it with another."""
    (tmp_path / "corpus" / "deep").mkdir(parents=True)
    (tmp_path / "corpus" / "a.txt").write_text("An article that is no archive.")
    (tmp_path / "corpus" / "deep" / "b.txt").write_text("Another one, further down.")
    return tmp_path / "corpus"


def zipped(folder: Path, path: Path, within: str = "") -> Path:
    with zipfile.ZipFile(path, "w") as packed:
        for file in sorted(folder.rglob("*")):
            packed.write(file, within + str(file.relative_to(folder)))
    return path


def imported(tmp_path: Path, *paths: Path) -> tuple[list[str], int]:
    """What came into a new project: the beginnings of its articles, the number of its labels."""
    with Project(tmp_path / "new.db", "zoe", begin=False) as project:
        report = import_articles(project, paths)
        assert report.refused == [], report.refusals_in_words()
        rows = project.connection.execute(
            "SELECT text FROM article_text JOIN article ON n = article_text.article ORDER BY born"
        )
        texts = [text[:8] for (text,) in rows]
        (labels,) = project.connection.execute("SELECT count(*) FROM annotation_label").fetchone()
        return texts, labels


THEIRS = ["The brid", "A short ", "Él llegó"]
OURS = ["An artic", "Another "]


def test_a_folder_in_a_folder(tmp_path, archive, corpus):
    shutil.copytree(archive, corpus / "deep" / "backup")
    assert imported(tmp_path, corpus) == ([*THEIRS, *OURS], 1)
    assert [source.path.name for source in find_sources([corpus]) if source.path] == ["a.txt", "b.txt"]


def test_a_zip_in_a_folder(tmp_path, archive, corpus):
    zipped(archive, corpus / "deep" / "backup.zip")
    assert imported(tmp_path, corpus) == ([*THEIRS, *OURS], 1)


def test_a_folder_with_nothing_else_in_it(tmp_path, archive):
    (tmp_path / "all").mkdir()
    shutil.move(archive, tmp_path / "all" / "backup")
    assert imported(tmp_path, tmp_path / "all") == (THEIRS, 1)


@pytest.mark.parametrize("within", ["", "backup/", "deep/er/"])
def test_a_zip_that_is_or_holds_the_folder(tmp_path, archive, within):
    assert imported(tmp_path, zipped(archive, tmp_path / "all.zip", within)) == (THEIRS, 1)


def test_a_zip_with_other_articles(tmp_path, archive, corpus):
    shutil.copytree(archive, corpus / "deep" / "backup")
    assert imported(tmp_path, zipped(corpus, tmp_path / "all.zip")) == ([*THEIRS, *OURS], 1)


def test_a_pattern(tmp_path, archive):
    zipped(archive, tmp_path / "backup.zip")
    assert imported(tmp_path, tmp_path / "back*") == (THEIRS, 1)


def test_a_look_at_a_folder_tells_of_it(archive, corpus):
    shutil.copytree(archive, corpus / "backup")
    seen = look_into([corpus])
    assert seen.articles == 5
    assert any("archive of a whole project" in words for words in seen.remarks)


def test_one_from_a_pipe_is_refused_with_the_remedy(tmp_path, archive):
    stream = io.BytesIO(zipped(archive, tmp_path / "all.zip").read_bytes())
    with Project(tmp_path / "new.db", "zoe") as project:
        (refused,) = import_articles(project, ["-"], stdin=stream).refused
        assert refused.reason == "an archive of a whole project. Save it to a file, and import that."
        assert list(project.articles()) == []


def test_a_damaged_one_stops_nothing_else(tmp_path, archive, corpus):
    shutil.copytree(archive, corpus / "backup")
    (corpus / "backup" / "events.jsonl").write_text("{\n")
    with Project(tmp_path / "new.db", "zoe") as project:
        report = import_articles(project, [corpus])
        (refused,) = report.refused
        assert (Path(refused.where).name, report.new) == ("backup", 2)
        assert refused.reason.startswith("events.jsonl: line 1")


def test_a_watched_folder_gives_it_whole_when_it_has_settled(tmp_path, archive, corpus):
    watch = Watch([corpus])
    watch.look(settled=False)
    shutil.copytree(archive, corpus / "backup", ignore=shutil.ignore_patterns("events.jsonl"))
    assert watch.look() == []
    shutil.copy(archive / "events.jsonl", corpus / "backup")
    assert watch.look() == []
    assert watch.look() == [corpus / "backup"]
    assert watch.look() == []
    os.utime(corpus / "backup" / "events.jsonl", ns=(1 << 61, 1 << 61))
    assert (watch.look(), watch.look()) == ([], [corpus / "backup"])


def test_one_whose_packed_bytes_are_damaged_is_refused_in_one_line(tmp_path, archive, corpus):
    zipped = corpus / "c.zip"
    with zipfile.ZipFile(zipped, "w", zipfile.ZIP_DEFLATED) as packed:
        for path in sorted(archive.rglob("*.*")):
            packed.write(path, path.relative_to(archive))
    data = bytearray(zipped.read_bytes())
    with zipfile.ZipFile(zipped) as packed:
        info = packed.getinfo("events.jsonl")
    start = info.header_offset + 30 + len(info.filename)
    data[start : start + 4] = b"\xff\xff\xff\xff"
    zipped.write_bytes(data)
    with Project(tmp_path / "ours.db", "ana") as project:
        report = import_articles(project, [corpus])
    assert (report.new, report.known) == (2, 0)
    (line,) = report.refusals_in_words()
    assert "c.zip: events.jsonl: cut off or damaged (" in line.replace("c.zip/events", "c.zip: events")
    assert line.endswith("Fetch or pack it again.")
