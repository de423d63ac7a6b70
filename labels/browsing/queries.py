"""What the lists of articles and of sentences show, read a window at a time."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from labels.projections.codebooks import merged
from labels.projections.people import person_named

ArticleSort = Literal["imported", "title", "progress", "length", "touched"]
SentenceSort = Literal["place", "newest", "seconds", "length", "doubt"]

#: When somebody last decided in the article that `article.n` is, by the decisions in force.
_TOUCHED = (
    "(SELECT max(decided_at) FROM annotation WHERE annotation.article = n AND layer = 0 AND +annotation.start >= 0"
    " AND annotation.person = :person)"
)

#: Every label id that was given, by one index look-up for each.
_LABELS = (
    "WITH RECURSIVE used (label) AS (SELECT min(label) FROM annotation_label UNION ALL"
    " SELECT (SELECT min(label) FROM annotation_label WHERE label > used.label) FROM used WHERE used.label IS NOT NULL)"
    " SELECT label FROM used WHERE label IS NOT NULL"
)

#: The name shown for an article: its title, or if it has none, its source or id.
TITLE = "coalesce(title, source, article.id)"

_ARTICLE_ORDERS: dict[ArticleSort, str] = {
    "imported": "n {way}",
    "title": f"{TITLE} COLLATE NOCASE {{way}}, n",
    "progress": "coalesce(labelled + skipped, 0) * 1.0 / max(sentences, 1) {way}, n",
    "length": "sentences {way}, n",
    "touched": "touched IS NULL, touched {way}, n",
}
#: Sentences without a decision come last in both directions.
_SENTENCE_ORDERS: dict[SentenceSort, str] = {
    "place": "hit.article {way}, hit.start {way}",
    "newest": "decided_at IS NULL, decided_at {way}, hit.article, hit.start",
    "seconds": "seconds IS NULL, seconds {way}, hit.article, hit.start",
    "length": 'hit."end" - hit.start {way}, hit.article, hit.start',
    "doubt": "doubt IS NULL, doubt {way}, hit.article, hit.start",
}

#: How much more probable the model found other labels than those that were given, when they were: the ratio, which
#: rises with its logarithm (`labels.suggest.doubt`). A decision that was carried here was made on another sentence.
_DOUBT = (
    "(SELECT max(payload ->> '$.p_other', 0.0001) / max(payload ->> '$.p_given', 0.0001) FROM journal"
    " WHERE journal.id = said.event AND NOT said.carried)"
)

_BETTER = """
SELECT payload ->> '$.other' FROM annotation AS said JOIN journal ON journal.id = said.event
WHERE said.article = ? AND said.start = ? AND said."end" = ? AND said.layer = 0 AND said.person = ?
    AND NOT said.carried AND payload ->> '$.p_other' > payload ->> '$.p_given'
