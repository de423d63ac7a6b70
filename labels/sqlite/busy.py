"""Waiting for other processes, and interrupting what takes too long."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from labels.errors import ProjectError
from labels.sqlite.connection import set_wait
from labels.sqlite.errors import ExplainingConnection
from labels.values.wait import Wait

#: Steps of SQLite's virtual machine between two checks whether to stop: a fraction of a millisecond.
_STEPS = 10_000

Result = TypeVar("Result")


@contextmanager
def wait_for_others(connection: sqlite3.Connection, seconds: float) -> Iterator[None]:
    """Within the block, a writer waits at most `seconds` for another process; afterwards as long as before."""
    assert isinstance(connection, ExplainingConnection)
    before = connection.wait
    set_wait(connection, Wait(seconds))
    try:
        yield
    finally:
        set_wait(connection, before)


def unless_stopped(
    stop: Callable[[], bool], connection: sqlite3.Connection, work: Callable[[], Result]
) -> Result | None:
    """What `work` does with the project; None if `stop` interrupted it, and then nothing was written."""
    connection.set_progress_handler(stop, _STEPS)
    try:
        return work()
    except (sqlite3.OperationalError, ProjectError) as error:
        if "interrupted" not in str(error.__cause__ or error):
            raise
        return None
    finally:
        connection.set_progress_handler(None, 0)
