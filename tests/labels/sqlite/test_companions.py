"""What lies beside a project: nothing that a reader left, and everything with the rights of the project itself."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from labels.errors import DamagedError, ProjectError
from labels.merging import merge_files
from labels.project import Project
from labels.projections.check import check
from labels.projections.rescue import rescue
from labels.sqlite.connection import has_log, may_tidy
from labels.sqlite.project_file import copy_project
from tests.labels.making import make_project


def names(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir())


def test_a_reader_leaves_nothing_beside_the_project(tmp_path):
    path = tmp_path / "news.db"
    make_project(path).close()
    before = path.read_bytes()
    with Project(path, "ana", write=False) as project:
        assert project.progress().sentences == 8
    assert check(path).problems == []
    assert names(tmp_path) == ["news.db"]
    assert path.read_bytes() == before


def test_a_merge_and_a_rescue_leave_nothing_beside_what_they_read(tmp_path):
    path, other = tmp_path / "news.db", tmp_path / "other.db"
    make_project(other, "bo").close()
    before = other.read_bytes()
    with make_project(path) as project:
        project.merge(other, dry_run=True)
        assert names(tmp_path) == ["news.db", "news.db-shm", "news.db-wal", "other.db"]
        merge_files(project, [other], copy=False)
    rescue(other, tmp_path / "saved.db")
    assert names(tmp_path) == ["news.db", "other.db", "saved.db"]
    assert other.read_bytes() == before


@pytest.mark.parametrize("whole", [20_000, 4096])
def test_a_reader_of_a_damaged_project_leaves_nothing_beside_it(tmp_path, whole):
    path = tmp_path / "news.db"
    make_project(path).close()
    path.write_bytes(path.read_bytes()[:whole])
    with pytest.raises(DamagedError):
        Project(path, "ana", write=False)
    assert check(path).problems
    with pytest.raises(ProjectError, match="could be saved"):
        rescue(path, tmp_path / "saved.db")
    assert names(tmp_path) == ["news.db"]


def test_a_log_is_found_where_a_link_leads(tmp_path):
    (tmp_path / "disk").mkdir()
    real, link = tmp_path / "disk" / "real.db", tmp_path / "news.db"
    link.symlink_to(real)
    with make_project(real) as project:
        project.label(next(project.sentences()), "claim")
        assert has_log(link)
        assert not may_tidy(link)
    assert not has_log(link)


def test_a_reader_beside_a_writer_takes_nothing_away(tmp_path):
    path = tmp_path / "news.db"
    with make_project(path) as writer:
        first, second, *_ = writer.sentences()
        with Project(path, "bo", write=False) as reader:
            writer.label(first, "claim")
            assert reader.annotation(first, "ana").labels == ("claim",)
        writer.label(second, "claim")
        with Project(path, "bo", write=False) as reader:
            assert reader.annotation(second, "ana").labels == ("claim",)
    assert names(tmp_path) == ["news.db"]


def test_a_writer_that_comes_while_a_reader_reads_is_read_as_it_was(tmp_path):
    path = tmp_path / "news.db"
    make_project(path).close()
    with Project(path, "bo", write=False) as reader, reader.file.one_moment():
        before = reader.digest()
        with Project(path, "ana") as writer:
            writer.add("Another text. It came while somebody read.")
        assert reader.digest() == before
    with Project(path, "bo", write=False) as reader:
        assert reader.digest() != before


@pytest.mark.skipif(os.name == "nt", reason="rights are others there")
@pytest.mark.parametrize(("mask", "rights"), [(0o002, 0o664), (0o022, 0o644), (0o077, 0o600)])
def test_a_project_and_its_companions_have_the_rights_that_the_umask_leaves(tmp_path, mask, rights):
    path = tmp_path / "news.db"
    before = os.umask(mask)
    try:
        with make_project(path):
            assert {each.name: each.stat().st_mode & 0o777 for each in tmp_path.iterdir()} == {
                "news.db": rights,
                "news.db-wal": rights,
                "news.db-shm": rights,
            }
    finally:
        os.umask(before)


@pytest.mark.skipif(os.name == "nt", reason="rights are others there")
def test_a_copy_has_the_rights_of_the_project(tmp_path):
    path, copy = tmp_path / "news.db", tmp_path / "copy.db"
    make_project(path).close()
    path.chmod(0o660)
    copy_project(path, copy)
    assert copy.stat().st_mode & 0o777 == 0o660


@contextmanager
def small_disk(folder: Path) -> Iterator[Path]:
    """A disk of its own, of 6 MB; skips where none can be made."""
    try:
        subprocess.run(["mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", str(folder)], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("no file system can be mounted here")
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def fill(folder: Path) -> None:
    """Leave not a byte free."""
    with suppress(OSError), (folder / "fill").open("wb", buffering=0) as file:
        while True:
            file.write(b"\0" * 1024)
    assert os.statvfs(folder).f_bavail == 0


def test_a_sound_project_on_a_full_disk_is_read_and_written_elsewhere(tmp_path):
    disk, elsewhere = tmp_path / "disk", tmp_path / "out.jsonl"
    disk.mkdir()
    with small_disk(disk):
        path = disk / "news.db"
        with make_project(path) as project:
            project.label(next(project.sentences()), "claim")
        fill(disk)
        with Project(path, "ana", write=False) as project:
            assert project.export(elsewhere) == 1
        assert check(path).problems == []
        with pytest.raises(ProjectError, match="the disk is full"):
            Project(path, "ana")
        with Project(path, "ana", write=False) as project:  # whatever that left beside it
            assert project.export(elsewhere) == 1


def test_a_project_with_a_log_on_a_full_disk_is_read_too(tmp_path):
    disk = tmp_path / "disk"
    disk.mkdir()
    with small_disk(disk):
        path, kept = disk / "news.db", tmp_path / "kept"
        with make_project(path) as project:
            project.label(next(project.sentences()), "claim")
            kept.write_bytes(Path(f"{path}-wal").read_bytes())  # as after a crash
            whole = path.read_bytes()
        path.write_bytes(whole)
        Path(f"{path}-wal").write_bytes(kept.read_bytes())
        fill(disk)
        with Project(path, "ana", write=False) as project:
            assert project.progress().labelled == 1
        with Project(path, "ana", write=False) as project:
            assert project.progress().labelled == 1
