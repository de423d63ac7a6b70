"""Articles one after the other: as they were imported, or in an order of their own. They go by their numbers."""

from __future__ import annotations

import sqlite3
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence

from labels.browsing import order_queries as queries
from labels.browsing.queries import all_numbers
from labels.sqlite.connection import data_version


class ImportOrder:
    """The order of import. It is read from the project, so it needs no memory of its own."""

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
        """The numbers of all articles, up to `n` at least. A number is missing if its article has not arrived yet."""
        version = data_version(self._connection)
        if version != self._data_version or not self._numbers or n > self._numbers[-1]:
            self._numbers, self._data_version = all_numbers(self._connection), version
        return self._numbers


class ListedOrder:
    """A fixed list of articles, made when the annotator opens the project.

    Articles that arrive later follow at the end.
    """

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
