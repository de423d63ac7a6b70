"""An event: one act, as the journal keeps it for ever."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

#: Layers by their number in the file. `repeat:1` is number 2, `repeat:2` number 3, and so on.
MAIN, GOLD = 0, 1
LAST_LAYER = GOLD + 1000

#: Kinds that decide a unit, and kinds that add something to the decision.
DECISION_KINDS = frozenset({"label", "skip", "clear"})
ANNOTATION_KINDS = DECISION_KINDS | {"flag", "note"}

#: Kinds that change which sentences an article has.
BOUNDARY_KINDS = frozenset({"split", "join"})


@dataclass(frozen=True, slots=True)
class Act:
    """Something to be written into the journal: an event before it has an id and a time.

    `article` is the article's number in this file, `start` and `end` the sentence's span in code points (None for
    the article as a whole); all None for acts about no article. `payload` holds JSON values only.
    """

    kind: str
    article: int | None = None
    start: int | None = None
    end: int | None = None
    payload: Mapping[str, Any] = field(default_factory=dict)
    layer: int | None = None
    undoes: bytes | None = None


class Event(NamedTuple):
    """One row of the journal. Never changed, never deleted.

    `seq` is the order of arrival in this file; `id` (UUIDv7, 16 bytes) the order of folding; `at` (ISO 8601) the only
    source of dates. `person`, `sitting` and `article` are numbers in this file. `codebook` is the id of the event that
    made the codebook under which something was decided. `action` groups the events of one key press (it is the id of
    the first of them); `undoes` is the action that an undo takes back or a redo brings back.
    """

    seq: int
    id: bytes
    at: str
    person: int
    sitting: int
    kind: str
    article: int | None
    start: int | None
    end: int | None
    layer: int | None
    codebook: bytes | None
    payload: Mapping[str, Any]
    action: bytes
    undoes: bytes | None


def actions_of_several(events: Iterable[Event]) -> frozenset[bytes]:
    """The actions that decided several units, by the events of one article."""
    counts = Counter(event.action for event in events if event.kind in DECISION_KINDS)
    return frozenset(action for action, count in counts.items() if count > 1)


def layer_name(layer: int) -> str:
    """The name of a layer in archives and exports: main, gold, repeat:1 and so on."""
    return {MAIN: "main", GOLD: "gold"}.get(layer) or f"repeat:{layer - GOLD}"


def layer_number(name: str) -> int:
    """The number of a layer in the file. Raises ValueError for a name that no layer has."""
    if name in ("main", "gold"):
        return MAIN if name == "main" else GOLD
    prefix, _, number = name.partition(":")
    if prefix != "repeat" or not number.isdecimal() or not GOLD < GOLD + int(number) <= LAST_LAYER:
        raise ValueError(f"{name[:40]!r} is no layer")
    return GOLD + int(number)
