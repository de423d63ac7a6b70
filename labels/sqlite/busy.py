"""Waiting for other processes, and interrupting what takes too long."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from labels.errors import ProjectError
from labels.sqlite.connection import BUSY_TIMEOUT

#: Steps of SQLite's machine between two looks at whether to stop: a fraction of a millisecond.
_STEPS = 10_000

Result = TypeVar("Result")


@contextmanager
def wait_for_others(connection: sqlite3.Connection, seconds: float) -> Iterator[None]:
    """Within the block, a writer waits at most `seconds` for another process; afterwards for BUSY_TIMEOUT again."""
    connection.execute(f"PRAGMA busy_timeout = {int(seconds * 1000)}")
    try:
        yield
    finally:
        connection.execute(f"PRAGMA busy_timeout = {int(BUSY_TIMEOUT * 1000)}")


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
