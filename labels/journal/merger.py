"""Merging files in one transaction, and gathering many files into one that can be merged."""

from __future__ import annotations

import sqlite3
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from labels.errors import ProjectError
from labels.journal.merge import MOST_ATTACHED, Merge, Named, attached
from labels.journal.merged import Merged
from labels.journal.sitting import Clock
from labels.sqlite.connection import check_file, writing
from labels.values.progress import Progress

#: A project file to be merged, and what names the file that an event of it came from.
MergeSource = tuple[Path, Named]


class Merger:
    """Merges other files into one open project."""

    def __init__(self, connection: sqlite3.Connection, clock: Clock) -> None:
        self._connection = connection
        self._clock = clock

    def merge(self, sources: Sequence[MergeSource], keep: Callable[[Merged, bool], bool], progress: Progress) -> Merged:
        """Take over what is new in `sources`, MOST_ATTACHED of them at most, in one transaction.

        `keep` gets the result, and whether the project was empty before. If it returns False or raises, nothing is
        written. `progress` is told how many articles are folded. If it raises, the merge ends. Raises ProjectError.
        """
        connection = self._connection
        with attached(connection, [path for path, _ in sources]) as schemas:
            check_file(connection)
            connection.execute("BEGIN IMMEDIATE")
            try:
                is_new = connection.execute("SELECT 1 FROM journal LIMIT 1").fetchone() is None
                merge = Merge(connection, self._clock().astimezone(UTC))
                for schema, (_, named) in zip(schemas, sources, strict=True):
                    with _blamed(named):
                        merge.take(schema, named)
                merged = merge.fold(progress)
                connection.execute("COMMIT" if keep(merged, is_new) else "ROLLBACK")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise
        check_file(connection)
        return merged


@contextmanager
def gathered(sources: Sequence[MergeSource], beside: Path) -> Iterator[MergeSource]:
    """One temporary file `beside` a project with the contents of many, because SQLite attaches only a few."""
    from labels.sqlite.migrations import migrate

    with TemporaryDirectory(prefix=f".{beside.name[:60]}.", suffix=".part", dir=beside.absolute().parent) as folder:
        path = Path(folder) / "gathered.db"
        last: list[int] = []
        with closing(sqlite3.connect(path, isolation_level=None, uri=True)) as connection:
            connection.execute("PRAGMA synchronous = OFF")
            migrate(connection)
            for begin in range(0, len(sources), MOST_ATTACHED):
                part = sources[begin : begin + MOST_ATTACHED]
                with attached(connection, [each for each, _ in part]) as schemas, writing(connection):
                    merge = Merge(connection, datetime.now(UTC))
                    for schema, (_, named) in zip(schemas, part, strict=True):
                        with _blamed(named):
                            merge.take(schema, named)
                        last += connection.execute("SELECT coalesce(max(seq), 0) FROM journal").fetchone()
        yield path, lambda seq: sources[bisect_left(last, seq)][1](seq)


@contextmanager
def _blamed(named: Named) -> Iterator[None]:
    """Make errors about damage name the file that is being read, because it is damaged, not the project."""
    try:
        yield
    except (ProjectError, sqlite3.DatabaseError) as error:
        cause = error if isinstance(error, sqlite3.DatabaseError) else error.__cause__
        if type(cause) is not sqlite3.DatabaseError:
            raise
        raise ProjectError(
            f"{named(0)}: the file is damaged ({cause}); nothing was merged. Run copydesk check on it."
        ) from error
