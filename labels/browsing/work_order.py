"""The order of work: in which order one annotator goes through the articles of a project.

Where work is shared out, only one's own articles are gone through; without any assignment all are everybody's.
"""

from __future__ import annotations

import json
import sqlite3
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Self, get_args

from labels.browsing import order_queries as queries
from labels.browsing.queries import all_numbers
from labels.errors import UsageError
from labels.projections.own_work import Parts, parts_by_article
from labels.projections.returned import articles_sent_back
from labels.projections.viewers import viewer_named
from labels.sqlite import preferences
from labels.sqlite.connection import data_version, writing
from labels.team.random_order import order_key, probability_so_far

if TYPE_CHECKING:
    from labels.team.likely_order import Drawn

OrderName = Literal["imported", "shuffled", "shortest", "least-done", "likely"]

#: Those that there always are; that by a model has to be drawn first.
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


class WorkOrder:
    """The order that an annotator has chosen for this project; as imported if none. Articles go by their numbers."""

    def __init__(self, connection: sqlite3.Connection, annotator: str) -> None:
        self._connection = connection
        self._annotator = annotator
        self._order: _ImportOrder | _ListedOrder = self._read()

    @property
    def is_import_order(self) -> bool:
        """Whether articles come in the order in which queries find them, and all of them do."""
        return isinstance(self._order, _ImportOrder) and not self.own()

    def choose(self, name: str, seed: int = 0) -> None:
        """Go through the articles in another order from now on. Raises UsageError if there is no such order.

        That by a model has to be drawn first.
        """
        if name == "likely" and self._likely() is None:
            raise UsageError("No order by a model was drawn yet. Draw one with: copydesk suggestions --likely LABEL")
        with writing(self._connection):
            choose_order(self._connection, self._annotator, name, seed)
        self._order = self._read()

    def chosen(self) -> tuple[OrderName, int]:
        """The name of the annotator's order, and the seed of the shuffle."""
        return chosen_order(self._connection, self._annotator)

    def choose_likely(self, label: str, drawn: Sequence[Drawn], seed: int) -> None:
        """Go through the articles as a model drew them for a label (its name), which also is kept for later."""
        with writing(self._connection):
            kept = {"label": label, "seed": seed, "articles": [[each.id, each.probability] for each in drawn]}
            preferences.write(self._connection, self._annotator, _LIKELY, json.dumps(kept))
            choose_order(self._connection, self._annotator, "likely", seed)
        self._order = self._read()

    def orders(self) -> list[OrderName]:
        """The orders that there are; that by a model only once one was drawn."""
        return [*ORDERS] if self._likely() is None else [*ORDERS, "likely"]

    def in_words(self) -> str:
        """The order as a person would say it, such as "shuffled (seed 7)"."""
        name, seed = self.chosen()
        if name != "likely":
            return order_in_words(name, seed)
        found = self._likely()
        return f"{_WORDS[name].format(found.label if found else 'a label')} (seed {seed})"

    def probability(self, n: int) -> float | None:
        """With which probability an article (number) was drawn, so that it came where it did; None where nothing was
        drawn.

        In a shuffled order, with which it was to be among the first so many.
        """
        return self._order.probability(n)

    def neighbour(self, n: int, step: int) -> int | None:
        """The own article after (`step` 1) or before (-1) number `n`, 0 being before the first; None at the end."""
        return self._order.neighbour(n, step)

    def undecided(self, n: int, step: int = 1) -> int | None:
        """The nearest own article beyond `n` with something left to decide; 0 is before the first."""
        return self._order.undecided(n, step)

    def sent_back(self) -> int | None:
        """The first article that was sent back to the annotator as a whole and waits; None where none does."""
        waiting = articles_sent_back(self._connection, self._annotator)
        return min(waiting, key=self._order.position) if waiting else None

    def own(self) -> set[int] | None:
        """The articles that are assigned to the annotator, whole or in parts; None where nothing is to anybody."""
        return queries.own_articles(self._connection, self._annotator)

    def parts(self) -> dict[int, Parts]:
        """Of the own articles those of which only single spans are assigned to the annotator, with these."""
        return parts_by_article(self._connection, self._annotator)

    def position(self, n: int) -> int:
        """The place of an article in this order, from 1; all articles count."""
        return self._order.position(n)

    def beyond(self, n: int, step: int = 1) -> Sequence[int]:
        """The articles after (`step` 1) or before (-1) number `n`, the nearest first; 0 is before the first.

        One's own for who has some, else all.
        """
        numbers, own = self._order.beyond(n, step), self.own()
        return [each for each in numbers if each in own] if own else numbers

    def _read(self) -> _ImportOrder | _ListedOrder:
        name, seed = self.chosen()
        if name == "imported":
            return _ImportOrder(self._connection, self._annotator)
        found = self._likely() if name == "likely" else None
        if found is not None:
            known = {id: n for n, id in queries.ids_of_articles(self._connection)}
            drawn = {known[id]: p for id, p in found.probabilities.items() if id in known}
            others = sorted(set(known.values()) - drawn.keys())
            return _ListedOrder(self._connection, self._annotator, [*drawn, *others], drawn)
        numbers = self._numbers(name, seed)
        drawn = {}
        if name == "shuffled":
            drawn = {n: probability_so_far(place, len(numbers)) for place, n in enumerate(numbers, 1)}
        return _ListedOrder(self._connection, self._annotator, numbers, drawn)

    def _likely(self) -> _Likely | None:
        """The order by a model that was drawn last; None if none was."""
        kept = preferences.read(self._connection, self._annotator, _LIKELY, "")
        return _Likely.read(kept) if kept else None

    def _numbers(self, name: OrderName, seed: int) -> list[int]:
        if name == "shortest":
            return queries.shortest_numbers(self._connection)
        if name == "least-done":
            return queries.least_done_numbers(self._connection, viewer_named(self._connection, self._annotator))
        # By a hash of each article, so that new articles fall in between without moving the others.
        ids = queries.ids_of_articles(self._connection)
        return [n for _, n in sorted((order_key(seed, id), n) for n, id in ids)]


