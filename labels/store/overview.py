"""What the lists of articles and of sentences show, read a window at a time."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

ArticleSort = Literal["imported", "title", "progress", "length", "touched"]
SentenceSort = Literal["place", "newest", "seconds", "length"]

#: What an article is called: its title, or what is known of it instead.
TITLE = "coalesce(title, source, article.id)"

_ARTICLE_ORDERS: dict[ArticleSort, str] = {
    "imported": "n {way}",
    "title": f"{TITLE} COLLATE NOCASE {{way}}, n",
    "progress": "coalesce(labelled + skipped, 0) * 1.0 / max(sentences, 1) {way}, n",
    "length": "sentences {way}, n",
    "touched": "touched IS NULL, touched {way}, n",
}
#: Sentences without a decision come last either way.
_SENTENCE_ORDERS: dict[SentenceSort, str] = {
    "place": "hit.article {way}, hit.start {way}",
    "newest": "mark.decided_at IS NULL, mark.decided_at {way}, hit.article, hit.start",
    "seconds": "mark.seconds IS NULL, mark.seconds {way}, hit.article, hit.start",
    "length": "hit.stop - hit.start {way}, hit.article, hit.start",
}


@dataclass(frozen=True, slots=True)
class ListedArticle:
    """A line of the list of articles, as one annotator sees it.

    `labels` are label ids with how often they were given here, the most frequent first; `touched` is when
    the newest decision that stands was made (ISO 8601, UTC).
    """

    n: int
    title: str
    sentences: int
    decided: int
    flagged: int
    labels: tuple[tuple[str, int], ...]
    touched: str | None


def all_numbers(connection: sqlite3.Connection) -> Sequence[int]:
    """The numbers of all articles, as imported; at once, however many there are."""
    first, last = connection.execute("SELECT min(n), max(n) FROM article").fetchone()
    if first is None:
        return range(0)
    (count,) = connection.execute("SELECT count(*) FROM article").fetchone()
    if last - first + 1 == count:
        return range(first, last + 1)
    return [n for (n,) in connection.execute("SELECT n FROM article ORDER BY n")]


def sorted_numbers(connection: sqlite3.Connection, annotator: str, sort: ArticleSort, descending: bool) -> list[int]:
    """The numbers of all articles in another order."""
    touched = "NULL"
    if sort == "touched":
        touched = "(SELECT max(decided_at) FROM mark WHERE mark.article = n AND mark.annotator = :annotator)"
    rows = connection.execute(
        f"SELECT n, {touched} AS touched FROM article LEFT JOIN progress ON article = n AND annotator = :annotator"
        f" ORDER BY {_ARTICLE_ORDERS[sort].format(way='DESC' if descending else 'ASC')}",
        {"annotator": annotator},
    )
    return [n for n, _ in rows]


def names_of_articles(connection: sqlite3.Connection) -> Iterator[tuple[int, str | None, str | None]]:
    """Number, title and source of every article, as imported."""
    return connection.execute("SELECT n, title, source FROM article ORDER BY n")


def listed_articles(connection: sqlite3.Connection, annotator: str, numbers: Sequence[int]) -> list[ListedArticle]:
    """The lines of these articles (a window of them), in the order asked for."""
    within = f"({', '.join('?' * len(numbers))})"
    labels: dict[int, list[tuple[str, int]]] = {}
    given = connection.execute(
        "SELECT mark_label.article, mark_label.label, count(*) AS often FROM mark_label WHERE label IN"
        # The plus has the index on labels go by the label first: there are few, and then it is exact.
        " (SELECT json_extract(label.value, '$.id') FROM scheme, json_each(scheme.record, '$.labels') AS label"
        "  WHERE version = (SELECT max(version) FROM scheme))"
        f" AND article IN {within} AND +annotator = ? GROUP BY 1, 2 ORDER BY often DESC, 2",
        (*numbers, annotator),
    )
    for n, label, often in given:
        labels.setdefault(n, []).append((label, often))
    rows = connection.execute(
        f"SELECT n, {TITLE}, sentences, coalesce(labelled + skipped, 0), coalesce(flagged, 0),"
        " (SELECT max(decided_at) FROM mark WHERE mark.article = n AND mark.annotator = ?)"
        f" FROM article LEFT JOIN progress ON article = n AND annotator = ? WHERE n IN {within}",
        (annotator, annotator, *numbers),
    )
    found = {
        n: ListedArticle(n, title, sentences, decided, flagged, tuple(labels.get(n, ())), touched)
        for n, title, sentences, decided, flagged, touched in rows
    }
    return [found[n] for n in numbers if n in found]


def title_of(connection: sqlite3.Connection, n: int) -> str:
    """What an article is called."""
    (title,) = connection.execute(f"SELECT {TITLE} FROM article WHERE n = ?", (n,)).fetchone()
    return str(title)


def keep_hits(connection: sqlite3.Connection, hits: Iterable[tuple[int, int, int]]) -> None:
    """Put sentences into a table of this connection's own, beside the project, to be sorted."""
    connection.execute("PRAGMA query_only = OFF")  # the file itself was opened for reading only
    connection.execute("CREATE TEMP TABLE IF NOT EXISTS hit (article INTEGER, start INTEGER, stop INTEGER)")
    connection.execute("DELETE FROM temp.hit")
    connection.execute("BEGIN")
    connection.executemany("INSERT INTO temp.hit VALUES (?, ?, ?)", hits)
    connection.execute("COMMIT")


def sorted_hits(
    connection: sqlite3.Connection, annotator: str, sort: SentenceSort, descending: bool
) -> Iterator[tuple[int, int, int]]:
    """The sentences that were kept, in the order asked for; the annotator's decisions count."""
    return connection.execute(
        "SELECT hit.article, hit.start, hit.stop FROM temp.hit LEFT JOIN mark ON mark.article = hit.article"
        " AND mark.start = hit.start AND mark.stop = hit.stop AND mark.annotator = ?"
        f" ORDER BY {_SENTENCE_ORDERS[sort].format(way='DESC' if descending else 'ASC')}",
        (annotator,),
    )


def newest_change(connection: sqlite3.Connection) -> tuple[str, int]:
    """Changes whenever something was said or imported that a list may show."""
    (event,) = connection.execute("SELECT coalesce(max(id), '') FROM event").fetchone()
    (article,) = connection.execute("SELECT coalesce(max(n), 0) FROM article").fetchone()
    return str(event), int(article)
