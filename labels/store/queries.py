"""Questions that the desk, the status page and the exports ask of a project."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from labels.event import Event
from labels.mark import Mark
from labels.store.ids import id_at
from labels.store.journal import Place
from labels.store.rows import EVENT_COLUMNS, MARK_COLUMNS, event_from_row, mark_from_row

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Progress:
    """How many of `sentences` an annotator has labelled and skipped, flagged and noted."""

    sentences: int
    labelled: int = 0
    skipped: int = 0
    flagged: int = 0
    noted: int = 0

    @property
    def decided(self) -> int:
        """Labelled or skipped."""
        return self.labelled + self.skipped

    @property
    def undecided(self) -> int:
        """Still to do."""
        return self.sentences - self.decided


def totals(connection: sqlite3.Connection) -> tuple[int, int]:
    """The number of articles and of sentences in the project."""
    articles, sentences = connection.execute("SELECT count(*), coalesce(sum(sentences), 0) FROM article").fetchone()
    return articles, sentences


def project_progress(connection: sqlite3.Connection, annotator: str) -> Progress:
    """An annotator's progress over the whole project."""
    _, sentences = totals(connection)
    counts = connection.execute(
        "SELECT coalesce(sum(labelled), 0), coalesce(sum(skipped), 0), coalesce(sum(flagged), 0),"
        " coalesce(sum(noted), 0) FROM progress WHERE annotator = ?",
        (annotator,),
    ).fetchone()
    return Progress(sentences, *counts)


def article_progress(connection: sqlite3.Connection, annotator: str) -> Iterator[tuple[int, Progress]]:
    """For each article, in order of import: its number and an annotator's progress in it."""
    rows = connection.execute(
        "SELECT n, sentences, coalesce(labelled, 0), coalesce(skipped, 0), coalesce(flagged, 0), coalesce(noted, 0)"
        " FROM article LEFT JOIN progress ON article = n AND annotator = ? ORDER BY n",
        (annotator,),
    )
    return ((n, Progress(*counts)) for n, *counts in rows)


def annotators(connection: sqlite3.Connection) -> list[str]:
    """Everyone whose decisions, flags or notes stand in the project, sorted."""
    return [name for (name,) in connection.execute("SELECT DISTINCT annotator FROM progress ORDER BY annotator")]


def marks_of(connection: sqlite3.Connection, n: int, annotator: str) -> dict[Span, Mark]:
    """One annotator's marks in an article, by span."""
    rows = connection.execute(
        f"SELECT start, stop, {MARK_COLUMNS} FROM mark WHERE article = ? AND annotator = ?", (n, annotator)
    )
    return {(row[0], row[1]): mark_from_row(row[2:]) for row in rows.fetchall()}


def all_marks_of(connection: sqlite3.Connection, n: int) -> dict[tuple[int, int, str], Mark]:
    """Everyone's marks in an article, by span and annotator."""
    rows = connection.execute(f"SELECT start, stop, annotator, {MARK_COLUMNS} FROM mark WHERE article = ?", (n,))
    return {(row[0], row[1], row[2]): mark_from_row(row[3:]) for row in rows.fetchall()}


def neighbour(connection: sqlite3.Connection, n: int, step: int) -> int | None:
    """The number of the article after (`step` 1) or before (-1) this one, or None at the end."""
    comparison, order = (">", "ASC") if step > 0 else ("<", "DESC")
    found = connection.execute(
        f"SELECT n FROM article WHERE n {comparison} ? ORDER BY n {order} LIMIT 1", (n,)
    ).fetchone()
    return found[0] if found else None


def undecided_article(connection: sqlite3.Connection, annotator: str, after: int, step: int = 1) -> int | None:
    """The nearest article beyond number `after` in which the annotator has something left to decide."""
    comparison, order = (">", "ASC") if step > 0 else ("<", "DESC")
    found = connection.execute(
        f"SELECT n FROM article WHERE n {comparison} ? AND sentences > coalesce((SELECT labelled + skipped"
        f" FROM progress WHERE annotator = ? AND article = article.n), 0) ORDER BY n {order} LIMIT 1",
        (after, annotator),
    ).fetchone()
    return found[0] if found else None


def undecided_articles(connection: sqlite3.Connection, annotator: str) -> set[int]:
    """The numbers of all articles in which the annotator has something left to decide."""
    rows = connection.execute(
        "SELECT n FROM article LEFT JOIN progress ON article = n AND annotator = ?"
        " WHERE sentences > coalesce(labelled + skipped, 0)",
        (annotator,),
    )
    return {n for (n,) in rows}


def articles_after(connection: sqlite3.Connection, n: int) -> list[int]:
    """The numbers of the articles imported after number `n`, in order."""
    return [number for (number,) in connection.execute("SELECT n FROM article WHERE n > ? ORDER BY n", (n,))]


def latest_place(connection: sqlite3.Connection, annotator: str) -> Place | None:
    """Where the annotator was last, or None for somebody new."""
    row = connection.execute(
        "SELECT article, cursor, top FROM place WHERE annotator = ? ORDER BY turn DESC LIMIT 1", (annotator,)
    ).fetchone()
    return Place(*row) if row else None


def place_in(connection: sqlite3.Connection, annotator: str, n: int) -> Place | None:
    """Where the annotator was last in this article, or None if never there."""
    row = connection.execute(
        "SELECT article, cursor, top FROM place WHERE annotator = ? AND article = ?", (annotator, n)
    ).fetchone()
    return Place(*row) if row else None


def decisions_since(connection: sqlite3.Connection, annotator: str, milliseconds: int) -> int:
    """How many sentences carry a decision that the annotator made since a moment (milliseconds since 1970)."""
    (count,) = connection.execute(
        "SELECT count(*) FROM event JOIN article ON article.id = event.article"
        " JOIN mark ON mark.article = article.n AND mark.start = event.start AND mark.stop = event.stop"
        " AND mark.annotator = event.annotator AND mark.event = event.id AND NOT mark.carried"
        " WHERE event.id >= ? AND event.annotator = ?",
        (id_at(milliseconds), annotator),
    ).fetchone()
    return int(count)


def last_decision(connection: sqlite3.Connection, annotator: str) -> Event | None:
    """The annotator's newest label or skip that is not undone."""
    columns = ", ".join(f"event.{name}" for name in EVENT_COLUMNS.split(", "))
    row = connection.execute(
        f"SELECT {columns} FROM action JOIN event ON event.action = action.id WHERE action.annotator = ?"
        " AND action.undone_by IS NULL AND event.kind IN ('label', 'skip')"
        " ORDER BY action.id DESC, event.id DESC LIMIT 1",
        (annotator,),
    ).fetchone()
    return event_from_row(row) if row else None


def labels_in_use(connection: sqlite3.Connection) -> dict[str, int]:
    """How many marks carry each label id."""
    return dict(connection.execute("SELECT label, count(*) FROM mark_label GROUP BY label ORDER BY label"))


def marks_with_several_labels(connection: sqlite3.Connection) -> int:
    """How many marks carry more than one label."""
    (count,) = connection.execute("SELECT count(*) FROM mark WHERE json_array_length(labels) > 1").fetchone()
    return int(count)


def where_decided(connection: sqlite3.Connection) -> tuple[bool, bool]:
    """Whether anything was decided in Copydesk itself, and whether decisions came from elsewhere."""
    here, elsewhere = connection.execute(
        "SELECT max(kind IN ('label', 'skip')), max(kind = 'imported') FROM action"
    ).fetchone()
    return bool(here), bool(elsewhere)
