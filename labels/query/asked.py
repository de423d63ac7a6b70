"""Conditions as SQL that tests one sentence, and as gates that test a whole article."""

from __future__ import annotations

from collections.abc import Sequence

from labels.query.conditions import Condition, Every, FullText, Labelled, Marked, Matching, Plain, Some
from labels.query.estimates import SAMPLE, Estimates
from labels.query.reach import Reach
from labels.query.sql import Sql, all_of, any_of, negated
from labels.query.ways import ways
from labels.store.full_text import SHIFT

#: What a test of one sentence costs, in microseconds. Measured by tests/benchmarks/queries.py.
LOOK_UP_COST, NEIGHBOUR_COST, WORDS_COST, LISTED_COST = 0.9, 4.0, 9.0, 0.4

#: Articles that lie within so many are near enough for listing the full text of all between them.
_TOGETHER = 50


class Tests:
    """How conditions are tested on one page of hits.

    Full text is either looked up sentence by sentence, which is dear but begins at once, or listed first and then
    looked up in the list: where the list is short, and in `bulk`, where most of it is needed anyway.
    """

    def __init__(self, estimates: Estimates, reach: Reach, bulk: bool) -> None:
        self._estimates = estimates
        self._reach = reach
        near = reach.only is not None and max(reach.only) - min(reach.only) < _TOGETHER
        self._bulk = bulk or near

    def all(self, conditions: Sequence[Condition]) -> Sql:
        """True of a sentence `s` that fulfils all of them; the cheap ones come first."""
        return all_of(self.test(each) for each in sorted(conditions, key=self.cost))

    def test(self, condition: Condition) -> Sql:
        """True of a sentence `s` that fulfils the condition."""
        match condition:
            case Every(parts):
                return self.all(parts)
            case Some(parts):
                return any_of(self.test(part) for part in sorted(parts, key=self.cost))
            case FullText():
                return self._words(condition)
            case Matching():
                raise TypeError("SQLite knows no regular expressions")
        return condition.test

    def cost(self, condition: Condition) -> float:
        """Microseconds for one sentence, about."""
        match condition:
            case Every(parts) | Some(parts):
                return sum(map(self.cost, parts))
            case FullText():
                return LISTED_COST if self._listed(condition) else WORDS_COST
            case Plain():
                return NEIGHBOUR_COST if "mark_label" in condition.test.text else LISTED_COST
        return LOOK_UP_COST

    def _listed(self, condition: FullText) -> bool:
        return self._bulk or self._size(condition) < SAMPLE

    def _size(self, condition: FullText) -> float:
        (way,) = ways(FullText(condition.expression), self._reach)
        return self._estimates.rows(way.probe)

    def _words(self, condition: FullText) -> Sql:
        row = f"s.article * {SHIFT} + s.start"
        if self._listed(condition):
            within = self._reach.rowids("rowid")
            test = Sql(
                f"{row} IN (SELECT rowid FROM sentence_words WHERE sentence_words MATCH ? AND {within.text})",
                (condition.expression, *within.values),
            )
        else:
            test = Sql(
                f"EXISTS (SELECT 1 FROM sentence_words WHERE sentence_words MATCH ? AND rowid = {row})",
                (condition.expression,),
            )
        return test if condition.wanted else negated(test)


def gate(condition: Condition) -> Sql | None:
    """What an article `a` must fulfil to hold a sentence of this condition; None if nothing is known."""
    match condition:
        case Every(parts):
            known = [each for each in map(gate, parts) if each is not None]
            return all_of(known) if known else None
        case Some(parts):
            each_known = [each for each in map(gate, parts) if each is not None]
            return any_of(each_known) if len(each_known) == len(parts) else None
        case Labelled() | Marked() | Plain():
            return condition.gate
    return None
