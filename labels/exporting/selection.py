"""Which decisions are exported: the options, and what a query selects for each annotator."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from labels.projections.articles import ArticleRow
from labels.values.annotation import Status
from labels.values.review import State

if TYPE_CHECKING:
    from labels.project_view import ProjectView
    from labels.query import Hit, Query


#: What is exported unless something else is asked for.
DECIDED: tuple[Status, ...] = ("labelled", "skipped")


@dataclass(frozen=True, slots=True)
class Selection:
    """Which decisions to export, and how many neighbouring sentences with them.

    `annotators` are names as they are shown, empty for everyone. `statuses` with "undecided" also gives the sentences
    about which an annotator has not decided. `context` is how many neighbouring sentences go along on either side. A
    `query` keeps those that it selects as the annotator of each record sees them.

    With `states` there is one record for each sentence in one of these states: what was settled of it, or on what all
    agree. These are of no annotator; a query selects them as anybody sees it.
    """

    annotators: tuple[str, ...] = ()
    statuses: tuple[Status, ...] = DECIDED
    context: int = 0
    query: Query | None = None
    states: tuple[State, ...] = ()


#: Who asks: an annotator (the name on screen), or None for anybody.
Asking = str | None

#: In each article: where the sentences begin that are chosen, each with who asks.
Wanted = tuple[ArticleRow, set[tuple[int, Asking]]]

#: How many articles are searched at once, if a search cannot go through all of them.
_BATCH = 200


def found_by_query(
    project: ProjectView, query: Query, annotators: Sequence[Asking], articles: Iterable[ArticleRow]
) -> Iterator[Wanted]:
    """Each of the articles, which come in the order of the events that brought them, with what is chosen in it.

    Raises QueryError for a name that is not in the project.
    """
    if project.are_numbered_in_order():
        return _at_once(project, query, annotators, articles)
    return _in_batches(project, query, annotators, articles)


def _at_once(
    project: ProjectView, query: Query, annotators: Sequence[Asking], articles: Iterable[ArticleRow]
) -> Iterator[Wanted]:
    """One search for each annotator, all kept at the same article: a search goes by the numbers of the articles."""
    searches = {name: project.find(query, name) for name in annotators}
    following: dict[Asking, Hit | None] = {name: next(search, None) for name, search in searches.items()}
    for row in articles:
        found = set()
        for name, search in searches.items():
            hit = following[name]
            while hit is not None and hit.article <= row.n:
                if hit.article == row.n:
                    found.add((hit.start, name))
                hit = next(search, None)
            following[name] = hit
        yield row, found


def _in_batches(
    project: ProjectView, query: Query, annotators: Sequence[Asking], articles: Iterable[ArticleRow]
) -> Iterator[Wanted]:
    """A search for each annotator in a number of articles at a time."""
    left = iter(articles)
    while rows := list(islice(left, _BATCH)):
        numbers = [row.n for row in rows]
        found: dict[int, set[tuple[int, Asking]]] = defaultdict(set)
        for name in annotators:
            for hit in project.find(query, name, numbers):
                found[hit.article].add((hit.start, name))
        yield from ((row, found[row.n]) for row in rows)
