"""Several processes on one file: nobody is refused, nothing is lost, and the order is the order of commits."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from labels.project import Project
from labels.projections import codebooks
from labels.projections.check import check
from tests.examples import default_cases
from tests.labels.making import make_project

#: Each process says that it is ready and then waits for its standard input to close, so that all begin at once.
BEGIN = """
import sys
from pathlib import Path
from labels.project import Project
path, annotator = Path(sys.argv[1]), sys.argv[2]
print("ready", flush=True)
sys.stdin.read()
"""

OPEN = (
    BEGIN
    + """
with Project(path, annotator) as project:
    project.add(f"A text of {annotator}. And the same of all.")
    project.add("One text of all.")
"""
)

LABEL = (
    BEGIN
    + """
with Project(path, annotator) as project:
    sentences = list(project.sentences())
    for n in range(50):
        event = project.label(sentences[n % len(sentences)], "claim" if n % 2 else "quote")
        print(event.id.hex(), flush=True)
"""
)

DESK = (
    BEGIN
    + """
from labels.desk import Desk
with Project(path, annotator) as project:
    desk = Desk(project)
    for n in range(50):
        desk.label("claim")
        desk.move(-1)
    print(desk.tally.decided)
"""
)


def run_at_once(script: str, path: Path, annotators: list[str]) -> list[list[str]]:
    """What each process printed after it was let go. All of them end well."""
    started = [
        subprocess.Popen(
            [sys.executable, "-c", script, str(path), annotator],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for annotator in annotators
    ]
    for process in started:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    for process in started:
        assert process.stdin is not None
        process.stdin.close()
        process.stdin = None
    ended = [process.communicate() for process in started]
    assert [error for _, error in ended] == [""] * len(started)
    assert {process.returncode for process in started} == {0}
    return [out.split() for out, _ in ended]


@pytest.mark.slow
@pytest.mark.parametrize("people", default_cases([["ana", "bo"], ["ana", "bo", "cy", "di"]], 0), ids=len)
def test_several_processes_make_one_project(tmp_path, people):
    path = tmp_path / "new.db"
    run_at_once(OPEN, path, people)
    with Project(path, "ana", write=False) as project:
        assert len(codebooks.history(project.connection)) == 1
        assert len(list(project.articles())) == len(people) + 1
    assert check(path).problems == []


@pytest.mark.slow
def test_four_processes_label_at_once(tmp_path):
    path = tmp_path / "news.db"
    make_project(path).close()
    people = ["ana", "bo", "cy", "cy"]  # cy has two desks
    printed = run_at_once(LABEL, path, people)
    assert [len(ids) for ids in printed] == [50] * 4
    for ids in printed:
        assert ids == sorted(ids)
    with Project(path, "ana", write=False) as project:
        rows = project.connection.execute("SELECT lower(hex(id)) FROM journal WHERE kind = 'label' ORDER BY id")
        stored = [id for (id,) in rows]
        assert stored == sorted(id for ids in printed for id in ids)
        assert len(set(stored)) == 200
        assert {name: project.progress(name).labelled for name in project.annotators()} == dict.fromkeys(people, 8)
    assert check(path).problems == []


@pytest.mark.slow
def test_four_desks_label_and_move_at_once(tmp_path):
    path = tmp_path / "news.db"
    make_project(path, texts=(" ".join(f"Sentence {n} is here." for n in range(60)),)).close()
    people = ["ana", "bo", "cy", "di"]
    run_at_once(DESK, path, people)
    with Project(path, "ana", write=False) as project:
        (decisions,) = project.connection.execute("SELECT count(*) FROM journal WHERE kind = 'label'").fetchone()
        assert decisions == 200
    assert check(path).problems == []
