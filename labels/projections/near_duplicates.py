"""Which articles of a project are near-duplicates.

This is derived from their texts, and can be computed again at any time.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Iterator
from contextlib import AbstractContextManager

from labels.sqlite.connection import writing
from labels.sqlite.sums import add_to_sum, begin_sums, sum_whole

#: Links that are read at a time.
_PAGE = 1000


class NearDuplicateStore:
    """The tables of compared articles and their links, and of the splits that data were written with."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._sums_begun = False

    def writing(self) -> AbstractContextManager[sqlite3.Connection]:
        """One transaction that holds the write lock from its start. Raises BusyError and ProjectError."""
        return writing(self._connection)

    def not_compared(self, most: int, beyond: int = 0) -> list[tuple[int, str]]:
        """Number and text of the first articles that have not been compared with others, at most `most`.

        Only articles after the number `beyond` are returned. An article whose text arrived late has a lower number than
        some that are already compared.
        """
        found: list[tuple[int, str]] = self._connection.execute(
            "SELECT n, text FROM article CROSS JOIN article_text ON article_text.article = n"
            " WHERE n > ? AND NOT EXISTS (SELECT 1 FROM compared WHERE compared.article = n) ORDER BY n LIMIT ?",
            (beyond, most),
        ).fetchall()
        return found

    def all_compared(self) -> bool:
        """Whether every article has been compared with the others."""
        (left,) = self._connection.execute(
            "SELECT EXISTS (SELECT 1 FROM article WHERE NOT EXISTS (SELECT 1 FROM compared WHERE compared.article = n))"
        ).fetchone()
        return not left

    def most_in_common(self, keys: Collection[int], fewest: float, most: float, number: int) -> list[int]:
        """The `number` articles that share most of these keys and have between `fewest` and `most` shingles."""
        rows = self._connection.execute(
            "SELECT compared.article FROM compared_by JOIN compared USING (article)"
            f" WHERE key IN ({','.join('?' * len(keys))}) AND shingles BETWEEN ? AND ?"
            " GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT ?",
            (*keys, fewest, most, number),
        )
        return [n for (n,) in rows.fetchall()]

    def full_keys(self, keys: Collection[int], full: int) -> set[int]:
        """Those of these keys that at least `full` articles have."""
        rows = self._connection.execute(
            f"SELECT key FROM compared_by WHERE key IN ({','.join('?' * len(keys))}) GROUP BY key HAVING count(*) >= ?",
            (*keys, full),
        )
        return {key for (key,) in rows.fetchall()}

    def keep_compared(
        self,
        article: int,
        shingles: int,
        keys: Iterable[int],
        links: Iterable[tuple[int, float]],
    ) -> None:
        """Write into a transaction that an article has been compared: its keys, and the earlier articles like it."""
        if not self._sums_begun:
            begin_sums(self._connection)
            self._sums_begun = True
        rows = [(max(article, other), min(article, other), similarity) for other, similarity in links]
        add_to_sum(self._connection, "compared", [(article, shingles)])
        add_to_sum(self._connection, "near_duplicate", rows)
        self._connection.execute("INSERT INTO compared VALUES (?, ?)", (article, shingles))
        self._connection.executemany("INSERT INTO compared_by VALUES (?, ?)", [(key, article) for key in keys])
        self._connection.executemany(
            "INSERT INTO near_duplicate VALUES (?, ?, ?)",
            rows,
        )

    def links(self, newest: int | None = None) -> Iterator[tuple[int, int, float]]:
        """Article, an earlier one that it is like, and how much; only up to the article `newest`, if it is given.

        In the order of the articles, a page of them in memory at a time.
        """
        last = (0, 0)
        while True:
            page = self._connection.execute(
                "SELECT article, other, similarity FROM near_duplicate WHERE (article, other) > (?, ?) AND article <= ?"
                f" ORDER BY article, other LIMIT {_PAGE}",
                (*last, 1 << 62 if newest is None else newest),
            ).fetchall()
            yield from page
            if len(page) < _PAGE:
                return
            last = page[-1][:2]

    def articles_when_split(self, split: str) -> int | None:
        """How many articles there were when data was last written with this split; None if it never was."""
        row = self._connection.execute("SELECT articles FROM split_made WHERE split = ?", (split,)).fetchone()
        return row[0] if row else None

    def keep_split(self, split: str, articles: int, at: str) -> None:
        """Note that data was written with this split, when there were this many articles."""
        self._connection.execute("INSERT OR REPLACE INTO split_made VALUES (?, ?, ?)", (split, articles, at))
        sum_whole(self._connection, "split_made")
