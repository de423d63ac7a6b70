"""What a query asks of one sentence, ready for SQL: names looked up, viewers settled, negations at the leaves.

The sentence under test is `s` (`s.article`, `s.start`, `s.stop`), its article in a gate is `a`. A *gate* is a
condition that an article must fulfil to hold any such sentence: it lets whole articles be passed over.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TypeAlias

from labels.query.sql import Sql, all_of, any_of, negated, one_of

#: Of so many others it is looked up how much they have labelled.
_FEW = 4


@dataclass(frozen=True, slots=True)
class Plain:
    """A condition that no index answers. It holds for at most two sentences for each that is `beside`."""

    test: Sql
    gate: Sql | None = None
    beside: Labelled | None = None


@dataclass(frozen=True, slots=True)
class Who:
    """Whose marks count: those of `name`, or anybody's where that is None.

    `people` are all who may be meant, `others` all the rest.
    """

    name: str | None
    people: tuple[str, ...]
    others: tuple[str, ...] = ()

    @property
    def test(self) -> Sql:
        """A condition on the column `annotator`."""
        return Sql("1") if self.name is None else Sql("annotator = ?", (self.name,))

    def progress(self, condition: str) -> Sql:
        """Whether somebody meant has, in article `a`, progress of which this is true."""
        text, values = one_of(self.people)
        return Sql(
            f"EXISTS (SELECT 1 FROM progress WHERE annotator IN {text} AND article = a.n AND {condition})", values
        )


@dataclass(frozen=True, slots=True)
class Labelled:
    """The sentence has a label."""

    label: str
    who: Who
    wanted: bool = True

    @property
    def test(self) -> Sql:
        """True of sentence `s`."""
        here = Sql("article = s.article AND start = s.start AND stop = s.stop")
        found = self._exists(all_of([self._is_it, here, self.who.test]))
        return found if self.wanted else negated(found)

    @property
    def gate(self) -> Sql:
        """True of article `a`."""
        here = all_of([self._is_it, Sql("article = a.n"), self.who.test])
        if self.wanted:
            return self._exists(here)
        # Counting is only for articles that somebody is through with: elsewhere a sentence without is left.
        sentences = "DISTINCT start" if self.who.name is None else "*"
        counted = Sql(f"(SELECT count({sentences}) FROM mark_label WHERE {here.text}) >= a.sentences", here.values)
        everywhere = any_of([self._surely_everywhere, counted])
        if self.who.name is None:
            return negated(everywhere)
        return negated(all_of([self.who.progress("labelled >= a.sentences"), everywhere]))

    @property
    def _surely_everywhere(self) -> Sql:
        """Whether in article `a` there are so many of the label that all sentences have it, whatever others gave.

        Counts without looking whose each is, which takes half the time; what it does not see is counted exactly.
        """
        # Whoever is meant by "anybody", it is enough that the one who has labelled most has given it everywhere.
        people, most = (
            (self.who.people, "coalesce(max(labelled), 0)") if self.who.name is None else (self.who.others, "0")
        )
        if len(people) > _FEW:
            return Sql("0")
        names = one_of(people)
        theirs = f"(SELECT total(labelled) - {most} FROM progress WHERE annotator IN {names.text} AND article = a.n)"
        return Sql(
            f"(SELECT count(*) FROM mark_label WHERE label = ? AND article = a.n) - {theirs} >= a.sentences",
            (self.label, *names.values),
        )

    @property
    def source(self) -> Sql:
        """The condition on rows of `mark_label`."""
        return all_of([self._is_it, self.who.test])

    @property
    def _is_it(self) -> Sql:
        return Sql("label = ?", (self.label,))

    @staticmethod
    def _exists(where: Sql) -> Sql:
        return Sql(f"EXISTS (SELECT 1 FROM mark_label WHERE {where.text})", where.values)


@dataclass(frozen=True, slots=True)
class Clause:
    """Something about a mark, over the columns of `mark`.

    `index` is the index that finds it. Where `count` (of the columns of `progress`) is zero, no mark in the
    article fulfils the clause; where the clause is `exact`, the count is the number of those that do.
    """

    test: Sql
    count: str
    index: str | None = None
    exact: bool = False


@dataclass(frozen=True, slots=True)
class Marked:
    """There is a mark of which every clause is true; without clauses, any mark: decided, flagged or noted."""

    who: Who
    clauses: tuple[Clause, ...] = ()
    wanted: bool = True

    @property
    def source(self) -> Sql:
        """The condition on rows of `mark`."""
        return all_of([self.who.test, *(clause.test for clause in self.clauses)])

    @property
    def test(self) -> Sql:
        """True of sentence `s`."""
        where = all_of([Sql("article = s.article AND start = s.start AND stop = s.stop"), self.source])
        found = Sql(f"EXISTS (SELECT 1 FROM mark WHERE {where.text})", where.values)
        return found if self.wanted else negated(found)

    @property
    def gate(self) -> Sql | None:
        """True of article `a`."""
        if self.wanted:
            return self.who.progress(" AND ".join(["1", *(f"{clause.count} > 0" for clause in self.clauses)]))
        if len(self.clauses) == 1 and self.clauses[0].exact:
            return negated(self.who.progress(f"{self.clauses[0].count} >= a.sentences"))
        return None


@dataclass(frozen=True, slots=True)
class Sized:
    """The sentence's length is within bounds; an index leads to those of a length."""

    test: Sql


@dataclass(frozen=True, slots=True)
class FullText:
    """The sentence matches an expression of FTS5."""

    expression: str
    wanted: bool = True


@dataclass(frozen=True, slots=True)
class Matching:
    """The sentence's text matches a regular expression; Python looks, not SQLite."""

    pattern: re.Pattern[str]
    wanted: bool = True


@dataclass(frozen=True, slots=True)
class Every:
    """All parts are true."""

    parts: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class Some:
    """A part is true."""

    parts: tuple[Condition, ...]


Condition: TypeAlias = Plain | Sized | Labelled | Marked | FullText | Matching | Every | Some
