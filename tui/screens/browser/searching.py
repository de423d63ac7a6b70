"""A list that is found in the background while its query is typed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from textual import getters, on, work
from textual.message import Message
from textual.screen import Screen
from textual.worker import Worker, get_current_worker

from labels.browsing.lists import Lists
from labels.errors import CopydeskError
from labels.query import QueryError

if TYPE_CHECKING:
    from tui.app import CopydeskApp


@dataclass(frozen=True, slots=True)
class Request:
    """One search: which number it has, and what it looks for."""

    number: int
    query: str
    sort: int
    descending: bool


class SearchingScreen(Screen[None]):
    """Starts searches, each in a thread and on a connection of its own; a new one ends the one before.

    The classes below say how to search and what to do with what is found; what a search that is over has still
    to say is not heard.
    """

    if TYPE_CHECKING:
        app = getters.app(CopydeskApp)

    class Found(Message):
        """A search found something."""

        def __init__(self, request: Request, part: Sequence[Any]) -> None:
            self.request = request
            self.part = part
            super().__init__()

    class Ended(Message):
        """A search is over: it came to the end, or something is wrong."""

        def __init__(self, request: Request, change: int | None, error: CopydeskError | None) -> None:
            self.request = request
            self.change = change
            self.error = error
            super().__init__()

    def __init__(self) -> None:
        super().__init__()
        self._request = Request(0, "", 0, False)
        self._searching: Worker[None] | None = None

    @property
    def searching(self) -> bool:
        """Whether there may be more than was found so far."""
        return self._searching is not None

    def search(self, query: str, sort: int, descending: bool) -> None:
        """Begin to look for something else."""
        self._request = Request(self._request.number + 1, query, sort, descending)
        self._searching = self._search(self._request)

    def stop_searching(self) -> None:
        """Leave it at what was found."""
        if self._searching is not None:
            self._searching.cancel()
            self._searching = None

    # -- for the classes below ---------------------------------------------------------------------------

    def find(self, lists: Lists, request: Request, stop: Callable[[], bool]) -> Iterator[Sequence[Any]]:
        """What to look for, part by part. Runs in a thread: only its arguments are its own."""
        raise NotImplementedError

    def found(self, request: Request, part: Sequence[Any]) -> None:
        """Hear of a part; the first may be empty."""

    def ended(self, request: Request, change: int) -> None:
        """Hear that this was all, and what had been said in the project when it began."""

    def wrong(self, error: CopydeskError) -> None:
        """Hear that the query cannot be understood, or that the project could not be read."""

    # -- in the thread -----------------------------------------------------------------------------------

    @work(thread=True, exclusive=True, group="search", exit_on_error=True)
    def _search(self, request: Request) -> None:
        worker = get_current_worker()
        path = self.project_path
        error: CopydeskError | None = None
        change = None
        try:
            with Lists.opened(path) as lists:
                change = lists.newest_change()
                for part in self.find(lists, request, lambda: worker.is_cancelled):
                    if worker.is_cancelled:
                        return
                    self.post_message(self.Found(request, part))
        except CopydeskError as caught:
            error = caught
        if not worker.is_cancelled:
            self.post_message(self.Ended(request, change, error))

    @property
    def project_path(self) -> Any:
        """The file to search."""
        raise NotImplementedError

    @on(Found)
    def _take_part(self, message: Found) -> None:
        if message.request is self._request and self.searching:
            self.found(message.request, message.part)

    @on(Ended)
    def _take_end(self, message: Ended) -> None:
        if message.request is not self._request or not self.searching:
            return
        self._searching = None
        if message.error is not None:
            self.wrong(message.error)
        elif message.change is not None:
            self.ended(message.request, message.change)


def pointed(error: CopydeskError) -> int:
    """Where in the query an error is, in cells from 0; 0 for errors of other kinds."""
    if not isinstance(error, QueryError):
        return 0
    return len(error.pointer.rsplit("\n", 1)[-1]) - 1
