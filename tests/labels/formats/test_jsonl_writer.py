"""The exported file: the same bytes each time, whole or not at all, of one moment."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path

import pytest

from labels.errors import WritingError
from labels.exporting.export import export_jsonl, jsonl_lines
from labels.files.atomic import replacing
from labels.formats import jsonl
from labels.project import Project
from labels.values.progress import Cancelled, Progress


@pytest.fixture
def decided(project):
    """A project with every sentence labelled."""
    for sentence in project.sentences():
        project.label(sentence, "claim")
    return project


def test_the_same_project_gives_the_same_bytes(decided, tmp_path):
    assert decided.export(tmp_path / "a.jsonl") == 8
    decided.skip(next(decided.sentences()))
    decided.undo()
    with Project(decided.path, "bo", write=False) as reader:
        reader.export(tmp_path / "b.jsonl")
    assert (tmp_path / "a.jsonl").read_bytes() == (tmp_path / "b.jsonl").read_bytes()
    lines = (tmp_path / "a.jsonl").read_bytes().split(b"\n")
    assert lines.pop() == b""
    assert [json.loads(line)["label"] for line in lines] == ["claim"] * 8
    assert "😀".encode() in lines[2]


def test_a_failure_in_the_middle_leaves_the_old_file_and_no_other(decided, tmp_path, monkeypatch):
    path = tmp_path / "out" / "data.jsonl"
    path.parent.mkdir()
    path.write_text("old")

    first = list(jsonl_lines(decided.view))[:3]

    def failing(dataset):
        yield from first
        raise RuntimeError("interrupted")

    monkeypatch.setattr(jsonl, "lines", failing)
    with pytest.raises(RuntimeError):
        export_jsonl(decided.view, path)
    assert path.read_text() == "old"
    assert os.listdir(path.parent) == ["data.jsonl"]


def test_a_full_disk_leaves_the_old_file(decided, tmp_path, monkeypatch):
    path = tmp_path / "out" / "data.jsonl"
    path.parent.mkdir()
    path.write_text("old")

    def no_room(handle):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", no_room)
    with pytest.raises(WritingError, match=r"could not be written \(No space left on device\)"):
        export_jsonl(decided.view, path)
    assert path.read_text() == "old"
    assert os.listdir(path.parent) == ["data.jsonl"]


def test_nothing_is_at_the_path_before_all_is_written(tmp_path):
    path = tmp_path / "data.jsonl"
    with replacing(path) as file:
        file.write("half")
        file.flush()
        assert not path.exists()
    assert path.read_text() == "half"


def test_a_missing_folder_and_a_folder_in_the_way_are_named(decided, tmp_path):
    with pytest.raises(WritingError, match="cannot be written"):
        decided.export(tmp_path / "nowhere" / "data.jsonl")
    with pytest.raises(WritingError, match="is a folder"):
        decided.export(tmp_path)
    assert sorted(os.listdir(tmp_path))[0] == "news.db"


def test_the_permissions_of_an_older_file_stay(decided, tmp_path):
    path = tmp_path / "data.jsonl"
    path.touch(0o640)
    path.chmod(0o640)
    decided.export(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_a_link_goes_on_pointing_at_the_file_that_is_replaced(decided, tmp_path):
    real, link = tmp_path / "real.jsonl", tmp_path / "link.jsonl"
    real.write_text("old")
    link.symlink_to(real)
    decided.export(link)
    assert link.is_symlink()
    assert len(real.read_text().splitlines()) == 8


@pytest.mark.skipif(not Path("/dev/null").exists(), reason="needs devices")
def test_a_device_is_written_to_and_not_replaced(decided, tmp_path):
    link = tmp_path / "null"
    link.symlink_to("/dev/null")
    assert decided.export(link) == 8
    assert link.is_symlink()
    assert stat.S_ISCHR(Path("/dev/null").stat().st_mode)


def test_an_export_is_of_one_moment(decided):
    lines = jsonl_lines(decided.view)
    first = next(lines)
    with Project(decided.path, "bo") as bo:
        for sentence in bo.sentences():
            bo.label(sentence, "opinion")
        bo.add("A new one.")
    with Project(decided.path, "ana") as ana:
        for sentence in ana.sentences():
            ana.skip(sentence)
    rest = list(lines)
    assert len([first, *rest]) == 8
    assert {json.loads(line)["status"] for line in [first, *rest]} == {"labelled"}
    assert len(list(jsonl_lines(decided.view))) == 17


def test_an_export_given_up_halfway_leaves_the_project_usable(decided):
    lines = jsonl_lines(decided.view)
    next(lines)
    lines.close()
    first = next(decided.sentences())
    decided.skip(first)
    assert decided.annotation(first).status == "skipped"


def test_long_exports_say_how_far_they_are(decided, tmp_path, monkeypatch):
    monkeypatch.setattr("labels.formats.writer.EVERY", 3)
    told: list[int] = []
    export_jsonl(decided.view, tmp_path / "data.jsonl", progress=Progress(lambda done, total: told.append(done)))
    assert told == [3, 6, 8]


def test_an_export_that_is_cancelled_leaves_what_was_there(decided, tmp_path, monkeypatch):
    monkeypatch.setattr("labels.formats.writer.EVERY", 3)
    path = tmp_path / "data.jsonl"
    path.write_text("older")
    with pytest.raises(Cancelled):
        export_jsonl(decided.view, path, progress=Progress(cancelled=lambda: True))
    assert path.read_text() == "older" and [each.name for each in tmp_path.glob("*data*")] == ["data.jsonl"]
