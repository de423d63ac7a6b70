"""The conditions of a query on one sentence, ready for SQL: with names looked up, and negations at the leaves.

The sentence under test is `s` (`s.article`, `s.start`, `s."end"`), its article in a gate is `a`. A *gate* is a
condition that an article must fulfil to hold any such sentence: so whole articles can be skipped.

People are the numbers that the file has for them; `labels.query.names` finds them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TypeAlias

from labels.query.pattern import Matcher
from labels.query.sql import Sql, all_of, any_of, negated, one_of

#: If there are no more other people than this, how much they have labelled is looked up.
_FEW = 4

#: The number of somebody who is not known in the project: nobody has it.
NOBODY = -1

#: In an annotation of the sentence `s`.
HERE = 'article = s.article AND start = s.start AND "end" = s."end"'

#: Annotations in the layer main (the partial indexes are used only for exactly this condition), and those of sentences.
#: The plus keeps SQLite from reading all of an article because starts have a bound.
MAIN = Sql("layer = 0")
_OF_SENTENCES = Sql(f"{MAIN.text} AND +start >= 0")


@dataclass(frozen=True, slots=True)
class Plain:
    """A condition that no index answers. It holds for at most two sentences for each that is `beside`.

    A `costly` one looks at several annotations of each sentence.
    """

    test: Sql
    gate: Sql | None = None
    beside: Labelled | None = None
    costly: bool = False


@dataclass(frozen=True, slots=True)
class Who:
    """Whose annotations count: those of `person`, or anybody's if that is None.

    `people` are all who may be meant, `others` all the rest.
    """

    person: int | None
    people: tuple[int, ...]
    others: tuple[int, ...] = ()

    @property
    def test(self) -> Sql:
        """A condition on the column `person`."""
        return Sql("1") if self.person is None else Sql("person = ?", (self.person,))

    def progress(self, condition: str) -> Sql:
        """Whether somebody who is meant has a row of progress in article `a` for which this is true."""
        text, values = one_of(self.people)
        return Sql(f"EXISTS (SELECT 1 FROM progress WHERE person IN {text} AND article = a.n AND {condition})", values)


@dataclass(frozen=True, slots=True)
class Labelled:
    """The sentence has a label: one of these ids. There are several if labels were merged into one."""

    labels: tuple[str, ...]
    who: Who
    wanted: bool = True

    @property
    def each(self) -> tuple[Labelled, ...]:
        """The same condition for each label id alone. Together they select all sentences that have the label."""
        return tuple(replace(self, labels=(label,)) for label in self.labels)

    @property
    def is_it(self) -> Sql:
        """A condition on the column `label`."""
        if len(self.labels) == 1:
            return Sql("label = ?", self.labels)
        several = one_of(self.labels)
        return Sql(f"label IN {several.text}", several.values)

    @property
    def test(self) -> Sql:
        """True of sentence `s`."""
        found = self._exists(all_of([self.is_it, Sql(HERE), self.who.test]))
        return found if self.wanted else negated(found)

    @property
    def gate(self) -> Sql:
        """True of article `a`."""
        here = all_of([self.is_it, Sql("article = a.n"), self.who.test])
        if self.wanted:
            return self._exists(here)
        # Only in articles that somebody has finished can all sentences have the label.
        once = self.who.person is not None and len(self.labels) == 1
        sentences = "*" if once else "DISTINCT start"
        counted = Sql(
            f"(SELECT count({sentences}) FROM annotation_label WHERE {here.text}) >= a.sentences", here.values
        )
        everywhere = any_of([self._surely_everywhere, counted])
        if self.who.person is None:
            return negated(everywhere)
        return negated(all_of([self.who.progress("labelled >= a.sentences"), everywhere]))

    @property
    def _surely_everywhere(self) -> Sql:
        """Whether article `a` has so many of the label that all sentences must have it.

        It counts without checking whose each label is, which takes half the time. Other cases are counted exactly.
        """
        # For "anybody", it is enough that the person who has labelled most has given it everywhere.
        people, most = (
            (self.who.people, "coalesce(max(labelled), 0)") if self.who.person is None else (self.who.others, "0")
        )
        if len(people) > _FEW or len(self.labels) > 1:
            return Sql("0")
        numbers = one_of(people)
        theirs = f"(SELECT total(labelled) - {most} FROM progress WHERE person IN {numbers.text} AND article = a.n)"
        return Sql(
            f"(SELECT count(*) FROM annotation_label WHERE label = ? AND article = a.n) - {theirs} >= a.sentences",
            (*self.labels, *numbers.values),
        )

    @property
    def source(self) -> Sql:
        """The condition on rows of `annotation_label`."""
        return all_of([self.is_it, self.who.test])

    @staticmethod
    def _exists(where: Sql) -> Sql:
        return Sql(f"EXISTS (SELECT 1 FROM annotation_label WHERE {where.text})", where.values)


@dataclass(frozen=True, slots=True)
class Clause:
    """A condition on an annotation, over the columns of `annotation`.

    `index` is the index that finds it. Where `count` (of the columns of `progress`) is zero, no annotation in the
    article fulfils the clause; where the clause is `exact`, the count is the number of those that do.
    """

    test: Sql
    count: str
    index: str | None = None
    exact: bool = False


@dataclass(frozen=True, slots=True)
class Marked:
    """There is an annotation of which every clause is true; without clauses, any: decided, flagged or noted."""

    who: Who
    clauses: tuple[Clause, ...] = ()
    wanted: bool = True

    @property
    def source(self) -> Sql:
        """The condition on rows of `annotation`."""
        return all_of([_OF_SENTENCES, *self._what])

    @property
    def test(self) -> Sql:
        """True of sentence `s`."""
        where = all_of([Sql(HERE), MAIN, *self._what])
        found = Sql(f"EXISTS (SELECT 1 FROM annotation WHERE {where.text})", where.values)
        return found if self.wanted else negated(found)

    @property
    def gate(self) -> Sql | None:
        """True of article `a`."""
        if self.wanted:
            return self.who.progress(" AND ".join(["1", *(f"{clause.count} > 0" for clause in self.clauses)]))
        if len(self.clauses) == 1 and self.clauses[0].exact:
            return negated(self.who.progress(f"{self.clauses[0].count} >= a.sentences"))
        return None

    @property
    def _what(self) -> list[Sql]:
        return [self.who.test, *(clause.test for clause in self.clauses)]


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

    matcher: Matcher
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