"""


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
    """The numbers of all articles, as imported; quickly, however many there are."""
    first, last, count = connection.execute(
        "SELECT (SELECT min(n) FROM article), (SELECT max(n) FROM article), (SELECT count(*) FROM article)"
    ).fetchone()
    if first is None:
        return range(0)
    if last - first + 1 == count:
        return range(first, last + 1)
    return [n for (n,) in connection.execute("SELECT n FROM article ORDER BY n")]


def sorted_numbers(connection: sqlite3.Connection, annotator: str, sort: ArticleSort, descending: bool) -> list[int]:
    """The numbers of all articles in another order."""
    touched = _TOUCHED if sort == "touched" else "NULL"
    rows = connection.execute(
        f"SELECT n, {touched} AS touched FROM article LEFT JOIN progress ON article = n AND person = :person"
        f" ORDER BY {_ARTICLE_ORDERS[sort].format(way='DESC' if descending else 'ASC')}",
        {"person": person_named(connection, annotator)},
    )
    return [n for n, _ in rows]


def names_of_articles(connection: sqlite3.Connection) -> Iterator[tuple[int, str | None, str | None]]:
    """Number, title and source of every article, as imported."""
    return connection.execute("SELECT n, title, source FROM article ORDER BY n")


def listed_articles(connection: sqlite3.Connection, annotator: str, numbers: Sequence[int]) -> list[ListedArticle]:
    """The lines of these articles (a window of them), in the order asked for."""
    asked: dict[str, object] = {"person": person_named(connection, annotator), "numbers": json.dumps(list(numbers))}
    within = "(SELECT value FROM json_each(:numbers))"
    labels = _labels_given(connection, asked, within)
    rows = connection.execute(
        f"SELECT n, {TITLE}, sentences, coalesce(labelled + skipped, 0), coalesce(flagged, 0), {_TOUCHED}"
        f" FROM article LEFT JOIN progress ON article = n AND person = :person WHERE n IN {within}",
        asked,
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


def _labels_given(
    connection: sqlite3.Connection, asked: dict[str, object], within: str
) -> dict[int, list[tuple[str, int]]]:
    """For each article how often each label was given, the most frequent first; merged labels are counted as one."""
    labels: dict[int, list[tuple[str, int]]] = {}
    given, sentences = "label", "*"
    if merged(connection):
        given = f"coalesce((SELECT target FROM label_same WHERE label_same.label = annotation_label.label), {given})"
        sentences = "DISTINCT start"
    rows = connection.execute(
        f"SELECT article, {given} AS given, count({sentences}) AS often FROM annotation_label"
        # The plus makes SQLite use the index on labels by label first: there are few labels.
        f" WHERE label IN ({_LABELS}) AND article IN {within} AND +person = :person"
        " GROUP BY article, given ORDER BY often DESC, given",
        asked,
    )
    for n, label, often in rows:
        labels.setdefault(n, []).append((label, often))
    return labels


def keep_hits(connection: sqlite3.Connection, hits: Iterable[tuple[int, int, int]]) -> None:
    """Put sentences into a temporary table of this connection, to be sorted."""
    connection.execute("PRAGMA query_only = OFF")  # the file itself was opened for reading only
    connection.execute('CREATE TEMP TABLE IF NOT EXISTS hit (article INTEGER, start INTEGER, "end" INTEGER)')
    connection.execute("DELETE FROM temp.hit")
    connection.execute("BEGIN")
    connection.executemany("INSERT INTO temp.hit VALUES (?, ?, ?)", hits)
    connection.execute("COMMIT")


def sorted_hits(
    connection: sqlite3.Connection, annotator: str, sort: SentenceSort, descending: bool
) -> Iterator[tuple[int, int, int]]:
    """The sentences that were kept, in the order asked for; the annotator's decisions count."""
    doubt = _DOUBT if sort == "doubt" else "NULL"
    rows = connection.execute(
        f'SELECT hit.article, hit.start, hit."end", {doubt} AS doubt FROM temp.hit LEFT JOIN annotation AS said'
        ' ON said.article = hit.article AND said.start = hit.start AND said."end" = hit."end" AND layer = 0'
        " AND said.person = ?"
        f" ORDER BY {_SENTENCE_ORDERS[sort].format(way='DESC' if descending else 'ASC')}",
        (person_named(connection, annotator),),
    )
    return ((article, start, end) for article, start, end, _ in rows)


def better_labels(connection: sqlite3.Connection, unit: tuple[int, int, int], annotator: str) -> tuple[str, ...]:
    """The labels (ids) that the model found more probable than those that the annotator gave a sentence; often none.

    `unit` is its article (number) and span.
    """
    row = connection.execute(_BETTER, (*unit, person_named(connection, annotator))).fetchone()
    if row is None:
        return ()
    same = merged(connection)
    return tuple(sorted({same.get(id, id) for id in json.loads(row[0])}))


def newest_change(connection: sqlite3.Connection) -> int:
    """A number that grows whenever something arrives that a list may show."""
    (arrived,) = connection.execute("SELECT coalesce(max(seq), 0) FROM journal").fetchone()
    return int(arrived)
