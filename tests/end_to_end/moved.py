"""`python -m tests.end_to_end.moved 100`: the project of a desk in rhythm is renamed, deleted, replaced or cut short.

At a random moment, while keys are typed as fast as the desk takes them. Every decision that the screen shows must be on
file, once what was moved is put back as the one line says; after the change nothing more may be shown as decided.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from labels.project import Project
from labels.projections.check import check
from tests.end_to_end import trial
from tests.end_to_end.articles import article
from tests.end_to_end.kills import key_for
from tests.end_to_end.terminal import Terminal, desk
from tests.end_to_end.trial import Tell, silent

SENTENCES = 400

#: What happens to the file, and what the one line says of it.
CHANGES = {
    "renamed": "is not here any more",
    "deleted": "is not here any more",
    "replaced": "another file has taken",
    "cut short": "made the project file shorter",
}

#: What messages in the corner begin with, how far to the right they are, and how wide in a window of 80 columns.
_EDGE, _LEFT, _WIDTH = "▌ ", 20, 39


@dataclass
class Report:
    """What was found; `problems` empty means that nothing was lost and nothing was shown that is not on file."""

    changes: Counter[str] = field(default_factory=Counter)
    painted: int = 0
    kept: int = 0
    after: int = 0
    problems: list[str] = field(default_factory=list)

    def in_words(self) -> str:
        kinds = ", ".join(f"{count} {kind}" for kind, count in sorted(self.changes.items()))
        return (
            f"{self.changes.total()} changes ({kinds}): {self.painted} decisions painted, {self.kept} on file,"
            f" {self.after} keys typed after the change; {len(self.problems)} problems"
        )


def run(count: int, folder: Path, seed: int = 0, tell: Tell = silent) -> Report:
    """Do it `count` times, each in a folder and with a desk of its own."""
    chance, report = random.Random(seed), Report()
    for number in range(count):
        place = folder / f"run-{number}"
        place.mkdir()
        change = list(CHANGES)[number % len(CHANGES)]
        _once(place, change, chance, report)
        report.changes[change] += 1
        shutil.rmtree(place)
        tell(report)
    return report


def _once(place: Path, change: str, chance: random.Random, report: Report) -> None:
    here = f"{change} {report.changes[change]}"
    with Project(place / "copydesk.db", "ana") as project:
        project.add(article(SENTENCES), title="report", language="en")
    with Project(place / "other.db", "bo") as project:
        project.add("Another text. It has two sentences.", title="other")
    with desk(place) as terminal:
        terminal.wait("the desk", lambda: terminal.current == 0 and terminal.decided == 0)
        typed = _type(terminal, 0, chance.uniform(0.1, 1.2), chance)
        _change(place, change)
        typed_then = typed
        typed = _type(terminal, typed, 0.5, chance)
        _quiet(terminal)
        painted = terminal.decided or 0
        terminal.press(key_for(painted))
        try:
            terminal.wait("the refusal", lambda: CHANGES[change] in _toast(terminal))
        except AssertionError as error:
            report.problems.append(f"{here}: {error}")
        if (terminal.decided or 0) != painted:
            report.problems.append(f"{here}: something more was painted as decided")
        # The log goes with the last connection; a killed desk leaves it, as does one that is closed in such a state.
        terminal.kill(signal.SIGKILL if chance.random() < 0.5 else signal.SIGTERM)
        terminal.wait_for_end()
    report.painted += painted
    report.after += typed - typed_then + 1
    _put_back(place, change)
    report.kept += _examine(place / "copydesk.db", painted, here, report)


def _type(terminal: Terminal, typed: int, seconds: float, chance: random.Random) -> int:
    """Type label keys for a while; how many were typed so far."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if typed - (terminal.decided or 0) < 30 and typed < SENTENCES - 20:
            terminal.write(key_for(typed))
            typed += 1
        terminal.pump(chance.uniform(0.0, 0.01))
    return typed


def _quiet(terminal: Terminal) -> None:
    """Take in all that is painted, until nothing has come for a while."""
    seen = -1
    while seen != len(terminal.raw) or not terminal.frame_is_whole:
        seen = len(terminal.raw)
        terminal.pump(0.4)


def _toast(terminal: Terminal) -> str:
    """What stands in the corner of the window."""
    lines = (line[line.index(_EDGE, _LEFT) :][:_WIDTH] for line in terminal.lines if _EDGE in line[_LEFT:])
    return " ".join(" ".join(lines).replace(_EDGE, "").split())


def _change(place: Path, change: str) -> None:
    """Do to the project what a folder that is synchronised does; what is lost with it is kept, as in its bin."""
    path = place / "copydesk.db"
    if change == "renamed":
        path.rename(place / "away.db")
    elif change == "cut short":
        shutil.copy(path, place / "away.db")
        os.truncate(path, 4096)
    else:
        os.link(path, place / "away.db")  # nothing of what is written into it later is missed
        path.unlink() if change == "deleted" else os.replace(place / "other.db", path)


def _put_back(place: Path, change: str) -> None:
    """Give the project its name back, and its log, as the desk says it."""
    path, log, aside = (place / name for name in ("copydesk.db", "copydesk.db-wal", "copydesk.db.old-wal"))
    if aside.exists():
        aside.replace(log)
    (place / "copydesk.db-shm").unlink(missing_ok=True)
    (place / "away.db").replace(path)


def _examine(path: Path, painted: int, here: str, report: Report) -> int:
    """Whether all that was painted is on file, as it was typed; how many decisions are."""
    report.problems += [f"{here}: {problem}" for problem in check(path).problems]
    with Project(path, "ana", write=False) as project:
        names = {label.key: label.id for label in project.codebook.active}
        said = [project.annotation(sentence).labels for sentence in project.sentences()]
    kept = sum(map(bool, said))
    if kept < painted:
        report.problems.append(f"{here}: {painted} decisions were painted, {kept} are on file")
    for position, labels in enumerate(said[:kept]):
        if labels != (names[key_for(position)],):
            report.problems.append(f"{here}: sentence {position} has {labels}")
    return kept


if __name__ == "__main__":
    trial.command(run, trial.arguments(__doc__, 100).parse_args())
