"""The queries of the statistics: who worked, when, and the decisions in force, added up."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from labels.projections import codebooks
from labels.projections.label_counts import ALL, DAY, SECONDS, WHEN
from labels.projections.viewers import whose
from labels.projections.work import uncounted
from labels.sqlite.batches import in_lots
from labels.statistics.shares import Labels
from labels.values.viewer import Viewer
from labels.values.working_time import moment_of


@dataclass(slots=True)
class Worked:
    """One annotator's work. `quarters`: milliseconds worked and sentences decided in quarters of an hour (since 1970,
    UTC). `again`: how many decisions of a quarter were made again or taken away in another. `sittings`: milliseconds.
    """

    quarters: dict[int, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0]))
    again: Counter[tuple[int, int]] = field(default_factory=Counter)
    sittings: Counter[int] = field(default_factory=Counter)


def everybodys_work(connection: sqlite3.Connection) -> dict[int, Worked]:
    """The work of everyone who ever did something to a sentence, by number; what they did may be undone."""
    counts = uncounted(connection)
    found: dict[int, Worked] = defaultdict(Worked)
    for (person, sitting, quarter), row in counts.rows.items():
        _add(found[person], sitting, quarter, (row.worked, row.own, row.decided))
    for (person, quarter, later), count in counts.again.items():
        found[person].again[quarter, later] += count
    if not counts.anew:
        rows = connection.execute("SELECT person, sitting, quarter, worked, own, decided FROM worked")
        for person, sitting, quarter, *figures in in_lots(rows):
            _add(found[person], sitting, quarter, figures)
        for person, quarter, later, count in connection.execute("SELECT * FROM decided_again"):
            found[person].again[quarter, later] += count
    return found


def _add(work: Worked, sitting: int, quarter: int, figures: Sequence[int]) -> None:
    worked, own, decided = figures
    of_quarter = work.quarters[quarter]
    of_quarter[0] += worked
    of_quarter[1] += decided
    work.sittings[sitting] += own


def everyone(connection: sqlite3.Connection, viewer: Viewer) -> list[str]:
    """Everyone for the viewer who ever did something to a sentence, by name, sorted; what they did may be undone."""
    return names_of(connection, everybodys_work(connection), viewer)


def names_of(connection: sqlite3.Connection, people: Collection[int], viewer: Viewer) -> list[str]:
    """The names under which these people are shown, as far as their work is for the viewer, sorted."""
    rows = connection.execute(f"SELECT person, shown FROM team WHERE shown IS NOT NULL AND {whose(viewer)}")
    return sorted(shown for person, shown in rows if person in people)


def article_progress(connection: sqlite3.Connection, person: int | None) -> Iterator[tuple[int, int, int]]:
    """For each article, in order of import: its number, its sentences, and how many of them an annotator decided."""
    rows = connection.execute(
        "SELECT n, sentences, coalesce(labelled + skipped, 0) FROM article LEFT JOIN progress"
        " ON progress.article = n AND progress.person = ? ORDER BY n",
        (person,),
    )
    return in_lots(rows)


class GivenBy:
    """One annotator's decisions in force, as `labels.statistics.shares.Given` wants them."""

    def __init__(self, connection: sqlite3.Connection, person: int | None) -> None:
        """`person` is the annotator's number; nobody (None) decided nothing."""
        self._connection = connection
        self._person = person
        self._same = codebooks.merged(connection)
        self._read: dict[str, Labels] = {}

    def labelled(self) -> int:
        """How many sentences have labels."""
        (count,) = self._connection.execute(
            f"SELECT coalesce(sum(count), 0) FROM {ALL} WHERE person = ? AND what = ?", (self._person, WHEN)
        ).fetchone()
        return int(count)

    def when(self) -> Iterator[tuple[int, Labels, int]]:
        """Days since 1970, UTC, in order, with labels and how many sentences got them then."""
        return ((int(day), labels, count) for day, labels, count in self._rows(WHEN))

    def reach(self, day: int) -> tuple[int, int]:
        """The moments (milliseconds since 1970) at which the first and the last label of a day were given."""
        begin, end = (
            self._connection.execute(f"{self._on(day)} ORDER BY decided_at {order} LIMIT 1").fetchone()
            for order in ("ASC", "DESC")
        )
        # A time that is written in another form is at another place in the index.
        return (moment_of(begin[0]), moment_of(end[0])) if begin and end else (day * DAY, day * DAY)

    def on(self, day: int) -> Iterator[tuple[int, Labels]]:
        """The labels given on a day, one by one in order, each with its moment."""
        rows = self._connection.execute(f"{self._on(day)} ORDER BY decided_at, event")
        return ((moment_of(at), self._labels(labels)) for at, labels in in_lots(rows))

    def measured(self) -> Iterator[tuple[Labels, int, float]]:
        """Labels, with how many decisions on one sentence alone have seconds, and these seconds added up."""
        rows = self._connection.execute(
            f"SELECT labels, sum(count), sum(value * count) FROM {ALL} WHERE person = ? AND what = ? GROUP BY labels"
            " HAVING sum(count) > 0",
            (self._person, SECONDS),
        )
        return ((self._labels(labels), count, seconds) for labels, count, seconds in rows)

    def timed(self) -> Iterator[tuple[float, Labels, int]]:
        """The seconds of decisions on one sentence alone, in order, with labels and how many took so long."""
        return self._rows(SECONDS)

    def _on(self, day: int) -> str:
        begin, end = (datetime.fromtimestamp(each * DAY // 1000, UTC).date().isoformat() for each in (day, day + 1))
        return (
            "SELECT decided_at, labels FROM annotation INDEXED BY annotation_decided_at WHERE layer = 0 AND start >= 0"
            f" AND decided_at >= '{begin}' AND decided_at < '{end}' AND person = {int(self._person or 0)}"
            " AND status = 'labelled'"
        )

    def _rows(self, what: int) -> Iterator[tuple[float, Labels, int]]:
        rows = self._connection.execute(
            f"SELECT value, labels, sum(count) FROM {ALL} WHERE person = ? AND what = ? GROUP BY value, labels"
            " HAVING sum(count) > 0 ORDER BY value, labels",
            (self._person, what),
        )
        return ((value, self._labels(labels), count) for value, labels, count in in_lots(rows))

    def _labels(self, written: str) -> Labels:
        """Labels that were merged into others are read as those."""
        if written not in self._read:
            self._read[written] = tuple(sorted({self._same.get(label, label) for label in json.loads(written)}))
        return self._read[written]
