"""What people said about the sentences that were drawn: one number for each, or the reason why there is none."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, field

from labels.errors import UsageError
from labels.projections import codebooks
from labels.projections.people import names_of_people, person_named
from labels.projections.viewers import not_readable
from labels.statistics.estimates.condition import Condition
from labels.statistics.estimates.queries import (
    Labels,
    Said,
    Span,
    Vote,
    said_in,
    voice_of,
    voice_of_gold,
    voices_of_all,
)
from labels.statistics.estimates.question import AGREED, AVERAGE, GOLD, OF_NOBODY
from labels.values.viewer import Viewer
from labels.words import counted


@dataclass(slots=True)
class Counted:
    """The sentences of one article: how many, how many belong to the base, and how many of these have it."""

    sentences: int = 0
    of: float = 0.0
    has: float = 0.0


@dataclass(slots=True)
class Missing:
    """Sentences of which nothing can be said: without a decision (`carried`: with one that nobody made for this very
    sentence), with several that differ, with gold in question.
    """

    undecided: int = 0
    carried: int = 0
    articles: set[int] = field(default_factory=set)
    differing: int = 0
    reopened: int = 0


class Truth:
    """Reads what people said of articles, under two conditions: the base, and what is looked for in it."""

    def __init__(
        self, connection: sqlite3.Connection, labels: str, viewer: Viewer, has: Condition, of: Condition | None
    ) -> None:
        """`labels` is whose, as in a question. Raises UsageError for labels that are not the viewer's to read."""
        self._connection = connection
        self._viewer = viewer
        self._has, self._of = has, of
        self._same = codebooks.merged(connection)
        self._people = names_of_people(connection)
        self.labels, self.person = self._whose(labels)
        self.missing = Missing()
        self.decided = self.in_view = 0
        self._voices: set[int] = set()

    @property
    def people(self) -> tuple[str, ...]:
        """The names of those whose decisions were read."""
        return tuple(sorted(self._people.get(person, "?") for person in self._voices))

    @property
    def voices(self) -> str:
        """The condition, in SQL, that an annotation is among those that are read."""
        if self.labels == GOLD:
            return voice_of_gold()
        return voices_of_all(self._viewer) if self.labels in OF_NOBODY else voice_of(self.person)

    @property
    def in_words(self) -> str:
        """Whose labels they are."""
        return {
            AGREED: "gold where there is any, else what all who decided a sentence agree on",
            AVERAGE: "the mean over all who decided a sentence",
            GOLD: "gold",
        }.get(self.labels, f"those of {self.labels}")

    def of_article(self, article: int) -> Counted:
        """Count the sentences of an article; what is missing is added to `missing`."""
        said = said_in(self._connection, article, self._viewer, self._same)
        found = Counted(len(said.spans))
        for span in said.spans:
            of, has = self._of_unit(article, span, said)
            found.of, found.has = found.of + of, found.has + has
        return found

    def refusal(self, among: str) -> str | None:
        """Why nothing can be estimated `among` these articles, in one sentence; None where nothing is missing."""
        missing = self.missing
        if missing.undecided:
            carried = f" ({missing.carried:,} of them only carried over by a split or join)" if missing.carried else ""
            return (
                f"of {among}, {_are(missing.undecided)} not decided, in"
                f" {counted(len(missing.articles), 'article')}{carried}, and what is left out is left out for a reason;"
                " decide or skip all of it first."
            )
        if missing.reopened:
            return f"of {among}, {_are(missing.reopened)} in question again that had gold; settle it first."
        if missing.differing:
            return (
                f"of {among}, {_are(missing.differing)} decided differently by several people; settle it, or take one"
                " annotator’s labels with --labels NAME, or the mean of all with --labels average."
            )
        return None

    def _whose(self, labels: str) -> tuple[str, int | None]:
        """Whose labels are read, and the number of the annotator if it is one."""
        viewer = self._viewer
        if labels in OF_NOBODY:
            if viewer.sees_others:
                return labels, None
            if labels == GOLD:
                raise UsageError("This project has a lead: only leads read gold. You read your own annotations.")
            return viewer.name, viewer.person
        person = person_named(self._connection, labels)
        if not viewer.sees_others and labels != viewer.name and not viewer.may_read(person):
            raise UsageError(not_readable(labels))
        if person is None:
            raise UsageError(
                f"Nobody in this project is called “{labels}”. --labels takes a name or {', '.join(OF_NOBODY)}."
            )
        return self._people.get(person, labels), person

    def _of_unit(self, article: int, span: Span, said: Said) -> tuple[float, float]:
        """How far a sentence belongs to the base, and has what the query looks for: 0, 1, or a mean over people."""
        certain = self._values(article, span, None)
        if certain is not None:
            return certain
        gold = said.gold.get(span) if self.labels in (AGREED, GOLD) else None
        if gold is not None:
            if gold[1] != "settled":
                self.missing.reopened += 1
                return 0.0, 0.0
            self.decided += 1
            return self._values(article, span, gold[0]) or (0.0, 0.0)
        votes = self._votes(said.votes.get(span, ()))
        if not votes:
            self.missing.undecided += 1
            self.missing.carried += span in said.carried
            self.missing.articles.add(article)
            return 0.0, 0.0
        return self._of_votes(article, span, votes)

    def _votes(self, votes: Sequence[Vote]) -> list[Vote]:
        if self.labels == GOLD:
            return []
        return [vote for vote in votes if self.person is None or vote.person == self.person]

    def _of_votes(self, article: int, span: Span, votes: Sequence[Vote]) -> tuple[float, float]:
        self.decided += 1
        self.in_view += any(vote.in_view for vote in votes)
        self._voices.update(vote.person for vote in votes)
        values = [self._values(article, span, vote.labels) or (0.0, 0.0) for vote in votes]
        if self.labels != AVERAGE and len(set(values)) > 1:
            self.missing.differing += 1
        return sum(of for of, _ in values) / len(values), sum(has for _, has in values) / len(values)

    def _values(self, article: int, span: Span, labels: Labels | None) -> tuple[float, float] | None:
        return values(self._has, self._of, (article, *span), labels)


def values(
    has: Condition, of: Condition | None, unit: tuple[int, int, int], labels: Labels | None
) -> tuple[float, float] | None:
    """Whether a unit with these labels belongs to the base, and has it; None where that depends on labels unknown."""
    inside = True if of is None else of.holds(unit, labels)
    if inside is False:
        return 0.0, 0.0
    found = has.holds(unit, labels)
    if inside is None or found is None:
        return None
    return 1.0, float(found)


def _are(number: int) -> str:
    """`1 sentence is`, `12 sentences are`."""
    return f"{counted(number, 'sentence')} {'is' if number == 1 else 'are'}"
