"""Keys in random rhythm in the list of sentences: nothing changes but what was asked about on screen, and confirmed.

`python -m tests.end_to_end.list_rhythm [KEYS] [SEED]` types so many keys in a terminal and prints what it found.
Queries that hold keys of labels are typed ahead, as a slow line delivers them; lines are selected, labelled, skipped,
flagged; the question is confirmed, or given up.
"""

from __future__ import annotations

import random
import re
from pathlib import Path

from labels.project import Project
from tests.end_to_end.articles import article
from tests.end_to_end.terminal import Terminal, desk
from tests.end_to_end.typist import Decisions, Rhythm, Typist, fill, run

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

#: Keys that paint nothing in so many seconds changed nothing.
_ANSWER = 0.5

#: What may come of keys.
ASKED, CONFIRMED, UNDONE = "questions", "actions confirmed", "actions taken back or done again"
REFUSED = "confirmations that changed nothing"


def play(folder: Path, keys: int, seed: int) -> Rhythm:
    """Type `keys` keys or more, in goes of one key or several, in the list of sentences of ten articles."""
    chance = random.Random(seed)
    with Project(folder / "copydesk.db", "ana") as project:
        fill(project, chance)
        project.add(article(3, 99).replace("file", "banner noon by the nobody of file"))
    with desk(folder) as terminal, Project.open(folder / "copydesk.db", "ana", write=False) as project:
        terminal.wait("the desk", lambda: "decided" in terminal.text)
        typist = Typist(terminal, project, judged, _ANSWER)
        while typist.report.keys < keys:
            if not _is_list(terminal):
                _back_to_the_list(terminal, typist)
                typist.look()  # what keys do at the desk is tried elsewhere
            (typed,) = chance.choices(list(RHYTHM), list(RHYTHM.values()))
            if _asks(terminal.text) and chance.random() < _CONFIRMED:
                typed = _CONFIRM
            typist.type(typed)
    return typist.report


def judged(typed: str, screens: tuple[str, str], decisions: tuple[Decisions, Decisions]) -> Rhythm:
    """What keys did to the list and to decisions, and whether that was asked about and confirmed."""
    before, after = decisions
    report = Rhythm(keys=len(typed))
    report.outcomes[ASKED] += _asks(screens[1]) and not _asks(screens[0])
    if before == after:
        report.outcomes[REFUSED] += _CONFIRM in typed
    elif _asks(screens[0]):
        report.outcomes[CONFIRMED] += 1
    else:
        report.outcomes[UNDONE] += 1
    if problem := _problem(typed, screens, decisions):
        report.problems.append(problem)
    return report


def _problem(typed: str, screens: tuple[str, str], decisions: tuple[Decisions, Decisions]) -> str:
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


def _back_to_the_list(terminal: Terminal, typist: Typist) -> None:
    """From the desk, or from a question there, to the list."""
    for key in (_ESCAPE, _LIST, _ESCAPE, _LIST, _LIST, _LIST):
        typist.send(key)
        if _is_list(terminal):
            return
    terminal.wait("the list", lambda: _is_list(terminal))


if __name__ == "__main__":
    run(play)
