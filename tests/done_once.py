"""Work that each test would do again, and that comes out the same each time: done once for a whole run."""

from __future__ import annotations

import gc
import os
import shutil
import sys
import tempfile
from contextlib import closing
from functools import cache
from pathlib import Path

from labels.projections.rebuild import keep_current
from labels.sqlite.connection import connect

#: A file system in memory, used where the system has one with this much room (bytes): nothing waits for a disk there.
MEMORY, ROOM = Path("/dev/shm"), 4 * 1024**3


def keep_bytecode() -> None:
    """Keep what Python has compiled, even if the environment says not to.

    Otherwise every worker compiles all tests again, and every process that a test starts the whole program.
    """
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    sys.dont_write_bytecode = False


def write_to_memory() -> None:
    """Put the folders of the tests into memory, unless the environment names another place for them."""
    if {"PYTEST_DEBUG_TEMPROOT", "TMPDIR"} & os.environ.keys() or not os.access(MEMORY, os.W_OK):
        return
    if shutil.disk_usage(MEMORY).free >= ROOM:
        os.environ["TMPDIR"] = tempfile.tempdir = str(MEMORY)


def spare_the_collector() -> None:
    """Keep the garbage collector from looking at thousands of collected tests again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


@cache
def _empty_project() -> bytes:
    """A project file with all tables, up to date, and nothing in them."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "empty.db"
        with closing(connect(path)) as connection:
            keep_current(connection)
        return path.read_bytes()


def write_empty_project(path: Path) -> None:
    """Write the file that opening a new project at `path` begins with; a file that is there is left as it is."""
    if not path.exists():
        path.write_bytes(_empty_project())
