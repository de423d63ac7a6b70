"""A review in a real pseudo-terminal: planted conflicts, settled by few keys; the gold is what was planted."""

from __future__ import annotations

import random
import re
import sys
import time
from pathlib import Path

import pytest

from labels.journal.event import Act
from labels.project import Project
from labels.projections.check import check
from tests.end_to_end.terminal import Terminal
from tests.labels.making import SCHEME, use_codebook

CONFLICTS, UNLIKELY, UNANIMOUS = 100, 40, 300
LABELS = ("claim", "quote", "fact", "opinion")


def plant(path: Path, chance: random.Random) -> list[tuple[str, str | None]]:
    """Ten articles. What is to be settled: for each conflict its key and label, in the order of the text.

    Two of three annotators agree on the likely answer. Every other planted answer is what the third said, or what
    nobody did: that has a label's key.
    """
    kinds = ["likely"] * (CONFLICTS - UNLIKELY) + ["minority"] * (UNLIKELY // 2) + ["other"] * (UNLIKELY // 2)
    chance.shuffle(kinds)
    places = kinds + ["unanimous"] * UNANIMOUS
    chance.shuffle(places)
    said: list[tuple[str, str, str]] = []
    wanted: list[tuple[str, str | None]] = []
    for kind in places:
        most, minority, other = chance.sample(LABELS, 3)
        votes = [most] * 3 if kind == "unanimous" else [most, most, minority]
        chance.shuffle(votes)
        said.append((votes[0], votes[1], votes[2]))
        if kind != "unanimous":
            answers = {"likely": ("enter", most), "minority": ("2", minority), "other": (other[0], other)}
            wanted.append(answers[kind])
    with Project(path, "lea") as lea:
        use_codebook(lea, SCHEME)
        size = len(said) // 10
        for number in range(10):
            lea.add(" ".join(f"Sentence {number * size + row} stands here." for row in range(size)))
        sentences = list(lea.sentences())
        for number, name in enumerate(("ana", "ben", "cem")):
            with Project(path, name) as own:
                acts = [
                    Act("label", row // size + 1, each.start, each.end, {"labels": [votes[number]]})
                    for row, (each, votes) in enumerate(zip(sentences, said, strict=True))
                ]
                own.journal.record(acts)
        lea.team.make_lead("lea")
    return wanted


def opened(terminal: Terminal) -> int | None:
    """How many sentences are open, as the title says it; None while it says nothing."""
    found = re.search(r"\b(\d+) open in all", terminal.lines[0])
    return int(found[1]) if found else None


@pytest.mark.slow
def test_planted_conflicts_are_settled_by_few_keys(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    wanted = plant(path, random.Random(1))
    command = (sys.executable, "-m", "tui", "review", "--project", str(path), "--annotator", "lea")
    with Terminal(command, tmp_path) as terminal:
        terminal.wait_for("Settle 300 sentences in 10 articles by the rule unanimous?")
        time.sleep(0.1)  # as below
        terminal.write("\x02")
        terminal.wait_for("300 sentences settled")
        keys = 0
        for left, (key, _) in zip(range(CONFLICTS, 0, -1), wanted, strict=True):
            terminal.wait("the next conflict", lambda left=left: opened(terminal) == left)
            time.sleep(0.1)  # nobody answers what they see for less: such a key writes nothing
            terminal.press(key)
            keys += 1
        terminal.wait_for("No conflict is left.")
        terminal.press("ctrl+q")
        assert terminal.wait_for_end() == 0
    with Project(path, "lea", write=False) as lea:
        units = [unit for _, of in lea.gold.every_unit() for _, unit in sorted(of.items())]
    by_hand = [unit.settled.labels[0] for unit in units if unit.settled is not None and not unit.settled.rule]
    assert by_hand == [label for _, label in wanted]
    assert sum(unit.settled is not None and unit.settled.rule == "unanimous" for unit in units) == UNANIMOUS
    assert keys <= 150
    assert check(path).problems == []
