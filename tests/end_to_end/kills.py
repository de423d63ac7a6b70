"""`python -m tests.end_to_end.kills 200`: kill a labelling run at random moments, and see what is left of it.

After each kill the file must be sound, hold every decision that had been painted, each with the label whose
key was pressed, and the desk must open at the sentence after the last of them. With `--suggest` suggestions are on,
and some are taken by Enter: what was painted as suggested must be on file.
"""

from __future__ import annotations

import random
import re
import signal
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from labels.project import Project
from labels.projections.check import check
from labels.projections.read import annotations_of
from labels.values.annotation import UNTOUCHED
from tests.end_to_end import trial
from tests.end_to_end.articles import article
from tests.end_to_end.terminal import Terminal, desk
from tests.end_to_end.trial import Tell, silent

SENTENCES = 1500
KEYS = "ncqbopx"
LONGEST = 0.4  # seconds of labelling before a kill
SLOWEST = 10.0  # seconds that the first picture of a decision is waited for

#: With suggestions on: how many decisions they learn from first, what shows one, and how long it is waited for, in
#: seconds: while what was decided before is learnt, and then.
_LEARNT, _SUGGESTED, _LEARNING, _PATIENCE = 200, re.compile(r"Suggested: ([^,]+), "), 4.0, 0.5


@dataclass
class Report:
    """What was found; `problems` empty means that nothing was lost."""

    kills: int = 0
    while_starting: int = 0
    decisions: int = 0
    painted: int = 0
    taken: int = 0
    problems: list[str] = field(default_factory=list)

    def in_words(self) -> str:
        ahead = self.decisions - self.painted
        taken = f" ({self.taken} of them suggested)" if self.taken else ""
        return (
            f"{self.kills} kills ({self.while_starting} while starting), {self.decisions} decisions on file{taken}, "
            f"{ahead} of them committed and not yet painted; {len(self.problems)} problems"
        )


def key_for(position: int) -> str:
    """The key that is pressed on a sentence, so that a wrong or shifted label shows."""
    return KEYS[position % len(KEYS)]


def run(count: int, folder: Path, seed: int = 0, tell: Tell = silent, suggest: bool = False) -> Report:
    """Kill `count` labelling runs. A project is used until it is nearly done, then another is begun."""
    chance, report = random.Random(seed), Report()
    place, done, keys = begin(folder, 0), 0, list(map(key_for, range(SENTENCES)))
    if suggest:
        done = foresee(place, keys)
    while report.kills < count:
        if done > SENTENCES - 300:
            place, done = begin(folder, report.kills), 0
            if suggest:
                done = foresee(place, keys)
        painted = kill_once(place, done, chance, report, keys, suggest=suggest)
        now = examine(place, painted, report, keys)
        report.painted += max(0, painted - done)
        report.decisions += now - done
        done = now
        report.kills += 1
        tell(report)
    with desk(place) as terminal:
        reopened(terminal, done, report)
    return report


def begin(folder: Path, number: int) -> Path:
    """A folder with a fresh project."""
    place = folder / f"run-{number}"
    place.mkdir()
    with Project.open(place / "copydesk.db", "ana") as project:
        project.add(article(SENTENCES, number), title="report", language="en")
    return place


def foresee(place: Path, keys: list[str]) -> int:
    """Turn suggestions on where the text tells the label, and decide as many as they begin after; how many.

    `keys` becomes what is to be pressed.
    """
    with Project.open(place / "copydesk.db", "ana") as project:
        project.suggestions.set_mode("suggest")
        sentences = list(project.sentences())
        begins = sorted({sentence.text[:8] for sentence in sentences})
        keys[:] = [KEYS[begins.index(sentence.text[:8]) % len(KEYS)] for sentence in sentences]
        names = {label.key: label.name for label in project.codebook.active}
        for sentence, key in zip(sentences[:_LEARNT], keys, strict=False):
            project.label(sentence, names[key])
    return _LEARNT


