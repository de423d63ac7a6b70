"""Keys typed in rhythm over articles with gaps: nothing decided changes unseen, and no key is without an answer.

`python -m tests.end_to_end.rhythm [KEYS] [SEED]` types so many keys in a terminal and prints what it found.
"""

from __future__ import annotations

import random
from pathlib import Path

from labels.project import Project
from tests.end_to_end.terminal import desk
from tests.end_to_end.typist import Decisions, Rhythm, Typist, fill, run

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

#: The line that says what a key did, from the bottom of the screen.
_NOTICE, _HINT = -2, "Press a label’s key"


#: What may come of a key.
REPLACED, UNDONE = "decisions replaced and said so", "undone"
REFUSED = "keys that changed nothing and said why"


def play(folder: Path, keys: int, seed: int) -> Rhythm:
    """Type `keys` keys, one after the other, in a desk on ten articles of which some sentences are decided already."""
    chance = random.Random(seed)
    with Project(folder / "copydesk.db", "ana") as project:
        fill(project, chance)
    with desk(folder) as terminal, Project.open(folder / "copydesk.db", "ana", write=False) as project:
        terminal.wait("the desk", lambda: "decided" in terminal.text)
        typist = Typist(terminal, project, judged, _ANSWER)
        for key in typed(chance, keys):
            typist.type(key)
    return typist.report


def typed(chance: random.Random, keys: int) -> list[str]:
    """So many keys, as often as the rhythm has them."""
    return chance.choices(list(RHYTHM), list(RHYTHM.values()), k=keys)


def judged(key: str, screens: tuple[str, str], decisions: tuple[Decisions, Decisions]) -> Rhythm:
    """What a key did to decided sentences, and whether the screen says so."""
    before, after = decisions
    report = Rhythm(keys=1)
    notice = screens[1].splitlines()[_NOTICE].strip()
    for id, was in before.items():
        now = after[id]
        if was in ("undecided", now):
            continue
        if key in ("backspace", "ctrl+y") and ("Undone:" in notice or "Done again:" in notice):
            report.outcomes[UNDONE] += 1
        elif f"was {was}, now {now}" in notice:
            report.outcomes[REPLACED] += 1
        else:
            report.problems.append(f"{key}: {was} became {now}, and the screen said: {notice!r}")
    if before == after and screens[0] == screens[1]:
        report.outcomes[REFUSED] += 1
        if notice.startswith(_HINT) or not notice:
            report.problems.append(f"{key}: nothing changed, and nothing was said")
    return report


if __name__ == "__main__":
    run(play)
