"""Merging files into a project: project files and archives, any number, in any order."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from labels.errors import CopydeskError, NotAProjectError, ProjectError, UsageError
from labels.journal.label_changes import LabelChange
from labels.journal.merge import MOST_ATTACHED, Named
from labels.journal.merged import Merged
from labels.journal.merger import MergeSource, gathered
from labels.sqlite.project_file import copy_project, held_readable, is_database
from labels.values.progress import UNWATCHED, Progress
from labels.words import counted

if TYPE_CHECKING:
    from labels.formats.archive.files import ArchivePlace
    from labels.open_project import OpenProject

#: The name of the copy of the project that is made before a merge.
_COPY = "{stem}.before-merge-{at}{suffix}"


@dataclass(frozen=True, slots=True)
class MergeResult:
    """The result of a merge, and the copy of the project that was made before it (None where nothing was written)."""

    merged: Merged
    copy: Path | None = None


def merge_files(
    project: OpenProject,
    paths: Sequence[Path],
    *,
    dry_run: bool = False,
    copy: bool = True,
    progress: Progress = UNWATCHED,
    looked: Callable[[Path], None] = lambda path: None,
) -> MergeResult:
    """Take over from project files and archives what is new in them, in one transaction.

    `dry_run` writes nothing and returns what would come. A copy of the project is made first, unless `copy` is false or
    nothing is new. `looked` is called with each file before it is read, and `progress` is told how many articles are
    folded. If one of them raises, the merge ends and writes nothing. Raises ProjectError, UsageError and ReadingError
    for what cannot be merged.
    """
    if not paths:
        raise UsageError("No file to merge was named. Name a project file or an archive.")
    with ExitStack() as stack:
        files = []
        for path in paths:
            looked(path)
            files.append((stack.enter_context(_as_project(project.path, Path(path))), _always(str(path))))
        if len(files) > MOST_ATTACHED:
            files = [stack.enter_context(gathered(files, project.path))]
        result = _merge(project, files, dry_run=dry_run, copy=copy, progress=progress)
    if result.merged.articles and not dry_run:
        from labels.duplicates.finding import find_near_duplicates

        for _ in find_near_duplicates(project):
            pass  # each group of files is merged as it is found
    return result


def merge_archive(project: OpenProject, place: ArchivePlace) -> Merged:
    """Take over what is new in an archive. Raises ProjectError and ReadingError; then nothing was written."""
    from labels.formats.archive.reader import loaded_archive

    with loaded_archive(place, project.path.absolute().parent) as path:
        source = (path, _always(place.name))
        return _merge(project, [source], dry_run=False, copy=False, progress=UNWATCHED).merged


def _always(name: str) -> Named:
    return lambda seq: name


def merge_in_words(result: MergeResult, *, dry_run: bool = False) -> list[str]:
    """What a merge brought or would bring, a line for each thing; a single line if nothing is new."""
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
    lines += map(_label_in_words, merged.labels)
    if merged.recut:
        carried = sum(count for _, count in merged.recut)
        lines.append(
            f"{counted(len(merged.recut), 'article')} {'has' if len(merged.recut) == 1 else 'have'} other sentences"
            f" than before, with {counted(carried, 'carried decision')}, to be confirmed."
        )
    if merged.waiting:
        verb = "waits" if merged.waiting == 1 else "wait"
        lines.append(
            f"{counted(merged.waiting, 'decision')} in the project {verb}: sentences have other boundaries here, or"
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
            f"{counted(merged.unknown, 'event')} of kinds that this version does not know; they are kept and have no"
            " effect."
        )
    if result.copy is not None:
        lines.append(f"The project as it was before: {result.copy}")
    return lines


def _label_in_words(change: LabelChange) -> str:
    """What happened to decisions whose label has changed."""
    one = change.decisions == 1
    begins = f"{counted(change.decisions, 'decision')} {'says' if one else 'say'} “{change.before}”, which"
    stay = f"{'It stays' if one else 'They stay'}, and the label is not offered any more."
    return {
        "renamed": f"{begins} is called “{change.after}” now.",
        "merged": f"{begins} was merged into “{change.after}”: {'it is' if one else 'they are'} read as that.",
        "retired": f"{begins} is retired. {stay}",
        "missing": f"{begins} the codebook in force does not have. {stay}",
    }[change.what]


def _merge(
    project: OpenProject, sources: Sequence[MergeSource], *, dry_run: bool, copy: bool, progress: Progress
) -> MergeResult:
    copies: list[Path] = []

    def keep(merged: Merged, is_new: bool) -> bool:
        if dry_run or merged.is_empty:
            return False
        if copy and not is_new:
            copies.append(_copy_of(project))
        return True

    merged = project.merger.merge(sources, keep, progress)
    project.reread_codebook()
    project.journal.sitting.forget()
    return MergeResult(merged, next(iter(copies), None))


@contextmanager
def _as_project(target: Path, path: Path) -> Iterator[Path]:
    """The path of a project file with the content of `path`: the file itself, or a temporary one made of an archive."""
    if not path.exists():
        raise UsageError(f"{path}: there is no such file. Name a project file or an archive.")
    if path.exists() and target.exists() and os.path.samefile(path, target):
        raise UsageError(f"{path}: is this project itself. Name another file.")
    places = [] if is_database(path) else _archives_at(path)
    if not places:
        with ExitStack() as stack:
            try:
                stack.enter_context(held_readable(path))
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


def _copy_of(project: OpenProject) -> Path:
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
        copy_project(path, part)
        part.replace(target)  # so the copy is complete, even after a power failure
        settle(target.parent)
    except (OSError, CopydeskError) as error:
        raise ProjectError(
            f"{target}: the copy before the merge could not be written ({error}). Nothing was merged."
        ) from error
    finally:
        part.unlink(missing_ok=True)
    return target
