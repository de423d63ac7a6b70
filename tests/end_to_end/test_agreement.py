"""Three annotators in three folders, at real terminals: the figures of agreement are those of a script of its own."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from tests.end_to_end.articles import article
from tests.end_to_end.terminal import DESK, Terminal

PEOPLE = ("ana", "ben", "cleo")

#: What each types for the sentences of an article of four: they agree on some.
KEYS = {"ana": "cqnc", "ben": "cqqc", "cleo": "cnnb"}


def typed(folder: Path, *words: str) -> str:
    """What a command prints at a terminal; it has to end well."""
    with Terminal([*DESK, *words], folder, (24, 200), {"COPYDESK_ANNOTATOR": "lea"}) as terminal:
        assert terminal.wait_for_end() == 0, terminal.text
        return terminal.raw.decode().replace("\r\n", "\n")


def labelled(folder: Path, name: str) -> None:
    """Label everything in a pack at the desk: three articles of four sentences."""
    with Terminal([*DESK, "open", f"{name}.copydesk"], folder) as terminal:
        for number in range(3):
            terminal.wait_for("0 of 4 decided")
            terminal.write(KEYS[name])
            terminal.wait_for("all decided" if number == 2 else "Article finished")
            if number < 2:
                terminal.press("enter")
        terminal.press("ctrl+q")
        assert terminal.wait_for_end() == 0


def figures(records: list[dict[str, Any]]) -> dict[str, Any]:
    """Percent, Fleiss' kappa, Krippendorff's alpha and Cohen's kappa of each pair, straight from their definitions."""
    units: dict[tuple[str, int], dict[str, str]] = defaultdict(dict)
    for record in records:
        units[record["article_id"], record["start"]][record["annotator"]] = record["label"]
    rows = [list(said.values()) for said in units.values()]
    agreed = [sum(a == b for a, b in combinations(row, 2)) / (len(row) * (len(row) - 1) / 2) for row in rows]
    percent = sum(agreed) / len(agreed)
    marks = [label for row in rows for label in row]
    shares = Counter(marks)
    chance = sum((count / len(marks)) ** 2 for count in shares.values())
    observed = sum(a != b for row in rows for a, b in combinations(row, 2)) / sum(
        1 for row in rows for _ in combinations(row, 2)
    )
    expected = 1 - sum(n * (n - 1) for n in shares.values()) / (len(marks) * (len(marks) - 1))
    pairs = {}
    for one, other in combinations(PEOPLE, 2):
        both = [(said[one], said[other]) for said in units.values()]
        alike = sum(a == b for a, b in both) / len(both)
        of_one, of_other = Counter(a for a, _ in both), Counter(b for _, b in both)
        by_chance = sum(of_one[label] * of_other[label] for label in of_one) / len(both) ** 2
        pairs[one, other] = (alike, (alike - by_chance) / (1 - by_chance))
    return {
        "percent": percent,
        "fleiss": (percent - chance) / (1 - chance),
        "alpha": 1 - observed / expected,
        "pairs": pairs,
    }


@pytest.mark.slow
def test_assigned_packed_labelled_and_merged_they_have_the_figures_of_the_export(tmp_path):
    for number in range(3):
        (tmp_path / f"{number}.txt").write_text(article(4, number))
    typed(tmp_path, "import", "0.txt", "1.txt", "2.txt")
    typed(tmp_path, "assign", *PEOPLE, "--overlap", "3")
    typed(tmp_path, "pack", "--everyone", "-o", "packs")
    for name in PEOPLE:
        folder = tmp_path / name
        folder.mkdir()
        (tmp_path / "packs" / f"{name}.copydesk").rename(folder / f"{name}.copydesk")
        labelled(folder, name)
    typed(tmp_path, "merge", *(f"{name}/{name}.copydesk" for name in PEOPLE))
    typed(tmp_path, "export", "-o", "all.jsonl")
    records = [json.loads(line) for line in (tmp_path / "all.jsonl").read_text().splitlines()]
    assert len(records) == 36
    own = figures(records)
    shown = typed(tmp_path, "agreement", "--by", "pair", "--json")
    told, _ = json.JSONDecoder().raw_decode(shown, shown.index("{"))
    assert (told["all"]["sentences"], told["all"]["annotators"]) == (12, 3)
    for name in ("percent", "fleiss", "alpha"):
        assert told["all"][name]["value"] == pytest.approx(own[name], abs=1e-12), name
    for pair in told["pairs"]:
        alike, kappa = own["pairs"][tuple(pair["annotators"])]
        assert (pair["percent"]["value"], pair["kappa"]["value"]) == pytest.approx((alike, kappa), abs=1e-12)
