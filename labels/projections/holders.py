"""To whom each sentence is assigned, with its article or by itself."""

from __future__ import annotations

import sqlite3
from collections import defaultdict

from labels.journal.article_state import WHOLE, Span


class Holders:
    """Who has what, read once. People and articles go by their numbers in the file."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Read all assignments that are in force."""
        self._whole: dict[int, set[int]] = defaultdict(set)
        self._spans: dict[int, list[tuple[Span, int]]] = defaultdict(list)
        for n, start, end, person in connection.execute('SELECT article, start, "end", person FROM assigned'):
            if (start, end) == WHOLE:
                self._whole[n].add(person)
            else:
                self._spans[n].append(((start, end), person))

    def of(self, n: int, span: Span) -> frozenset[int]:
        """Those who have a sentence of article number `n`, whole or in part."""
        spans = self._spans.get(n, ())
        by_itself = {person for (start, end), person in spans if start < span[1] and end > span[0]}
        return frozenset(self._whole.get(n, set()) | by_itself)
