"""How to find a page of hits: which index to use, and what to test on its rows.

A conjunction uses the index of the part with the fewest rows, and tests the rest. An alternative is searched branch by
branch, each by its own index, if that is cheaper than reading every sentence; `labels.query.pages` merges the branches.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from labels.query.access_paths import AccessPath, access_paths, every_sentence
from labels.query.conditions import Condition, Every, Labelled, Some
from labels.query.estimates import SORTABLE, Estimates
from labels.query.predicates import Tests, gate
from labels.query.scan_range import ScanRange
from labels.query.sql import Sql, all_of

#: Alternatives with more branches than this are tested on every sentence instead.
MAX_BRANCHES = 24


@dataclass(frozen=True, slots=True)
class Branch:
    """One access path, with what is still to be tested of each of its sentences."""

    way: AccessPath
    tests: Sql

    def statement(self, columns: Sequence[Sql], limit: int) -> Sql:
        """The SELECT that lists its sentences, and besides what `columns` say of each."""
        head = Sql(
            'SELECT s.article, s.start, s."end"' + "".join(f", {column.text}" for column in columns),
            tuple(value for column in columns for value in column.values),
        )
        where = all_of([self.way.where, self.tests])
        return Sql(
            f"{head.text} FROM {self.way.source} WHERE {where.text} ORDER BY {self.way.order} LIMIT ?",
            (*head.values, *where.values, limit),
        )

    def distinct(self, limit: int) -> Sql:
        """The SELECT that lists its sentences once each, in any order."""
        where = all_of([self.way.where, self.tests])
        once = "DISTINCT " if self.way.repeats else ""
        return Sql(
            f"SELECT {once}s.article, s.start FROM {self.way.source} WHERE {where.text} LIMIT ?",
            (*where.values, limit),
        )


@dataclass(frozen=True, slots=True)
class Plan:
    """Branches that together lead to every hit, and what they cost in microseconds, about.

    `windowed` if they list so much full text that this is faster window by window.
    """

    cost: float
    branches: tuple[Branch, ...]
    windowed: bool = False


class Planner:
    """Plans one page of hits."""

    def __init__(self, estimates: Estimates, reach: ScanRange, share: float, *, branch: bool = True) -> None:
        """`share` of the articles, from 0 to 1, pass the gates of the whole query. `branch`: may there be several?"""
        self._estimates = estimates
        self._reach = reach
        self._share = share
        self._most = MAX_BRANCHES if branch else 0

    def plan(self, parts: Sequence[Condition]) -> Plan:
        """The cheapest plan for the sentences that fulfil all `parts`."""
        return min(self._plans(list(parts), self._most), key=lambda plan: plan.cost)

    def _plans(self, parts: list[Condition], branches: int) -> Iterator[Plan]:
        yield self._single(every_sentence(self._reach, gate(Every(tuple(parts))) or Sql("1")), parts, self._share)
        if self._reach.only is not None:
            return  # few articles: reading them is as good as any index
        for part in parts:
            for way in access_paths(part, self._reach):
                if not way.sorts or self._estimates.counted(way.probe) < SORTABLE:
                    yield self._single(way, parts)
        for part in parts:
            alternatives = _alternatives(part)
            if 0 < len(alternatives) <= branches:
                yield self._branched(alternatives, [other for other in parts if other is not part], branches)

    def _single(self, way: AccessPath, parts: Sequence[Condition], share: float = 1.0) -> Plan:
        rest = [part for part in parts if part is not way.answers]
        count = self._estimates.counted if way.sorts else self._estimates.rows
        rows = count(way.probe) * share
        tests = Tests(self._estimates, self._reach, rows)
        branch = Branch(way, tests.all(rest))
        return Plan(rows * way.cost + tests.cost, (branch,), tests.lists_much)

    def _branched(self, alternatives: Sequence[Condition], others: list[Condition], branches: int) -> Plan:
        found: list[Plan] = []
        for part in alternatives:
            inner = list(part.parts) if isinstance(part, Every) else [part]
            plans = self._plans([*inner, *others], branches // len(alternatives))
            found.append(min(plans, key=lambda plan: plan.cost))
        return Plan(
            sum(plan.cost for plan in found),
            tuple(branch for plan in found for branch in plan.branches),
            any(plan.windowed for plan in found),
        )


def _alternatives(condition: Condition) -> Sequence[Condition]:
    """The conditions of which one is to be true, where a condition consists of such."""
    match condition:
        case Some(parts):
            return parts
        case Labelled(wanted=True) if len(condition.labels) > 1:
            return condition.each
    return ()
