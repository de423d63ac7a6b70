"""Many scripts on one project at once, beside an import and actions about everything: none is refused.

python -m tests.end_to_end.crowd --scripts 64 --decisions 20
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from labels.project import Project
from labels.projections.check import check
from labels.query import Search, parse_query
from tests.end_to_end.articles import article
from tests.end_to_end.terminal import clean_environment
from tests.end_to_end.trial import conclude

#: What each script does: its number and how many decisions it makes; it prints the longest that one took, in seconds.
_SCRIPT = """
import sys, time
from labels.project import Project
number, decisions = int(sys.argv[1]), int(sys.argv[2])
longest = 0.0
with Project.open("news.db", f"script {number}") as project:
    sentences = list(project.sentences())
    for turn in range(decisions):
        began = time.monotonic()
        project.label(sentences[(number + turn) % len(sentences)], "claim")
        longest = max(longest, time.monotonic() - began)
print(longest)
"""


@dataclass
class Report:
    """What came of it: the decisions asked for and found, the longest wait in seconds, and what went wrong."""

    asked: int = 0
    found: int = 0
    longest: float = 0.0
    seconds: float = 0.0
    problems: list[str] = field(default_factory=list)

    def in_words(self) -> str:
        return (
            f"{self.found} of {self.asked} decisions are in the project; the longest took {self.longest:.1f} s, all of"
            f" it {self.seconds:.0f} s. {len(self.problems)} problems."
        )


def run(scripts: int, decisions: int, folder: Path, *, beside: int = 20) -> Report:
    """Let so many scripts make so many decisions each, while `beside` articles are imported and much is labelled."""
    report = Report(asked=scripts * decisions)
    path = folder / "news.db"
    with Project(path, "lead") as project:
        for number in range(4):
            project.add(article(40, number))
    (folder / "more").mkdir()
    for number in range(beside):
        (folder / "more" / f"{number}.txt").write_text(article(40, 100 + number), encoding="utf-8")
    began = time.monotonic()
    running = [_begun(folder, "-c", _SCRIPT, str(number), str(decisions)) for number in range(scripts)]
    others = [
        _begun(folder, "-m", "tui", "import", "more", "--project", "news.db"),
        _begun(folder, "-m", "tui", "annotate", "is:undecided", "--skip", "--project", "news.db"),
    ]
    for each in running:
        out, err = each.communicate()
        if each.returncode:
            report.problems.append(err.strip().splitlines()[-1] if err.strip() else f"ended with {each.returncode}")
        else:
            report.longest = max(report.longest, float(out))
    for each in others:
        _, err = each.communicate()
        if each.returncode:
            report.problems.append(err.strip())
    report.seconds = time.monotonic() - began
    _examine(path, scripts, decisions, report)
    return report


def _begun(folder: Path, *words: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, *words],
        cwd=folder,
        env=clean_environment(folder),
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def _examine(path: Path, scripts: int, decisions: int, report: Report) -> None:
    with Project(path, "lead", write=False) as project:
        for number in range(scripts):
            search = Search(parse_query("label:claim"), f"script {number}")
            found = project.searcher.count(search)
            report.found += found
            if found != decisions:
                report.problems.append(f"script {number}: {found} of {decisions} decisions")
    report.problems += check(path).problems


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--scripts", type=int, default=64)
    parser.add_argument("--decisions", type=int, default=20)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        report = run(asked.scripts, asked.decisions, Path(folder), beside=200)
    print(report.in_words())
    conclude(report.problems)


if __name__ == "__main__":
    main()
