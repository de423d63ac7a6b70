"""Search in the background while the query is typed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Protocol

from textual.screen import Screen
from textual.worker import Worker, get_current_worker

from labels.browsing.lists import Lists
from labels.errors import CopydeskError
from tui.screens.lists.source import Request, Source


class Finder(Protocol):
    """Receives the results of a search."""

    def found(self, part: Sequence[Any]) -> None:
        """A part was found; the first may be empty."""

    def ended(self, change: int) -> None:
        """The search is finished; `change` is the newest event of the project when it began."""

    def failed(self, error: CopydeskError) -> None:
        """The query cannot be understood, or the project could not be read."""


class BackgroundSearch:
    """Runs one search at a time, in a thread and on a connection of its own.

    A new search ends the one before, and its later results are dropped.
    """

    def __init__(self, screen: Screen[None], path: Path, source: Source) -> None:
        """Search the project at `path` as `source` does; the threads belong to `screen`."""
        self.request = Request(0, "", 0, False)
        self._screen = screen
        self._path = path
        self._source = source
        self._worker: Worker[None] | None = None

    @property
    def searching(self) -> bool:
        """Whether there may be more than was found so far."""
        return self._worker is not None

    def start(self, query: str, sort: int, descending: bool, finder: Finder) -> None:
        """Search for something else, and tell `finder` what is found."""
        self.request = Request(self.request.number + 1, query, sort, descending)
        self._worker = self._screen.run_worker(
            partial(self._run, self.request, finder), name="search", group="search", exclusive=True, thread=True
        )

    def stop(self) -> None:
        """End the search; what was found so far stays."""
        if self._worker is not None:
            self._worker.cancel()
            self._worker = None

    def _run(self, request: Request, finder: Finder) -> None:
        worker = get_current_worker()
        error: CopydeskError | None = None
        change = 0
        try:
            with Lists.opened(self._path) as lists:
                change = lists.newest_change()
                for part in self._source.find(lists, request, lambda: worker.is_cancelled):
                    if worker.is_cancelled:
                        return
                    self._tell(request, partial(finder.found, part))
        except CopydeskError as caught:
            error = caught
        if not worker.is_cancelled:
            last = partial(finder.ended, change) if error is None else partial(finder.failed, error)
            self._tell(request, partial(self._end, last))

    def _tell(self, request: Request, tell: Callable[[], None]) -> None:
        """Report it in the thread of the screen, unless the search was stopped meanwhile."""
        self._screen.call_later(self._tell_if_current, request, tell)

    def _tell_if_current(self, request: Request, tell: Callable[[], None]) -> None:
        if request is self.request and self.searching:
            tell()

    def _end(self, last: Callable[[], None]) -> None:
        self._worker = None
        last()
