"""Which sentences a query chooses for each annotator, article by article as an export goes through them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from labels.query import Query, find

if TYPE_CHECKING:
    from labels.project import Project


class Chosen:
    """One search for each annotator, all kept at the same article."""

    def __init__(self, project: Project, query: Query, annotators: Sequence[str]) -> None:
        """Begin at the first article. Raises QueryError for a name that is not in the project."""
        self._searches = {
            annotator: find(project.connection, query, annotator, project.scheme) for annotator in annotators
        }
        self._next = {annotator: next(search, None) for annotator, search in self._searches.items()}

    def in_article(self, n: int) -> set[tuple[int, str]]:
        """Start and annotator of what is chosen in article `n`; to be asked in the order of the articles."""
        found = set()
        for annotator, search in self._searches.items():
            hit = self._next[annotator]
            while hit is not None and hit.article <= n:
                if hit.article == n:
                    found.add((hit.start, annotator))
                hit = next(search, None)
            self._next[annotator] = hit
        return found
