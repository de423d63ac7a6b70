"""Random actions, a kill, and everything undone again: `python -m tests.labels.journal.long_undo 10000`."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from labels.errors import UsageError
from labels.journal.event import Act
from labels.project import Project
from labels.projections.check import check
from labels.sentence import Sentence
from labels.sqlite.connection import connect
from tests.labels.journal.projections import projections
from tests.labels.making import make_project

NAMES = ("claim", "quote", "fact", "opinion")
ME = "ana"

#: What undoing everything does not bring back to nothing: who is in the project, and the codebook.
KEPT = ("team", "codebook")


def texts(articles: int = 4, sentences: int = 25) -> tuple[str, ...]:
    """Articles of paragraphs of five sentences."""
    made = []
    for a in range(articles):
        said = [
            f"Speaker {a} said in sentence {n}, “it is so”, and then it went on; 😀 nobody knew why."
            for n in range(sentences)
        ]
        made.append("\n\n".join(" ".join(said[n : n + 5]) for n in range(0, sentences, 5)))
    return tuple(made)


class Hand:
    """Does one random thing after another in a project, as `ME`."""

    def __init__(self, path: Path, seed: int) -> None:
        self.random = random.Random(seed)
        self.path = path
        self.project = Project(path, ME)
        self.articles = [row.id for row in self.project.articles()]
        self.verbs: list[tuple[int, Callable[[], object]]] = [
            (40, lambda: self.project.label(self.one(), self.random.choice(NAMES), seconds=2.5)),
            (8, lambda: self.project.skip(self.one())),
            (4, lambda: self.project.clear(self.one())),
            (5, lambda: self.project.flag(self.one(), self.random.random() < 0.7, "why")),
            (5, lambda: self.project.note(self.one(), f"note {self.random.random()}")),
            (2, lambda: self.project.add_example(self.one(), self.random.choice(NAMES))),
            (5, self.several),
            (8, self.split),
            (8, self.join),
            (8, lambda: self.project.undo()),
            (5, lambda: self.project.redo()),
            (1, self.reopen),
        ]

    def work(self, actions: int) -> None:
        weights = [weight for weight, _ in self.verbs]
        for _ in range(actions):
            _, verb = self.random.choices(self.verbs, weights)[0]
            verb()

    def some(self) -> list[Sentence]:
        return list(self.project.sentences(self.random.choice(self.articles)))

    def one(self) -> Sentence:
        return self.random.choice(self.some())

    def several(self) -> None:
        found = self.some()
        start = self.random.randrange(len(found))
        payload = {"labels": [self.random.choice(NAMES)]}
        run = found[start : start + self.random.randint(1, 6)]
        self.project.journal.record(
            [Act("label", self.project.number_of(s.article), s.start, s.end, payload) for s in run]
        )

    def split(self) -> None:
        sentence = self.one()
        try:
            self.project.split(sentence, self.random.randint(sentence.start + 1, sentence.end))
        except UsageError:
            self.join()  # too short: sentences are to get longer again

    def join(self) -> None:
        found = self.some()
        row = self.random.randrange(len(found))
        try:
            self.project.join(found[row])
        except UsageError:
            self.project.skip(found[row])  # the last of its paragraph

    def reopen(self) -> None:
        self.project.close()
        self.project = Project(self.path, ME)


def tables(path: Path) -> dict[str, list[str]]:
    """Every projection of the file."""
    connection = connect(path, write=False)
    try:
        return projections(connection)
    finally:
        connection.close()


def act_and_die(path: Path, actions: int, seed: int) -> None:
    """Work in another process, which is killed as soon as it has done the last of its actions."""
    done = subprocess.run([sys.executable, "-m", __spec__.name, str(actions), str(path), str(seed)], check=False)
    assert done.returncode == -signal.SIGKILL, done


def undo_all(project: Project) -> int:
    """Undo everything; how many actions that were."""
    return sum(iter(project.undo, False))


def redo_all(project: Project) -> int:
    """Redo everything that this sitting undid; how many actions that were."""
    return sum(iter(project.redo, False))


def main(actions: int) -> None:
    """Print how long each part takes."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "long.db"
        make_project(path, texts=texts()).close()
        first = tables(path)
        timed("acting, killed at the end", lambda: act_and_die(path, actions, seed=7))
        last = tables(path)
        found = timed("checking", lambda: check(path))
        assert found.problems == [], found
        with Project(path, ME) as project:
            undone = timed("undoing everything", lambda: undo_all(project))
            now = tables(path)
            changed = [name for name in now if name not in KEPT and now[name] != first[name]]
            print(f"{undone:,} actions undone; {f'DIFFERENT: {changed}' if changed else 'equal to the first state'}")
            redone = timed("redoing everything", lambda: redo_all(project))
        print(f"{redone:,} actions redone; {'equal to the last state' if tables(path) == last else 'DIFFERENT'}")
        print(f"check: {check(path).problems or 'clean'}; file of {path.stat().st_size / 1e6:.1f} MB")


def timed(what: str, verb: Callable[[], Any]) -> Any:
    start = time.perf_counter()
    result = verb()
    print(f"{what}: {time.perf_counter() - start:.1f} s", flush=True)
    return result


if __name__ == "__main__":
    if len(sys.argv) > 2:
        Hand(Path(sys.argv[2]), int(sys.argv[3])).work(int(sys.argv[1]))
        os.kill(os.getpid(), signal.SIGKILL)
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
