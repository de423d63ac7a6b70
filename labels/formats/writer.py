"""What a writer is: one format that training data can be written in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

from labels.formats.dataset import Dataset
from labels.values.progress import Cancelled, Progress

if TYPE_CHECKING:
    from labels.formats.record import RecordInContext
    from labels.project_view import ProjectView


#: Reported after every so many rows.
EVERY = 1000

Row = TypeVar("Row")


class CountedRows(Generic[Row]):
    """Rows on their way into a file. `count`, how many there were, is reported now and then.

    Raises Cancelled where the operation is to end, so that what is being written is thrown away.
    """

    def __init__(self, rows: Iterable[Row], progress: Progress) -> None:
        """No row has passed yet."""
        self.count = 0
        self._rows = rows
        self._progress = progress

    def __iter__(self) -> Iterator[Row]:
        for row in self._rows:
            yield row
            self.count += 1
            if self.count % EVERY == 0:
                report(self._progress, self.count)
        self._progress.report(self.count, None)


def report(progress: Progress, count: int) -> None:
    """Say how many rows are written. Raises Cancelled if that is to end."""
    progress.report(count, None)
    if progress.cancelled():
        raise Cancelled


@dataclass(frozen=True, slots=True)
class Loss:
    """Something that a format cannot hold: the field of the training record, and what happens to it, in words.

    `occurs` tells for which values (None among them) it happens; without it, for all that say something. `where` tells
    whether it happens to an article at all, from the project and all of its records that are exported; with it, `field`
    may be something of the article that no record has.
    """

    field: str
    words: str
    occurs: Callable[[Any], bool] | None = None
    where: Callable[[ProjectView, Sequence[RecordInContext]], bool] | None = None


class Writer(Protocol):
    """Writes one format. A writer keeps no state, and imports what it needs only when it writes.

    What it may say besides, as further attributes:

    - `units`: what one row can be, of "decision", "sentence" and "article"; the first two where it does not say.
    - `counts`, `counts_per_article`: what its numbers of rows count; "record" where it does not say.
    - `losses_per_article`: its losses in rows of whole articles, if they are others.
    - `gold_losses`: what else it loses of gold records; without it, only that they are not taken in again.
    - `gold_holds`: fields among its losses that it does not lose of gold records.
    - `refuses_gold`: why it writes no gold records, in a sentence, if it does not.
    - `extra`: the extra of Copydesk that it needs.
    - `holds`: a pattern for the names in a folder that it writes, if it comes from another package.
    """

    @property
    def name(self) -> str:
        """What `--format` calls it."""

    @property
    def suffix(self) -> str:
        """The file name ending it goes by, with its dot; empty where it writes a folder."""

    @property
    def losses(self) -> tuple[Loss, ...]:
        """Which fields of the record, and facts of the article, cannot be carried. The rest comes back on import."""

    def write(self, dataset: Dataset, path: Path, progress: Progress) -> int:
        """Write everything to `path`, which appears or is replaced only when it is complete.

        `progress` hears the number of rows written, now and then. Returns how many there were. Raises WritingError,
        MissingExtraError for a package that is not installed, or UsageError for data the format has no place for.
        """
