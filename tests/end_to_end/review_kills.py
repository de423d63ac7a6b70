"""`python -m tests.end_to_end.review_kills 100`: kill a review at random moments, and see what is left of it.

As `kills` for the desk: after each kill the file must be sound, hold everything that had been painted as settled, each
with the label whose key was pressed, and the review must open at the first conflict that is not settled.
"""

from __future__ import annotations

import random
import re
import signal
import sys
import time
from pathlib import Path

from labels.journal.event import Act
from labels.project import Project
from labels.projections.check import check
from tests.end_to_end import trial
from tests.end_to_end.articles import article
from tests.end_to_end.kills import LONGEST, SLOWEST, Report, key_for, pump_for
from tests.end_to_end.terminal import Terminal
from tests.end_to_end.trial import Tell, silent

CONFLICTS = 800

_COMMAND = (sys.executable, "-m", "tui", "review", "--annotator", "lea")
_OPEN = re.compile(r"review: ([\d,]+) open")


def run(count: int, folder: Path, seed: int = 0, tell: Tell = silent) -> Report:
    """Kill `count` reviews. A project is used until it is nearly settled, then another is begun."""
    chance, report = random.Random(seed), Report()
    place, done = begin(folder, 0), 0
    while report.kills < count:
        if done > CONFLICTS - 200:
            place, done = begin(folder, report.kills), 0
        painted = _kill_once(place, done, chance, report)
        now = _examine(place / "copydesk.db", painted, report)
        report.painted += max(0, painted - done)
        report.decisions += now - done
        done = now
        report.kills += 1
        tell(report)
    return report


def begin(folder: Path, number: int) -> Path:
    """A folder with a project in which two people said different things of every sentence, and a third leads."""
    place = folder / f"run-{number}"
    place.mkdir()
    path = place / "copydesk.db"
    with Project.open(path, "lea") as lea:
        lea.add(article(CONFLICTS, number), title="report", language="en")
        sentences = list(lea.sentences())
        for name, label in (("ana", "news"), ("ben", "claim")):
            with Project.open(path, name) as own:
                (chosen,) = (each.id for each in own.codebook.active if each.name == label)
                own.journal.record([Act("label", 1, each.start, each.end, {"labels": [chosen]}) for each in sentences])
        lea.team.make_lead("lea")
    return place


def settled(terminal: Terminal) -> int | None:
    """How many conflicts the title calls settled; None while it says nothing."""
    found = _OPEN.search(terminal.lines[0])
    return CONFLICTS - int(found[1].replace(",", "")) if found else None


def _kill_once(place: Path, done: int, chance: random.Random, report: Report) -> int:
    """Open the review, settle as fast as it takes keys, kill it at some moment; how much was painted as settled."""
    with Terminal(_COMMAND, place) as terminal:
        if chance.random() < 0.1:
            report.while_starting += 1
            pump_for(terminal, chance.uniform(0.0, 0.8))
        else:
            terminal.wait("the review", lambda: terminal.current is not None and settled(terminal) is not None)
            if (terminal.current, settled(terminal)) != (done, done):
                report.problems.append(
                    f"kill {report.kills}: {done} are settled, but the review opens at {terminal.current}"
                    f" and speaks of {settled(terminal)}"
                )
            _settle(terminal, done, chance)
        terminal.kill(signal.SIGKILL)
        terminal.wait_for_end()
        return settled(terminal) or 0


def _settle(terminal: Terminal, done: int, chance: random.Random) -> None:
    position, end = done, time.monotonic() + chance.uniform(0.0, LONGEST)
    until = end + (SLOWEST if chance.random() < 0.7 else 0.0)
    while time.monotonic() < (end if (settled(terminal) or 0) > done else until):
        if position - (settled(terminal) or 0) < 20:
            terminal.write("".join(map(key_for, range(position, position + 10))))
            position += 10
        terminal.pump(chance.uniform(0.0, 0.004))


def _examine(path: Path, painted: int, report: Report) -> int:
    """Check the file after a kill; how many conflicts are settled."""
    here = f"kill {report.kills}"
    report.problems += [f"{here}: {problem}" for problem in check(path).problems]
    with Project.open(path, "lea", write=False) as lea:
        names = {label.key: label.id for label in lea.codebook.active}
        units = [unit for _, of in lea.gold.every_unit() for _, unit in sorted(of.items())]
    said = [unit.settled.labels if unit.settled is not None else () for unit in units]
    kept = sum(map(bool, said))
    if kept < painted:
        report.problems.append(f"{here}: {painted} were painted as settled, {kept} are on file")
    for position, labels in enumerate(said):
        expected = (names[key_for(position)],) if position < kept else ()
        if labels != expected:
            report.problems.append(f"{here}: conflict {position} is settled as {labels}, not {expected}")
    return kept


if __name__ == "__main__":
    trial.command(run, trial.arguments(__doc__, 100).parse_args())
