"""How a long trial is run as a command: its arguments, a folder of its own, what it prints, and its exit code."""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn, Protocol

#: So many rounds pass before a command prints again what it has found so far.
_EACH = 10


class Report(Protocol):
    """What a trial found; `problems` empty means that nothing is wrong."""

    problems: list[str]

    def in_words(self) -> str:
        """The figures in one line."""


Tell = Callable[[Report], None]


class Run(Protocol):
    """A trial: how often, in which folder, drawn from which seed, and what is told after each round."""

    def __call__(self, count: int, folder: Path, seed: int = 0, tell: Tell = ...) -> Report: ...


def silent(report: Report) -> None:
    """Tell nothing after a round, as in a test."""


def telling() -> Tell:
    """Print the figures after every tenth round."""
    rounds = 0

    def tell(report: Report) -> None:
        nonlocal rounds
        rounds += 1
        if rounds % _EACH == 0:
            print(report.in_words(), flush=True)

    return tell


def arguments(about: str | None, count: int) -> argparse.ArgumentParser:
    """What every trial is asked: how often, `count` times if nothing is said, and a seed."""
    parser = argparse.ArgumentParser(description=about)
    parser.add_argument("count", type=int, nargs="?", default=count)
    parser.add_argument("--seed", type=int, default=0)
    return parser


def command(run: Run, asked: argparse.Namespace) -> NoReturn:
    """Run a trial as it was asked for, in a folder that is removed afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        report = run(asked.count, Path(folder), asked.seed, telling())
    print(report.in_words())
    conclude(report.problems)


def conclude(problems: list[str]) -> NoReturn:
    """Print what is wrong, and end with 1 if anything is."""
    for problem in problems:
        print(problem)
    raise SystemExit(bool(problems))
