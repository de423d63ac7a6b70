"""Who has what: the assignments in force, which articles are begun, and the settings of the project."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import Any

from labels.journal.article_state import Span
from labels.journal.event import ANNOTATION_KINDS
from labels.projections.articles import is_sentence
from labels.projections.closed_rounds import votes_to_keep
from labels.projections.held_work import Held, everything_held
from labels.projections.own_work import are_shared_out, shares
from labels.projections.people import name_on_screen, person_named
from labels.sqlite.reader import Reader

#: Only whole articles: the unit from -1 to -1.
_HELD = "SELECT article, key FROM assigned JOIN person ON person.n = assigned.person WHERE start = -1"

#: The kinds that say something about a sentence.
_SAYS = ", ".join(f"'{kind}'" for kind in sorted(ANNOTATION_KINDS))


@dataclass(frozen=True, slots=True)
class ArticleWork:
    """An article: number, id, how many sentences it has, who has it whole, and how many each key has annotated."""

    n: int
    id: str
    sentences: int
    held_by: frozenset[str] = frozenset()
    begun: dict[str, int] = field(default_factory=dict)


class AssignmentReader(Reader):
    """Reads who has what in one open project. People go by their keys."""

    def articles(self) -> list[ArticleWork]:
        """All articles in the order of import."""
        held: dict[int, set[str]] = defaultdict(set)
        for n, key in self._connection.execute(_HELD):
            held[n].add(key)
        begun: dict[int, dict[str, int]] = defaultdict(dict)
        for n, key, count in self._connection.execute(
            "SELECT article, key, labelled + skipped + flagged + noted FROM progress JOIN person ON person.n = person"
        ):
            if count:
                begun[n][key] = count
        rows = self._connection.execute("SELECT n, id, sentences FROM article ORDER BY n")
        return [
            ArticleWork(n, id, sentences, frozenset(held.get(n, ())), begun.get(n, {})) for n, id, sentences in rows
        ]

    def held(self) -> list[Held]:
        """Everything that anybody has, whole articles and spans."""
        return everything_held(self._connection)

    def loads(self) -> dict[str, int]:
        """How many sentences everybody has who has some, by key."""
        keys = dict(self._connection.execute("SELECT n, key FROM person"))
        return {keys[person]: share.sentences for person, share in shares(self._connection).items()}

    def is_sentence(self, n: int, span: Span) -> bool:
        """Whether an article has a sentence with exactly this span now."""
        return is_sentence(self._connection, n, *span)

    def spoke_of(self, key: str, n: int, span: Span) -> bool:
        """Whether somebody ever said something about the text of a span, even if it was undone."""
        row = self._connection.execute(
            f'SELECT 1 FROM journal WHERE article = ? AND start < ? AND "end" > ? AND kind IN ({_SAYS}) AND person IN'
            " (SELECT person FROM team WHERE same = (SELECT same FROM team JOIN person ON n = person WHERE key = ?))"
            " LIMIT 1",
            (n, span[1], span[0], key),
        ).fetchone()
        return row is not None

    def is_shared_out(self) -> bool:
        """Whether articles are assigned to anybody."""
        return are_shared_out(self._connection)

    def key_of(self, annotator: str) -> str | None:
        """The key of the person who is shown under a name or has this key; None if there is nobody."""
        person = person_named(self._connection, annotator)
        if person is None:
            row = self._connection.execute(
                "SELECT same FROM team JOIN person ON n = person WHERE key = ?", (annotator,)
            ).fetchone()
            person = None if row is None else row[0]
        row = self._connection.execute("SELECT key FROM person WHERE n = ?", (person,)).fetchone()
        return None if row is None else str(row[0])

    def names(self) -> dict[str, str]:
        """The name on screen of everybody, by key, in the order of registration."""
        rows = self._connection.execute(
            "SELECT key, shown FROM team JOIN person ON n = person WHERE shown IS NOT NULL"
            " ORDER BY registered IS NULL, registered, key"
        )
        return dict(rows)

    def leads(self) -> dict[str, str]:
        """The names on screen of all leads, by key."""
        rows = self._connection.execute("SELECT DISTINCT same FROM team WHERE role = 'lead'").fetchall()
        leading = {n for (n,) in rows}
        found = self._connection.execute("SELECT n, key FROM person").fetchall()
        names = self.names()
        return {key: names[key] for n, key in found if n in leading and key in names}

    def leads_by_key_only(self) -> list[str]:
        """The keys of leads whose name means another person in this file, because they came with a merge."""
        numbers = dict(self._connection.execute("SELECT key, n FROM person").fetchall())
        return [
            key
            for key, name in self.leads().items()
            if person_named(self._connection, name_on_screen(self._connection, name)) != numbers[key]
        ]

    def votes_to_keep(self, articles: Collection[str]) -> dict[str, object]:
        """What to record of the votes on these articles (by id), if a round of them is closed now."""
        return votes_to_keep(self._connection, articles)

    def setting(self, key: str) -> Any:
        """What is set for the project under a key; None if nothing is."""
        row = self._connection.execute("SELECT value FROM setting WHERE key = ?", (key,)).fetchone()
        return None if row is None else json.loads(row[0])

    def settings(self, beginning: str) -> Iterator[tuple[str, Any]]:
        """The settings whose keys begin so, with their keys, in the order in which they were last set."""
        return iter(settings_of(self._connection, beginning))


def settings_of(connection: sqlite3.Connection, beginning: str) -> list[tuple[str, Any]]:
    """The settings whose keys begin so, with their keys and values, in the order in which they were last set."""
    rows = connection.execute(
        "SELECT key, value FROM setting WHERE substr(key, 1, ?) = ? ORDER BY event", (len(beginning), beginning)
    )
    return [(key, json.loads(value)) for key, value in rows.fetchall()]
