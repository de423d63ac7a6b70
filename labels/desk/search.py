"""A search at the desk: from match to match of a query, through all articles, and then again from the first one."""

from __future__ import annotations

import re
import time
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from labels.desk.step import Step
from labels.query import Hit, Search, parse_query
from labels.query.lexer import tokens
from labels.query.nodes import And, Words
from labels.query.occurrences import Occurrences, Stretch
from labels.query.searcher import Searcher
from labels.values.progress import UNWATCHED, Cancelled, Progress

if TYPE_CHECKING:
    from labels.desk.desk import Desk

#: A word that means the same in a regular expression.
_ONE_WORD = re.compile(r"\w+")

#: The longest time, in seconds, for a search on the connection of the desk. Most take a millisecond there.
_MOMENT = 0.03

_FROM_START = "Search went on from the start."


class Found(NamedTuple):
    """A sentence that a search found; `again` says that it lies before where the search began, or is that sentence."""

    hit: Hit
    again: bool


class DeskSearch:
    """A search by a query: from the cursor through all later articles as imported, then from the start."""

    def __init__(self, desk: Desk, text: str) -> None:
        """Look for what the query `text` selects in the project of `desk`. Raises QueryError."""
        self.text = text
        self._desk = desk
        self._query = parse_query(text)
        self._occurrences = Occurrences(self._query)

    def within(self, text: str) -> list[Stretch]:
        """The stretches of a sentence's text that the query is about."""
        return self._occurrences.within(text) if self._occurrences else []

    def next(self) -> Step:
        """Go to the next sentence that the query selects, after the one under the cursor. Raises QueryError."""
        return self.go_to(self._next(self._desk.project.searcher, UNWATCHED))

    def look_at_once(self) -> Found | None:
        """Look for that sentence at once. Raises Cancelled if that takes longer than a key may take, and QueryError."""
        if any(token.kind == "regex" for token in tokens(self.text)):
            raise Cancelled
        until = time.monotonic() + _MOMENT
        return self._next(self._desk.project.searcher, Progress(cancelled=lambda: time.monotonic() >= until))

    def look(self, progress: Progress) -> Found | None:
        """Look for that sentence in another thread, over a connection of its own; `go_to` goes there.

        Raises Cancelled, and QueryError.
        """
        project = self._desk.project
        with Searcher.opened(project.path, project.codebook) as searcher:
            return self._next(searcher, progress)

    def go_to(self, found: Found | None) -> Step:
        """Go to what was found. If that is nothing, keys that were typed ahead for it decide nothing."""
        if found is None:
            self._desk.verbs.pause.begin_until_seen(self._in_vain)
            return Step(notice=self._in_vain)
        desk, (n, start, _) = self._desk, found.hit
        if n != desk.page.article.n:
            desk.open_article(n)
            step = replace(desk.go_to(desk.page.row_at(start)), opened=True)
            article = desk.page.article
            return replace(step, notice=f"Found in another article: {article.title or article.id}")
        before = desk.cursor
        step = desk.go_to(desk.page.row_at(start))
        if not found.again:
            return step
        return replace(step, notice=f"“{self.text}” is nowhere else." if desk.cursor == before else _FROM_START)

    def _next(self, searcher: Searcher, progress: Progress) -> Found | None:
        page, annotator = self._desk.page, self._desk.project.annotator
        n, start = page.article.n, page.cuts[self._desk.cursor].start
        beyond = Search(self._query, annotator, after=(n, start), limit=1)
        for search in (beyond, Search(self._query, annotator, limit=1, until=n)):
            hit = next(iter(searcher.hits(search, progress)), None)
            if hit is not None:
                return Found(hit, search is not beyond)
            if progress.cancelled():
                raise Cancelled
        return None

    @property
    def _in_vain(self) -> str:
        """The notice if nothing was found. For a single word it says how to search for a part of a word."""
        root = self._query.root
        if not all(isinstance(part, Words) for part in (root.parts if isinstance(root, And) else (root,))):
            return f"Nothing matches {self.text}"
        part = f" Parts of words: /{self.text}/i" if _ONE_WORD.fullmatch(self.text) else ""
        return f"“{self.text}” is not in these articles.{part}"
