"""How random histories are played: ids that are drawn, files to begin with, and the command that plays many."""

from __future__ import annotations

import random
import secrets
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest import mock

from labels.article import Article
from labels.project import Project
from tests.labels.journal.machines import SCHEME, TEXTS, SkewedClock, cut_at_random
from tests.labels.making import use_codebook


@contextmanager
def seeded(draw: random.Random) -> Iterator[None]:
    """Ids and keys are drawn by `draw`, so that a history can be played again."""
    with (
        mock.patch.object(secrets, "randbits", draw.getrandbits),
        mock.patch.object(secrets, "token_bytes", draw.randbytes),
    ):
        yield


class Templates:
    """The files that machines begin with: a project, another one of the same texts, and an empty one."""

    def __init__(self, folder: Path) -> None:
        draw = random.Random(7)
        self.first, self.second, self.empty = (folder / f"{name}.db" for name in ("first", "second", "empty"))
        with seeded(draw):
            with Project(self.first, "ana", clock=SkewedClock(draw)) as project:
                use_codebook(project, SCHEME)
                for text in TEXTS:
                    project.add(text)
            with Project(self.second, "ben", clock=SkewedClock(draw)) as project:
                use_codebook(project, SCHEME)
                for text in reversed(TEXTS):
                    project.add_cut([(Article(text), cut_at_random(draw, text))])
            Project(self.empty, "zoe", clock=SkewedClock(draw), begin=False).close()


#: Plays the history of a seed in an empty folder; how many of what it is about there were.
History = Callable[[int, Path, Templates], int]

#: So many histories pass before it is printed again how many there were.
_EACH = 50


def command(history: History, counted: str) -> None:
    """Play as many histories as the command line says, or 30, and print how many of what is `counted` they had."""
    count, first = (int(word) for word in [*sys.argv[1:], *["30", "0"][len(sys.argv) - 1 :]])
    began, total = time.process_time(), 0
    with tempfile.TemporaryDirectory() as name:
        (templates_at := Path(name) / "templates").mkdir()
        (work_at := Path(name) / "work").mkdir()
        templates = Templates(templates_at)
        for number in range(1, count + 1):
            seed = first + number - 1
            try:
                total += history(seed, work_at, templates)
            except BaseException:
                print(f"history {seed} goes wrong", flush=True)
                raise
            if number % _EACH == 0:
                print(f"{number:,} histories, {total:,} {counted}", flush=True)
    print(f"{count:,} histories, {total:,} {counted}, {time.process_time() - began:.0f} s of processor time")
