"""Merging files into a project: project files and archives, any number, in any order."""

from __future__ import annotations

import os
import sqlite3
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from labels.errors import CopydeskError, NotAProjectError, ProjectError, UsageError
from labels.journal.merge import MOST_ATTACHED, Merge, Named, Told, attached
from labels.journal.merged import Merged
from labels.project import Project
from labels.sqlite.connection import connect, is_database, writing
from labels.words import counted

if TYPE_CHECKING:
    from labels.formats.archive.files import ArchivePlace

#: How a copy of the project is named that is made before a merge.
_COPY = "{stem}.before-merge-{at}{suffix}"


@dataclass(frozen=True, slots=True)
class MergeResult:
    """What came of a merge, and the copy of the project that was made before it (None where nothing was written)."""

    merged: Merged
    copy: Path | None = None


def merge_files(
    project: Project,
    paths: Sequence[Path],
    *,
    dry_run: bool = False,
    copy: bool = True,
    told: Told = lambda done, every: None,
    looked: Callable[[Path], None] = lambda path: None,
) -> MergeResult:
    """Take over from project files and archives what is new in them, in one transaction.

    `dry_run` writes nothing and tells what would come. A copy of the project is made before, unless `copy` is false
    or nothing is new. `looked` hears of each file, `told` how many articles are folded; what they raise ends it, and
    nothing was written. Raises ProjectError, UsageError and ReadingError for what cannot be merged.
    """
    if not paths:
        raise UsageError("No file to merge was named. Name a project file or an archive.")
    with ExitStack() as stack:
        files = []
        for path in paths:
            looked(path)
            files.append((stack.enter_context(_as_project(project.path, Path(path))), _always(str(path))))
        if len(files) > MOST_ATTACHED:
            files = [stack.enter_context(_gathered(project.path, files))]
        schemas = stack.enter_context(attached(project.connection, [path for path, _ in files]))
        result = _merge(
            project, [(schema, named) for schema, (_, named) in zip(schemas, files, strict=True)], dry_run, copy, told
        )
    project.reread_codebook()
    project.journal.sitting.forget()
    if result.merged.articles and not dry_run:
        from labels.duplicates.finding import find_near_duplicates

        for _ in find_near_duplicates(project):
            pass  # each lot is kept as it is found
    return result


def merge_archive(project: Project, place: ArchivePlace) -> Merged:
    """Take over what is new in an archive. Raises ProjectError and ReadingError; then nothing was written."""
    from labels.formats.archive.reader import loaded_archive

    with loaded_archive(place, project.path.absolute().parent) as path, attached(project.connection, [path]) as schemas:
        result = _merge(project, [(schemas[0], _always(place.name))], False, False, lambda done, every: None)
    project.reread_codebook()
    project.journal.sitting.forget()
    return result.merged


def _always(name: str) -> Named:
    return lambda seq: name


def merge_in_words(result: MergeResult, *, dry_run: bool = False) -> list[str]:
    """What a merge brought or would bring, a line for each thing; the first says it all where nothing is new."""
    merged = result.merged
    if merged.is_empty:
        return ["Nothing is new: everything was here already."]
    parts = [counted(merged.events, "new event")] if merged.events else []
    if merged.texts and not merged.articles:
        parts.append(counted(merged.texts, "new text"))
    if merged.articles:
        parts.append(f"{counted(merged.articles, 'new article')} ({counted(merged.sentences, 'sentence')})")
    if merged.suggestions:
        parts.append(counted(merged.suggestions, "new suggestion"))
    lines = [f"{'Would bring' if dry_run else 'Merged'} {', '.join(parts)}."]
    if merged.decisions:
        by = ", ".join(f"{name} {count:,}" for name, count in sorted(merged.decisions.items()))
        lines.append(f"Decisions: {by}.")
    if merged.recut:
        carried = sum(count for _, count in merged.recut)
        lines.append(
            f"{counted(len(merged.recut), 'article')} {'has' if len(merged.recut) == 1 else 'have'} other sentences"
            f" than before, with {counted(carried, 'carried decision')}, to be confirmed."
        )
    if merged.waiting:
        verb = "waits" if merged.waiting == 1 else "wait"
        lines.append(
            f"{counted(merged.waiting, 'decision')} in the project {verb}: sentences are cut otherwise here, or"
            " articles are missing."
        )
    if merged.codebooks > 1:
        lines.append(f"{merged.codebooks} codebooks to settle: copydesk codebook show.")
    if merged.clashes:
        lines.append(f"Several people are called {', '.join(merged.clashes)}; they are numbered, as in “ana (2)”.")
    if merged.future:
        lines.append(f"{counted(merged.future, 'event')} from the future: the clock of a machine was wrong.")
    if merged.unknown:
        lines.append(
            f"{counted(merged.unknown, 'event')} of kinds that this version does not know, kept without effect."
        )
    if result.copy is not None:
        lines.append(f"The project as it was before: {result.copy}")
    return lines


