"""What other rooms read of the journal: the history of a sentence, the log, what undo is about, the digest."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Literal

from labels.journal.digest import digest
from labels.journal.event import Event
from labels.journal.history import Entry, history_of, id_of_sitting, log
from labels.journal.undo import Reach, can_be_undone, events_in, upcoming
from labels.sqlite.reader import Reader
from labels.values.viewer import Viewer


class JournalReader(Reader):
    """Reads the journal of one open project."""

    def history_of(self, n: int, span: tuple[int, int], viewer: Viewer) -> list[Entry]:
        """Everything said of a span of an article (by number) that the viewer may read, oldest first."""
        return history_of(self._connection, n, span, viewer)

    def log(
        self,
        annotator: str | None = None,
        limit: int | None = None,
        wanted: Callable[[Event], bool] = lambda event: True,
    ) -> Iterator[Entry]:
        """The journal backwards: of one annotator or of all, only what is `wanted`, at most `limit` entries."""
        return log(self._connection, annotator=annotator, wanted=wanted, limit=limit)

    def id_of_sitting(self, number: int) -> str:
        """The id of the sitting that has this number in the file, in its text form. Raises KeyError."""
        return id_of_sitting(self._connection, number)

    def can_be_undone(self, reach: Reach, action: bytes) -> bool:
        """Whether an action is this annotator's own, was done here, and is not undone."""
        return can_be_undone(self._connection, reach, action)

    def events_to_reverse(self, reach: Reach, way: Literal["undo", "redo"]) -> int:
        """How many events the next undo would take back, or the next redo bring back; 0 if none."""
        return upcoming(self._connection, reach, way)

    def events_in(self, action: bytes) -> int:
        """How many events an action consists of."""
        return events_in(self._connection, action)

    def digest(self) -> str:
        """64 hexadecimal digits, equal for two projects exactly if they hold the same events and texts."""
        return digest(self._connection)
