"""The queries of the order of work: which articles come before and after another, and which are left to decide."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from labels.projections.own_work import OVERLAPS, SHARED_OUT, are_shared_out
from labels.projections.people import person_named
from labels.projections.returned import ARTICLES_SENT_BACK
from labels.projections.viewers import whose
from labels.values.viewer import Viewer

#: Whether all articles are the annotator's own: no article is assigned to anybody, and no sentence to the annotator.
_ALL = f"(NOT {SHARED_OUT} AND NOT EXISTS (SELECT 1 FROM assigned WHERE person = :person))"
#: Whether an article is the annotator's own work: it or a part of it is assigned to them, or all articles are theirs.
_OWN = f"({_ALL} OR EXISTS (SELECT 1 FROM assigned WHERE assigned.article = article.n AND assigned.person = :person))"
#: Whether something in an article is left to decide: in all of it, or in the parts that are assigned to the annotator;
#: or it was sent back as a whole.
_LEFT = (
    "(sentences > coalesce((SELECT labelled + skipped FROM progress WHERE person = :person AND article = article.n), 0)"
    f" AND ({_ALL} OR EXISTS (SELECT 1 FROM assigned"
    " WHERE assigned.article = article.n AND assigned.person = :person AND start = -1)"
    " OR n IN (SELECT has.article FROM assigned AS has"
    f" JOIN sentence ON {OVERLAPS} LEFT JOIN annotation AS said ON said.article = has.article"
    ' AND said.start = sentence.start AND said."end" = sentence."end" AND layer = 0 AND said.person = :person'
    " WHERE has.person = :person AND has.start >= 0 AND coalesce(status, 'undecided') = 'undecided'))"
    f" OR n IN ({ARTICLES_SENT_BACK}))"
)


def neighbour(connection: sqlite3.Connection, annotator: str, n: int, step: int) -> int | None:
    """The number of the annotator's own article after (`step` 1) or before (-1) this one, or None at the end."""
    comparison, order = (">", "ASC") if step > 0 else ("<", "DESC")
    found = connection.execute(
        f"SELECT n FROM article WHERE n {comparison} :n AND {_OWN} ORDER BY n {order} LIMIT 1",
        {"n": n, "person": person_named(connection, annotator)},
    ).fetchone()
    return found[0] if found else None


def undecided_article(connection: sqlite3.Connection, annotator: str, after: int, step: int = 1) -> int | None:
    """The nearest of the annotator's own articles beyond number `after` with something left for them to decide."""
    comparison, order = (">", "ASC") if step > 0 else ("<", "DESC")
    found = connection.execute(
        f"SELECT n FROM article WHERE n {comparison} :after AND {_LEFT} ORDER BY n {order} LIMIT 1",
        {"after": after, "person": person_named(connection, annotator)},
    ).fetchone()
    return found[0] if found else None


def undecided_articles(connection: sqlite3.Connection, annotator: str) -> set[int]:
    """The numbers of all of the annotator's own articles with something left for them to decide."""
    rows = connection.execute(f"SELECT n FROM article WHERE {_LEFT}", {"person": person_named(connection, annotator)})
    return {n for (n,) in rows}


def own_articles(connection: sqlite3.Connection, annotator: str) -> set[int] | None:
    """The numbers of the articles that the annotator has, whole or in parts; None if all articles are theirs."""
    rows = connection.execute(
        "SELECT DISTINCT article FROM assigned WHERE person = ?", (person_named(connection, annotator),)
    )
    own = {n for (n,) in rows}
    return own if own or are_shared_out(connection) else None


def articles_after(connection: sqlite3.Connection, n: int) -> list[int]:
    """The numbers of the articles imported after number `n`, in order."""
    return [number for (number,) in connection.execute("SELECT n FROM article WHERE n > ? ORDER BY n", (n,))]


def shortest_numbers(connection: sqlite3.Connection) -> list[int]:
    """The numbers of all articles, those with the fewest sentences first."""
    return [n for (n,) in connection.execute("SELECT n FROM article ORDER BY sentences, n")]


def least_done_numbers(connection: sqlite3.Connection, viewer: Viewer) -> list[int]:
    """The numbers of all articles, first those with the least share decided.

    Annotations that the viewer may read count.
    """
    rows = connection.execute(
        f"SELECT n FROM article LEFT JOIN progress ON article = n AND {whose(viewer)} GROUP BY n"
        " ORDER BY coalesce(sum(labelled + skipped), 0) * 1.0 / sentences, n"
    )
    return [n for (n,) in rows]


def ids_of_articles(connection: sqlite3.Connection) -> Iterator[tuple[int, str]]:
    """Number and id of every article, in no particular order."""
    return connection.execute("SELECT n, id FROM article")
