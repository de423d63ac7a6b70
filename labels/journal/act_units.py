"""The units that acts are about: what was said about them before, and whether the acts can be folded one by one."""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from labels.journal.article_state import WHOLE, Span
from labels.journal.event import ANNOTATION_KINDS, DECISION_KINDS, MAIN, Act
from labels.projections.units import UnitsNow, units_now


def units_before(connection: sqlite3.Connection, acts: Sequence[Act], person: int) -> dict[int, UnitsNow]:
    """What an annotator (a number) says so far of the units that the acts are about, by article.

    The caller holds the lock, so sentences cannot disappear. Raises MovedError for sentences that are no longer there.
    """
    meant: dict[int, set[Span]] = defaultdict(set)
    for act in acts:
        if act.article is not None and act.kind != "segment":
            meant[act.article].update(_spans_of(act))
    return {n: units_now(connection, n, spans, person) for n, spans in meant.items()}


def are_single_steps(acts: Sequence[Act], units: Mapping[int, UnitsNow], layer: int) -> bool:
    """Whether each of the acts is the last step of a fold in a layer, to be taken alone."""
    for act in acts:
        if act.kind not in ANNOTATION_KINDS or (act.layer or MAIN) != layer or "rule" in act.payload:
            return False  # what a rule settles has no effect beside what a person settled: only the fold knows this
    return all(now.single_steps for now in units.values())


def articles_of_several(acts: Sequence[Act]) -> set[int | None]:
    """The articles of which the acts, one action, decide several units."""
    if len(acts) == 1:
        return set()
    counts = Counter(act.article for act in acts if act.kind in DECISION_KINDS)
    return {n for n, count in counts.items() if count > 1}


def _spans_of(act: Act) -> list[Span]:
    """The units that must be there for the act."""
    if act.kind == "join":
        return [(start, end) for start, end in act.payload["of"]]
    if act.start is None or act.end is None:
        return [WHOLE] if act.kind in ANNOTATION_KINDS else []
    return [(act.start, act.end)]
