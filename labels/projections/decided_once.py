"""Articles in which nearly every unit was decided once and nothing else happened, found by queries.

Most articles are like that. To check them no fold is needed, because each decision has its annotation. Units with more
than one event are read one by one. Every other article is left to the fold.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from labels.article import id_of_hash
from labels.journal.event import Event
from labels.journal.fold import Registry, events_in_force
from labels.journal.ids import problem_with_id
from labels.journal.kinds import problem_with
from labels.journal.kinds.segment import spans
from labels.journal.rows import EVENT_COLUMNS, event_from_row, reversals_of
from labels.projections.differences import UNREADABLE, Row
from labels.projections.plain_articles import BESIDE, plain_rows
from labels.projections.refold import row_of_facts

#: Whether an annotation (`kept`) is exactly the result of one decision. A plus keeps SQLite from using an index on
#: times or seconds.
_AMOUNTS = (
    "journal.kind IN ('label', 'skip') AND journal.layer = 0"
    " AND kept.layer = 0 AND kept.event = journal.id AND +kept.decided_at = journal.at"
    " AND kept.status = CASE journal.kind WHEN 'label' THEN 'labelled' ELSE 'skipped' END"
    " AND kept.labels = coalesce(payload -> '$.labels', '[]') AND +kept.seconds IS payload ->> '$.seconds'"
    " AND kept.version IS payload ->> '$.version' AND kept.codebook IS journal.codebook AND kept.carried = 0"
    " AND kept.imported = (instr(payload, '\"origin\":') > 0) AND CASE WHEN instr(payload, '\"suggestion\":') > 0"
    " THEN kept.suggested_label IS payload ->> '$.suggestion.label'"
    " AND kept.suggested_score IS payload ->> '$.suggestion.score'"
    " ELSE kept.suggested_label IS NULL AND kept.suggested_score IS NULL END"
    " AND kept.flagged = 0 AND kept.flag_reason = '' AND kept.note = ''"
)

#: Whether the action of an event was never undone.
_STANDS = "action NOT IN (SELECT undoes FROM journal WHERE undoes IS NOT NULL)"

#: The decisions of each article that match their annotation: how many; how many of those are actions of their own;
#: whether all are one action; how many annotations say that their action decided several units.
_MATCHING = (
    "SELECT journal.article, count(*), sum(action = id), min(action) = max(action), sum(kept.shared) FROM journal"
    ' CROSS JOIN sentence USING (article, start, "end") CROSS JOIN annotation AS kept'
    ' USING (article, start, "end", person)'
    f" WHERE journal.article IN (SELECT value FROM json_each(?)) AND {_AMOUNTS} AND {_STANDS} GROUP BY journal.article"
)

#: The events about other units, or whose action was undone or has more than one event.
_OTHER = (
    f"SELECT {EVENT_COLUMNS} FROM journal WHERE article IN (SELECT value FROM json_each(?)) AND start IS NOT NULL"
    f" AND NOT (action = id AND {_STANDS} AND EXISTS ("
    'SELECT 1 FROM sentence CROSS JOIN annotation AS kept USING (article, start, "end")'
    ' WHERE sentence.article = journal.article AND sentence.start = journal.start AND sentence."end" = journal."end"'
    f" AND kept.person = journal.person AND kept.shared = 0 AND {_AMOUNTS})) ORDER BY article"
)

_OF_UNIT = 'WHERE article = ? AND start = ? AND "end" = ?'


class _Begun(NamedTuple):
    """How an article began: the event that brought it, the one that cut it, and how many there are beside them that are
    about it as a whole.
    """

    facts: Event
    cut: Event
    beside: int


class _Told(NamedTuple):
    """How many events and annotations an article has on units with more than one decision."""

    events: int
    annotations: int


def articles_decided_once(connection: sqlite3.Connection, first: int, last: int, registry: Registry) -> set[int]:
    """The articles with numbers from `first` to `last` that are stored correctly, as far as can be told without a fold.

    No article is returned if two people are the same.
    """
    if registry.same:
        return set()
    between = (first, last)
    events, kept = (_counted(connection, table, between) for table in ("journal", "annotation"))
    others = _counted(connection, "gold_state", between).keys() | _counted(connection, "waiting", between).keys()
    cuts = _sentences(connection, between)
    begun = {
        n: each
        for n, each in _begun(connection, between)
        if n not in others
        and cuts.get(n, []) == list(spans(each.cut.payload))
        and _is_kept(connection, n, each, len(cuts.get(n, [])))
    }
    said = {n: events[n] - 2 - each.beside for n, each in begun.items()}
    once = [n for n in begun if said[n] == kept.get(n, 0)]
    sound = {n for n in once if not said[n]} | {n for n, count in _matching(connection, once) if count == said[n]}
    rest = begun.keys() - sound
    told = dict.fromkeys(rest, _Told(0, 0)) | _told_by_units(connection, rest, registry)
    return sound | {n for n, of in told.items() if of and said[n] - of.events == kept.get(n, 0) - of.annotations}


def _matching(connection: sqlite3.Connection, articles: Iterable[int]) -> Iterator[tuple[int, int]]:
    """How many decisions of an article match their annotation."""
    rows = connection.execute(_MATCHING, (json.dumps(sorted(articles)),)).fetchall()
    for n, count, alone, is_one, shared in rows:
        if shared == (0 if alone == count or count == 1 else count if is_one else -1):
            yield n, count


def _told_by_units(
    connection: sqlite3.Connection, articles: Iterable[int], registry: Registry
) -> dict[int, _Told | None]:
    """The counts for units with more than one decision, by article.

    None if their annotations do not follow from their events alone, or are stored differently. Articles without such
    units are left out.
    """
    rows = connection.execute(_OTHER, (json.dumps(sorted(articles)),)).fetchall()
    found: dict[int, _Told | None] = {}
    for n, of_article in groupby(rows, key=itemgetter(6)):
        units = {(row[7], row[8]) for row in of_article}
        try:
            found[n] = _of_units(connection, n, units, registry)
        except UNREADABLE:
            found[n] = None
    return found


def _of_units(connection: sqlite3.Connection, n: int, units: set[tuple[int, int]], registry: Registry) -> _Told | None:
    events: list[Event] = []
    kept: set[Row] = set()
    for unit in units:
        of_unit = (n, *unit)
        events += map(event_from_row, connection.execute(f"SELECT {EVENT_COLUMNS} FROM journal {_OF_UNIT}", of_unit))
        kept.update(connection.execute(f"SELECT * FROM annotation {_OF_UNIT}", of_unit))
    up = events_in_force(events, reversals_of(connection, events), registry)
    standing = {event.id for event in up}
    if any(problem_with_id(event.id) or problem_with(event) for event in events if event.id not in standing):
        return None
    if not {event.action for event in events if event.action != event.id} <= {event.id for event in events}:
        return None  # the action may also have decided other units
    rows = plain_rows(n, up, _sentences_among(connection, n, units))
    return _Told(len(events), len(kept)) if rows == kept else None


def _sentences_among(
    connection: sqlite3.Connection, n: int, units: Iterable[tuple[int, int]]
) -> frozenset[tuple[int, int]]:
    return frozenset(
        unit for unit in units if connection.execute(f"SELECT 1 FROM sentence {_OF_UNIT}", (n, *unit)).fetchone()
    )


def _counted(connection: sqlite3.Connection, table: str, between: tuple[int, int]) -> dict[int, int]:
    """How many rows of a table each article has."""
    return dict(
        connection.execute(
            f"SELECT article, count(*) FROM {table} WHERE article BETWEEN ? AND ? GROUP BY article", between
        ).fetchall()
    )


def _sentences(connection: sqlite3.Connection, between: tuple[int, int]) -> dict[int, list[tuple[int, int, int]]]:
    """The sentences that are kept of each article, in order."""
    rows = connection.execute(
        'SELECT start, "end", paragraph, article FROM sentence WHERE article BETWEEN ? AND ? ORDER BY article, start',
        between,
    )
    return {n: [row[:3] for row in of_article] for n, of_article in groupby(rows.fetchall(), key=itemgetter(3))}


def _begun(connection: sqlite3.Connection, between: tuple[int, int]) -> Iterator[tuple[int, _Begun]]:
    """The articles with exactly one article event and one segment event, with these two."""
    rows = connection.execute(
        f"SELECT {EVENT_COLUMNS} FROM journal WHERE article BETWEEN ? AND ? AND start IS NULL ORDER BY article, kind",
        between,
    ).fetchall()
    for n, of_article in groupby(rows, key=itemgetter(6)):
        by_kind: dict[str, list[Row]] = {}
        for row in of_article:
            by_kind.setdefault(row[5], []).append(row)
        facts, cuts = by_kind.pop("article", []), by_kind.pop("segment", [])
        if len(facts) == 1 and len(cuts) == 1 and by_kind.keys() <= BESIDE:
            yield n, _Begun(event_from_row(facts[0]), event_from_row(cuts[0]), sum(map(len, by_kind.values())))


def _is_kept(connection: sqlite3.Connection, n: int, begun: _Begun, sentences: int) -> bool:
    """Whether the row of an article is the one that its first events make."""
    row = connection.execute(
        "SELECT hash, article.* FROM article_key JOIN article USING (n) JOIN article_text ON article = n WHERE n = ?",
        (n,),
    ).fetchone()
    wanted = row_of_facts(n, id_of_hash(row[0]), (begun.facts, begun.cut), sentences, plain=True) if row else None
    return row is not None and row[1:] == wanted
