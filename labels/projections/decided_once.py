"""Articles of which every unit was decided once and nothing else happened, found by queries.

Most articles are like that. Whether what is kept of them is right needs no fold: each decision has its annotation, and
there are no others. Any article that differs in anything is left to the fold.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter

from labels.article import id_of_hash
from labels.journal.event import Event
from labels.journal.kinds.segment import spans
from labels.journal.rows import EVENT_COLUMNS, event_from_row
from labels.projections.refold import row_of_facts

#: The decisions of each article that have just the annotation they amount to: how many; how many of those are actions
#: of their own; whether all are one action; how many annotations say that their action decided several units.
#: A plus keeps SQLite from walking along an index on times or seconds.
_MATCHING = (
    "SELECT said.article, count(*), sum(said.action = said.id), min(said.action) = max(said.action), sum(kept.shared)"
    ' FROM journal AS said CROSS JOIN sentence USING (article, start, "end") CROSS JOIN annotation AS kept'
    " USING (article, start, \"end\", person) WHERE said.article BETWEEN ?1 AND ?2 AND said.kind IN ('label', 'skip')"
    " AND said.layer = 0 AND kept.layer = 0 AND kept.event = said.id AND +kept.decided_at = said.at"
    " AND kept.status = CASE said.kind WHEN 'label' THEN 'labelled' ELSE 'skipped' END"
    " AND kept.labels = coalesce(payload -> '$.labels', '[]') AND +kept.seconds IS payload ->> '$.seconds'"
    " AND kept.version IS payload ->> '$.version' AND kept.codebook IS said.codebook AND kept.carried = 0"
    " AND kept.imported = (instr(payload, '\"origin\":') > 0) AND CASE WHEN instr(payload, '\"suggestion\":') > 0"
    " THEN kept.suggested_label IS payload ->> '$.suggestion.label'"
    " AND kept.suggested_score IS payload ->> '$.suggestion.score'"
    " ELSE kept.suggested_label IS NULL AND kept.suggested_score IS NULL END"
    " AND kept.flagged = 0 AND kept.flag_reason = '' AND kept.note = '' GROUP BY said.article"
)


def articles_decided_once(connection: sqlite3.Connection, first: int, last: int) -> set[int]:
    """Of the articles with numbers from `first` to `last` those of which every unit was decided at most once by each
    annotator and of which everything is kept as it should be.

    Articles in which something was undone, and all where an annotator is somebody else, are left to the fold.
    """
    between = (first, last)
    matching = {
        n: count
        for n, count, alone, is_one, shared in connection.execute(_MATCHING, between).fetchall()
        if shared == (0 if alone == count or count == 1 else count if is_one else -1)
    }
    events, kept = (_counted(connection, table, between) for table in ("journal", "annotation"))
    others = _counted(connection, "gold_state", between).keys() | _counted(connection, "waiting", between).keys()
    cuts = _sentences(connection, between)
    return {
        n
        for n, begun in _begun(connection, between)
        if events[n] - 2 == matching.get(n, 0) == kept.get(n, 0)
        and n not in others
        and cuts.get(n, []) == list(spans(begun[1].payload))
        and _is_kept(connection, n, begun, len(cuts.get(n, [])))
    }


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


def _begun(connection: sqlite3.Connection, between: tuple[int, int]) -> Iterator[tuple[int, tuple[Event, Event]]]:
    """The articles with exactly one article event and one segment event, with these two events."""
    rows = connection.execute(
        f"SELECT {EVENT_COLUMNS} FROM journal WHERE article BETWEEN ? AND ? AND start IS NULL"
        " AND kind IN ('article', 'segment') ORDER BY article, kind",
        between,
    ).fetchall()
    for n, together in groupby(map(event_from_row, rows), key=lambda event: event.article):
        events = tuple(together)
        if n is not None and [event.kind for event in events] == ["article", "segment"]:
            yield n, (events[0], events[1])


def _is_kept(connection: sqlite3.Connection, n: int, begun: tuple[Event, Event], sentences: int) -> bool:
    """Whether the row of an article is the one that its first events make."""
    row = connection.execute(
        "SELECT hash, article.* FROM article_key JOIN article USING (n) JOIN article_text ON article = n WHERE n = ?",
        (n,),
    ).fetchone()
    return row is not None and row[1:] == row_of_facts(n, id_of_hash(row[0]), begun, sentences, plain=True)
