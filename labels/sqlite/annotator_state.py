"""What a project stores besides its articles and its journal: places, preferences, and which splits were written."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from labels.sqlite.sums import sum_whole

#: The preference that says for whom a pack was made. It is about this file only, so it is never copied to another file.
PACK_KEY = "pack"


@dataclass(frozen=True, slots=True)
class KeptPlace:
    """Where an annotator was in an article (its id): the start of the sentence under the cursor, the first character in
    view, both in code points; and its number among all that were kept: the latest has the highest.
    """

    annotator: str
    article: str
    cursor: int
    top: int
    turn: int


@dataclass(frozen=True, slots=True)
class Preference:
    """What an annotator prefers."""

    annotator: str
    key: str
    value: str


@dataclass(frozen=True, slots=True)
class SplitMade:
    """A split that data were written with, how many articles there were then, and when (ISO 8601, UTC)."""

    split: str
    articles: int
    at: str


@dataclass(frozen=True, slots=True)
class AnnotatorState:
    """What a file keeps beside its articles and its journal."""

    places: tuple[KeptPlace, ...] = ()
    preferences: tuple[Preference, ...] = ()
    splits: tuple[SplitMade, ...] = ()


def places(connection: sqlite3.Connection) -> Iterator[KeptPlace]:
    """Everyone's places."""
    rows = connection.execute(
        "SELECT annotator, id, cursor, top, turn FROM place JOIN article ON n = article ORDER BY annotator, turn"
    )
    return (KeptPlace(*row) for row in rows)


def preferences(connection: sqlite3.Connection) -> Iterator[Preference]:
    """Everyone's preferences."""
    rows = connection.execute(
        "SELECT annotator, key, value FROM preference WHERE key <> ? ORDER BY annotator, key", (PACK_KEY,)
    )
    return (Preference(*row) for row in rows)


def splits_made(connection: sqlite3.Connection) -> Iterator[SplitMade]:
    """The splits that data were written with."""
    return (SplitMade(*row) for row in connection.execute("SELECT split, articles, at FROM split_made ORDER BY split"))


def everything_kept(connection: sqlite3.Connection) -> AnnotatorState:
    """All that is kept beside articles and journal."""
    return AnnotatorState(tuple(places(connection)), tuple(preferences(connection)), tuple(splits_made(connection)))


def take_in(connection: sqlite3.Connection, kept: AnnotatorState, *, same_articles: bool) -> None:
    """Write what another file keeps into an open transaction.

    Nothing is written for annotators who have places or preferences here. Splits count articles in the order of their
    arrival. Without `same_articles` they would be wrong, so they are not written.
    """
    take_in_places(connection, kept.places)
    take_in_preferences(connection, kept.preferences)
    take_in_splits(connection, kept.splits, same_articles=same_articles)


def take_in_places(connection: sqlite3.Connection, kept: Iterable[KeptPlace]) -> int:
    """Write places into an open transaction, except those of annotators who have places here; how many there were.

    Places in articles that are not here are skipped.
    """
    here = {name for (name,) in connection.execute("SELECT DISTINCT annotator FROM place")}
    count = 0
    for place in kept:
        count += 1
        if place.annotator not in here:
            connection.execute(
                "INSERT INTO place (annotator, article, cursor, top, turn)"
                " SELECT ?, n, ?, ?, ? FROM article WHERE id = ?",
                (place.annotator, place.cursor, place.top, place.turn, place.article),
            )
    return count


def take_in_preferences(connection: sqlite3.Connection, kept: Iterable[Preference]) -> int:
    """Write preferences into an open transaction, except those that somebody has here; how many there were."""
    count = 0
    for each in kept:
        count += 1
        if each.key != PACK_KEY:
            connection.execute(
                "INSERT OR IGNORE INTO preference VALUES (?, ?, ?)", (each.annotator, each.key, each.value)
            )
    if count:
        sum_whole(connection, "preference")
    return count


def take_in_splits(connection: sqlite3.Connection, kept: Iterable[SplitMade], *, same_articles: bool) -> int:
    """Write splits into an open transaction; how many there were.

    They count articles in the order of import, so that they would be wrong in a project with other articles: without
    `same_articles` none is written.
    """
    count = 0
    for each in kept:
        count += 1
        if same_articles:
            connection.execute(
                "INSERT OR IGNORE INTO split_made VALUES (?, ?, ?)", (each.split, each.articles, each.at)
            )
    if count and same_articles:
        sum_whole(connection, "split_made")
    return count
