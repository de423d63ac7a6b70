"""Reading for feedback: who may see what was settled, and what one annotator said about the same sentences."""

from __future__ import annotations

from collections.abc import Iterator

from labels.journal.article_state import Span
from labels.journal.event import GOLD
from labels.journal.fold import NOBODY, fold_article
from labels.journal.rows import events_of_article, reversals_in_article
from labels.projections import codebooks
from labels.projections.gold import labels_as_read
from labels.projections.people import person_named, read_registry
from labels.sqlite.reader import Reader
from labels.values.annotation import Annotation
from labels.values.feedback import SettledAnswer

#: Rules whose gold tells the annotator nothing, because it only repeats their own decision.
_TELLS = "coalesce({event}.payload ->> '$.rule', '') <> 'single'"

#: What somebody decided, and what was settled. Carried decisions were made on another sentence, and are not votes.
#: `CROSS JOIN` keeps the order: what was settled is mostly less than what somebody decided.
_BESIDE = f"""
SELECT own.article, own.start, own."end", own.labels, gold.labels, event.id, event.at,
    event.payload ->> '$.reason', gold.note
FROM annotation AS gold INDEXED BY annotation_gold
CROSS JOIN annotation AS own ON own.article = gold.article AND own.start = gold.start AND own."end" = gold."end"
    AND own.layer = 0 AND own.person = :person AND own.status <> 'undecided' AND NOT own.carried
CROSS JOIN journal AS event ON event.id = gold.event
WHERE gold.layer = 1 AND gold.start >= 0 AND gold.status <> 'undecided' AND {_TELLS.format(event="event")}
"""

#: The articles in which something was settled, noted or undone in a review after an event.
_TOUCHED_SINCE = """
SELECT article FROM journal WHERE id > :until AND layer = 1
UNION SELECT done.article FROM journal AS back JOIN journal AS done ON done.id = back.undoes AND done.layer = 1
WHERE back.id > :until AND back.undoes IS NOT NULL
UNION SELECT done.article FROM journal AS back
JOIN journal AS done ON done.action = back.undoes AND done.action <> done.id AND done.layer = 1
WHERE back.id > :until AND back.undoes IS NOT NULL
"""


class FeedbackReader(Reader):
    """Reads one open project. People go by their numbers in the file, labels by the ids they are read under."""

    def opened_to(self, person: int) -> tuple[bytes, str] | None:
        """The event that last opened what was settled to somebody, and when; None if it is not open to them."""
        row = self._connection.execute(
            "SELECT id, at FROM feedback JOIN journal ON journal.id = feedback.event WHERE feedback.person = ?",
            (person,),
        ).fetchone()
        return None if row is None else (bytes(row[0]), str(row[1]))

    def answers(self, person: int, until: bytes | None = None) -> list[SettledAnswer]:
        """What somebody decided of each sentence that was settled, by article and place.

        With `until`, the answers are those before that event: what was settled, changed or taken back later has no
        effect.
        """
        same = codebooks.merged(self._connection)
        touched = set() if until is None else self._touched_since(until)
        found = []
        for row in self._connection.execute(_BESIDE, {"person": person}).fetchall():
            if row[0] not in touched:
                n, start, end, said, settled, event, at, reason, note = row
                answers = labels_as_read(said, same), labels_as_read(settled, same)
                found.append(SettledAnswer(n, start, end, *answers, event, at, reason or "", note))
        for n in touched:
            found += self._answers_in(n, person, until or b"", same)
        return sorted(found, key=lambda each: (each.article, each.start))

    def number_of(self, name: str) -> int | None:
        """The number of the annotator who is shown under a name."""
        return person_named(self._connection, name)

    def people(self) -> dict[int, str]:
        """The names on screen by number, in the order of registration."""
        rows = self._connection.execute(
            "SELECT person, shown FROM team WHERE shown IS NOT NULL ORDER BY registered IS NULL, registered, person"
        )
        return dict(rows.fetchall())

    def _touched_since(self, until: bytes) -> set[int]:
        return {n for (n,) in self._connection.execute(_TOUCHED_SINCE, {"until": until}) if n is not None}

    def _answers_in(self, n: int, person: int, until: bytes, same: dict[str, str]) -> Iterator[SettledAnswer]:
        """The answers in an article of which something was settled since an event, as they were before it."""
        gold = self._gold_before(n, until)
        rows = self._connection.execute(
            'SELECT start, "end", labels FROM annotation WHERE article = ? AND start >= 0 AND layer = 0 AND person = ?'
            " AND status <> 'undecided' AND NOT carried",
            (n, person),
        )
        for start, end, said in rows.fetchall():
            settled = gold.get((start, end))
            if settled is None or settled.event is None or not settled.decided:
                continue
            made = self._connection.execute(
                f"SELECT at, payload ->> '$.reason' FROM journal WHERE id = ? AND {_TELLS.format(event='journal')}",
                (settled.event,),
            ).fetchone()
            if made is None:
                continue
            at, reason = made
            labels = tuple(sorted({same.get(label, label) for label in settled.labels}))
            answers = labels_as_read(said, same), labels
            yield SettledAnswer(n, start, end, *answers, settled.event, at, reason or "", settled.note)

    def _gold_before(self, n: int, until: bytes) -> dict[Span, Annotation]:
        """What was settled in an article by the events before one, of the sentences that there are now."""
        every = [event for event in events_of_article(self._connection, n) if event.layer in (None, GOLD)]
        reviewed = {event.action for event in every if event.layer == GOLD}
        events = [event for event in every if event.layer is None or event.id < until]
        reversals = [
            event
            for event in reversals_in_article(self._connection, n)
            if event.id < until or event.undoes not in reviewed
        ]
        folded = fold_article(events, reversals, read_registry(self._connection))
        return folded.annotations.get((NOBODY, GOLD), {})
