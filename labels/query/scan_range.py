"""The range of the project in which a page of hits is looked for, and its direction."""

from __future__ import annotations

from dataclasses import dataclass, replace

from labels.query.sql import Sql, all_of
from labels.sqlite.full_text import SHIFT


@dataclass(frozen=True, slots=True)
class ScanRange:
    """From beyond `after` (article number, start) to the end; to the beginning, if `descending`.

    `only` are the articles that come into question, where they are few and known; `until` is the last one to be
    looked at for now.
    """

    after: tuple[int, int] | None = None
    descending: bool = False
    only: tuple[int, ...] | None = None
    until: int | None = None

    @property
    def order(self) -> str:
        """The direction, for ORDER BY."""
        return "DESC" if self.descending else "ASC"

    @property
    def first(self) -> int | None:
        """The number of the first article within reach, if that is not simply the first there is."""
        return self.after[0] if self.after else None

    def from_article(self, n: int) -> ScanRange:
        """The same without what comes before article `n`."""
        if self.after and self.after[0] == n:
            return self
        return replace(self, after=(n, SHIFT if self.descending else -1))

    def beyond_article(self, n: int) -> tuple[int, int]:
        """The place after all of article `n`."""
        return (n, 0) if self.descending else (n, SHIFT - 1)

    def articles(self, column: str) -> Sql:
        """Whether the article whose number is in `column` is within reach."""
        if self.only is not None:
            return Sql(f"{column} IN ({', '.join('?' * len(self.only))})", self.only)
        bounds = []
        if self.after is not None:
            bounds.append(Sql(f"{column} {'<=' if self.descending else '>='} ?", (self.after[0],)))
        if self.until is not None:
            bounds.append(Sql(f"{column} {'>=' if self.descending else '<='} ?", (self.until,)))
        return all_of(bounds)

    def places(self, article: str = "s.article", start: str = "s.start") -> Sql:
        """Whether a sentence is within reach."""
        if self.after is None:
            return Sql("1")
        return Sql(f"({article}, {start}) {'<' if self.descending else '>'} (?, ?)", self.after)

    def rowids(self, column: str) -> Sql:
        """Whether a row of the full-text index is within reach."""
        low, high = 0, 1 << 62
        if self.only:
            low, high = min(self.only) * SHIFT, (max(self.only) + 1) * SHIFT - 1
        if self.until is not None:
            end = self.until * SHIFT
            low, high = (max(low, end), high) if self.descending else (low, min(high, end + SHIFT - 1))
        if self.after is not None:
            place = self.after[0] * SHIFT + self.after[1]
            low, high = (low, min(high, place - 1)) if self.descending else (max(low, place + 1), high)
        return Sql(f"{column} BETWEEN ? AND ?", (low, high))
