"""A focus: the desk goes from match to match of a query instead of from sentence to sentence."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice

from labels.browsing.work_order import WorkOrder
from labels.project import Project
from labels.projections.own_work import NO_PARTS
from labels.query import Hit, Query, Search, parse_query
from labels.query.errors import QueryError
from labels.query.nodes import And, Is, Node
from labels.values.progress import Progress

#: How many articles are searched at first, and the factor by which this grows each time, up to `_MOST` at a time.
_FIRST, _GROWTH, _MOST = 8, 4, 512

#: Up to this many matches in the whole project are all listed at once.
_FEW = 2_000


#: The desk waits for the search of a match, so it takes no longer than this, in seconds of processor time.
_PATIENCE = 0.3


class SlowFocusError(QueryError):
    """The next match of a query is not found in the time that a key may take."""

    def __init__(self, text: str) -> None:
        problem = (
            "the next match takes too long to find. Name a word as well, or an article; or use a list of sentences."
        )
        super().__init__(problem, text, 0)


class Focus:
    """The sentences that a query selects, as the annotator sees them at the moment of each call.

    Every method that finds matches raises SlowFocusError if this takes too long. Matches come in the annotator's order
    of work, and within an article in the order of the text. If only parts of an article are assigned, only matches in
    these parts count.
    """

    def __init__(self, project: Project, text: str, order: Callable[[], WorkOrder]) -> None:
        """Go by the query `text`; `order` gives the order of work as it is then. Raises QueryError."""
        self.text = text
        #: Whether all matches were decided at the start. Then the focus goes through decided sentences.
        self.all_decided = False
        self._project = project
        self._order = order
        self._query = parse_query(text)
        #: Sentences that were sent back count also if they are no longer assigned to the annotator.
        self._is_of_returned = _is_of_returned(self._query.root)
        self._undecided = _to_do(text, self._query)

    def after(self, n: int, start: int) -> Hit | None:
        """The first match beyond a place: article number and start."""
        return self._next(self._query, (n, start), 1)

    def before(self, n: int, start: int) -> Hit | None:
        """The last match before a place."""
        return self._next(self._query, (n, start), -1)

    def matches_in(self, n: int) -> frozenset[int]:
        """Where the matches in article number `n` begin, in code points."""
        return frozenset(hit.start for hit in self._hits(self._query, None, 1, (n,)))

    def first(self) -> Hit | None:
        """The first match of all."""
        return self._next(self._query, None, 1)

    def undecided_after(self, n: int, start: int) -> Hit | None:
        """The first match without a decision beyond a place; of what was sent back, the first match."""
        return self._next(self._undecided, (n, start), 1)

    def first_undecided(self) -> Hit | None:
        """The first match without a decision."""
        return self._next(self._undecided, None, 1)

    def _next(self, query: Query, beyond: tuple[int, int] | None, step: int) -> Hit | None:
        order = self._order()
        if order.is_import_order:
            return self._one(query, beyond, step)
        here = None if beyond is None else self._one(query, beyond, step, (beyond[0],))
        if here is not None:
            return here
        articles = order.beyond(beyond[0] if beyond else 0, step)
        return self._elsewhere(query, articles, step)

    def _elsewhere(self, query: Query, articles: Sequence[int], step: int) -> Hit | None:
        """The match that comes first as `articles` are gone through; in none of them if None.

        Articles that follow each other in the order of work can be far apart in the project. So a few articles are
        searched first. Then all matches are read, if they are not many. Otherwise more and more articles are searched.
        """
        at, size = 0, _FIRST
        while at < len(articles):
            found = self._foremost(self._hits(query, None, step, articles[at : at + size]), articles[at : at + size])
            if found is not None:
                return found
            if at == 0:
                every = list(islice(self._hits(query, None, step), _FEW + 1))
                if len(every) <= _FEW:
                    return self._foremost(every, articles)
            at, size = at + size, min(size * _GROWTH, _MOST)
        return None

    @staticmethod
    def _foremost(hits: Iterable[Hit], articles: Sequence[int]) -> Hit | None:
        """Of hits in order within each article, the one in the foremost of `articles`."""
        by_article: dict[int, Hit] = {}
        for hit in hits:
            by_article.setdefault(hit.article, hit)
        return next((by_article[n] for n in articles if n in by_article), None) if by_article else None

    def _one(
        self, query: Query, beyond: tuple[int, int] | None, step: int, articles: Sequence[int] | None = None
    ) -> Hit | None:
        return next(iter(self._hits(query, beyond, step, articles, 1)), None)

    def _hits(
        self,
        query: Query,
        beyond: tuple[int, int] | None,
        step: int,
        articles: Sequence[int] | None = None,
        limit: int | None = None,
    ) -> Iterable[Hit]:
        project, order = self._project, self._order()
        parts = {} if order.is_import_order or self._is_of_returned else order.parts()
        wanted = None if parts else limit  # some of these hits may not be the annotator's own work
        hits = self._found(Search(query, project.annotator, beyond, wanted, articles, descending=step < 0))
        if not parts:
            return hits
        return (hit for hit in hits if parts.get(hit.article, NO_PARTS).hold(hit.start, hit.end))

    def _found(self, search: Search) -> Iterator[Hit]:
        """What a search finds. Raises SlowFocusError where it has not found all that is asked for in time."""
        until = time.thread_time() + _PATIENCE
        progress = Progress(cancelled=lambda: time.thread_time() >= until)
        yield from self._project.searcher.hits(search, progress)
        if progress.cancelled():
            raise SlowFocusError(self.text)


def _to_do(text: str, query: Query) -> Query:
    """What is to be decided of the matches: those without a decision, and all of what was sent back."""
    if _is_of_returned(query.root):
        return query
    return parse_query(f"({text}) is:undecided" if text.strip() else "is:undecided")


def _is_of_returned(node: Node) -> bool:
    """Whether every match was sent back. Then a sentence is no longer a match once it is decided."""
    match node:
        case Is("returned"):
            return True
        case And(parts):
            return any(map(_is_of_returned, parts))
    return False
