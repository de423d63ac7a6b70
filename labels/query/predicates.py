"""Conditions as SQL that tests one sentence, and as gates that test a whole article."""

from __future__ import annotations

from collections.abc import Sequence

from labels.query.access_paths import access_paths
from labels.query.conditions import Condition, Every, FullText, Labelled, Marked, Matching, Plain, Sized, Some
from labels.query.estimates import Estimates
from labels.query.scan_range import ScanRange
from labels.query.sql import Sql, all_of, any_of, negated
from labels.sqlite.full_text import SHIFT

#: What a test of one sentence costs, in microseconds; LIST is for each row of full text that is listed beforehand.
#: Measured by tests/benchmarks/queries.py.
LOOK_UP, NEIGHBOUR, SPOT, IN_LIST, LIST = 0.7, 4.0, 24.0, 0.2, 0.15

#: Full text with more rows is never listed as a whole, but window by window.
LONG_LIST = 5_000


class Tests:
    """How conditions are tested on an access path of about this many `rows`.

    Full text is either looked up sentence by sentence, or listed first and then looked up in the list, whichever
    is cheaper.
    """

    def __init__(self, estimates: Estimates, reach: ScanRange, rows: float) -> None:
        self._estimates = estimates
        self._reach = reach
        self._rows = rows
        #: Whether a long list is among the tests that were made.
        self.lists_much = False
        #: What the tests that were made cost for all rows.
        self.cost = 0.0

    def all(self, conditions: Sequence[Condition]) -> Sql:
        """True of a sentence `s` that fulfils all of them; the cheap ones come first, full text last."""
        before = self._rows
        tests = []
        for each in sorted(conditions, key=_weight):
            tests.append(self.test(each))
            self._rows = min(self._rows, self._most(each))
        self._rows = before
        return all_of(tests)

    def test(self, condition: Condition) -> Sql:
        """True of a sentence `s` that fulfils the condition."""
        match condition:
            case Every(parts):
                return self.all(parts)
            case Some(parts):
                return any_of(self.test(part) for part in sorted(parts, key=_weight))
            case FullText():
                return self._words(condition)
            case Matching():
                raise TypeError("SQLite knows no regular expressions")
        self.cost += self._rows * _weight(condition)
        return condition.test

    def _most(self, condition: Condition) -> float:
        """How many sentences there are of which the condition is true, at most."""
        match condition:
            case Labelled(wanted=True):
                each = [way for label in condition.each for way in access_paths(label, self._reach)]
                return sum(self._estimates.rows(way.probe) for way in each)
            case Plain(beside=Labelled() as beside):
                return 2 * self._most(beside)
        return self._rows

    def _words(self, condition: FullText) -> Sql:
        row = f"s.article * {SHIFT} + s.start"
        (way,) = access_paths(FullText(condition.expression), self._reach)
        size = self._estimates.rows(way.probe)
        listed, spotted = size * LIST + self._rows * IN_LIST, self._rows * SPOT
        self.cost += min(listed, spotted)
        if listed < spotted:
            self.lists_much = self.lists_much or size > LONG_LIST
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


def _weight(condition: Condition) -> float:
    """Microseconds for one sentence, about."""
    match condition:
        case Every(parts) | Some(parts):
            return sum(map(_weight, parts))
        case FullText():
            return SPOT
        case Plain():
            return NEIGHBOUR if condition.costly or condition.beside is not None else IN_LIST
        case Sized():
            return IN_LIST
    return LOOK_UP


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
