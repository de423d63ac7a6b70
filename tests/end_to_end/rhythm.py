"""Keys typed in rhythm over articles with gaps: nothing decided changes unseen, and no key is without an answer.

`python -m tests.end_to_end.rhythm [KEYS] [SEED]` types so many keys in a terminal and prints what it found.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from labels.project import Project
from tests.end_to_end.articles import article
from tests.end_to_end.terminal import Terminal, desk
from tests.end_to_end.trial import conclude

ARTICLES, SENTENCES = 10, 12

#: What is typed, and how often: labels, moves, skips, undo and redo, going on, selecting.
RHYTHM = {
    **dict.fromkeys("ncqbo", 12),
    "down": 8,
    "up": 4,
    "right": 6,
    "left": 2,
    " ": 4,
    "backspace": 5,
    "ctrl+y": 2,
    "enter": 6,
    "[": 1,
    "]": 2,
    ".": 2,
    "-": 2,
    "+": 1,
    "!": 1,
}

#: A key that paints nothing in so many seconds changed nothing.
_ANSWER = 1.0

#: How often it is looked again, a second later, before what a key did counts as a problem.
_PATIENCE = 8

#: The line that says what a key did, from the bottom of the screen.
_NOTICE, _HINT = -2, "Press a label’s key"


@dataclass
class Rhythm:
    """What was found: how often decided sentences changed with words that name both, and all that was wrong."""

    keys: int = 0
    replaced: int = 0
    undone: int = 0
    refused: int = 0
    problems: list[str] = field(default_factory=list)

    def in_words(self) -> str:
        return (
            f"{self.keys} keys: {self.replaced} decisions replaced and said so, {self.undone} undone,"
            f" {self.refused} keys that changed nothing and said why, {len(self.problems)} problems"
        )

    def take_in(self, other: Rhythm) -> None:
        """Count what another key did, too."""
        self.keys += other.keys
        self.replaced += other.replaced
        self.undone += other.undone
        self.refused += other.refused
        self.problems += other.problems


def play(folder: Path, keys: int, seed: int) -> Rhythm:
    """Type `keys` keys, one after the other, in a desk on ten articles of which some sentences are decided already."""
    chance = random.Random(seed)
    with Project(folder / "copydesk.db", "ana") as project:
        fill(project, chance)
    report = Rhythm()
    with desk(folder) as terminal, Project.open(folder / "copydesk.db", "ana", write=False) as project:
        terminal.wait("the desk", lambda: "decided" in terminal.text)
        before = decisions_of(project)
        for key in typed(chance, keys):
            screen = terminal.text
            length = len(terminal.raw)
            terminal.press(key)
            _settle(terminal, length)
            after = decisions_of(project)
            for _ in range(_PATIENCE):
                if not judged(key, (screen, terminal.text), (before, after)).problems:
                    break
                terminal.pump(1.0)  # a decision is on file before it is painted; on a busy machine, long before
                after = decisions_of(project)
            report.take_in(judged(key, (screen, terminal.text), (before, after)))
            before = after
    return report


def fill(project: Project, chance: random.Random) -> None:
    """Ten articles, in which three sentences of ten are decided."""
    for number in range(ARTICLES):
        project.add(article(SENTENCES, number))
    for sentence in project.sentences():
        if chance.random() < 0.3:
            project.label(sentence, chance.choice(["news", "claim", "quote"]))


def typed(chance: random.Random, keys: int) -> list[str]:
    """So many keys, as often as the rhythm has them."""
    return chance.choices(list(RHYTHM), list(RHYTHM.values()), k=keys)


def _settle(terminal: Terminal, length: int) -> None:
    """Take in all that a key brought: what is painted after `length` bytes, until nothing has come for a while."""
    deadline = time.monotonic() + _ANSWER
    while len(terminal.raw) == length and time.monotonic() < deadline:
        terminal.pump(0.05)
    seen = -1
    while seen != len(terminal.raw) or not terminal.frame_is_whole:
        seen = len(terminal.raw)
        terminal.pump(0.3)


def decisions_of(project: Project) -> dict[str, str]:
    """What is decided of each sentence, in words."""
    said = {}
    for sentence in project.sentences():
        annotation = project.annotation(sentence)
        said[sentence.id] = " + ".join(annotation.labels) or annotation.status
    return said


def judged(key: str, screens: tuple[str, str], decisions: tuple[dict[str, str], dict[str, str]]) -> Rhythm:
    """What a key did to decided sentences, and whether the screen says so."""
    before, after = decisions
    report = Rhythm(keys=1)
    notice = screens[1].splitlines()[_NOTICE].strip()
    for id, was in before.items():
        now = after[id]
        if was in ("undecided", now):
            continue
        if key in ("backspace", "ctrl+y") and ("Undone:" in notice or "Done again:" in notice):
            report.undone += 1
        elif f"was {was}, now {now}" in notice:
            report.replaced += 1
        else:
            report.problems.append(f"{key}: {was} became {now}, and the screen said: {notice!r}")
    if before == after and screens[0] == screens[1]:
        report.refused += 1
        if notice.startswith(_HINT) or not notice:
            report.problems.append(f"{key}: nothing changed, and nothing was said")
    return report


def main() -> None:
    keys, seed = (int(word) for word in [*sys.argv[1:], *["500", "1"][len(sys.argv) - 1 :]])
    with tempfile.TemporaryDirectory() as folder:
        report = play(Path(folder), keys, seed)
    print(report.in_words())
    conclude([f"  {times} x {problem}" for problem, times in Counter(report.problems).most_common()])


if __name__ == "__main__":
    main()
