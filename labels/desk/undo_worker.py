"""Undoing and redoing of actions that were about very many sentences: beside the desk, and to be stopped."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path

from labels.desk.bulk import Stopped
from labels.desk.busy_retry import when_free
from labels.desk.describe import Way
from labels.journal.append import Journal
from labels.journal.undo import Reversal
from labels.sqlite.busy import unless_stopped
from labels.sqlite.connection import connect


def reverse(
    path: Path, journal: Journal, way: Way, stop: Callable[[], bool], action: bytes | None = None
) -> Reversal | None:
    """Undo or redo what `journal`'s sitting would, or one `action` of the annotator's; None if there is nothing.

    Works over a connection of its own, so that it can run in a thread. As soon as `stop` says so, Stopped is
    raised and everything is as it was, also while another program is writing, which is waited for. Raises BusyError
    where that never ends, ProjectError as the journal does.
    """
    with closing(connect(path)) as connection:
        sitting = journal.over(connection)
        work = sitting.redo if way == "redo" else sitting.undo
        if action is not None:
            work = partial(sitting.undo_action, action)
        done = when_free(connection, stop, lambda: unless_stopped(stop, connection, lambda: (work(),)))
    if done is None:
        raise Stopped
    return done[0]
