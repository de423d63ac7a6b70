"""Labels that were merged into others: circles among them, and how many decisions are read under each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from labels.codebook.model import Codebook, Label

Node = TypeVar("Node")


def circles(into: Mapping[Node, Node]) -> list[list[Node]]:
    """The circles in `into`, each beginning with the thing that comes first in `into`."""
    found: list[list[Node]] = []
    done: set[Node] = set()
    for first in into:
        path: list[Node] = []
        at = first
        while at in into and at not in path and at not in done:
            path.append(at)
            at = into[at]
        if at in path:
            found.append(path[path.index(at) :])
        done.update(path)
    return found


def circle_in_words(names: Sequence[str]) -> str:
    """The message for labels (names as shown) that are merged in a circle, each into the next."""
    if len(names) == 1:
        return f"{names[0]} is the same as itself: take same_as out, or name another label"
    chain = ", which is the same as ".join([*names[1:], names[0]])
    return f"{names[0]} is the same as {chain}: take same_as out of the one that goes on"


def decisions_read(labels: Iterable[Label], used: Mapping[str, int]) -> dict[str, int]:
    """By label id how many decisions are read as that label: those that name it, and those of labels merged into it.

    For a merged label it is how many it adds to the other. `used` counts the decisions that name each label.
    """
    into = {label.id: label.same_as for label in labels}
    counts = dict.fromkeys(into, 0)
    for id in into:
        at: str | None = id
        seen: set[str] = set()
        while at in counts and at not in seen:
            counts[at] += used.get(id, 0)
            seen.add(at)
            at = into[at]
    return counts


def newly_merged(old: Codebook | None, codebook: Codebook) -> Iterator[Label]:
    """The labels of `codebook` that `old` does not have as merged into the same label."""
    before = {label.id: label.same_as for label in old.labels} if old else {}
    return (label for label in codebook.labels if label.same_as is not None and label.same_as != before.get(label.id))


def carrying_several(codebook: Codebook, together: Mapping[tuple[str, ...], int]) -> int:
    """How many sentences carry several labels as `codebook` reads them; `together` counts those of each set of ids."""
    return sum(count for ids, count in together.items() if len({codebook.read_as(id) for id in ids}) > 1)
