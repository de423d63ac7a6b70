"""Which order of work an annotator has chosen: kept as a preference, with the order that a model drew last."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Self, get_args

from labels.errors import UsageError
from labels.sqlite import preferences

if TYPE_CHECKING:
    from labels.team.likely_order import Drawn

OrderName = Literal["imported", "shuffled", "shortest", "least-done", "likely"]

#: The orders that always exist. The order by a model must be drawn first.
ORDERS: tuple[OrderName, ...] = tuple(name for name in get_args(OrderName) if name != "likely")

_WORDS = {
    "imported": "as imported",
    "shuffled": "shuffled",
    "shortest": "shortest first",
    "least-done": "least done first",
    "likely": "likely to hold {}",
}

#: The preference under which an order by a model is kept: the label, and the articles as they were drawn.
_LIKELY = "likely order"


@dataclass(frozen=True, slots=True)
class LikelyOrder:
    """An order by a model: the name of the label, and articles by id with their probabilities, as they come."""

    label: str
    probabilities: Mapping[str, float]

    @classmethod
    def read(cls, kept: str) -> Self:
        """What was kept as a preference."""
        value = json.loads(kept)
        return cls(value["label"], dict(value["articles"]))


def chosen_order(connection: sqlite3.Connection, annotator: str) -> tuple[OrderName, int]:
    """The name of the annotator's order, and the seed of the shuffle."""
    name, _, seed = preferences.read(connection, annotator, "order", "imported:0").partition(":")
    known = next((known for known in get_args(OrderName) if known == name), None)
    return (known, int(seed)) if known else ("imported", 0)  # unknown: it comes from a later version of Copydesk


def choose_order(connection: sqlite3.Connection, annotator: str, name: str, seed: int = 0) -> None:
    """Keep an order for the annotator, inside an open transaction. Raises UsageError if there is no such order."""
    if name not in get_args(OrderName):
        raise UsageError(f"There is no order “{name}”. There are: {', '.join(ORDERS)}.")
    preferences.write(connection, annotator, "order", f"{name}:{seed}")


def order_in_words(name: OrderName, seed: int, label: str) -> str:
    """The order as a person would say it, such as "shuffled (seed 7)"; that by a model names its `label`."""
    if name == "likely":
        return f"{_WORDS[name].format(label)} (seed {seed})"
    return f"{_WORDS[name]} (seed {seed})" if name == "shuffled" else _WORDS[name]


def keep_likely(connection: sqlite3.Connection, annotator: str, label: str, drawn: Sequence[Drawn], seed: int) -> None:
    """Keep what a model drew for a label (its name), inside an open transaction."""
    kept = {"label": label, "seed": seed, "articles": [[each.id, each.probability] for each in drawn]}
    preferences.write(connection, annotator, _LIKELY, json.dumps(kept))


def likely_order(connection: sqlite3.Connection, annotator: str) -> LikelyOrder | None:
    """The order by a model that was drawn last; None if none was."""
    kept = preferences.read(connection, annotator, _LIKELY, "")
    return LikelyOrder.read(kept) if kept else None
