"""A project that is open keeps its locks, whatever else this process does with the file."""

from __future__ import annotations

import subprocess
import sys

import pytest

from labels.errors import ReadingError
from labels.files.source import Source
from labels.project import Project
from labels.projections.check import check
from labels.sqlite import open_files
from tests.labels.making import make_project

ANOTHER_PROCESS = """
import sys
from pathlib import Path
from labels.project import Project
with Project(Path(sys.argv[1]), "ben") as project:
    print(project.progress("ana").decided)
"""


def decided_as_seen_from_outside(path) -> int:
    command = [sys.executable, "-c", ANOTHER_PROCESS, str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return int(done.stdout)


def test_what_is_decided_after_a_second_look_at_the_project_is_on_the_disk(tmp_path):
    path = tmp_path / "copydesk.db"
    with make_project(path) as project:
        first, second = list(project.sentences())[:2]
        project.label(first, "claim")
        Project(path, "ana", write=False).close()  # as every list on the screen does, in a thread
        check(path)
        assert decided_as_seen_from_outside(path) == 1  # and closes it, as if nobody else were there
        project.label(second, "claim")
        assert decided_as_seen_from_outside(path) == 2


def test_the_project_that_is_open_is_never_opened_as_a_text(tmp_path):
    path = tmp_path / "copydesk"
    with make_project(path) as project:
        (tmp_path / "link").symlink_to(path)
        project.label(next(iter(project.sentences())), "claim")
        for name in ("copydesk", "link"):
            with pytest.raises(ReadingError, match="the project that is open"):
                Source(tmp_path / name).head()
        assert decided_as_seen_from_outside(path) == 1
        assert (tmp_path / "copydesk-wal").exists()


def test_a_file_is_held_until_its_last_connection_is_closed_(tmp_path):
    path = tmp_path / "copydesk.db"
    project = make_project(path)
    other = Project(path, "ana", write=False)
    other.close()
    other.close()
    assert open_files.is_held(path)
    project.close()
    assert not open_files.is_held(path)
