"""`python -m tests.agreement`: our figures against values from outside, and against marks with planted truth.

    python -m tests.agreement check FOLDER                values from outside: expected.json, worked.json and their data
    python -m tests.agreement coverage [--runs 4000]      how often intervals of alpha cover the truth
    python -m tests.agreement models [--seeds 20]         the annotator model against the majority

`check` leaves with 1 if a value is not within its tolerance.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from statistics import mean

from labels.quality.annotator_model import annotator_model
from labels.quality.aspect import whole
from labels.quality.marks import Marks
from tests.agreement.coverage import LEAST, MOST, TRUTH, coverage
from tests.agreement.outside import check, codebook
from tests.agreement.planted import SCENARIOS, planted
from tests.agreement.scoring import score


def main() -> None:
    """Run what is named."""
    parser = argparse.ArgumentParser(prog="python -m tests.agreement")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("check").add_argument("folder", type=Path)
    covering = commands.add_parser("coverage")
    covering.add_argument("--runs", type=int, default=4000)
    covering.add_argument("--articles", type=int, nargs="+", default=[10, 20])
    covering.add_argument("--scenarios", nargs="+", default=list(TRUTH), choices=list(TRUTH))
    modelled = commands.add_parser("models")
    modelled.add_argument("--seeds", type=int, default=20)
    asked = parser.parse_args()
    if asked.command == "check":
        sys.exit(_check(asked.folder))
    if asked.command == "coverage":
        _coverage(asked.scenarios, asked.articles, asked.runs)
    else:
        _models(asked.seeds)


def _check(folder: Path) -> int:
    found = list(check(folder))
    wrong = [each for each in found if not each.equal]
    for each in wrong:
        print(f"{each.what}: theirs {each.theirs}, ours {each.ours}, tolerance {each.tolerance}")
    print(f"{len(found) - len(wrong):,} of {len(found):,} values are within their tolerance.")
    return 1 if wrong or not found else 0


def _coverage(scenarios: list[str], sizes: list[int], runs: int) -> None:
    for scenario in scenarios:
        for articles in sizes:
            found = coverage(scenario, articles, runs)
            verdict = "" if LEAST <= found.share <= MOST else "  OUTSIDE"
            print(
                f"{scenario:10} {articles:3} articles, {runs:,} runs: {found.share:.4f} covered, mean width"
                f" {found.width:.3f}{verdict}",
                flush=True,
            )


def _models(seeds: int) -> None:
    for name in ("spammers", "rare", "newsroom", "even"):
        scores = []
        for seed in range(1000, 1000 + seeds):
            made = planted(SCENARIOS[name], 600, seed)
            marks = Marks(made.marks)
            book = codebook(*(f"l{n}" for n in range(len(SCENARIOS[name].common))))
            scores.append(score(marks, annotator_model(marks, whole(book)), made.truth, made.right))
        gain = mean(each.right - each.majority for each in scores)
        correlation = mean(each.correlation for each in scores)
        sure = sum(each.sure * each.sure_and_right for each in scores) / sum(each.sure for each in scores)
        print(f"{name:10} gain {gain:+.4f}, correlation {correlation:.3f}, of the sure {sure:.3f} right", flush=True)


if __name__ == "__main__":
    main()
