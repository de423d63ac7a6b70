"""`copydesk export --gold`: which sentences, in which words it is refused, and what is said beside."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from labels.project import Project
from tests.labels.review.reviewed import make_reviewed
from tests.tui.cli.running import run


@pytest.fixture(autouse=True)
def reviewed(folder: Path) -> None:
    with make_reviewed(Path("copydesk.db")) as project:
        project.settle_by_rule("unanimous")


def states(*words: str) -> dict[str, int]:
    """How many records there are in each state."""
    code, out, err = run("export", "--gold", *words)
    assert (code, err) == (0, "")
    return dict(Counter(json.loads(line)["state"] for line in out.splitlines()))


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ((), {"settled": 3}),
        (("--status", "skipped"), {"settled": 1}),
        (("--status", "undecided"), {"conflict": 3, "unmarked": 1, "thin": 1}),
        (("--status", "all"), {"settled": 3, "conflict": 3, "unmarked": 1, "thin": 1}),
        (("--state", "conflict", "--state", "thin"), {"conflict": 3, "thin": 1}),
        (("--state", "all", "--status", "labelled"), {"settled": 2}),
        (("--query", "state:conflict"), {"conflict": 3}),
        (("--query", "closed"), {"settled": 1}),
    ],
)
def test_which_sentences_are_written(words: tuple[str, ...], found: dict[str, int]) -> None:
    assert states(*words) == found


def test_splits_and_losses_and_what_comes_next() -> None:
    code, _, err = run("export", "--gold", "--split", "60/40", "-o", "gold.jsonl")
    assert code == 0
    assert "gold.jsonl: 3 records" in err
    parts = [json.loads(line)["split"] for line in Path("gold.jsonl").read_text(encoding="utf-8").splitlines()]
    assert None not in parts
    err = run("export", "--gold", "-o", "gold.txt").err
    assert "fasttext has no place for 1 sentence without a label and the votes on 3 sentences." in err
    with Project(Path("copydesk.db"), "lea") as lea:
        lea.undo(review=True)
    assert "copydesk gold --rule unanimous" in run("export", "--gold", "-o", "none.jsonl").err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--state", "agreed"), "--state chooses among what was settled. Add --gold, or use --status."),
        (("--gold", "-a", "ana"), "--gold is what was settled, and no annotator’s. Leave out --annotator."),
        (("--gold", "--format", "reliability", "-o", "out"), "what was settled is nobody’s. Leave out --gold."),
        (("--gold", "--format", "archive", "-o", "out.zip"), "everything that was settled. Leave out --gold."),
    ],
)
def test_what_does_not_go_together_is_refused_in_one_line(words: tuple[str, ...], said: str) -> None:
    code, out, err = run("export", *words)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert said in err
    assert not Path("out").exists()


def test_it_is_described() -> None:
    assert run("export", "--gold", "-o", "gold.csv", "--croissant", "croissant.json").code == 0
    assert '"name": "votes"' in Path("croissant.json").read_text(encoding="utf-8")
    code, out, _ = run("card", "--gold", COPYDESK_ANNOTATOR="lea")
    assert code == 0
    assert "| lea | unanimous | 3 |" in out
    assert run("card", "--gold").err == (
        "copydesk: Gold is made of what everybody said, and only leads see it here. Leave it out.\n"
    )
