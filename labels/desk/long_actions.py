"""Actions on very many sentences: they are undone, redone and written in a thread, and can be cancelled."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from labels.bulk import Done, Preview, carry_out
from labels.desk.busy_retry import when_free
from labels.desk.describe import Way
from labels.journal.append import Journal
from labels.journal.second_connection import second_connection
from labels.journal.undo import Reversal
from labels.values.progress import Cancelled, Progress


def reverse(path: Path, journal: Journal, way: Way, progress: Progress, action: bytes | None = None) -> Reversal | None:
    """Undo or redo what `journal`'s sitting would, or one `action` of the annotator's; None if there is nothing.

    It waits while another program is writing. As soon as it is cancelled, also during this wait, it raises Cancelled,
    and nothing has changed. Raises BusyError if the other program never ends, and ProjectError as the journal does.
    """
    cancelled = progress.cancelled
    with second_connection(path, journal) as second:
        work = second.journal.redo if way == "redo" else second.journal.undo
        if action is not None:
            work = partial(second.journal.undo_action, action)
        done = when_free(second.file, cancelled, lambda: second.file.unless_cancelled(cancelled, lambda: (work(),)))
    if done is None:
        raise Cancelled
    return done[0]


def carry_out_when_free(path: Path, journal: Journal, planned: Preview, progress: Progress) -> Done:
    """Write what is `planned` as soon as no other program is writing, as `labels.bulk.carry_out` does.

    Raises Cancelled as soon as it is cancelled; then nothing was written.
    """
    with second_connection(path, journal) as second:
        return when_free(
            second.file, progress.cancelled, lambda: carry_out(second.reader, second.journal, planned, progress)
        )
