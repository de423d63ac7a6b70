"""Undoing and redoing of actions that were about very many sentences: beside the desk, and to be stopped."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Literal

from labels.desk.attempt import when_free
from labels.desk.bulk import Stopped
from labels.store.connection import connect
from labels.store.journal import Journal, Reversal
from labels.store.patience import unless_stopped

Way = Literal["undo", "redo"]

#: From so many sentences on it takes long enough to be seen.
MANY = 1_000


def reverse(
    path: Path, journal: Journal, way: Way, stop: Callable[[], bool], action: str | None = None
) -> Reversal | None:
    """Undo or redo what `journal`'s session would, or one `action` of the annotator's; None if there is nothing.

    Works over a connection of its own, so that it can run in a thread. As soon as `stop` says so, Stopped is
    raised and everything is as it was, also while another program is writing, which is waited for. Raises BusyError
    where that never ends, ProjectError as the journal does.
    """
    with closing(connect(path)) as connection:
        session = journal.over(connection)
        work = session.redo if way == "redo" else session.undo
        if action is not None:
            work = partial(session.undo_action, action)
        done = when_free(connection, stop, lambda: unless_stopped(stop, connection, lambda: (work(),)))
    if done is None:
        raise Stopped
    return done[0]
