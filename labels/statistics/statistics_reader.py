"""What other rooms read of the statistics of a project. What counts is loaded when it is asked for."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection
from typing import TYPE_CHECKING

from labels.journal.sitting import Sitting as OpenSitting
from labels.projections.project_reader import ProjectReader
from labels.projections.read import Completion

if TYPE_CHECKING:
    from labels.statistics.project_statistics import ProjectStatistics
    from labels.statistics.sitting import Sitting


class StatisticsReader:
    """Counts in an open project, as far as whoever opened it may read."""

    def __init__(self, connection: sqlite3.Connection, reader: ProjectReader, sitting: OpenSitting) -> None:
        """`sitting` knows who reads."""
        self._connection = connection
        self._reader = reader
        self._sitting = sitting

    def progress(self, annotator: str | None = None) -> Completion:
        """The progress of an annotator (yourself, if none is named) in the whole project. Raises UsageError."""
        name = annotator or self._sitting.annotator
        self._reader.check_readable(name)
        return self._reader.progress(name)

    def statistics(self, annotators: Collection[str] | None = None) -> ProjectStatistics:
        """Progress, pace, shares of labels and outlook, as `copydesk status` shows them.

        For `annotators` by name, or for everybody who ever did something and whose work you may read. Raises
        UsageError.
        """
        from labels.statistics.project_statistics import project_statistics

        return project_statistics(self._connection, annotators, viewer=self._sitting.viewer)

    def everyone(self) -> list[str]:
        """The names of all who ever did something that you may read, even if nothing of it is in force."""
        from labels.statistics.queries import everyone

        return everyone(self._connection, self._sitting.viewer)

    def sitting(self) -> Sitting:
        """What you did since you opened the project."""
        from labels.statistics.sitting import sitting

        return sitting(self._connection, self._sitting.number, self._sitting.annotator)
