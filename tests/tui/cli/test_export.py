"""`copydesk export`: data on stdout or in a file, whole or not at all."""

import json
import os
import subprocess
import sys

import pytest

from labels.project import Project
from tests.examples import default_cases
from tests.tui.cli.running import ROOT, run


@pytest.fixture
def labelled(articles):
    """Five sentences: ana labelled one and skipped one, ben labelled one."""
    assert run("import", articles).code == 0
    with Project.open("copydesk.db", "ana") as project:
        first, second, *_ = project.sentences()
        project.label(first, "claim")
        project.skip(second)
    with Project.open("copydesk.db", "ben") as project:
        project.label(first, "quote")


def records(*options) -> list[dict]:
    outcome = run("export", *options)
    assert outcome.code == 0
    assert outcome.err == "", "nothing is lost that anybody would mind"
    return [json.loads(line) for line in outcome.out.splitlines()]


def test_stdout_carries_records_and_nothing_else(labelled):
    found = records()
    assert [(each["annotator"], each["label"], each["status"]) for each in found] == [
        ("ana", "claim", "labelled"), ("ben", "quote", "labelled"), ("ana", None, "skipped"),
    ]  # fmt: skip
    assert len({tuple(each) for each in found}) == 1


def test_what_is_written_can_be_chosen(labelled):
    assert [each["label"] for each in records("--annotator", "ben")] == ["quote"]
    assert [each["label"] for each in records("--status", "labelled", "-a", "ana")] == ["claim"]
    assert len(records("--annotator", "ana", "--annotator", "ben")) == 3
    assert [each["label"] for each in records("--status", "skipped")] == [None]
    assert {each["status"] for each in records("--status", "undecided", "-a", "ana")} == {"undecided"}
    assert len(records("--status", "all", "-a", "ana")) == 5


def test_neighbours_come_on_request(labelled):
    assert "previous" not in records()[0]
    (found,) = records("--with-context", "2", "--status", "skipped")
    assert found["previous"] == ["The bridge is closed."]
    assert found["next"] == []


def test_an_unknown_annotator_is_named_with_those_that_are_known(labelled):
    outcome = run("export", "--annotator", "bne")
    assert (outcome.code, outcome.out) == (2, "")
    assert "bne" in outcome.err and "ben" in outcome.err


def test_a_file_is_the_same_as_stdout_and_the_words_go_to_stderr(folder, labelled):
    outcome = run("export", "-o", "data.jsonl")
    assert outcome[:2] == (0, "")
    told, next_step = outcome.err.splitlines()
    assert told == "data.jsonl: 3 records"
    assert next_step.startswith('Next: read it in Python with pandas.read_json("data.jsonl", lines=True)')
    assert (folder / "data.jsonl").read_text() == run("export").out == run("export", "-o", "-").out
    before = (folder / "data.jsonl").read_bytes()
    run("export", "-o", "data.jsonl")
    assert (folder / "data.jsonl").read_bytes() == before


@pytest.mark.parametrize("where", ["no/such/folder/data.jsonl", "x" * 300])
def test_a_file_that_cannot_be_written_is_said_and_nothing_is_left_behind(folder, labelled, where):
    before = {name for name in os.listdir(folder) if "-" not in name}
    outcome = run("export", "-o", where)
    assert (outcome.code, outcome.out) == (1, "")
    assert "be written" in outcome.err
    assert len(outcome.err.splitlines()) == 1
    assert {name for name in os.listdir(folder) if not name.endswith(("-wal", "-shm"))} == before


def test_hostile_names_of_files_are_said_safely(labelled):
    outcome = run("export", "-o", "\x1b[2J[red]\u202e.jsonl")
    assert outcome.code == 0
    assert not any(sign in outcome.err for sign in "\x1b\u202e")


@pytest.mark.skipif(os.name == "nt", reason="no such pipes")
@pytest.mark.parametrize("lines", default_cases([0, 1], 0))
def test_a_reader_that_has_had_enough_is_no_error_to_speak_of(folder, lines):
    """The reader closes early, with more to come than a pipe holds."""
    (folder / "long.txt").write_text(" ".join(f"This is sentence number {n}." for n in range(4000)))
    assert run("import", "long.txt").code == 0
    with subprocess.Popen(
        [sys.executable, "-m", "tui", "export", "--status", "all"],
        cwd=folder,
        env={"PYTHONPATH": str(ROOT), "COPYDESK_ANNOTATOR": "ana", "PATH": ""},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as started:
        assert started.stdout is not None and started.stderr is not None
        for _ in range(lines):
            json.loads(started.stdout.readline())
        started.stdout.close()
        assert started.stderr.read() == b""
        assert started.wait() in (0, 1)
