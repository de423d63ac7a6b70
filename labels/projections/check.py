"""Checking a project file: its shape, SQLite's own integrity, texts against their hashes, what is read against the
journal.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import islice
from pathlib import Path

from labels.errors import BusyError, CopydeskError, DamagedError
from labels.journal.kinds import KINDS
from labels.projections.check_articles import lots_of_articles, problems_with_articles
from labels.projections.check_index import problems_with_index
from labels.projections.check_journal import problems_with_journal
from labels.projections.check_local import problems_with_local, problems_with_numbers
from labels.projections.codebooks import codebook_rows
from labels.projections.differences import NAMED, UNREADABLE, Row, differences, shortened
from labels.projections.label_counts import given_is_as_written, problems_with_given
from labels.projections.people import numbers_of_keys, team_rows
from labels.projections.refold import project_rows, project_state
from labels.projections.work import problems_with_work, work_is_as_written
from labels.sqlite.connection import connect
from labels.sqlite.shape import problems_with_shape
from labels.values.progress import UNWATCHED, Cancelled, Progress

#: The size of the page cache in KiB. Indexes are read a million times, and this cache saves a tenth of the time.
_CACHE = 32_000

#: After so many problems nothing more is looked for.
_MOST = 100

#: From this many events on, they are not counted again if the sums of the counts match.
_MANY = 100_000

#: Checks a part of a project and gives its problems, one line each.
_Part = Callable[[sqlite3.Connection], Iterable[str]]


@dataclass(slots=True)
class Checked:
    """What a check found: `problems`, one line each; and, which are no problems, how many events of `unknown` kinds
    there are, and how many decisions are `waiting` because they lie on spans that are no sentences, or in articles that
    are not here.
    """

    problems: list[str]
    unknown: int = 0
    waiting: int = 0


def check(path: Path, progress: Progress = UNWATCHED) -> Checked:
    """Check the project at `path`. Nothing is changed.

    Everything that is wrong with the file is returned as a line. Raises ProjectError if there is no project, or if it
    cannot be read for another reason than damage.
    """
    try:
        connection = connect(path, write=False)
    except DamagedError as error:
        return Checked([_in_one_line("database", error.said)])
    try:
        connection.execute(f"PRAGMA cache_size = -{_CACHE}")
        connection.execute("PRAGMA query_only = OFF")  # temporary tables; the file itself was opened for reading
        connection.execute("BEGIN")
        problems: list[str] = []
        for name, part in _parts(progress):
            if len(problems) < _MOST:
                problems += (each for each in _found(name, part, connection) if each not in problems)
        if problems:
            return Checked(problems)
        known = ", ".join(f"'{kind}'" for kind in KINDS)
        (unknown,) = connection.execute(f"SELECT count(*) FROM journal WHERE kind NOT IN ({known})").fetchone()
        (waiting,) = connection.execute("SELECT count(*) FROM waiting").fetchone()
        return Checked([], unknown, waiting)
    finally:
        connection.close()


def _parts(progress: Progress) -> Sequence[tuple[str, _Part]]:
    """The parts that are checked, by name."""
    return (
        ("database", problems_with_shape),
        ("database", _integrity),
        ("numbers of people, sittings and articles", problems_with_numbers),
        ("texts", _texts),
        ("journal", problems_with_journal),
        ("what holds for the whole project", _project_wide),
        ("articles", lambda connection: problems_with_articles(connection, progress)),
        ("counts", _counts),
        ("figures", _statistics),
        ("full-text index", problems_with_index),
        ("places, preferences and near-duplicates", problems_with_local),
    )


def _found(name: str, part: _Part, connection: sqlite3.Connection) -> list[str]:
    """The problems that a part finds, a line each, and one more line if the part cannot be read."""
    found: list[str] = []
    try:
        found += islice(part(connection), _MOST)
    except (Cancelled, BusyError):
        raise
    except DamagedError as error:
        found.append(_in_one_line(name, error.said))
    except CopydeskError:  # the disk failed, the file is not damaged
        raise
    except Exception as error:  # noqa: BLE001  # a damaged file may hold anything
        found.append(_in_one_line(name, f"{type(error).__name__}: {error}"))
    return found


def _in_one_line(name: str, said: str) -> str:
    return f"{name}: cannot be read ({shortened((said,))})"


def _integrity(connection: sqlite3.Connection) -> Iterator[str]:
    for (said,) in connection.execute("PRAGMA integrity_check(20)"):
        if said != "ok":
            yield from (f"database: {shortened((line,))}" for line in said.splitlines())
    for table, _, parent, _ in connection.execute("PRAGMA foreign_key_check"):
        yield f"{table}: a row points at nothing in {parent}"


def _texts(connection: sqlite3.Connection) -> Iterator[str]:
    """Check that every text matches its hash."""
    rows = connection.execute(
        "SELECT hash, text FROM article_text JOIN article_key ON article_key.n = article ORDER BY n"
    )
    for hash, text in rows:
        if sha256(text.encode("utf-8", "surrogatepass")).digest() != bytes(hash):
            yield f"article {bytes(hash).hex()[:20]}: its text is not the one that came in"


def _project_wide(connection: sqlite3.Connection) -> Iterator[str]:
    """Check that people, codebooks, examples, assignments and settings are those of the journal."""
    try:
        state, registry = project_state(connection)
        numbers = numbers_of_keys(connection)
        wanted = {
            "team": team_rows(state.people, numbers),
            **codebook_rows(state.codebooks),
            **{table: set(rows) for table, rows in project_rows(connection, state, registry).items()},
        }
    except UNREADABLE as error:
        yield f"journal: an event holds what no event can say ({error})"
        return
    for table, rows in wanted.items():
        yield from differences(table, set(connection.execute(f"SELECT * FROM {table}")), rows)


def _counts(connection: sqlite3.Connection) -> Iterator[str]:
    """Check that the label index and the progress are those of the annotations."""
    (given, kept) = connection.execute(
        "SELECT (SELECT coalesce(sum(json_array_length(labels)), 0) FROM main_annotation),"
        " (SELECT count(*) FROM annotation_label)"
    ).fetchone()
    if given != kept:
        yield f"annotation_label: has {kept:,} rows, and the annotations {given:,} labels"
    for (label,) in connection.execute("SELECT DISTINCT label FROM annotation_label").fetchall():
        rows = connection.execute(
            "SELECT * FROM annotation_label AS kept WHERE label = ?1 AND NOT EXISTS (SELECT 1 FROM annotation WHERE"
            ' article = kept.article AND start = kept.start AND "end" = kept."end" AND layer = 0'
            f" AND person = kept.person AND instr(labels, json_quote(?1))) LIMIT {NAMED}",
            (label,),
        )
        for row in rows:
            yield f"annotation_label: {shortened(row)} is not in the journal"
    for table in ("annotation", "progress", "gold_state", "waiting"):
        rows = connection.execute(
            f"SELECT person, article FROM {table} WHERE article NOT IN (SELECT n FROM article_key)"
            f" OR person NOT IN (SELECT n FROM person UNION SELECT 0) LIMIT {NAMED}"
            if table != "gold_state"
            else f"SELECT article FROM {table} WHERE article NOT IN (SELECT n FROM article_key) LIMIT {NAMED}"
        )
        for row in rows:
            yield f"{table}: {shortened(row)} is about no article, or by nobody"
    people = [n for (n,) in connection.execute("SELECT n FROM person")]
    for lot in lots_of_articles(connection):
        yield from _progress(connection, people, lot[0], lot[-1])


def _progress(connection: sqlite3.Connection, people: list[int], first: int, last: int) -> Iterator[str]:
    """Check that the progress in the articles from one number to another is that of the annotations."""
    wanted = connection.execute(
        "SELECT person, article, sum(status = 'labelled'), sum(status = 'skipped'), sum(flagged), sum(note <> '')"
        " FROM main_annotation WHERE article BETWEEN ? AND ? GROUP BY article, person"
        " HAVING sum(status <> 'undecided' OR flagged OR note <> '') > 0",
        (first, last),
    )
    kept: set[Row] = set()
    for person in people:
        rows = connection.execute(
            "SELECT * FROM progress WHERE person = ? AND article BETWEEN ? AND ?", (person, first, last)
        )
        kept.update(rows.fetchall())
    yield from differences("progress", kept, set(wanted.fetchall()))


def _statistics(connection: sqlite3.Connection) -> Iterator[str]:
    """Check that the counts of the statistics are those of the annotations and the journal.

    These were checked before. In a large project, counts whose sums match are not counted again.
    """
    (events,) = connection.execute("SELECT count(*) FROM journal").fetchone()
    if events < _MANY or not given_is_as_written(connection):
        yield from problems_with_given(connection)
    if events < _MANY or not work_is_as_written(connection):
        yield from problems_with_work(connection)
