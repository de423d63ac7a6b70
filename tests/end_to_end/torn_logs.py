"""`python -m tests.end_to_end.torn_logs 200`: kill a labelling run, and tear its log as a power failure would.

The log of a killed desk is cut short, or its end is lost, garbled, or has a bit turned over, at a random byte. What was
committed before that place must all be there, and nothing after it; the file must be sound. Where only what came after
the last painted decision is torn, as nothing else can be by a power failure, every painted decision must be there.
"""

from __future__ import annotations

import random
import shutil
import signal
import sqlite3
import time
from collections import Counter
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from tests.end_to_end import kills, trial
from tests.end_to_end.terminal import desk
from tests.end_to_end.trial import Tell, silent

#: So many logs are torn of each run that is killed.
EACH = 4

#: The sizes of a log's header and of the header of each page in it (sqlite.org/walformat.html).
_HEADER, _FRAME = 32, 24

#: A log of so many bytes is not yet moved into the file: SQLite begins at 1,000 pages of 4,096.
LONGEST = 3_000_000

TEARS = ("cut", "zeros", "noise", "bit")


@dataclass
class Report:
    """What was found; `problems` empty means that nothing was lost that was committed before the tear."""

    torn: Counter[str] = field(default_factory=Counter)
    painted: int = 0
    kept: int = 0
    problems: list[str] = field(default_factory=list)

    def in_words(self) -> str:
        kinds = ", ".join(f"{count} {kind}" for kind, count in sorted(self.torn.items()))
        return (
            f"{self.torn.total()} torn logs ({kinds}): {self.kept} decisions kept, {self.painted} of them painted;"
            f" {len(self.problems)} problems"
        )


def run(count: int, folder: Path, seed: int = 0, tell: Tell = silent) -> Report:
    """Tear `count` logs."""
    chance, report = random.Random(seed), Report()
    number = 0
    while report.torn.total() < count:
        place = kills.begin(folder, number)
        number += 1
        painted = _killed(place, chance)
        if painted is None:
            continue
        log = (place / "copydesk.db-wal").read_bytes()
        decided = {end: _decided(place / "copydesk.db", log[:end], place) for end in committed(log)}
        for _ in range(min(EACH, count - report.torn.total())):
            _tear(place, log, decided, painted, chance, report)
        tell(report)
        shutil.rmtree(place)
    return report


def _killed(place: Path, chance: random.Random) -> int | None:
    """Label for a while and kill the desk; how many decisions were painted.

    None if SQLite began to move the log into the file: a part of that log alone no longer belongs to the file.
    """
    path = place / "copydesk.db"
    with desk(place) as terminal:
        terminal.wait("the desk", lambda: terminal.current == 0 and terminal.decided == 0)
        file = path.read_bytes()
        typed, end = 0, time.monotonic() + chance.uniform(0.3, 1.5)
        log = place / "copydesk.db-wal"
        while (time.monotonic() < end and log.stat().st_size < LONGEST) or not terminal.decided:
            if typed - (terminal.decided or 0) < 40:
                terminal.write(kills.key_for(typed))
                typed += 1
            terminal.pump(chance.uniform(0.0, 0.004))
        terminal.kill(signal.SIGKILL)
        terminal.wait_for_end()
        return terminal.decided or 0 if path.read_bytes() == file else None


def _tear(
    place: Path, log: bytes, decided: dict[int, int], painted: int, chance: random.Random, report: Report
) -> None:
    """Tear a log, of which is known how many decisions a project has with it up to the end of each commit."""
    # Where the last painted decision ends in the log: what is before was on the disk when it was painted.
    safe = next(end for end, count in decided.items() if count >= painted)
    kind = chance.choice(TEARS)
    at = chance.randrange(safe if chance.random() < 0.5 else 0, len(log))
    whole = decided[max(end for end in decided if end <= _frame_of(at, log))]
    torn = place / "torn" / "copydesk.db"
    shutil.rmtree(torn.parent, ignore_errors=True)
    torn.parent.mkdir()
    shutil.copy(place / "copydesk.db", torn)
    Path(f"{torn}-wal").write_bytes(torn_at(log, at, kind, chance))
    found = kills.Report()
    kept = kills.examine(torn.parent, painted if at >= safe else 0, found)
    here = f"{kind} at {at:,} of {len(log):,}"
    report.problems += [f"{here}: {problem}" for problem in found.problems]
    if kept != whole:
        report.problems.append(f"{here}: {kept} decisions are kept, {whole} were committed before it")
    report.torn[kind] += 1
    report.kept += kept
    report.painted += min(painted, kept)


def committed(log: bytes) -> list[int]:
    """Where commits end in a log; the first is its beginning, of a log of which nothing counts."""
    ends, size = [0], int.from_bytes(log[8:12], "big")
    for at in range(_HEADER, len(log) - _FRAME - size + 1, _FRAME + size):
        if log[at + 8 : at + 16] != log[16:24]:  # what is left of an older round
            break
        if log[at + 4 : at + 8] != bytes(4):
            ends.append(at + _FRAME + size)
    return ends


def _frame_of(at: int, log: bytes) -> int:
    """Where the page of a log begins that has the byte `at`; all of it counts, or nothing."""
    if at < _HEADER:
        return 0
    size = _FRAME + int.from_bytes(log[8:12], "big")
    return _HEADER + (at - _HEADER) // size * size


def torn_at(log: bytes, at: int, kind: str, chance: random.Random) -> bytes:
    """A log that is torn at a byte: cut there, without anything sound from there on, or with one bit turned over."""
    rest = len(log) - at
    if kind == "bit":
        return log[:at] + bytes([log[at] ^ 1 << chance.randrange(8)]) + log[at + 1 :]
    return log[:at] + {"cut": b"", "zeros": bytes(rest), "noise": chance.randbytes(rest)}[kind]


def _decided(path: Path, log: bytes, place: Path) -> int:
    """How many decisions a project with this log has, by SQLite alone."""
    copy = place / "prefix.db"
    shutil.copy(path, copy)
    Path(f"{copy}-wal").write_bytes(log)
    with closing(sqlite3.connect(copy)) as connection:
        (count,) = connection.execute("SELECT count(*) FROM journal WHERE kind = 'label'").fetchone()
    for name in (copy, Path(f"{copy}-wal"), Path(f"{copy}-shm")):
        name.unlink(missing_ok=True)
    return int(count)


if __name__ == "__main__":
    trial.command(run, trial.arguments(__doc__, 200).parse_args())
