"""Closed rounds: the votes on their articles as they were at that moment, whatever happened afterwards."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from labels.codebook import Codebook
from labels.projections.closed_rounds import Closed
from labels.projections.work_acts import among, batches
from labels.quality.marks import Labels, Mark
from labels.words import counted

_DECISIONS = (
    'SELECT article, start, "end", same, payload, codebook FROM journal JOIN team USING (person)'
    " WHERE kind IN ('label', 'skip') AND article IS NOT NULL AND start IS NOT NULL AND {ids}"
)


@dataclass(frozen=True, slots=True)
class RoundState:
    """A round by its name: when it was closed (ISO 8601, UTC; None while it is open) and with how many votes.

    `missing` votes of these are not in this file.
    """

    name: str
    closed_at: str | None = None
    votes: int = 0
    missing: int = 0

    def in_words(self) -> str:
        """What the figures are about, in a sentence or two."""
        if self.closed_at is None:
            return f"Round “{self.name}”, as it is now: it is open."
        when = self.closed_at[:16].replace("T", " ")
        missing = f" {self.missing:,} of them are not in this file." if self.missing else ""
        return (
            f"Round “{self.name}”, as it was closed on {when} (UTC), with {counted(self.votes, 'decision')}.{missing}"
        )


class VotesThen:
    """The votes of a closed round. Labels that were merged into others by then are read as those."""

    def __init__(self, connection: sqlite3.Connection, closed: Closed, codebook: Codebook) -> None:
        """`codebook` was in force then."""
        self._connection = connection
        self._codebook = codebook
        self._rows = sorted(self._read(closed.votes), key=lambda row: row[:4])
        #: How many of the votes are not in this file.
        self.missing = len(closed.votes) - len(self._rows)
        #: A round is closed without answers to tie-breaks.
        self.left_out = 0

    def marks(self, made_under: Collection[bytes | None] | None = None, *, tie_breaks: bool = False) -> Iterator[Mark]:
        """As `labels.statistics.votes.VotesNow`."""
        names = dict(self._connection.execute("SELECT person, shown FROM team WHERE shown IS NOT NULL"))
        for article, start, end, person, labels, codebook in self._rows:
            if made_under is None or codebook in made_under:
                yield Mark((article, start, end), names[person], labels, article)

    def codebooks(self) -> list[bytes | None]:
        """As `labels.statistics.votes.VotesNow`."""
        return list({codebook for *_, codebook in self._rows})

    def _read(self, events: Collection[bytes]) -> Iterator[tuple[int, int, int, int, Labels, bytes | None]]:
        for some in batches(events):
            for *unit, payload, codebook in self._connection.execute(_DECISIONS.format(ids=among("id", some)), some):
                labels = json.loads(payload).get("labels", ())
                article, start, end, person = unit
                yield article, start, end, person, self._as_read(labels), codebook

    def _as_read(self, labels: Collection[str]) -> Labels:
        return tuple(sorted({self._codebook.read_as(label) for label in labels}))
