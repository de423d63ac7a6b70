"""The part of a condition with regular expressions that Python tests. SQLite gives the rest as columns."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from labels.query.conditions import Condition, Every, Matching, Some
from labels.query.predicates import Tests
from labels.query.sql import Sql

#: From a sentence's text and the columns beside it to whether it is a hit.
Judge = Callable[[str, Sequence[Any]], bool]


def has_pattern(condition: Condition) -> bool:
    """Whether a regular expression stands anywhere in a condition."""
    if isinstance(condition, Every | Some):
        return any(map(has_pattern, condition.parts))
    return isinstance(condition, Matching)


def judge(condition: Condition, tests: Tests, columns: list[Sql]) -> Judge:
    """The judge of a condition; what it has to know from SQLite is added to `columns`."""
    if not has_pattern(condition):
        place = len(columns)
        columns.append(tests.test(condition))
        return lambda text, row: bool(row[place])
    match condition:
        case Matching(matcher, wanted):
            return lambda text, row: matcher.is_in(text) == wanted
        case Every(parts):
            judges = [judge(part, tests, columns) for part in sorted(parts, key=has_pattern)]
            return lambda text, row: all(each(text, row) for each in judges)
        case Some(parts):
            judges = [judge(part, tests, columns) for part in sorted(parts, key=has_pattern)]
            return lambda text, row: any(each(text, row) for each in judges)
    raise TypeError(condition)
