"""The first page of every kind of query on a large project, the counts, and a regular expression with a way out."""

from __future__ import annotations

import time
from collections.abc import Callable
from itertools import islice

from labels.project import Project
from labels.query import Search, count, find, parse_query
from labels.values.progress import Progress
from tests.benchmarks.figures import median, table
from tests.benchmarks.query_project import ANNOTATOR, query_project
from tests.benchmarks.sizes import Sizes

PAGE = 50
QUERIES = (
    "",
    "zircon",
    "the",
    "amber basalt",
    '"amber storm"',
    "quartz",
    "amber -basalt",
    "-amber",
    "-the",
    "label:rare",
    "label:common",
    "label:late",
    "-label:common",
    "label:rare amber",
    "label:common zircon",
    "label:late amber",
    "label:common quartz",
    "label:claim quartz",
    "label:late -quartz",
    "label:rare or label:late",
    "(label:rare or zircon) amber",
    "label:claim -label:common",
    "is:undecided",
    "is:undecided amber",
    "is:undecided zircon",
    "is:labelled",
    "is:labelled -label:common",
    "is:skipped",
    "by:ben is:skipped",
    "by:ben label:late",
    "by:ben",
    "-by:ben -is:decided",
    "is:flagged",
    "is:flagged quartz",
    "is:carried",
    "is:noted",
    "note:ironic",
    "note:nothing",
    "near:rare",
    "near:rare amber",
    "near:late",
    "near:rare -label:common",
    "article:4000",
    "article:4999 label:claim",
    "article:nowhere",
    'source:"gazette 6"',
    "after:2024-11-20",
    "before:2024-01-02",
    "after:2024-06-01 before:2024-06-03",
    "seconds:>60",
    "seconds:>20",
    "seconds:>20 quartz",
    "length:>170",
    "length:>170 label:rare",
    "length:>1000",
)
#: Answered by looking at every sentence.
EXPRESSIONS = (
    r"/harbour.*harbour/",
    r"/zircon \d+/",
    r"/nowhere/",
    r"/nowhere/ label:late",
    r"/nowhere/ or label:rare",
)

#: Those that are also counted, and gone through to the end.
WHOLE = (*QUERIES[:12], "is:undecided", "is:labelled label:claim amber", "near:late")


def run(sizes: Sizes) -> None:
    """Print what each query takes."""
    path = query_project(sizes.articles)
    with Project(path, ANNOTATOR, write=False) as project:
        rows = [_first_page(project, text, viewer) for text in QUERIES for viewer in (ANNOTATOR, None)]
        table(
            f"First page of {PAGE} hits, {sizes.articles * 200:,} sentences",
            ["query", "viewer", "hits", "first ms", "next ms", "last page ms"],
            rows,
        )
        whole = [_whole(project, text) for text in WHOLE]
        table("Every hit", ["query", "hits", "count ms", "all ms"], whole)
        stopped = [_stopped(project, text) for text in EXPRESSIONS]
        table("Regular expressions", ["query", "hits", "all ms", "stopped at 200 ms"], stopped)


def _first_page(project: Project, text: str, viewer: str | None) -> tuple[str, str, float, float, float, float]:
    query = parse_query(text)

    def page(descending: bool = False) -> int:
        hits = find(project.connection, project.codebook, Search(query, viewer, limit=PAGE, descending=descending))
        return len(list(hits))

    first, hits = _timed(page)
    again = median([_timed(page)[0] for _ in range(3)])
    back = median([_timed(lambda: page(True))[0] for _ in range(3)])
    return text or "(all)", viewer or "anyone", float(hits), first, again, back


def _whole(project: Project, text: str) -> tuple[str, float, float, float]:
    query = parse_query(text)
    counted, hits = _timed(lambda: count(project.connection, project.codebook, Search(query, ANNOTATOR)))
    everything, _ = _timed(lambda: sum(1 for _ in find(project.connection, project.codebook, Search(query, ANNOTATOR))))
    return text or "(all)", float(hits), counted, everything


def _stopped(project: Project, text: str) -> tuple[str, float, float, float]:
    query = parse_query(text)
    whole, hits = _timed(lambda: sum(1 for _ in find(project.connection, project.codebook, Search(query, ANNOTATOR))))
    deadline = time.perf_counter() + 0.2
    late = find(
        project.connection,
        project.codebook,
        Search(query, ANNOTATOR),
        Progress(cancelled=lambda: time.perf_counter() > deadline),
    )
    stopped, _ = _timed(lambda: len(list(islice(late, 10**9))))
    return text, float(hits), whole, stopped


def _timed(work: Callable[[], int]) -> tuple[float, int]:
    began = time.perf_counter()
    result = work()
    return (time.perf_counter() - began) * 1000, result


if __name__ == "__main__":
    run(Sizes())
