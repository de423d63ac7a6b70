"""The state that follows from the events for the whole project: people, codebooks, examples, assignments, settings."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from labels.journal.event import Event
from labels.journal.fold import Registry, events_in_force

#: The sign that separates the name from the rest of an annotator's key.
KEY_SIGN = "~"


@dataclass(slots=True)
class Person:
    """What the journal says of a person: name, role, the event that registered them, and who they are."""

    name: str
    role: str = "annotator"
    registered: bytes | None = None
    same_as: str = ""


@dataclass(frozen=True, slots=True)
class Codebooks:
    """The codebook events in order.

    `heads` are those on which no other is based. `in_force` is the greatest of them.
    """

    every: tuple[Event, ...] = ()
    heads: frozenset[bytes] = frozenset()
    in_force: bytes | None = None

    @property
    def ancestors(self) -> set[bytes]:
        """The codebooks that the one in force is based on, including itself."""
        parents = {event.id: event.payload.get("parents", ()) for event in self.every}
        found: set[bytes] = set()
        waiting = [] if self.in_force is None else [self.in_force]
        while waiting:
            event = waiting.pop()
            if event not in found:
                found.add(event)
                waiting += (bytes.fromhex(parent) for parent in parents.get(event, ()))
        return found


@dataclass(slots=True)
class ProjectState:
    """Everything that holds for the whole project; `people` by key.

    `assigned` has for each unit and person's key the last event, and whether it assigns or takes back. `returned` has
    the last event that sent a unit back to a person's key, `feedback` the last that opened what was settled to a key.
    """

    people: dict[str, Person] = field(default_factory=dict)
    codebooks: Codebooks = field(default_factory=Codebooks)
    examples: tuple[Event, ...] = ()
    unseen: frozenset[bytes] = frozenset()
    assigned: dict[tuple[int, int, int, str], tuple[bytes, bool]] = field(default_factory=dict)
    settings: dict[str, tuple[Any, bytes]] = field(default_factory=dict)
    returned: dict[tuple[int, int, int, str], Event] = field(default_factory=dict)
    feedback: dict[str, Event] = field(default_factory=dict)


def people_of(events: Iterable[Event]) -> dict[str, Person]:
    """The people by key, from the annotator events in the order of their ids."""
    people: dict[str, Person] = {}
    for event in events:
        if event.kind != "annotator":
            continue
        payload = event.payload
        key = payload["who"]
        person = people.setdefault(key, Person(name_in_key(key), registered=event.id))
        person.name = payload.get("name", person.name)
        person.role = payload.get("role", person.role)
        person.same_as = payload.get("same_as", person.same_as)
    return people


def name_in_key(key: str) -> str:
    """The name of a person of whom only the key is known."""
    return key.rpartition(KEY_SIGN)[0] or key


def registry_of(people: Mapping[str, Person], numbers: Mapping[str, int]) -> Registry:
    """The leads, and people who are the same, by the numbers that the file has for their keys."""
    same = {numbers[key]: numbers[first] for key, first in first_keys(people, numbers).items() if key != first}
    leads = frozenset(
        same.get(numbers[key], numbers[key])
        for key, person in people.items()
        if person.role == "lead" and key in numbers
    )
    return Registry(leads, same)


def first_keys(people: Mapping[str, Person], keys: Iterable[str]) -> dict[str, str]:
    """For each key the one under which this person was registered first, after all events that say who is the same."""
    first = {key: key for key in keys}

    def root(key: str) -> str:
        while first[key] != key:
            key = first[key]
        return key

    def registered(key: str) -> tuple[bytes, str]:
        person = people.get(key)
        return (person.registered if person and person.registered else b"\xff" * 16), key

    for key in sorted(people):
        other = people[key].same_as
        if key in first and other in first:
            one, two = sorted((root(key), root(other)), key=registered)
            first[two] = one
    return {key: root(key) for key in first}


def fold_project(events: Sequence[Event], reversals: Iterable[Event], registry: Registry) -> ProjectState:
    """Fold the project-wide events; `registry` is that of the same events."""
    up = events_in_force(events, reversals, registry)
    codebooks = codebooks_of([event for event in up if event.kind == "codebook"], registry)
    seen: set[str] = set()
    for event in codebooks.every:
        if event.id == codebooks.in_force:
            seen.update(event.payload.get("seen", ()))
    examples = tuple(event for event in up if event.kind == "example")
    state = ProjectState(
        people_of(up), codebooks, examples, frozenset(event.id for event in examples if event.id.hex() not in seen)
    )
    for event in up:
        if registry.may(event.person):
            _fold_for_leads(state, event)
    return state


def _fold_for_leads(state: ProjectState, event: Event) -> None:
    """Fold an event of a kind that only leads may write, once there are leads."""
    unit = (event.article or 0, *((-1, -1) if event.start is None else (event.start, event.end or 0)))
    if event.kind == "assign":
        state.assigned[*unit, str(event.payload["to"])] = (event.id, bool(event.payload["on"]))
    elif event.kind == "return":
        state.returned[*unit, str(event.payload["to"])] = event
    elif event.kind == "feedback":
        state.feedback[str(event.payload["who"])] = event
    elif event.kind == "setting":
        state.settings[event.payload["key"]] = (event.payload["value"], event.id)


def codebooks_of(events: Sequence[Event], registry: Registry) -> Codebooks:
    """Which codebooks are heads, and which is in force. The rules stand in docs/design.md, "The codebook"."""
    by_leads = [event for event in events if registry.may(event.person)] or list(events)
    gone = {parent for event in by_leads for parent in event.payload.get("parents", ())}
    heads = [event for event in by_leads if event.id.hex() not in gone]
    heads = [event for event in heads if not event.payload.get("default")] or heads
    return Codebooks(
        tuple(events), frozenset(event.id for event in heads), max((event.id for event in heads), default=None)
    )


def merged_labels(events: Iterable[Event], in_force: bytes | None) -> dict[str, str]:
    """Label ids that were merged into another (`same_as`) by the codebook in force, each with the last of its chain."""
    for event in events:
        if event.id == in_force:
            labels = event.payload["value"]["labels"]
            known = {label["id"] for label in labels}
            direct = {label["id"]: label["same_as"] for label in labels if label.get("same_as") in known}
            return {id: target for id in direct if (target := _last(direct, id)) != id}
    return {}


def _last(direct: Mapping[str, str], id: str) -> str:
    seen = {id}
    while (following := direct.get(id)) is not None and following not in seen:
        seen.add(following)
        id = following
    return id


def as_text(value: Any) -> str:
    """A codebook's record as text for its table: keys in the order of the record."""
    return json.dumps(value, ensure_ascii=False)
