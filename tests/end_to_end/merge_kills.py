"""`python -m tests.end_to_end.merge_kills 50`: kill merges at random moments, see what is left, merge again.

After each kill the project must be sound, and either as it was or wholly merged; a copy that was made before must be
whole, and be there if the project is merged. Another merge must bring it to what an undisturbed one gives.
"""

from __future__ import annotations

import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from labels.article import Article
from labels.errors import ProjectError
from labels.journal.digest import digest
from labels.journal.event import Act
from labels.project import Project
from labels.projections.articles import sentences_of
from labels.projections.check import check
from labels.projections.rebuild import TABLES
from labels.segmentation import given
from labels.sqlite.connection import connect
from tests.end_to_end import trial
from tests.end_to_end.articles import article
from tests.end_to_end.terminal import clean_environment
from tests.end_to_end.trial import Tell, silent

SHARED, NEW, SENTENCES = 20, 400, 8
PROJECT, OTHER, COPY = "copydesk.db", "other.db", "before-merge"


@dataclass
class Report:
    """What was found; `problems` empty means that every project was old or new, and was made good by another merge."""

    kills: int = 0
    old: int = 0
    copied: int = 0
    problems: list[str] = field(default_factory=list)

    def in_words(self) -> str:
        return (
            f"{self.kills} kills: {self.old} projects as before, of which {self.copied} had been copied,"
            f" {self.kills - self.old} wholly merged; {len(self.problems)} problems"
        )


@dataclass(frozen=True)
class Wanted:
    """What a project may be: its digest before the merge and after it, and all that is read from it after it."""

    before: str
    after: str
    rows: Sequence[object]


def run(count: int, folder: Path, seed: int = 0, tell: Tell = silent) -> Report:
    """Kill `count` merges, each of the same files in a folder of its own, each merged again until it is through."""
    chance, report = random.Random(seed), Report()
    make(folder)
    undisturbed = begin(folder, "undisturbed")
    copied = seconds_until_copied(undisturbed)
    after = undisturbed / PROJECT
    wanted = Wanted(digest_of(folder / PROJECT), digest_of(after), rows_of(after))
    report.problems += [f"undisturbed: {problem}" for problem in check(after).problems]
    while report.kills < count:
        place = begin(folder, f"run-{report.kills}")
        # By turns at any time, around the end of the merging, and while the copy is made or right behind it.
        if report.kills % 3 == 2:
            kill_at_copy(place, chance.uniform(0, 0.03))
        else:
            kill_once(place, chance.uniform(0.1 if report.kills % 3 else copied * 0.7, copied * 1.2))
        report.problems += [f"kill {report.kills}: {problem}" for problem in problems(place, wanted, report)]
        report.kills += 1
        shutil.rmtree(place)
        tell(report)
    return report


def make(folder: Path) -> None:
    """Two copies of a project that went on apart: the other one has very many new articles."""
    with Project(folder / PROJECT, "ana") as project:
        add(project, range(SHARED))
        label(project, 3)
        project.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    shutil.copyfile(folder / PROJECT, folder / OTHER)
    with Project(folder / OTHER, "ben") as project:
        add(project, range(SHARED, SHARED + NEW))
        label(project, 2)
        first, _, third, *_ = project.sentences(next(project.articles()).id)
        project.add_example(third, project.codebook.active[0].name)
        project.join(first)
        project.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def add(project: Project, numbers: range) -> None:
    """Add articles, a sentence a line."""
    texts = (article(SENTENCES, number).replace(". ", ".\n") for number in numbers)
    project.add_cut([(Article(text, title=f"Report {n}"), given(text)) for n, text in zip(numbers, texts, strict=True)])


def label(project: Project, every: int) -> None:
    """Label the first of every so many sentences, an article at a time."""
    labels = [each.id for each in project.codebook.active]
    for row in list(project.articles()):
        cuts = sentences_of(project.connection, row.n)[::every]
        project.journal.record(
            [Act("label", row.n, start, end, {"labels": [labels[start % len(labels)]]}) for start, end, _ in cuts]
        )


def begin(folder: Path, name: str) -> Path:
    """A folder with both files as they were made."""
    place = folder / name
    place.mkdir()
    for file in (PROJECT, OTHER):
        shutil.copyfile(folder / file, place / file)
    return place


def start(place: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "tui", "merge", OTHER], cwd=place, env=clean_environment(place), stderr=subprocess.PIPE
    )


def merged(place: Path) -> None:
    """A merge that nobody disturbs."""
    with start(place) as process:
        _, said = process.communicate()
    assert process.returncode == 0, said.decode()


def seconds_until_copied(place: Path) -> float:
    """Merge undisturbed; how long it took until the copy was begun, which comes before the end alone."""
    began = time.monotonic()
    with start(place) as process:
        wait_for_copy(place, process)
        seconds = time.monotonic() - began
        _, said = process.communicate()
    assert process.returncode == 0, said.decode()
    return seconds


def wait_for_copy(place: Path, process: subprocess.Popen[bytes]) -> None:
    """Wait until there is the first of the copy, or the process has ended."""
    while process.poll() is None and not any(COPY in path.name for path in place.iterdir()):
        time.sleep(0.001)


def kill_once(place: Path, after: float) -> None:
    """Kill a merge some seconds after its start."""
    with start(place) as process:
        try:
            process.communicate(timeout=after)
        except subprocess.TimeoutExpired:
            kill(process)


def kill_at_copy(place: Path, after: float) -> None:
    """Kill a merge some seconds after it began to copy the project."""
    with start(place) as process:
        wait_for_copy(place, process)
        time.sleep(after)
        kill(process)


def kill(process: subprocess.Popen[bytes]) -> None:
    process.send_signal(signal.SIGKILL)
    process.communicate()


def problems(place: Path, wanted: Wanted, report: Report) -> list[str]:
    """What is wrong after a kill, and after another merge."""
    project, found = place / PROJECT, list[str]()
    connect(project).close()  # as the next start would
    found += check(project).problems
    is_old = digest_of(project) == wanted.before
    if not is_old and digest_of(project) != wanted.after:
        found.append("the project is neither as before nor wholly merged")
    copies = sorted(place.glob(f"copydesk.{COPY}-*.db"))
    report.old += is_old
    report.copied += is_old and bool(copies)
    found += [problem for copy in copies for problem in problems_of_copy(copy, wanted)]
    if len(copies) != 1 and not is_old:
        found.append(f"the project is merged, and of the copies before there are {len(copies)}")
    merged(place)
    found += [f"merged again: {problem}" for problem in check(project).problems]
    if digest_of(project) != wanted.after or rows_of(project) != wanted.rows:
        found.append("merged again: the project is not as after an undisturbed merge")
    if digest_of(place / OTHER) != wanted.after:
        found.append("the other file was changed")
    return found


def problems_of_copy(copy: Path, wanted: Wanted) -> list[str]:
    """What is wrong with the copy that was made before."""
    try:
        found = [f"{copy.name}: {problem}" for problem in check(copy).problems]
        if digest_of(copy) != wanted.before:
            found.append(f"{copy.name}: is not the project before the merge")
    except ProjectError as error:
        found = [str(error)]
    return found


def digest_of(path: Path) -> str:
    with closing(connect(path, write=False)) as connection:
        return digest(connection)


def rows_of(path: Path) -> list[object]:
    """All that is read from a project."""
    with closing(connect(path, write=False)) as connection:
        return [(table, sorted(connection.execute(f"SELECT * FROM {table}"), key=repr)) for table in TABLES]


if __name__ == "__main__":
    trial.command(run, trial.arguments(__doc__, 50).parse_args())
