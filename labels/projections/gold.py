"""Reading for a review: the votes on each unit, what was settled, and which units are in which state."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from labels.journal.article_state import Span
from labels.projections import codebooks
from labels.projections.assignments import settings_of
from labels.projections.awaited import Awaited, awaited_in
from labels.projections.holders import Holders
from labels.projections.people import names_of_people, person_named, read_registry
from labels.sqlite.reader import Reader
from labels.values.review import STATES, Labels, Mark, ReviewUnit, Settled, State, Vote, state_of_votes

#: The number of an article, and between which offsets units start.
_Where = tuple[int, int, int]

#: A decision that somebody made of this very sentence, and one that was carried to it.
_DECIDED = "+layer = 0 AND start >= 0 AND status <> 'undecided'"
_VOTES = f"{_DECIDED} AND NOT +carried"

#: The gold of an article with the event that settled it; `mark` is NULL if it stands as it was settled.
_GOLD = """
SELECT annotation.start, annotation."end", annotation.status, annotation.labels, annotation.event, annotation.note,
    annotation.carried, team.same, event.at, event.payload ->> '$.rule', event.payload ->> '$.reason',
    nullif(state, 'settled'), annotation.seconds, annotation.codebook
FROM annotation INDEXED BY annotation_gold
LEFT JOIN journal AS event ON event.id = annotation.event
LEFT JOIN team ON team.person = event.person
LEFT JOIN gold_state AS state ON state.article = annotation.article AND state.start = annotation.start
    AND state."end" = annotation."end"
WHERE annotation.article = ? AND annotation.start BETWEEN ? AND ? AND annotation.layer = 1
"""

#: The first article beyond a number in which people differ on a unit that nobody settled. Only articles are looked
#: through in which two people decided something. `as_read` gives labels as they are read, where some were merged.
_OPEN = """
SELECT article FROM (
    SELECT article FROM progress WHERE article > :n AND labelled + skipped > 0
    GROUP BY article HAVING count(*) > 1 ORDER BY article
) AS shared WHERE EXISTS (
    SELECT 1 FROM annotation AS main WHERE main.article = shared.article AND {votes}
    GROUP BY main.start, main."end" HAVING count(DISTINCT {labels}) > 1 AND NOT EXISTS (
        SELECT 1 FROM annotation AS gold WHERE gold.article = shared.article AND gold.start = main.start
        AND gold."end" = main."end" AND gold.layer = 1 AND gold.status <> 'undecided'
    )
) LIMIT 1
"""
_MARKED = "SELECT min(article) FROM gold_state WHERE article > :n AND state <> 'settled'"

#: Votes beside what people settled by hand.
_LIKE_GOLD = """
SELECT vote.person, sum(vote.answer = gold.answer), count(*)
FROM (SELECT article, start, "end", {labels} AS answer, event FROM annotation
    WHERE layer = 1 AND start >= 0 AND status <> 'undecided') AS gold
JOIN journal AS event ON event.id = gold.event
JOIN (SELECT article, start, "end", person, {labels} AS answer FROM annotation WHERE {votes}) AS vote
    ON vote.article = gold.article AND vote.start = gold.start AND vote."end" = gold."end"
