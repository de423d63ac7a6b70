"""A project file that is renamed, deleted, replaced or made shorter while it is open takes no further decision."""

from __future__ import annotations

import os
import random
import shutil
from pathlib import Path

import pytest

from labels.desk import Desk
from labels.errors import MisplacedError, ProjectError
from labels.project import Project
from tests.labels.making import make_project


def decided(path) -> int:
    with Project(path, "ana", write=False) as project:
        return project.progress().decided


@pytest.fixture
def path(tmp_path):
    return tmp_path / "p.db"


@pytest.fixture
def project(path):
    with make_project(path) as project:
        project.label(next(iter(project.sentences())), "claim")
        yield project


def sentence_of(project, number=1):
    return list(project.sentences())[number]


def test_after_a_rename_nothing_more_is_accepted_and_all_comes_back_with_the_log(path, project, tmp_path):
    path.rename(tmp_path / "q.db")
    with pytest.raises(MisplacedError, match=r"p\.db: the project file is not here any more .*p\.db-wal"):
        project.label(sentence_of(project), "quote")
    project.close()
    (tmp_path / "p.db-wal").rename(tmp_path / "q.db-wal")
    assert decided(tmp_path / "q.db") == 1


def test_a_project_that_gets_its_name_back_goes_on(path, project, tmp_path):
    path.rename(tmp_path / "q.db")
    with pytest.raises(MisplacedError):
        project.label(sentence_of(project), "quote")
    (tmp_path / "q.db").rename(path)
    project.label(sentence_of(project), "quote")
    project.close()
    assert decided(path) == 2


def test_a_deleted_project_takes_no_decision(path, project):
    path.unlink()
    with pytest.raises(MisplacedError, match="renamed, moved or deleted"):
        project.label(sentence_of(project), "quote")


def test_a_project_in_the_place_of_another_is_neither_written_nor_read_with_the_log_of_the_first(
    path, project, tmp_path
):
    other = tmp_path / "other.db"
    make_project(other).close()
    shutil.copy(path, tmp_path / "kept.db")  # what the cloud service has in its bin
    os.replace(other, path)
    with pytest.raises(MisplacedError, match=r"another file has taken the place .*p\.db\.old-wal"):
        project.label(sentence_of(project), "quote")
    project.close()
    assert decided(path) == 0
    (tmp_path / "kept.db").rename(tmp_path / "p.db.old")
    assert decided(tmp_path / "p.db.old") == 1


def test_no_second_connection_is_made_to_a_file_that_took_the_place(path, project, tmp_path):
    other = tmp_path / "other.db"
    make_project(other).close()
    os.replace(other, path)
    with pytest.raises(MisplacedError, match="taken the place"):
        Project(path, "ana", write=False)


def test_a_project_that_was_made_shorter_takes_no_decision(path, project):
    project.close()
    with Project(path, "ana") as again:
        desk = Desk(again)
        os.truncate(path, 4096)
        with pytest.raises(MisplacedError, match="shorter"):
            again.journal.save_place(desk.place)


def test_what_was_decided_before_the_project_was_made_shorter_is_in_a_log_that_stays(path, project, tmp_path):
    shutil.copy(path, tmp_path / "backup.db")
    project.label(sentence_of(project), "quote")
    os.truncate(path, 4096)
    for _ in range(2):
        with pytest.raises(MisplacedError, match=r"The last decisions are in p\.db\.old-wal"):
            project.label(sentence_of(project, 2), "quote")
    project.close()
    (tmp_path / "backup.db").rename(tmp_path / "p.db.old")
    assert decided(tmp_path / "p.db.old") == 2


def test_a_file_that_goes_between_commit_and_paint_is_noticed(path, project, tmp_path, monkeypatch):
    from labels.journal import append

    insert = append.insert_events

    def insert_and_rename(*given):
        insert(*given)
        path.rename(tmp_path / "q.db")

    monkeypatch.setattr(append, "insert_events", insert_and_rename)
    with pytest.raises(MisplacedError):
        project.label(sentence_of(project), "quote")


@pytest.mark.parametrize("seed", range(8))
def test_every_decision_that_the_desk_accepted_is_on_file_whatever_happens_to_it(tmp_path, seed):
    rng = random.Random(seed)
    folder, path = tmp_path, tmp_path / "p.db"
    project = make_project(path)
    desk, accepted = Desk(project), 0
    change = rng.randrange(4)
    for number in range(4):
        if number == change:
            [path.rename, lambda to: path.unlink()][rng.random() < 0.5](folder / "q.db")
        try:
            desk.label("claim" if number % 2 else "quote")
            accepted += 1
        except MisplacedError:
            pass
    project.close()
    assert accepted == change


def test_a_file_with_two_names_is_not_written(path, project, tmp_path):
    project.close()
    os.link(path, tmp_path / "second.db")
    for name in ("p.db", "second.db"):
        with pytest.raises(ProjectError, match=r"has 2 names \(hard links\).*cp"):
            Project(tmp_path / name, "ana")


@pytest.mark.parametrize("name", [":memory:", "file:x.db", "file:x?mode=memory", "?mode=memory"])
def test_a_path_is_a_path_whatever_it_looks_like(tmp_path, monkeypatch, name):
    monkeypatch.chdir(tmp_path)
    make_project(Path(name)).close()
    assert (tmp_path / name).is_file()


@pytest.fixture
def linked(path, tmp_path):
    """A project in another folder, and its path by way of a link there."""
    (tmp_path / "disk").mkdir()
    real = tmp_path / "disk" / "real.db"
    make_project(real).close()
    path.symlink_to(real)
    return real


@pytest.mark.skipif(os.name == "nt", reason="links are others there")
def test_the_log_of_a_project_behind_a_link_is_put_aside_where_it_lies(path, linked, tmp_path):
    with Project(path, "ana") as project:
        project.label(sentence_of(project, 0), "claim")
        shutil.copy(linked, tmp_path / "kept.db")
        other = tmp_path / "other.db"
        make_project(other).close()
        os.replace(other, linked)
        with pytest.raises(MisplacedError, match=r"another file has taken the place .*real\.db\.old-wal"):
            project.label(sentence_of(project), "quote")
    assert decided(path) == 0
    (tmp_path / "kept.db").rename(tmp_path / "disk" / "real.db.old")
    assert decided(tmp_path / "disk" / "real.db.old") == 1


@pytest.mark.skipif(os.name == "nt", reason="links are others there")
def test_a_link_that_leads_elsewhere_leaves_the_project_and_its_log_where_they_are(path, linked, tmp_path):
    with Project(path, "ana") as project:
        project.label(sentence_of(project, 0), "claim")
        other = tmp_path / "other.db"
        make_project(other).close()
        path.unlink()
        path.symlink_to(other)
        with pytest.raises(MisplacedError, match=rf"They are in {linked}, to which p\.db was a link"):
            project.label(sentence_of(project), "quote")
    assert (decided(path), decided(linked)) == (0, 1)
