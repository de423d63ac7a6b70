"""Checking articles: sentences, annotations, gold and what waits, against the events of each."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence

from labels.article import article_id
from labels.journal.event import Event
from labels.journal.fold import Folded, Registry, events_in_force, fold_in_force
from labels.journal.ids import problem_with_id
from labels.journal.kinds import problem_with
from labels.journal.kinds.segment import sentences
from labels.journal.rows import events_of_article, has_reversals, reversals_in_article
from labels.projections.annotations import annotation_values
from labels.projections.decided_once import articles_decided_once
from labels.projections.differences import NAMED, UNREADABLE, Row, differences, name_of
from labels.projections.plain_articles import plain_rows
from labels.projections.refold import article_row, project_state, waiting_rows
from labels.values.progress import Progress

#: The tables that have the rows of one article, in the order in which they point at each other.
_OF_ARTICLES = ("article", "sentence", "annotation", "gold_state", "waiting")

#: How many articles one query looks at.
_LOT = 500


def problems_with_articles(connection: sqlite3.Connection, progress: Progress) -> Iterator[str]:
    """Where an article, its sentences and annotations do not follow from its events, one line each."""
    _, registry = project_state(connection)
    undone = has_reversals(connection)
    (every,) = connection.execute("SELECT count(*) FROM article_key").fetchone()
    found = done = 0
    for lot in lots_of_articles(connection):
        sound = articles_decided_once(connection, lot[0], lot[-1], registry)
        for n in lot:
            for problem in () if n in sound else _article(connection, n, registry, undone):
                yield problem
                found += 1
            if found > 20 * NAMED:
                return
        done += len(lot)
        progress.report(done, every)


def lots_of_articles(connection: sqlite3.Connection) -> Iterator[list[int]]:
    """The numbers of all articles, as many at a time as one query looks at."""
    numbers = [n for (n,) in connection.execute("SELECT n FROM article_key ORDER BY n")]
    for begin in range(0, len(numbers), _LOT):
        yield numbers[begin : begin + _LOT]


def _article(connection: sqlite3.Connection, n: int, registry: Registry, undone: bool) -> Iterator[str]:
    try:
        events = events_of_article(connection, n)
        up = events_in_force(events, reversals_in_article(connection, n) if undone else (), registry)
    except UNREADABLE as error:
        yield f"article number {n}: an event holds what no event can say ({error})"
        return
    plain = _is_as_plain(connection, n, up)
    # The rows of a plain article have just been compared. For all others the form is checked.
    known = {event.id for event in up} if plain else set()
    for event in events if len(known) < len(events) else ():
        problem = None if event.id in known else problem_with_id(event.id) or problem_with(event)
        if problem:
            yield f"event {name_of(event.id)} {problem}"
            return
    if plain:
        return
    try:
        wanted = _wanted(connection, n, fold_in_force(up, registry))
    except UNREADABLE as error:
        yield f"article number {n}: an event holds what no event can say ({error})"
        return
    for table, rows in wanted.items():
        yield from differences(table, _kept(connection, table, n), rows)


def _is_as_plain(connection: sqlite3.Connection, n: int, events: Sequence[Event]) -> bool:
    """Whether the article is plain, and everything kept of it is just that; False where an event cannot be read."""
    try:
        return _is_plain(connection, n, events)
    except UNREADABLE:
        return False


def _is_plain(connection: sqlite3.Connection, n: int, events: Sequence[Event]) -> bool:
    cuts = [event for event in events if event.kind == "segment"]
    facts = [event for event in events if event.kind == "article"]
    text = _text(connection, n)
    if len(cuts) != 1 or len(facts) != 1 or text is None:
        return False
    spans = {(start, end): paragraph for start, end, paragraph in sentences(cuts[0].payload)}
    annotations = plain_rows(n, events, frozenset(spans))
    if annotations is None:
        return False
    folded = Folded(spans, {}, facts[0], cuts[0])
    return (
        _kept(connection, "annotation", n) == annotations
        and _kept(connection, "sentence", n) == {(n, *span, paragraph) for span, paragraph in spans.items()}
        and _kept(connection, "article", n) == {article_row(n, article_id(text), folded)}
        and not _kept(connection, "gold_state", n)
        and not _kept(connection, "waiting", n)
    )


def _wanted(connection: sqlite3.Connection, n: int, folded: Folded) -> dict[str, set[Row]]:
    """The rows that an article must have in each table, by its events."""
    wanted: dict[str, set[Row]] = {table: set() for table in _OF_ARTICLES}
    text = _text(connection, n)
    is_here = text is not None and folded.facts is not None and folded.segmentation is not None
    wanted["waiting"] = set(waiting_rows(n, folded, is_here=is_here))
    if text is None or not is_here:
        return wanted
    wanted["article"] = {article_row(n, article_id(text), folded)}
    wanted["sentence"] = {(n, *span, paragraph) for span, paragraph in folded.sentences.items()}
    wanted["annotation"] = {
        (n, *span, voice[1], voice[0], *annotation_values(annotation))
        for voice, said in folded.annotations.items()
        for span, annotation in said.items()
    }
    wanted["gold_state"] = {(n, *span, state) for span, state in folded.gold.items()}
    return wanted


def _kept(connection: sqlite3.Connection, table: str, n: int) -> set[Row]:
    number = "n" if table == "article" else "article"
    return set(connection.execute(f"SELECT * FROM {table} WHERE {number} = ?", (n,)).fetchall())


def _text(connection: sqlite3.Connection, n: int) -> str | None:
    row = connection.execute("SELECT text FROM article_text WHERE article = ?", (n,)).fetchone()
    return None if row is None else str(row[0])
