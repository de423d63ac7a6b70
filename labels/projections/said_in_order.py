"""One annotator's decisions in force in the layer main, in the order of the ids of their events, read in batches."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Sequence

from labels.projections.articles import id_of_article, sentences_of, text_of
from labels.projections.codebooks import merged
from labels.projections.people import person_named
from labels.suggest.learner import Said
from labels.suggest.unit import ArticleUnits

#: One person at a time, each by the index: for several at once SQLite would sort all their events.
_AFTER = """
SELECT journal.id, said.article, said.start, said."end", said.labels, journal.payload
FROM journal CROSS JOIN annotation AS said
    ON said.article = journal.article AND said.start = journal.start AND said."end" = journal."end"
WHERE journal.person = ? AND journal.id > ? AND kind IN ('label', 'skip') AND journal.layer = 0
    AND said.layer = 0 AND said.person = ? AND said.event = journal.id AND NOT said.carried
ORDER BY journal.id LIMIT ?
"""

#: What changes the decisions of a person, or what is learnt from them: their own acts, and sentences that are cut
#: differently, labels that are merged, people who are found to be the same. What others decide, and take back, changes
#: nothing.
_CHANGES = """
SELECT id FROM journal WHERE seq > :seen AND (
    kind IN ('label', 'skip', 'clear', 'undo', 'redo') AND person IN (SELECT person FROM team WHERE same = :person)
    OR kind IN ('split', 'join', 'segment', 'codebook')
    OR kind = 'annotator' AND payload ->> '$.same_as' IS NOT NULL
    OR kind IN ('undo', 'redo') AND undoes NOT IN (
        SELECT id FROM journal AS undone
        WHERE undone.id = journal.undoes AND undone.kind IN ('label', 'skip', 'clear', 'flag', 'note')))
LIMIT :most
"""


class SaidInOrder:
    """The decisions of one annotator as a learner reads them. Imported ones count as well; carried ones do not."""

    def __init__(self, connection: sqlite3.Connection, annotator: str) -> None:
        """Read what `annotator`, by name on screen, has decided."""
        self._connection = connection
        self._annotator = annotator
        self._seen = self._newest()

    def after(self, event: bytes, limit: int) -> Sequence[Said]:
        """At most so many decisions whose events come after this one."""
        person = person_named(self._connection, self._annotator)
        numbers = self._connection.execute("SELECT person FROM team WHERE same = ?", (person,)).fetchall()
        rows = [
            row
            for (number,) in numbers
            for row in self._connection.execute(_AFTER, (number, event, person, limit)).fetchall()
        ]
        same = merged(self._connection)
        return [
            Said(id, article, start, end, tuple(sorted({same.get(each, each) for each in json.loads(labels)})), said)
            for id, article, start, end, labels, payload in sorted(rows)[:limit]
            for said in [json.loads(payload)]
        ]

    def have_changed(self, known: Collection[bytes]) -> bool:
        """Whether rows that came to the journal since the last time this was asked are about these decisions.

        Those with the ids `known` are not counted.
        """
        seen, self._seen = self._seen, self._newest()
        person = person_named(self._connection, self._annotator)
        others = self._connection.execute(_CHANGES, {"seen": seen, "person": person, "most": len(known) + 1}).fetchall()
        return any(id not in known for (id,) in others)

    def _newest(self) -> int:
        (seq,) = self._connection.execute("SELECT coalesce(max(seq), 0) FROM journal").fetchone()
        return int(seq)

    def units(self, article: int) -> ArticleUnits:
        """The sentences of an article (number)."""
        connection = self._connection
        return ArticleUnits(
            id_of_article(connection, article), text_of(connection, article), sentences_of(connection, article)
        )
