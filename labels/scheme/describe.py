"""A change of codebook in a few short lines for people."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from labels.scheme.fields import printed
from labels.scheme.model import Label, Scheme

if TYPE_CHECKING:
    from labels.scheme.change import SchemeChange


def describe_change(change: SchemeChange) -> list[str]:
    """What `change` changes, a line for each thing, the weightiest first."""
    if change.before is None:
        names = ", ".join(label.name for label in change.scheme.active)
        return [printed(f"First codebook of this project: {names}.")]
    if change.is_empty:
        return []
    lines = [*_names(change), *_meanings(change), *_keys(change), *_whole(change.before, change.scheme)]
    return [printed(line) for line in lines] or ["Small changes that no label shows."]


def _names(change: SchemeChange) -> Iterator[str]:
    keys = {label.name: label.key for label in change.scheme.labels}
    for before, after in change.renamed:
        yield f"Renamed {before} to {after}{_follow(change, after, 'follow', 'follows')}."
    for name in change.added:
        yield f"Added {name} (key {keys[name]})."
    for name in change.retired:
        yield f"Retired {name}{_follow(change, name, 'stay', 'stays')}."
    for name in change.dropped:
        yield f"Dropped {name}; it was never given."
    for name in change.revived:
        yield f"Brought back {name} (key {keys[name]})."


def _follow(change: SchemeChange, name: str, verb: str, verb_for_one: str) -> str:
    count = change.decisions.get(name, 0)
    if count == 0:
        return ""
    return f"; its 1 decision {verb_for_one}" if count == 1 else f"; its {count:,} decisions {verb}"


def _pairs(change: SchemeChange) -> Iterator[tuple[Label, Label]]:
    """Labels before and after, for those that can be given both before and after."""
    before = {label.id: label for label in change.before.active} if change.before else {}
    return ((before[label.id], label) for label in change.scheme.active if label.id in before)


def _meanings(change: SchemeChange) -> Iterator[str]:
    fields = ("definition", "examples", "counter_examples", "group")
    before = {label.id: label for label in change.before.labels} if change.before else {}
    for label in change.scheme.labels:
        if label.name in change.redefined:
            was = before[label.id]
            parts = [part for part in fields if getattr(was, part) != getattr(label, part)]
            yield f"Changed {label.name}: {', '.join(parts).replace('_', '-')}."


def _keys(change: SchemeChange) -> Iterator[str]:
    for was, now in _pairs(change):
        if was.key != now.key:
            yield f"Moved {now.name} from key {was.key} to {now.key}."
    for was, now in _pairs(change):
        if was.colour != now.colour:
            yield f"Changed the colour of {now.name}."


def _whole(before: Scheme, after: Scheme) -> Iterator[str]:
    if before.choose != after.choose:
        yield f"A sentence may now carry {'one label' if after.choose == 'one' else 'several labels'}."
    if before.title != after.title:
        yield "Changed the title."
    if before.guidelines != after.guidelines:
        yield "Changed the guidelines."
    was = [label.id for label in before.active]
    now = [label.id for label in after.active]
    if [id for id in was if id in now] != [id for id in now if id in was]:
        yield "Changed the order of the labels, and with it their digits."
