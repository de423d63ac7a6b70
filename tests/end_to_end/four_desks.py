"""`python -m tests.end_to_end.four_desks 1000`: four desks label one project at once, as fast as they take keys.

Once each desk has an annotator of its own, once all four are the same person. Every key press must be one
label event: none lost, none refused, none twice; and the file must be sound.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from labels.project import Project
from labels.projections.check import check
from tests.end_to_end.articles import article
from tests.end_to_end.terminal import Terminal, desk
from tests.end_to_end.trial import conclude

DESKS = 4
KEYS = "ncqb"
BURST = 50


@dataclass
class Report:
    """What was found; `problems` empty means that every press is one event."""

    annotators: Sequence[str]
    presses: int
    seconds: float = 0.0
    problems: list[str] = field(default_factory=list)

    def in_words(self) -> str:
        who = "annotators of their own" if len(set(self.annotators)) > 1 else "one annotator"
        rate = DESKS * self.presses / self.seconds
        return (
            f"{DESKS} desks, {who}: {self.presses:,} presses each in {self.seconds:.0f} s ({rate:.0f} a second "
            f"together); {len(self.problems)} problems"
        )


def run(presses: int, folder: Path, *, same: bool) -> Report:
    """Let four desks press `presses` label keys each."""
    report = Report(["ana"] * DESKS if same else [f"annotator-{n}" for n in range(DESKS)], presses)
    if same:  # else each would pass over what the others decided
        settings = folder / "copydesk" / "settings.toml"
        settings.parent.mkdir()
        settings.write_text('advance = "sentence"\n')
    with Project.open(folder / "copydesk.db", "lead") as project:
        project.add(article(presses + 20), title="report", language="en")
    with ExitStack() as stack:
        terminals = [stack.enter_context(desk(folder, annotator=name)) for name in report.annotators]
        for terminal in terminals:
            terminal.wait("the desk", lambda t=terminal: t.current == 0)
        begun = time.monotonic()
        with ThreadPoolExecutor(DESKS) as pool:
            for done in [pool.submit(label, terminal, n, presses) for n, terminal in enumerate(terminals)]:
                done.result()
        report.seconds = time.monotonic() - begun
        for terminal in terminals:
            terminal.press("ctrl+q")
            if code := terminal.wait_for_end():
                report.problems.append(f"a desk ended with {code}")
    examine(folder / "copydesk.db", report)
    return report


def label(terminal: Terminal, number: int, presses: int) -> None:
    """Press this desk's label key so many times; the next burst is typed while the last one is worked on."""
    typed = 0
    while typed < presses:
        count = min(BURST, presses - typed)
        terminal.write(KEYS[number] * count)
        before, typed = typed, typed + count
        # Bursts are measured by the cursor, which is this desk's own even where the decisions are not.
        terminal.wait("the burst before", lambda at=before: (terminal.current or 0) >= at, 120)
    terminal.wait("the last sentence", lambda: terminal.current == presses, 120)


def examine(path: Path, report: Report) -> None:
    """Count what is on file."""
    report.problems += check(path).problems
    with Project.open(path, "lead", write=False) as project:
        rows = project.connection.execute(
            "SELECT shown, sitting, count(*), count(DISTINCT start), count(DISTINCT payload ->> '$.labels')"
            " FROM journal JOIN team USING (person) WHERE kind = 'label' GROUP BY shown, sitting ORDER BY shown"
        ).fetchall()
        kept = project.connection.execute(
            "SELECT shown, count(*) FROM main_annotation JOIN team USING (person) GROUP BY shown"
        ).fetchall()
    if [row[0] for row in rows] != sorted(report.annotators):
        report.problems.append(f"sittings on file: {rows}")
    for annotator, _, events, sentences, labels in rows:
        if (events, sentences, labels) != (report.presses, report.presses, 1):
            report.problems.append(f"{annotator}: {events} events on {sentences} sentences with {labels} labels")
    if dict(kept) != dict.fromkeys(report.annotators, report.presses):
        report.problems.append(f"annotations on file: {kept}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("presses", type=int, nargs="?", default=1000)
    asked = parser.parse_args()
    problems: list[str] = []
    for same in (False, True):
        with tempfile.TemporaryDirectory() as folder:
            report = run(asked.presses, Path(folder), same=same)
        print(report.in_words(), flush=True)
        problems += report.problems
    conclude(problems)


if __name__ == "__main__":
    main()
