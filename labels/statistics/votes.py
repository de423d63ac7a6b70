"""The votes of a project: what everybody decided about the sentences in force, for agreement and annotator models."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import closing
from typing import Any, Protocol

from labels.projections import codebooks
from labels.projections.people import names_of_people
from labels.projections.tie_breaks import TieBreaks
from labels.projections.tie_breaks import tie_breaks as read_tie_breaks
from labels.quality.marks import Labels, Mark
from labels.sqlite.batches import in_lots

_VOTES = """
SELECT article, start, "end", person, labels, codebook FROM annotation
WHERE +layer = 0 AND start >= 0 AND status <> 'undecided' AND NOT +carried
ORDER BY article, start, "end", layer, person
"""

_CODEBOOKS = """
SELECT DISTINCT codebook FROM annotation
WHERE +layer = 0 AND start >= 0 AND status <> 'undecided' AND NOT +carried
"""


#: The number of an article, and a span.
Unit = tuple[int, int, int]


class Votes(Protocol):
    """Votes that can be read several times, in order of articles, spans and people, a lot at a time."""

    #: How many answers to tie-breaks were left out when the marks were last read to their end.
    left_out: int

    def marks(self, made_under: Collection[bytes | None] | None = None, *, tie_breaks: bool = False) -> Iterator[Mark]:
        """The independent ones, or those made under one of these codebooks (None: it is not known under which).

        With `tie_breaks` also the answers that were asked for because others differed.
        """

    def codebooks(self) -> list[bytes | None]:
        """The events of the codebooks under which they were made, in any order; None where it is not known."""


class VotesNow:
    """The votes as they stand: of everything, of some units, or of some articles."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        units: Callable[[], Iterator[Unit]] | None = None,
        articles: Collection[int] | None = None,
    ) -> None:
        """`units` gives units in order, each time anew; `articles` are numbers."""
        self._connection = connection
        self._units = units
        self._articles = articles
        self.left_out = 0

    def marks(self, made_under: Collection[bytes | None] | None = None, *, tie_breaks: bool = False) -> Iterator[Mark]:
        """As in `Votes`."""
        self.left_out = 0
        asked = {} if tie_breaks else read_tie_breaks(self._connection)
        found = votes(self._connection, made_under, None if self._units is None else self._units())
        if self._articles is not None:
            articles = self._articles
            found = (mark for mark in found if mark.article in articles)
        return self._independent(found, asked) if asked else found

    def _independent(self, marks: Iterator[Mark], asked: TieBreaks) -> Iterator[Mark]:
        """The marks without those of people who were `asked` for them because others differed."""
        names = names_of_people(self._connection)
        named = {unit: {names[person] for person in people} for unit, people in asked.items()}
        for mark in marks:
            if mark.annotator in named.get(mark.unit, ()):  # type: ignore[call-overload]  # units of a project
                self.left_out += 1
            else:
                yield mark

    def codebooks(self) -> list[bytes | None]:
        """The events of the codebooks under which votes were made, in any order; None where it is not known."""
        return [codebook for (codebook,) in self._connection.execute(_CODEBOOKS)]


def votes(
    connection: sqlite3.Connection,
    made_under: Collection[bytes | None] | None = None,
    units: Iterable[Unit] | None = None,
) -> Iterator[Mark]:
    """The decisions of the layer main, own and imported, by sentence; read a lot at a time, in constant memory.

    A unit is the number of its article, its start and its end. A skip is a mark without labels. Carried annotations are
    left out, because nobody made them for that sentence. Labels that were merged into others are read as those.
    `made_under` are events that made codebooks, or None for decisions of which it is not known: only decisions made
    under one of them are read. Of `units`, which come in order, only the decisions about these.
    """
    names = dict(connection.execute("SELECT person, shown FROM team WHERE shown IS NOT NULL"))
    same = codebooks.merged(connection)
    read: dict[str, Labels] = {}
    with closing(connection.execute(_VOTES)) as cursor:
        rows = in_lots(cursor) if units is None else _among(in_lots(cursor), units)
        for article, start, end, person, labels, codebook in rows:
            if made_under is not None and codebook not in made_under:
                continue
            if labels not in read:
                read[labels] = tuple(sorted({same.get(label, label) for label in json.loads(labels)}))
            yield Mark((article, start, end), names[person], read[labels], article)


def _among(rows: Iterable[Any], units: Iterable[Unit]) -> Iterator[Any]:
    """The rows of these units; both come in the order of articles and spans."""
    following = iter(units)
    unit = next(following, None)
    for row in rows:
        while unit is not None and unit < row[:3]:
            unit = next(following, None)
        if unit is None:
            return
        if unit == row[:3]:
            yield row
