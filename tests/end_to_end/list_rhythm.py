"""Keys in random rhythm in the list of sentences: nothing changes but what was asked about on screen, and confirmed.

`python -m tests.end_to_end.list_rhythm [KEYS] [SEED]` types so many keys in a terminal and prints what it found.
Queries that hold keys of labels are typed ahead, as a slow line delivers them; lines are selected, labelled, skipped,
flagged; the question is confirmed, or given up.
"""

from __future__ import annotations

import random
import re
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from labels.project import Project
from tests.end_to_end.articles import article
from tests.end_to_end.rhythm import decisions_of, fill
from tests.end_to_end.terminal import Terminal, desk

_LIST, _CONFIRM, _ESCAPE = "\x06", "\x02", "\x1b"

_ALL, _DOWN_TOO, _DOWN, _BACK, _AGAIN = "\x01", "\x1b[1;2B", "\x1b[B", "\x7f", "\x19"
#: Opens the query, and empties it.
_FIND = "/\x15"

#: What is typed in one go, and how often: whole queries, keys of the list, and hasty mixtures of both.
RHYTHM = {
    # queries that hold the keys of labels, of skipping, flagging and clearing
    f"{_FIND}banner noon\r": 2, f"{_FIND}label:news\r": 4, f"{_FIND}by:ana -label:quote\r": 3, f"{_FIND}\r": 4,
    f"{_FIND}is:undecided\r": 4, f"{_FIND}is:decided!\r": 1, f"{_FIND}news": 1, "nobody\r": 1, "by:bob": 1,
    # keys of the list
    "*": 8, _ALL: 4, _DOWN_TOO: 5, _DOWN: 6, "n": 5, "c": 5, "q": 5, "b": 4, " ": 3, "!": 2, "-": 3, _CONFIRM: 4,
    _ESCAPE: 3, _BACK: 6, _AGAIN: 3, _LIST: 2, "=": 1, "\x1b[C": 1,
    # typed ahead of what they do
    "*n": 4, f"{_DOWN_TOO}q": 4, f"{_ALL}c{_CONFIRM}": 4, f"*q{_CONFIRM}": 4, f"{_ALL} {_CONFIRM}{_CONFIRM}": 3,
    f"{_ALL}n{_ESCAPE}": 2, f"{_FIND}label:claim\r{_ALL}q{_CONFIRM}": 3, f"{_CONFIRM}n": 2, f"*b{_BACK}": 2,
    f"{_LIST}banner\r": 1,
}  # fmt: skip

#: How often the question is confirmed at once, where it is on the screen.
_CONFIRMED = 0.5

#: What the question says that would change: "Label 3 sentences …".
_ASKED = re.compile(r"(?:Label|Skip|Flag|Remove|Unflag|Take)\D* ([\d,]+) sentences?|one sentence", re.IGNORECASE)
_QUESTION = "does it, as one action that one undo takes back"
_PATIENCE = 8


@dataclass
class ListRhythm:
    """What was found: how many actions were confirmed and taken back, and all that was wrong."""

    keys: int = 0
    asked: int = 0
    confirmed: int = 0
    undone: int = 0
    refused: int = 0
    problems: list[str] = field(default_factory=list)


def play(folder: Path, keys: int, seed: int) -> ListRhythm:
    """Type `keys` keys or more, in goes of one key or several, in the list of sentences of ten articles."""
    chance = random.Random(seed)
    with Project(folder / "copydesk.db", "ana") as project:
        fill(project, chance)
        project.add(article(3, 99).replace("file", "banner noon by the nobody of file"))
    report = ListRhythm()
    with desk(folder) as terminal, Project.open(folder / "copydesk.db", "ana", write=False) as project:
        terminal.wait("the desk", lambda: "decided" in terminal.text)
        before = decisions_of(project)
        while report.keys < keys:
            if not _is_list(terminal):
                _back_to_the_list(terminal)
                before = decisions_of(project)  # what keys do at the desk is tried elsewhere
            screen = terminal.text
            (typed,) = chance.choices(list(RHYTHM), list(RHYTHM.values()))
            if _asks(screen) and chance.random() < _CONFIRMED:
                typed = _CONFIRM
            terminal.write(typed)
            _settle(terminal)
            after = decisions_of(project)
            for _ in range(_PATIENCE):
                if not _problem(typed, (screen, terminal.text), (before, after)):
                    break
                terminal.pump(1.0)
                after = decisions_of(project)
            _judge(report, typed, (screen, terminal.text), (before, after))
            before = after
    return report


