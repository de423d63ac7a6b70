"""The record of closed rounds: the votes on their articles, by their events, and the codebook in force."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection
from dataclasses import dataclass

from labels.journal.rows import events_where
from labels.projections import codebooks
from labels.projections.people import read_registry
from labels.projections.tie_breaks import tie_breaks

_VOTES = """
SELECT event, annotation.article, start, "end", person FROM annotation JOIN article ON n = annotation.article
WHERE article.id IN (SELECT value FROM json_each(?))
AND +layer = 0 AND start >= 0 AND status <> 'undecided' AND NOT +carried ORDER BY event
"""


@dataclass(frozen=True, slots=True)
class Closed:
    """What a round was closed with: the events of the votes, the codebook in force (its event), and when (UTC)."""

    votes: tuple[bytes, ...]
    codebook: bytes | None
    at: str


def votes_to_keep(connection: sqlite3.Connection, articles: Collection[str]) -> dict[str, object]:
    """The events of the votes on these articles (by id) as they are now: part of the payload of a round event.

    Answers that were asked for because others differed are not votes of a round.
    """
    asked = tie_breaks(connection)
    rows = connection.execute(_VOTES, (json.dumps(sorted(articles)),))
    codebook = codebooks.current_event(connection)
    return {
        "saw": [event.hex() for event, *unit, person in rows if person not in asked.get((*unit,), ())],
        "value": {"codebook": None if codebook is None else codebook.hex()},
    }


def closed_round(connection: sqlite3.Connection, key: str) -> Closed | None:
    """The record of the closed round under a key of the settings; None if it is not in this file.

    If two leads closed it independently, the event that comes first counts, in every copy.
    """
    registry = read_registry(connection)
    for event in events_where(connection, "kind = 'round' AND payload ->> '$.key' = ?", (key,)):
        if registry.may(event.person):
            codebook = event.payload["value"]["codebook"]
            votes = tuple(map(bytes.fromhex, event.payload["saw"]))
            return Closed(votes, None if codebook is None else bytes.fromhex(codebook), event.at)
    return None
