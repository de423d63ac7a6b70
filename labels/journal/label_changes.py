"""What a merge reports about decisions whose labels were renamed, merged or retired after they were made."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from labels.codebook import Codebook, Label
from labels.projections import codebooks
from labels.values.viewer import THE_FILE

#: How many decisions gave a label, by its id and the event of the codebook that they were made under.
Given = Counter[tuple[str, bytes]]

What = Literal["renamed", "merged", "retired", "missing"]


@dataclass(frozen=True, slots=True)
class LabelChange:
    """A label that was `renamed`, `merged` into another, `retired`, or is `missing` in the codebook in force.

    `before` is the name under which `decisions` gave it, `after` the name by which they are read now.
    """

    what: What
    before: str
    after: str
    decisions: int


def given_here(connection: sqlite3.Connection, under: bytes | None) -> Given:
    """The labels that are given in the project, as if under the codebook of one event; none without one."""
    if under is None:
        return Counter()
    rows = connection.execute("SELECT label, count(*) FROM annotation_label GROUP BY label")
    return Counter({(label, under): count for label, count in rows})


def label_changes(connection: sqlite3.Connection, given: Mapping[tuple[str, bytes], int]) -> tuple[LabelChange, ...]:
    """How labels that were given differ under the codebook in force now, in the order of their names."""
    found = codebooks.current_with_event(connection, THE_FILE)
    if found is None:
        return ()
    event, _, codebook = found
    in_force = codebooks.made_by(connection, event)
    ids = set() if in_force is None else {label.id for label in in_force.labels}
    made = {each: codebooks.made_by(connection, each) for each in {each for _, each in given}}
    counts: Counter[tuple[What, str, str]] = Counter()
    for (id, under), count in given.items():
        before = _label(made[under], id)
        change = None if before is None else _change(before, codebook, ids)
        if change is not None:
            counts[change] += count
    return tuple(LabelChange(*change, count) for change, count in sorted(counts.items(), key=lambda each: each[0][1:]))


def _change(before: Label, codebook: Codebook, ids: set[str]) -> tuple[What, str, str] | None:
    """How a label differs from what it was.

    `ids` are the labels of the codebook in force, without those that other heads add.
    """
    now = _label(codebook, before.id)
    if now is None or now.id not in ids:
        return "missing", before.name, before.name
    target = _label(codebook, codebook.read_as(now.id)) or now
    if target.id != now.id and before.same_as is None:
        return "merged", before.name, target.name
    if now.retired and not before.retired and target.id == now.id:
        return "retired", before.name, now.name
    return ("renamed", before.name, now.name) if now.name != before.name and target.id == now.id else None


def _label(codebook: Codebook | None, id: str) -> Label | None:
    try:
        return None if codebook is None else codebook.label(id)
    except KeyError:
        return None