def _judge(
    report: ListRhythm, typed: str, screens: tuple[str, str], decisions: tuple[dict[str, str], dict[str, str]]
) -> None:
    report.keys += len(typed)
    before, after = decisions
    report.asked += _asks(screens[1]) and not _asks(screens[0])
    if before == after:
        report.refused += _CONFIRM in typed
    elif _asks(screens[0]):
        report.confirmed += 1
    else:
        report.undone += 1
    if problem := _problem(typed, screens, decisions):
        report.problems.append(problem)


def _problem(typed: str, screens: tuple[str, str], decisions: tuple[dict[str, str], dict[str, str]]) -> str:
    """What is wrong with what was changed; empty for nothing."""
    before, after = decisions
    changed = [id for id, was in before.items() if after[id] != was]
    if not changed:
        return ""
    said = f"{typed!r} changed {len(changed)} sentences"
    _, opened, at_the_desk = typed.partition("\r")
    if opened and not _is_of_list(screens[1]) and len(changed) <= len(at_the_desk):
        return ""  # Enter opened the desk; one key decides one sentence there, as `rhythm` tries
    if _asks(screens[0]):
        if not typed.startswith(_CONFIRM):
            return f"{said} though it did not confirm what was asked"
        asked = _ASKED.search(" ".join(screens[0].split()))
        if asked is None or int((asked[1] or "1").replace(",", "")) < len(changed):
            return f"{said}, and asked was: {asked and asked[0]}"
        return ""
    if (_BACK in typed or _AGAIN in typed) and ("Undone:" in screens[1] or "Done again:" in screens[1]):
        return ""
    return f"{said} without a question; the screen says:\n{screens[1]}"


def _asks(screen: str) -> bool:
    """Whether the screen asks; its words may go on in the next line."""
    return _QUESTION in " ".join(screen.split())


def _is_list(terminal: Terminal) -> bool:
    return _is_of_list(terminal.text)


def _is_of_list(screen: str) -> bool:
    return screen.lstrip().startswith("Sentences") or _asks(screen)


def _back_to_the_list(terminal: Terminal) -> None:
    """From the desk, or from a question there, to the list."""
    for key in (_ESCAPE, _LIST, _ESCAPE, _LIST, _LIST, _LIST):
        terminal.write(key)
        _settle(terminal)
        if _is_list(terminal):
            return
    terminal.wait("the list", lambda: _is_list(terminal))


def _settle(terminal: Terminal) -> None:
    """Take in what a key brought, until nothing has come for a while."""
    deadline = time.monotonic() + 0.5
    length = len(terminal.raw)
    while len(terminal.raw) == length and time.monotonic() < deadline:
        terminal.pump(0.05)
    seen = -1
    while seen != len(terminal.raw) or not terminal.frame_is_whole:
        seen = len(terminal.raw)
        terminal.pump(0.3)


def main() -> None:
    """Print what was found."""
    keys, seed = (int(word) for word in [*sys.argv[1:], *["500", "1"][len(sys.argv) - 1 :]])
    with tempfile.TemporaryDirectory() as folder:
        report = play(Path(folder), keys, seed)
    print(
        f"{report.keys} keys: asked {report.asked} times, {report.confirmed} actions confirmed, {report.undone} taken"
        f" back or done again, {report.refused} confirmations that changed nothing, {len(report.problems)} problems"
    )
    for problem, times in Counter(report.problems).most_common():
        print(f"  {times} x {problem}")
    sys.exit(bool(report.problems))


if __name__ == "__main__":
    main()
