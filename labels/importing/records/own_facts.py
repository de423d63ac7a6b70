"""What Copydesk wrote beside a text when it exported it to another tool, read again when the text comes back.

It stands under the key "copydesk", because no other tool has a place for it. What the other tool says always
counts: our own facts only fill in what it cannot say, and only for a decision that is still the same.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from labels.decision import Decision
from labels.exchange.names import OWN
from labels.importing.records.own_decision import decision_from
from labels.importing.records.row import Place
from labels.importing.records.row_values import as_objects
from labels.values.annotation import Status

_DAMAGED = f"its “{OWN}” part is damaged. Take that part out to read the rest."


@dataclass(frozen=True, slots=True)
class OwnFacts:
    """The place of a sentence, and the decisions on it as they were exported."""

    place: Place
    decisions: tuple[Decision, ...]


def own_facts(value: object) -> OwnFacts | None:
    """What `value` (an object, or one written as a string) holds; None for nothing. Raises ValueError."""
    if value is None:
        return None
    try:
        if isinstance(value, str):
            value = json.loads(value)
        if not isinstance(value, dict):
            raise ValueError(_DAMAGED)
        return OwnFacts(_place(value), tuple(map(decision_from, as_objects(value, "decisions"))))
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise ValueError(_DAMAGED) from error


def settled(
    said: Sequence[Decision], own: OwnFacts | None, unsayable: tuple[Status, ...] = ("undecided",)
) -> tuple[Decision, ...]:
    """The decisions that stand: those that the other tool has `said`, in full where they are still our own.

    Of our own that it does not have, those with an `unsayable` status stay, unless somebody decided since.
    """
    if own is None:
        return tuple(said)
    left = list(own.decisions)
    standing = []
    for decision in said:
        ours = next((each for each in left if _same(decision, each)), None)
        if ours is not None:
            left.remove(ours)
        standing.append(_with_note(ours, decision.note) if ours else _of_whom(decision, own.decisions))
    deciders = {decision.annotator_key or decision.annotator for decision in standing}
    if None not in deciders:
        standing += [
            each
            for each in left
            if each.status in unsayable and deciders.isdisjoint((each.annotator, each.annotator_key))
        ]
    return tuple(standing)


def credited(said: Decision, ours: Decision) -> Decision:
    """A decision of the other tool as that of the annotator of one of our own."""
    return replace(said, annotator=ours.annotator, annotator_key=ours.annotator_key)


def _of_whom(said: Decision, own: Sequence[Decision]) -> Decision:
    """A decision with the key of its annotator, where our own decisions tell it."""
    if said.annotator is None or said.annotator_key is not None:
        return said
    known = {(each.annotator, each.annotator_key): each for each in own if said.annotator in _names(each)}
    return credited(said, *known.values()) if len(known) == 1 else said


def _names(ours: Decision) -> tuple[str | None, str | None]:
    """What the annotator of one of our own decisions goes by in other tools: the key where several have the name."""
    return ours.annotator, ours.annotator_key


def _with_note(ours: Decision, note: str) -> Decision:
    """Our own decision with what was written beside it over there, where our notes are not shown."""
    return ours if not note or note in ours.note else replace(ours, note=f"{ours.note}\n{note}".strip("\n"))


def _same(said: Decision, ours: Decision) -> bool:
    if said.annotator_key is not None and said.annotator_key != ours.annotator_key:
        return False
    if said.annotator is not None and said.annotator not in _names(ours):
        return False
    return said.status == ours.status and sorted(said.labels) == sorted(ours.labels)


def _place(value: Mapping[str, Any]) -> Place:
    paragraph, start, before, after = value["paragraph"], value["start"], value.get("before"), value.get("after", "")
    if type(paragraph) is not int or type(start) is not int or paragraph < 0 or start < 0:
        raise ValueError(_DAMAGED)
    if not isinstance(before, str | None) or not isinstance(after, str):
        raise ValueError(_DAMAGED)
    return Place(paragraph, start, before, after)
