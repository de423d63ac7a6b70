"""The order of work: in which order one annotator goes through the articles."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Sequence
from typing import Literal, Protocol, get_args

from labels.browsing import queries as listing
from labels.errors import UsageError
from labels.sqlite import preferences
from labels.projections import read as queries

OrderName = Literal["imported", "shuffled", "shortest", "least-done"]
ORDERS: tuple[OrderName, ...] = get_args(OrderName)

_WORDS = {
    "imported": "as imported",
    "shuffled": "shuffled",
    "shortest": "shortest first",
    "least-done": "least done first",
}


class Order(Protocol):
    """What comes before and after an article. Articles go by their numbers."""

    def neighbour(self, n: int, step: int) -> int | None:
        """The article after (`step` 1) or before (-1) number `n`, 0 being before the first; None at the end."""

    def undecided(self, n: int, step: int = 1) -> int | None:
        """The nearest article beyond `n` with something left to decide; 0 is before the first."""

    def position(self, n: int) -> int:
        """The place of an article in this order, from 1."""

    def beyond(self, n: int, step: int = 1) -> Sequence[int]:
        """All articles after (`step` 1) or before (-1) number `n`, the nearest first; 0 is before the first."""


class ImportOrder:
    """As imported: told by the project itself, however many articles there are."""

    def __init__(self, connection: sqlite3.Connection, annotator: str) -> None:
        self._connection = connection
        self._annotator = annotator

    def neighbour(self, n: int, step: int) -> int | None:
        return queries.neighbour(self._connection, n, step)

    def undecided(self, n: int, step: int = 1) -> int | None:
        return queries.undecided_article(self._connection, self._annotator, n, step)

    def position(self, n: int) -> int:
        return n

    def beyond(self, n: int, step: int = 1) -> Sequence[int]:
        if step > 0:
            return queries.articles_after(self._connection, n)
        return range(n - 1, 0, -1)


class ListedOrder:
    """An order of its own, fixed when the annotator sits down; articles that come later follow at the end."""

    def __init__(self, connection: sqlite3.Connection, annotator: str, numbers: Sequence[int]) -> None:
        self._connection = connection
        self._annotator = annotator
        self._numbers = list(numbers)
        self._places = {n: place for place, n in enumerate(self._numbers)}

    def neighbour(self, n: int, step: int) -> int | None:
        self._take_in_new()
        place = self._places[n] + step if n else 0
        return self._numbers[place] if 0 <= place < len(self._numbers) else None

    def undecided(self, n: int, step: int = 1) -> int | None:
        self._take_in_new()
        left = queries.undecided_articles(self._connection, self._annotator)
        place = self._places[n] + step if n else 0
        while 0 <= place < len(self._numbers):
            if self._numbers[place] in left:
                return self._numbers[place]
            place += step
        return None

    def position(self, n: int) -> int:
        self._take_in_new()
        return self._places[n] + 1

    def beyond(self, n: int, step: int = 1) -> Sequence[int]:
        self._take_in_new()
        if not n:
            return self._numbers if step > 0 else ()
        place = self._places[n]
        return self._numbers[place + 1 :] if step > 0 else self._numbers[:place][::-1]

    def _take_in_new(self) -> None:
        for n in queries.articles_after(self._connection, max(self._numbers, default=0)):
            self._places[n] = len(self._numbers)
            self._numbers.append(n)


def read_order(connection: sqlite3.Connection, annotator: str) -> Order:
    """The order that the annotator has chosen for this project; as imported if none."""
    name, seed = chosen_order(connection, annotator)
    if name == "imported":
        return ImportOrder(connection, annotator)
    return ListedOrder(connection, annotator, _numbers(connection, name, seed))


def chosen_order(connection: sqlite3.Connection, annotator: str) -> tuple[OrderName, int]:
    """The name of the annotator's order, and the seed of the shuffle."""
    name, _, seed = preferences.read(connection, annotator, "order", "imported:0").partition(":")
    known = next((known for known in ORDERS if known == name), None)
    return (known, int(seed)) if known else ("imported", 0)  # unknown: a later Copydesk has more of them


def choose_order(connection: sqlite3.Connection, annotator: str, name: str, seed: int = 0) -> None:
    """Keep an order for the annotator, inside an open transaction. Raises UsageError if there is no such order."""
    if name not in ORDERS:
        raise UsageError(f"There is no order “{name}”. There are: {', '.join(ORDERS)}.")
    preferences.write(connection, annotator, "order", f"{name}:{seed}")


def order_in_words(name: OrderName, seed: int) -> str:
    """The order as a person would say it, such as "shuffled (seed 7)"."""
    return f"{_WORDS[name]} (seed {seed})" if name == "shuffled" else _WORDS[name]


def _numbers(connection: sqlite3.Connection, name: OrderName, seed: int) -> list[int]:
    if name == "shortest":
        return listing.shortest_numbers(connection)
    if name == "least-done":
        return listing.least_done_numbers(connection)
    # By a hash of each article, so that new articles fall in between without moving the others.
    ids = listing.ids_of_articles(connection)
    return [n for _, n in sorted((hashlib.sha256(f"{seed}:{id}".encode()).digest(), n) for n, id in ids)]
