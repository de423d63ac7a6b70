"""A writer waits for other programs: as long as it is told, said once, and stopped by Ctrl+C."""

from __future__ import annotations

import threading
import time

import pytest

from labels.errors import BusyError
from labels.project import Project
from labels.sqlite import connection as connections
from labels.values.wait import LONGEST, Wait
from tests.labels.making import make_project


@pytest.fixture
def short_tries(monkeypatch):
    monkeypatch.setattr(connections, "_TRY", 0.01)


def test_a_script_waits_as_long_as_the_desk_unless_told_otherwise(tmp_path):
    with make_project(tmp_path / "news.db") as project:
        assert project.connection.wait.seconds == LONGEST == 120
        with project.file.wait_for_others(3):
            assert project.connection.wait.seconds == 3
        assert project.connection.wait.seconds == LONGEST


def test_a_wait_that_lasts_is_told_once_and_ends_when_the_other_program_does(tmp_path, short_tries):
    path = tmp_path / "news.db"
    told, waited = [], threading.Event()

    def tell():
        told.append(time.monotonic())
        waited.set()

    def label():
        with Project(path, "bo", wait=Wait(60, tell)) as project:
            project.label(next(project.sentences()), "claim")

    with make_project(path) as holder:
        holder.connection.execute("BEGIN IMMEDIATE")
        thread = threading.Thread(target=label)
        thread.start()
        assert waited.wait(60)
        time.sleep(0.1)  # several tries
        holder.connection.execute("ROLLBACK")
        thread.join(60)
        assert len(told) == 1
        assert holder.annotation(next(holder.sentences()), "bo").labels == ("claim",)


def test_a_wait_ends_with_its_seconds(tmp_path, short_tries):
    path = tmp_path / "news.db"
    with make_project(path) as holder, Project(path, "bo", wait=Wait(0.05)) as project:
        sentence = next(project.sentences())
        holder.connection.execute("BEGIN IMMEDIATE")
        with pytest.raises(BusyError):
            project.label(sentence, "claim")
        holder.connection.execute("ROLLBACK")
        project.label(sentence, "claim")


def test_ctrl_c_ends_a_wait(tmp_path, short_tries):
    path = tmp_path / "news.db"

    def interrupt():
        raise KeyboardInterrupt

    with make_project(path) as holder, Project(path, "bo", wait=Wait(60, interrupt)) as project:
        sentence = next(project.sentences())
        holder.connection.execute("BEGIN IMMEDIATE")
        with pytest.raises(KeyboardInterrupt):
            project.label(sentence, "claim")
        holder.connection.execute("ROLLBACK")
        assert not project.annotation(sentence).decided