def _merge(
    project: Project,
    schemas: Sequence[tuple[str, Named]],
    dry_run: bool,
    copy: bool,
    told: Told,
) -> MergeResult:
    connection = project.connection
    connection.execute("BEGIN IMMEDIATE")
    try:
        is_new = connection.execute("SELECT 1 FROM journal LIMIT 1").fetchone() is None
        merge = Merge(connection, project.clock().astimezone(UTC))
        for schema, named in schemas:
            with _blamed(named):
                merge.take(schema, named)
        merged = merge.fold(told)
        if dry_run or merged.is_empty:
            connection.execute("ROLLBACK")
            return MergeResult(merged)
        saved = _copy_of(project) if copy and not is_new else None
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    return MergeResult(merged, saved)


@contextmanager
def _as_project(target: Path, path: Path) -> Iterator[Path]:
    """The path of a project file with what `path` has: the file itself, or one made of an archive meanwhile."""
    if not path.exists():
        raise UsageError(f"{path}: there is no such file. Name a project file or an archive.")
    if path.exists() and target.exists() and os.path.samefile(path, target):
        raise UsageError(f"{path}: is this project itself. Name another file.")
    places = [] if is_database(path) else _archives_at(path)
    if not places:
        try:
            connect(path, write=False).close()
        except NotAProjectError as error:
            raise ProjectError(f"{path}: {error.what}. Name a project file or an archive.") from error
        yield path
        return
    if len(places) > 1:
        raise UsageError(f"{path}: holds several archives. Unpack it, and name one of them.")
    from labels.formats.archive.reader import loaded_archive

    with loaded_archive(places[0], target.absolute().parent) as loaded:
        yield loaded


def _archives_at(path: Path) -> Sequence[ArchivePlace]:
    from labels.formats.archive.files import archives_at

    return archives_at(path)


@contextmanager
def _gathered(target: Path, files: Sequence[tuple[Path, Named]]) -> Iterator[tuple[Path, Named]]:
    """One file with what many have, since SQLite attaches only a few; and which of them each event came from."""
    import tempfile

    from labels.sqlite.migrations import migrate

    with tempfile.TemporaryDirectory(
        prefix=f".{target.name[:60]}.", suffix=".part", dir=target.absolute().parent
    ) as folder:
        path = Path(folder) / "gathered.db"
        last: list[int] = []
        with closing(sqlite3.connect(path, isolation_level=None, uri=True)) as connection:
            connection.execute("PRAGMA synchronous = OFF")
            migrate(connection)
            for begin in range(0, len(files), MOST_ATTACHED):
                part = files[begin : begin + MOST_ATTACHED]
                with attached(connection, [each for each, _ in part]) as schemas, writing(connection):
                    merge = Merge(connection, datetime.now(UTC))
                    for schema, (_, named) in zip(schemas, part, strict=True):
                        with _blamed(named):
                            merge.take(schema, named)
                        last += connection.execute("SELECT coalesce(max(seq), 0) FROM journal").fetchone()
        yield path, lambda seq: files[bisect_left(last, seq)][1](seq)


@contextmanager
def _blamed(named: Named) -> Iterator[None]:
    """What SQLite finds damaged while a file is read lies there, and not in the project."""
    try:
        yield
    except (ProjectError, sqlite3.DatabaseError) as error:
        cause = error if isinstance(error, sqlite3.DatabaseError) else error.__cause__
        if type(cause) is not sqlite3.DatabaseError:
            raise
        raise ProjectError(
            f"{named(0)}: the file is damaged ({cause}); nothing was merged. Run copydesk check on it."
        ) from error


def _copy_of(project: Project) -> Path:
    """A copy of the project as it is without the open transaction, beside it. Raises ProjectError."""
    from labels.files.atomic import settle

    path = project.path
    at = project.clock().astimezone().strftime("%Y%m%d-%H%M%S")
    target = path.with_name(_COPY.format(stem=path.stem, at=at, suffix=path.suffix))
    number = 1
    while target.exists():
        number += 1
        target = path.with_name(_COPY.format(stem=path.stem, at=f"{at}-{number}", suffix=path.suffix))
    part = target.with_name(f".{target.name}.part")
    try:
        with closing(connect(path, write=False)) as source, closing(sqlite3.connect(part)) as copied:
            source.backup(copied)
        part.replace(target)  # whoever finds a copy finds a whole one, whenever the power failed
        settle(target.parent)
    except (sqlite3.Error, OSError, CopydeskError) as error:
        raise ProjectError(
            f"{target}: the copy before the merge could not be written ({error}). Nothing was merged."
        ) from error
    finally:
        part.unlink(missing_ok=True)
    return target
