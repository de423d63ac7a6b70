"""Keys are typed in a terminal, and what came of each is judged by the screen and the decisions before and after."""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import NoReturn

from labels.project import Project
from tests.end_to_end.articles import article
from tests.end_to_end.terminal import Terminal
from tests.end_to_end.trial import conclude

#: How many articles there are, and how many sentences each has.
ARTICLES, SENTENCES = 10, 12

#: How often it is looked again, a second later, before what a key did counts as a problem.
_PATIENCE = 8

#: What is decided of each sentence, by its id, in words.
Decisions = dict[str, str]


@dataclass
class Rhythm:
    """What was found: how many keys were typed, how often each thing came of one, and all that was wrong."""

    keys: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)
    problems: list[str] = field(default_factory=list)

    def in_words(self) -> str:
        """The figures in one line."""
        counts = [f"{count} {what}" for what, count in sorted(self.outcomes.items())]
        return f"{self.keys} keys: {', '.join([*counts, f'{len(self.problems)} problems'])}"

    def take_in(self, other: Rhythm) -> None:
        """Count what another key did, too."""
        self.keys += other.keys
        self.outcomes += other.outcomes
        self.problems += other.problems


#: What came of keys: these, on this screen and the next, with these decisions before and after.
Judged = Callable[[str, tuple[str, str], tuple[Decisions, Decisions]], Rhythm]


class Typist:
    """Types in `terminal`, and adds up in `report` what came of it."""

    def __init__(self, terminal: Terminal, project: Project, judged: Judged, answer: float) -> None:
        """Keys that paint nothing in `answer` seconds changed nothing. `project` is open beside the terminal's."""
        self.report = Rhythm()
        self._terminal = terminal
        self._project = project
        self._judged = judged
        self._answer = answer
        self._before = decisions_of(project)

    def look(self) -> None:
        """Take the decisions as they are now as those before the next key."""
        self._before = decisions_of(self._project)

    def type(self, keys: str) -> None:
        """Type a key by its name, or characters in one go, and judge what came of it."""
        screen = self._terminal.text
        self.send(keys)
        after = decisions_of(self._project)
        for _ in range(_PATIENCE):
            if not self._judge(keys, screen, after).problems:
                break
            self._terminal.pump(1.0)  # a decision is on file before it is painted; on a busy machine, long before
            after = decisions_of(self._project)
        self.report.take_in(self._judge(keys, screen, after))
        self._before = after

    def send(self, keys: str) -> None:
        """Type, and take in all that it brought: what is painted from now on, until nothing has come for a while."""
        terminal = self._terminal
        length = len(terminal.raw)
        terminal.press(keys)
        deadline = time.monotonic() + self._answer
        while len(terminal.raw) == length and time.monotonic() < deadline:
            terminal.pump(0.05)
        seen = -1
        while seen != len(terminal.raw) or not terminal.frame_is_whole:
            seen = len(terminal.raw)
            terminal.pump(0.3)

    def _judge(self, keys: str, screen: str, after: Decisions) -> Rhythm:
        return self._judged(keys, (screen, self._terminal.text), (self._before, after))


def fill(project: Project, chance: random.Random) -> None:
    """Ten articles, in which three sentences of ten are decided."""
    for number in range(ARTICLES):
        project.add(article(SENTENCES, number))
    for sentence in project.sentences():
        if chance.random() < 0.3:
            project.label(sentence, chance.choice(["news", "claim", "quote"]))


def decisions_of(project: Project) -> Decisions:
    """What is decided of each sentence, in words."""
    said = {}
    for sentence in project.sentences():
        annotation = project.annotation(sentence)
        said[sentence.id] = " + ".join(annotation.labels) or annotation.status
    return said


def run(play: Callable[[Path, int, int], Rhythm]) -> NoReturn:
    """Play with as many keys, drawn from the seed, as the command line says, and print what was found."""
    keys, seed = (int(word) for word in [*sys.argv[1:], *["500", "1"][len(sys.argv) - 1 :]])
    with tempfile.TemporaryDirectory() as folder:
        report = play(Path(folder), keys, seed)
    print(report.in_words())
    conclude([f"  {times} x {problem}" for problem, times in Counter(report.problems).most_common()])
