"""Pages of hits, one after the other. Between two of them nothing is held open in the project."""

from __future__ import annotations

import heapq
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, NamedTuple

from labels.projections.articles import text_of
from labels.query.conditions import Condition, Every
from labels.query.estimates import Estimates
from labels.query.plan import Plan, Planner
from labels.query.post_filter import Judge, has_pattern, judge
from labels.query.predicates import Tests, gate
from labels.query.scan_range import ScanRange
from labels.query.skip_scan import past_full
from labels.query.sql import Sql
from labels.sqlite.busy import unless_stopped
from labels.values.progress import Progress

#: Sentences on the largest page.
LARGEST = 32_768

#: Articles in the first and in the largest window, where full text is listed window by window.
_WINDOW, _LARGEST_WINDOW = 16, 1024

#: How many articles that pass the gates are searched before they count as many.
_AHEAD = 20

#: An estimate so high that full text is listed rather than looked up for each sentence.
_MANY = 1e6

Row = tuple[Any, ...]


class Hit(NamedTuple):
    """A sentence that a query selects: its article's number, and its span in code points."""

    article: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Page:
    """Sentences as SQLite found them, with the judge of what it could not decide, and where the next page begins."""

    rows: list[Row]
    beyond: tuple[int, int] | None = None
    judge: Judge | None = None


def pages(
    connection: sqlite3.Connection,
    every: Every,
    reach: ScanRange,
    size: int,
    progress: Progress,
) -> Iterator[list[Hit]]:
    """Pages of hits in order, growing from `size` sentences; the last one is short where the search is cancelled."""
    cancelled = progress.cancelled
    texts = _Texts(connection)
    seen = 0
    window = _WINDOW
    while not cancelled():
        page = unless_stopped(cancelled, connection, partial(read_page, connection, every, reach, size, window))
        if page is None:
            return
        hits = []
        for row in page.rows:
            if page.judge is not None and cancelled():
                break
            seen += 1
            if page.judge is None or page.judge(texts.of(row), row[3:]):
                hits.append(Hit(*row[:3]))
        progress.report(seen, None)
        yield hits
        if page.beyond is None:
            return
        reach = replace(reach, after=page.beyond)
        size, window = min(size * 4, LARGEST), min(window * 4, _LARGEST_WINDOW)


def read_page(connection: sqlite3.Connection, every: Every, reach: ScanRange, size: int, window: int) -> Page:
    """The next `size` sentences within reach, or a few less where branches run at different speeds or a window ends.

    A window is so many articles.
    """
    narrowed = narrow(connection, every, reach)
    if narrowed is None:
        return Page([])
    reach, share = narrowed
    estimates = Estimates(connection, reach)
    judged = tuple(part for part in every.parts if has_pattern(part))
    others = [part for part in every.parts if not has_pattern(part)]
    plan = Planner(estimates, reach, share).plan(others)
    judging, columns, lists_much = _judging(judged, estimates, reach)
    end = None
    if plan.windowed and reach.only is None:
        rest = past_full(connection, others, reach, estimates.first, estimates.last)
        if rest is None:
            return Page([])
        if rest != reach:  # more of the same kind may follow
            reach, window = rest, _WINDOW
            estimates = Estimates(connection, reach)
    if (plan.windowed or lists_much) and reach.only is None and abs(estimates.last - estimates.first) > window:
        end = estimates.first + (-window if reach.descending else window)
        reach = replace(reach, until=end)
        estimates = Estimates(connection, reach)
        plan = Planner(estimates, reach, share).plan(others)
        judging, columns, _ = _judging(judged, estimates, reach)
    rows, beyond = _merged(connection, plan, columns, reach, size)
    if beyond is None and end is not None:
        beyond = reach.beyond_article(end)
    return Page(rows, beyond, judging)


def _judging(
    judged: tuple[Condition, ...], estimates: Estimates, reach: ScanRange
) -> tuple[Judge | None, list[Sql], bool]:
    """The function for what Python decides, the columns it needs, and whether long lists of full text go into them."""
    if not judged:
        return None, [], False
    columns: list[Sql] = []
    tests = Tests(estimates, reach, rows=_MANY)
    return judge(Every(judged), tests, columns), columns, tests.lists_much


def narrow(connection: sqlite3.Connection, every: Every, reach: ScanRange) -> tuple[ScanRange, float] | None:
    """The reach without articles that the gates shut out at its start, and the share of those that pass beyond.

    Where only a few pass at all, the reach is just these. None where none does.
    """
    gates = gate(every)
    if gates is None or reach.only is not None:
        return reach, 1.0
    within = reach.articles("a.n")
    passing = [
        n
        for (n,) in connection.execute(
            f"SELECT a.n FROM article AS a WHERE {within.text} AND {gates.text} ORDER BY a.n {reach.order} LIMIT ?",
            (*within.values, *gates.values, _AHEAD + 1),
        )
    ]
    if not passing:
        return None
    if len(passing) <= _AHEAD:
        return replace(reach, only=tuple(passing)), 1.0
    return reach.from_article(passing[0]), len(passing) / (abs(passing[-1] - passing[0]) + 1)


def _merged(
    connection: sqlite3.Connection, plan: Plan, columns: Sequence[Sql], reach: ScanRange, size: int
) -> tuple[list[Row], tuple[int, int] | None]:
    """The rows of all branches in order and without repeats, and the place up to which they are complete."""
    found = []
    ends = []
    for branch in plan.branches:
        statement = branch.statement(columns, size)
        rows = connection.execute(statement.text, statement.values).fetchall()
        found.append(rows)
        if len(rows) == size:
            ends.append(_place(rows[-1]))
    beyond = (max(ends) if reach.descending else min(ends)) if ends else None
    merged = []
    last = None
    for row in found[0] if len(found) == 1 else heapq.merge(*found, key=_place, reverse=reach.descending):
        place = _place(row)
        if place != last:
            merged.append(row)
        if place == beyond:
            break
        last = place
    return merged, beyond


def _place(row: Row) -> tuple[int, int]:
    return row[0], row[1]


class _Texts:
    """The texts of sentences; the article that was read last stays in memory."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._n = 0
        self._text = ""

    def of(self, row: Row) -> str:
        """The text of the sentence in a row."""
        n, start, end = row[:3]
        if n != self._n:
            self._n, self._text = n, text_of(self._connection, n)
        return self._text[start:end]
