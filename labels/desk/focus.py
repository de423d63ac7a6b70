"""A focus: the desk goes from match to match of a query instead of from sentence to sentence."""

from __future__ import annotations

from labels.project import Project
from labels.query import Hit, find, parse_query


class Focus:
    """The sentences that a query selects, as the annotator sees them at the moment they are asked for."""

    def __init__(self, project: Project, text: str) -> None:
        """Go by the query `text`. Raises QueryError."""
        self.text = text
        self._project = project
        self._query = parse_query(text)
        self._undecided = parse_query(f"({text}) is:undecided")

    def after(self, n: int, start: int) -> Hit | None:
        """The first match beyond a place: article number and start."""
        return self._one((n, start))

    def before(self, n: int, start: int) -> Hit | None:
        """The last match before a place."""
        return self._one((n, start), backwards=True)

    def first(self) -> Hit | None:
        """The first match of all."""
        return self._one(None)

    def first_undecided(self) -> Hit | None:
        """The first match without a decision."""
        return self._one(None, undecided=True)

    def _one(self, after: tuple[int, int] | None, *, backwards: bool = False, undecided: bool = False) -> Hit | None:
        project = self._project
        hits = find(
            project.connection,
            self._undecided if undecided else self._query,
            project.annotator,
            project.scheme,
            after=after,
            limit=1,
            descending=backwards,
        )
        return next(iter(hits), None)