WHERE event.payload ->> '$.rule' IS NULL GROUP BY vote.person
"""

_COUNTS = """
SELECT votes, answers > 1, settled, count(*) FROM (
    SELECT count(*) AS votes, count(DISTINCT {labels}) AS answers, EXISTS (
        SELECT 1 FROM annotation AS gold WHERE gold.article = main.article AND gold.start = main.start
        AND gold."end" = main."end" AND gold.layer = 1 AND gold.status <> 'undecided'
    ) AS settled
    FROM annotation AS main WHERE {votes} GROUP BY article, start, "end"
) GROUP BY votes, answers > 1, settled
"""


@dataclass(frozen=True, slots=True)
class StateCounts:
    """How many sentences are in each state, and how many settled ones were reopened or are contested."""

    states: dict[State, int]
    marks: dict[Mark, int] = field(default_factory=dict)

    @property
    def open(self) -> int:
        """How many somebody has to look at."""
        return self.states["conflict"] + sum(self.marks.values())


class GoldReader(Reader):
    """Reads what was settled in one open project. Articles and people go by their numbers in the file."""

    def units(self, n: int, first: int = 0, last: int = 1 << 62) -> dict[Span, ReviewUnit]:
        """The sentences of an article that start between `first` and `last` and have any votes or gold."""
        same = codebooks.merged(self._connection)
        where = (n, first, last)
        votes, carried = self._said(where, same)
        settled, notes = self._settled(where, same)
        settlements = self._settlements(where) if settled or notes else {}
        spans = votes.keys() | carried.keys() | settled.keys() | notes.keys()
        return {
            span: ReviewUnit(
                tuple(votes.get(span, ())),
                tuple(carried.get(span, ())),
                settled.get(span),
                tuple(settlements.get(span, ())),
                notes.get(span, ""),
            )
            for span in spans
        }

    def every_unit(self) -> Iterator[tuple[int, dict[Span, ReviewUnit]]]:
        """The units of every article of which anything is said, article by article."""
        numbers = [
            n for (n,) in self._connection.execute("SELECT n FROM article ORDER BY n").fetchall()
        ]  # no read stays open between two articles, so the caller may write
        for n in numbers:
            if found := self.units(n):
                yield n, found

    def next_open_article(self, n: int) -> int | None:
        """The first article after number `n` (0: the first of all) with a unit that somebody has to look at."""
        values = {"n": n}
        found = [
            self._connection.execute(self._with_labels(_OPEN), values).fetchone(),
            self._connection.execute(_MARKED, values).fetchone(),
        ]
        return min((row[0] for row in found if row is not None and row[0] is not None), default=None)

    def counts(self) -> StateCounts:
        """How many sentences are in each state. Reads all votes: a second or so for a million."""
        states: Counter[State] = Counter()
        for votes, differ, settled, count in self._connection.execute(self._with_labels(_COUNTS)):
            if not settled:
                states[state_of_votes(votes, 1 + differ)] += count
        (settled,) = self._connection.execute(
            "SELECT count(*) FROM annotation WHERE layer = 1 AND start >= 0 AND status <> 'undecided'"
        ).fetchone()
        (sentences,) = self._connection.execute("SELECT coalesce(sum(sentences), 0) FROM article").fetchone()
        states["settled"] = settled
        states["unmarked"] = sentences - states.total()
        marks = dict(
            self._connection.execute("SELECT state, count(*) FROM gold_state WHERE state <> 'settled' GROUP BY state")
        )
        return StateCounts({state: states[state] for state in STATES}, marks)

    def settled_articles(self) -> frozenset[int]:
        """The numbers of the articles in which anything is settled, or noted by a lead."""
        found = self._connection.execute(
            "SELECT DISTINCT article FROM annotation INDEXED BY annotation_gold WHERE layer = 1"
        )
        return frozenset(n for (n,) in found)

    def labels(self) -> frozenset[str]:
        """The ids of the labels that are among what is settled, as they are read."""
        same = codebooks.merged(self._connection)
        found = self._connection.execute(
            "SELECT DISTINCT value FROM annotation INDEXED BY annotation_gold, json_each(labels) WHERE layer = 1"
        )
        return frozenset(same.get(label, label) for (label,) in found)

    def agreement_with_gold(self) -> dict[int, tuple[int, int]]:
        """For each person, how many of their votes equal what people settled, and how many sentences have both."""
        return {person: (like, both) for person, like, both in self._connection.execute(self._with_labels(_LIKE_GOLD))}

    def awaited(self, n: int) -> Awaited:
        """The sentences of an article to which somebody's answer is still to come, and whose."""
        return awaited_in(self._connection, n)

    def leads(self) -> frozenset[int]:
        """The numbers of those who lead."""
        return read_registry(self._connection).leads

    def holders(self) -> Holders:
        """To whom sentences are assigned, read once."""
        return Holders(self._connection)

    def settings(self, beginning: str) -> list[tuple[str, object]]:
        """The settings whose keys begin so, without that, with their values; in the order in which they were set."""
        return [(key.removeprefix(beginning), value) for key, value in settings_of(self._connection, beginning)]

    def names(self) -> dict[int, str]:
        """The names on screen of everybody, by number."""
        return dict(names_of_people(self._connection))

    def keys(self) -> dict[int, str]:
        """The keys of everybody, by number."""
        return dict(self._connection.execute("SELECT n, key FROM person"))

    def number_of(self, name: str) -> int | None:
        """The number of the annotator who is shown under a name."""
        return person_named(self._connection, name)

    def _said(self, where: _Where, same: dict[str, str]) -> tuple[dict[Span, list[Vote]], dict[Span, list[Vote]]]:
        """The votes on each sentence of an article, and what was carried to it; by the numbers of the people."""
        votes: dict[Span, list[Vote]] = defaultdict(list)
        carried: dict[Span, list[Vote]] = defaultdict(list)
        rows = self._connection.execute(
            'SELECT start, "end", person, labels, event, note, carried FROM annotation'
            f' WHERE article = ? AND start BETWEEN ? AND ? AND {_DECIDED} ORDER BY start, "end", person',
            where,
        )
        read: dict[str, Labels] = {}
        for start, end, person, labels, event, note, is_carried in rows:
            if labels not in read:
                read[labels] = labels_as_read(labels, same)
            (carried if is_carried else votes)[start, end].append(Vote(person, read[labels], event or b"", note))
        return votes, carried

    def _settled(self, where: _Where, same: dict[str, str]) -> tuple[dict[Span, Settled], dict[Span, str]]:
        """What was settled of the sentences of an article, and the notes of leads on others."""
        settled, notes = {}, {}
        rows = self._connection.execute(_GOLD, where).fetchall()
        for start, end, status, labels, event, note, carried, person, at, rule, reason, mark, *made in rows:
            if status == "undecided":
                notes[start, end] = note
                continue
            settled[start, end] = Settled(
                labels_as_read(labels, same),
                event,
                person,
                at,
                rule or "",
                reason or "",
                note,
                mark,
                bool(carried),
                *made,
            )
        return settled, notes

    def _settlements(self, where: _Where) -> dict[Span, list[bytes]]:
        rows = self._connection.execute(
            'SELECT start, "end", id FROM journal WHERE article = ? AND start BETWEEN ? AND ? AND layer = 1'
            " AND kind IN ('label', 'skip', 'clear')",
            where,
        )
        found: dict[Span, list[bytes]] = defaultdict(list)
        for start, end, id in rows:
            found[start, end].append(id)
        return found

    def _with_labels(self, statement: str) -> str:
        same = codebooks.merged(self._connection)
        if same:
            self._connection.create_function(
                "as_read", 1, lambda labels: json.dumps(labels_as_read(labels, same)), deterministic=True
            )
        return statement.format(votes=_VOTES, labels="as_read(labels)" if same else "labels")


def labels_as_read(labels: str, same: dict[str, str]) -> Labels:
    """The labels in their JSON; labels that were merged into others are read as those."""
    return tuple(sorted({same.get(label, label) for label in json.loads(labels)}))
