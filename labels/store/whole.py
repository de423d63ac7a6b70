"""A whole project as it lies in its file: taken out piece by piece, and united with another."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from labels.article import Article
from labels.errors import UsageError
from labels.event import Event
from labels.segmentation import CutResult
from labels.sentence import Cut
from labels.store.articles import add_article, article_with_id
from labels.store.projections import rebuild
from labels.store.rows import EVENT_COLUMNS, event_from_row, insert_event


@dataclass(slots=True)
class United:
    """What came in: new articles and their sentences, articles known before, new events of all that were read.

    `codebooks` are the ids of the other project's versions of the codebook, oldest first, each with whether it was
    new; `examples` the ids of new examples.
    """

    new: int = 0
    known: int = 0
    sentences: int = 0
    events: int = 0
    read: int = 0
    codebooks: dict[str, bool] = field(default_factory=dict)
    examples: set[str] = field(default_factory=set)


def base_sentences(connection: sqlite3.Connection, n: int) -> tuple[Cut, ...]:
    """The sentences of an article as they were cut at import, whatever was split or joined since."""
    rows = connection.execute(
        "SELECT start, stop, paragraph FROM sentence WHERE article = ? AND base ORDER BY start", (n,)
    )
    return tuple(map(Cut._make, rows.fetchall()))


def every_event(connection: sqlite3.Connection) -> Iterator[Event]:
    """The journal, in order."""
    return map(event_from_row, connection.execute(f"SELECT {EVENT_COLUMNS} FROM event ORDER BY id"))


def unite(
    connection: sqlite3.Connection, articles: Iterable[tuple[Article, CutResult, str]], events: Iterable[Event]
) -> United:
    """Write another project's articles (with their cuts and times of import) and events into an open transaction.

    What is there already stays; everything that follows from the journal is made anew. A project without any event
    becomes the equal of the other. The codebook that was made last is in force then, whatever labels it has. Raises
    UsageError for an article that is cut otherwise here, or an event that is another here.
    """
    done = United()
    otherwise = _add_articles(connection, articles, done)
    for event in events:
        if event.article in otherwise:
            raise UsageError(f"article {event.article} is cut otherwise in this project. Import into a new one.")
        is_new = _add(connection, event)
        done.read += 1
        done.events += is_new
        if event.kind == "scheme":
            done.codebooks[event.id] = is_new
        elif event.kind == "example" and is_new:
            done.examples.add(event.id)
    _check_whole(connection)
    if done.new or done.events:
        rebuild(connection)
    return done


def _add_articles(
    connection: sqlite3.Connection, articles: Iterable[tuple[Article, CutResult, str]], done: United
) -> set[str]:
    """Write the articles that are new, and count all; the ids of those that are here already and cut otherwise."""
    otherwise = set()
    for article, cut, imported_at in articles:
        if add_article(connection, article, cut, imported_at):
            done.new += 1
            done.sentences += len(cut.sentences)
            continue
        done.known += 1
        row = article_with_id(connection, article.id)
        if row is None or base_sentences(connection, row.n) != cut.sentences:
            otherwise.add(article.id)
    return otherwise


def _add(connection: sqlite3.Connection, event: Event) -> bool:
    row = connection.execute(f"SELECT {EVENT_COLUMNS} FROM event WHERE id = ?", (event.id,)).fetchone()
    if row is None:
        insert_event(connection, event)
    elif event_from_row(row) != event:
        raise UsageError(f"event {event.id} says something else in this project. One of the two was changed by hand.")
    return row is None


def _check_whole(connection: sqlite3.Connection) -> None:
    """Raise ValueError for events that belong to no action or article, or a journal without a codebook."""
    for what, where in (
        ("action", "action NOT IN (SELECT id FROM event)"),
        ("article", "article IS NOT NULL AND article NOT IN (SELECT id FROM article)"),
    ):
        found = connection.execute(f"SELECT id FROM event WHERE {where} LIMIT 1").fetchone()
        if found:
            raise ValueError(f"the {what} of event {found[0]} is missing")
    if connection.execute("SELECT 1 FROM event WHERE kind = 'scheme'").fetchone() is None:
        raise ValueError("it has no codebook")
