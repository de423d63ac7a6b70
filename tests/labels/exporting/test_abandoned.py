"""What killed exports left is removed by the next export to the same place: only ours, only when its writer is gone."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from labels.files.atomic import replacing, replacing_folder
from tests.examples import default_cases

pytestmark = pytest.mark.skipif(os.name == "nt", reason="locks are others there")

#: Begins an export of a file or a folder, says so, and never ends.
WRITER = """
import sys, time
from pathlib import Path
from labels.files.atomic import replacing
from labels.files.atomic import replacing_folder
target = Path(sys.argv[2])
with replacing(target) if sys.argv[1] == "file" else replacing_folder(target, r".*") as part:
    (part if sys.argv[1] == "file" else (part / "a.txt").open("w")).write("half")
    print("begun", flush=True)
    time.sleep(600)
"""


def begun(kind: str, target: Path) -> subprocess.Popen[str]:
    process = subprocess.Popen([sys.executable, "-c", WRITER, kind, str(target)], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "begun\n"
    return process


def killed(process: subprocess.Popen[str]) -> None:
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert process.stdout is not None
    process.stdout.close()


def parts(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir() if each.name.endswith(".part"))


def write(kind: str, target: Path) -> None:
    if kind == "file":
        with replacing(target) as file:
            file.write("whole")
    else:
        with replacing_folder(target, r".*") as folder:
            (folder / "a.txt").write_text("whole")


@pytest.mark.parametrize("kind", default_cases(["file", "folder"], 0))
def test_what_a_killed_export_left_is_removed_by_the_next(tmp_path, kind):
    target = tmp_path / "out"
    killed(begun(kind, target))
    assert len(parts(tmp_path)) == 1
    write(kind, target)
    assert parts(tmp_path) == []
    assert (target if kind == "file" else target / "a.txt").read_text() == "whole"


@pytest.mark.parametrize("kind", default_cases(["file", "folder"], 0))
def test_what_is_still_written_is_left_alone(tmp_path, kind):
    target = tmp_path / "out"
    running = begun(kind, target)
    try:
        left = parts(tmp_path)
        write(kind, target)
        assert parts(tmp_path) == left != []
    finally:
        killed(running)


@pytest.mark.parametrize("name", [".other.abcdefgh.part", ".out.part", ".out.mine.part", "out.abcdefgh.part"])
def test_what_is_no_part_of_this_export_is_left_alone(tmp_path, name):
    (tmp_path / name).write_text("mine")
    write("file", tmp_path / "out")
    assert (tmp_path / name).read_text() == "mine"


def test_a_link_is_left_alone(tmp_path):
    (tmp_path / "precious").write_text("mine")
    (tmp_path / ".out.abcdefgh.part").symlink_to(tmp_path / "precious")
    write("file", tmp_path / "out")
    assert (tmp_path / "precious").read_text() == "mine"
    assert (tmp_path / ".out.abcdefgh.part").is_symlink()


def test_a_name_with_signs_of_patterns_means_itself(tmp_path):
    (tmp_path / ".outx.abcdefgh.part").write_text("mine")
    write("file", tmp_path / "out[x]")
    write("file", tmp_path / "out?")
    assert parts(tmp_path) == [".outx.abcdefgh.part"]