def kill_once(
    place: Path, done: int, chance: random.Random, report: Report, keys: list[str], *, suggest: bool = False
) -> int:
    """Open the desk, label as fast as it takes keys, kill it at some moment; how many decisions were painted.

    `keys` has the key for each sentence, and then the name of the label where a suggestion was taken.
    """
    with desk(place) as terminal:
        if chance.random() < 0.1:
            report.while_starting += 1
            pump_for(terminal, chance.uniform(0.0, 0.8))
        else:
            reopened(terminal, done, report)
            if suggest:
                done = take_suggestions(terminal, done, report, keys)
            position, end = done, time.monotonic() + chance.uniform(0.0, LONGEST)
            # Most of the kills come after a picture, wherever the machine is slow: without one nothing was promised.
            until = end + (SLOWEST if chance.random() < 0.7 else 0.0)
            while time.monotonic() < (end if (terminal.decided or 0) > done else until):
                if position - (terminal.decided or 0) < 40:  # enough to keep it busy, and never all of a buffer
                    terminal.write("".join(keys[position : position + 20]))
                    position += 20
                terminal.pump(chance.uniform(0.0, 0.004))
        terminal.kill(signal.SIGKILL)
        terminal.wait_for_end()
        return terminal.decided or 0


def take_suggestions(terminal: Terminal, done: int, report: Report, keys: list[str]) -> int:
    """Take a few suggestions by Enter, each once it is on the screen; how many sentences are decided then."""
    for turn in range(5):
        terminal.press(keys[done])
        terminal.wait("the decision", lambda at=done: terminal.decided == at + 1)  # type: ignore[misc]
        done += 1
        until = time.monotonic() + (_LEARNING if turn < 2 else _PATIENCE)
        while (found := _SUGGESTED.search(terminal.text)) is None and time.monotonic() < until:
            terminal.pump(0.02)
        if found is None:  # it is kept back, or too improbable
            continue
        terminal.press("enter")
        terminal.wait("the suggestion as a decision", lambda at=done: terminal.decided == at + 1)  # type: ignore[misc]
        keys[done] = found[1]
        report.taken += 1
        done += 1
    return done


def pump_for(terminal: Terminal, seconds: float) -> None:
    """Take in output for a while."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        terminal.pump(0.01)


def reopened(terminal: Terminal, done: int, report: Report) -> None:
    """The desk opens at the first sentence after the last decision, and knows of every decision."""
    terminal.wait("the desk", lambda: terminal.current is not None and terminal.decided is not None)
    if (terminal.current, terminal.decided) != (done, done):
        report.problems.append(
            f"kill {report.kills}: {done} decisions are on file, but the desk opens at {terminal.current}"
            f" and speaks of {terminal.decided}"
        )


def examine(place: Path, painted: int, report: Report, keys: Sequence[str] = ()) -> int:
    """Check the file after a kill; how many sentences are decided. `keys` are those of `key_for` unless given."""
    path, here = place / "copydesk.db", f"kill {report.kills}"
    report.problems += [f"{here}: {problem}" for problem in check(path).problems]
    with Project.open(path, "ana", write=False) as project:
        active = project.codebook.active
        names = {label.key: label.id for label in active} | {label.name: label.id for label in active}
        kept = annotations_of(project.connection, 1, "ana")
        annotations = [kept.get((sentence.start, sentence.end), UNTOUCHED) for sentence in project.sentences()]
        events = project.connection.execute("SELECT count(*) FROM journal WHERE kind = 'label'").fetchone()[0]
    decided = sum(annotation.decided for annotation in annotations)
    if decided < painted:
        report.problems.append(f"{here}: {painted} decisions were painted, {decided} are on file")
    if events != decided:
        report.problems.append(f"{here}: {events} label events for {decided} decisions")
    for position, annotation in enumerate(annotations):
        expected = (names[keys[position] if keys else key_for(position)],) if position < decided else ()
        if annotation.labels != expected:
            report.problems.append(f"{here}: sentence {position} has {annotation.labels}, not {expected}")
    return decided


def main() -> None:
    parser = trial.arguments(__doc__, 200)
    parser.add_argument("--suggest", action="store_true")
    asked = parser.parse_args()
    trial.command(partial(run, suggest=asked.suggest), asked)


if __name__ == "__main__":
    main()