class _ImportOrder:
    """As imported: the project itself knows it, however many articles there are."""

    def __init__(self, connection: sqlite3.Connection, annotator: str) -> None:
        self._connection = connection
        self._annotator = annotator
        self._numbers: Sequence[int] = range(0)
        self._data_version = -1

    def neighbour(self, n: int, step: int) -> int | None:
        return queries.neighbour(self._connection, self._annotator, n, step)

    def undecided(self, n: int, step: int = 1) -> int | None:
        return queries.undecided_article(self._connection, self._annotator, n, step)

    def position(self, n: int) -> int:
        return bisect_left(self._all(n), n) + 1

    def probability(self, n: int) -> float | None:
        return None

    def beyond(self, n: int, step: int = 1) -> Sequence[int]:
        if step > 0:
            return queries.articles_after(self._connection, n)
        numbers = self._all(n)
        return numbers[: bisect_left(numbers, n)][::-1]

    def _all(self, n: int) -> Sequence[int]:
        """The numbers of all articles, up to `n` at least. Numbers are missing where an article has not come yet."""
        version = data_version(self._connection)
        if version != self._data_version or not self._numbers or n > self._numbers[-1]:
            self._numbers, self._data_version = all_numbers(self._connection), version
        return self._numbers


class _ListedOrder:
    """An order of its own, fixed when the annotator opens the project; articles that come later follow at the end."""

    def __init__(
        self, connection: sqlite3.Connection, annotator: str, numbers: Sequence[int], drawn: Mapping[int, float]
    ) -> None:
        """`drawn` has the probabilities of the articles that were drawn."""
        self._connection = connection
        self._annotator = annotator
        self._drawn = drawn
        self._numbers = list(numbers)
        self._places = {n: place for place, n in enumerate(self._numbers)}
        self._newest = max(self._numbers, default=0)

    def neighbour(self, n: int, step: int) -> int | None:
        self._take_in_new()
        own = queries.own_articles(self._connection, self._annotator)
        place = self._place(n) + step if n else 0
        if place >= len(self._numbers) or own is not None:
            self._take_in(all_numbers(self._connection))
        while 0 <= place < len(self._numbers):
            if own is None or self._numbers[place] in own:
                return self._numbers[place]
            place += step
        return None

    def undecided(self, n: int, step: int = 1) -> int | None:
        self._take_in_new()
        left = queries.undecided_articles(self._connection, self._annotator)
        self._take_in(sorted(left))
        place = self._place(n) + step if n else 0
        while 0 <= place < len(self._numbers):
            if self._numbers[place] in left:
                return self._numbers[place]
            place += step
        return None

    def position(self, n: int) -> int:
        self._take_in_new()
        return self._place(n) + 1

    def probability(self, n: int) -> float | None:
        return self._drawn.get(n)

    def beyond(self, n: int, step: int = 1) -> Sequence[int]:
        self._take_in_new()
        if not n:
            return self._numbers if step > 0 else ()
        place = self._place(n)
        return self._numbers[place + 1 :] if step > 0 else self._numbers[:place][::-1]

    def _place(self, n: int) -> int:
        self._take_in([n])
        return self._places[n]

    def _take_in_new(self) -> None:
        new = queries.articles_after(self._connection, self._newest)
        self._newest = new[-1] if new else self._newest
        self._take_in(new)

    def _take_in(self, numbers: Iterable[int]) -> None:
        """Put articles that are not in the order yet at its end.

        An article whose text came after the annotations on it has a lower number than the newest.
        """
        for n in numbers:
            if n not in self._places:
                self._places[n] = len(self._numbers)
                self._numbers.append(n)


@dataclass(frozen=True, slots=True)
class _Likely:
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
    return (known, int(seed)) if known else ("imported", 0)  # unknown: a later Copydesk has more of them


def choose_order(connection: sqlite3.Connection, annotator: str, name: str, seed: int = 0) -> None:
    """Keep an order for the annotator, inside an open transaction. Raises UsageError if there is no such order."""
    if name not in get_args(OrderName):
        raise UsageError(f"There is no order “{name}”. There are: {', '.join(ORDERS)}.")
    preferences.write(connection, annotator, "order", f"{name}:{seed}")


def order_in_words(name: OrderName, seed: int) -> str:
    """The order as a person would say it, such as "shuffled (seed 7)"."""
    return f"{_WORDS[name]} (seed {seed})" if name == "shuffled" else _WORDS[name]
