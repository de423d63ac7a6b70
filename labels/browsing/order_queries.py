"""What the order of work asks: which articles come before and after another, and which are left to decide."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from labels.projections.people import person_named


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
        f" FROM progress WHERE person = ? AND article = article.n), 0) ORDER BY n {order} LIMIT 1",
        (after, person_named(connection, annotator)),
    ).fetchone()
    return found[0] if found else None


def undecided_articles(connection: sqlite3.Connection, annotator: str) -> set[int]:
    """The numbers of all articles in which the annotator has something left to decide."""
    rows = connection.execute(
        "SELECT n FROM article LEFT JOIN progress ON article = n AND person = ?"
        " WHERE sentences > coalesce(labelled + skipped, 0)",
        (person_named(connection, annotator),),
    )
    return {n for (n,) in rows}


def articles_after(connection: sqlite3.Connection, n: int) -> list[int]:
    """The numbers of the articles imported after number `n`, in order."""
    return [number for (number,) in connection.execute("SELECT n FROM article WHERE n > ? ORDER BY n", (n,))]


def shortest_numbers(connection: sqlite3.Connection) -> list[int]:
    """The numbers of all articles, those with the fewest sentences first."""
    return [n for (n,) in connection.execute("SELECT n FROM article ORDER BY sentences, n")]


def least_done_numbers(connection: sqlite3.Connection) -> list[int]:
    """The numbers of all articles, first those of which everybody together has decided the least share."""
    rows = connection.execute(
        "SELECT n FROM article LEFT JOIN progress ON article = n GROUP BY n"
        " ORDER BY coalesce(sum(labelled + skipped), 0) * 1.0 / sentences, n"
    )
    return [n for (n,) in rows]


def ids_of_articles(connection: sqlite3.Connection) -> Iterator[tuple[int, str]]:
    """Number and id of every article, in no particular order."""
    return connection.execute("SELECT n, id FROM article")
