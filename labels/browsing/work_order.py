"""The order of work: in which order one annotator goes through the articles of a project.

If work is dealt out, the order has only the annotator's own articles. Without any assignment it has all articles.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import TYPE_CHECKING

from labels.browsing import order_queries as queries
from labels.browsing.article_orders import ImportOrder, ListedOrder
from labels.browsing.chosen_order import (
    ORDERS,
    LikelyOrder,
    OrderName,
    choose_order,
    chosen_order,
    keep_likely,
    likely_order,
    order_in_words,
)
from labels.errors import UsageError
from labels.projections.own_work import Parts, parts_by_article
from labels.projections.returned import articles_sent_back
from labels.projections.viewers import viewer_named
from labels.sqlite.connection import writing
from labels.team.random_order import order_key, probability_so_far

if TYPE_CHECKING:
    from labels.team.likely_order import Drawn


class WorkOrder:
    """The order that an annotator has chosen for this project; as imported if none. Articles go by their numbers."""

    def __init__(self, connection: sqlite3.Connection, annotator: str) -> None:
        self._connection = connection
        self._annotator = annotator
        self._order: ImportOrder | ListedOrder = self._read()

    @property
    def is_import_order(self) -> bool:
        """Whether articles come in the order in which queries find them, and all of them do."""
        return isinstance(self._order, ImportOrder) and not self.own()

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
            keep_likely(self._connection, self._annotator, label, drawn, seed)
            choose_order(self._connection, self._annotator, "likely", seed)
        self._order = self._read()

    def orders(self) -> list[OrderName]:
        """The orders that there are; that by a model only once one was drawn."""
        return [*ORDERS] if self._likely() is None else [*ORDERS, "likely"]

    def in_words(self) -> str:
        """The order as a person would say it, such as "shuffled (seed 7)"."""
        name, seed = self.chosen()
        found = self._likely() if name == "likely" else None
        return order_in_words(name, seed, found.label if found else "a label")

    def probability(self, n: int) -> float | None:
        """The probability with which an article (number) was drawn for its place; None if nothing was drawn.

        In a shuffled order, the probability that it is among the articles up to its place.
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
        """The articles of which only single spans are assigned to the annotator, with these spans."""
        return parts_by_article(self._connection, self._annotator)

    def position(self, n: int) -> int:
        """The place of an article in this order, from 1; all articles count."""
        return self._order.position(n)

    def beyond(self, n: int, step: int = 1) -> Sequence[int]:
        """The articles after (`step` 1) or before (-1) number `n`, the nearest first; 0 is before the first.

        Only the annotator's own articles if they have some, else all.
        """
        numbers, own = self._order.beyond(n, step), self.own()
        return [each for each in numbers if each in own] if own else numbers

    def _read(self) -> ImportOrder | ListedOrder:
        name, seed = self.chosen()
        if name == "imported":
            return ImportOrder(self._connection, self._annotator)
        found = self._likely() if name == "likely" else None
        if found is not None:
            known = {id: n for n, id in queries.ids_of_articles(self._connection)}
            drawn = {known[id]: p for id, p in found.probabilities.items() if id in known}
            others = sorted(set(known.values()) - drawn.keys())
            return ListedOrder(self._connection, self._annotator, [*drawn, *others], drawn)
        numbers = self._numbers(name, seed)
        drawn = {}
        if name == "shuffled":
            drawn = {n: probability_so_far(place, len(numbers)) for place, n in enumerate(numbers, 1)}
        return ListedOrder(self._connection, self._annotator, numbers, drawn)

    def _likely(self) -> LikelyOrder | None:
        """The order by a model that was drawn last; None if none was."""
        return likely_order(self._connection, self._annotator)

    def _numbers(self, name: OrderName, seed: int) -> list[int]:
        if name == "shortest":
            return queries.shortest_numbers(self._connection)
        if name == "least-done":
            return queries.least_done_numbers(self._connection, viewer_named(self._connection, self._annotator))
        # By a hash of each article, so that new articles fall in between without moving the others.
        ids = queries.ids_of_articles(self._connection)
        return [n for _, n in sorted((order_key(seed, id), n) for n, id in ids)]
