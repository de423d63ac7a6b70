"""Packs: project files for one annotator each, who labels in it and sends it back to be merged."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from labels.errors import UsageError
from labels.files.new_file import check_is_new, new_file
from labels.journal.text import check_name
from labels.near_names import near_name
from labels.values.progress import UNWATCHED, Progress
from labels.words import counted

if TYPE_CHECKING:
    from labels.open_project import OpenProject
    from labels.projections.pack_contents import PackContents

#: The ending of the names of packs.
SUFFIX = ".copydesk"

#: The characters of a person's name that may be in a file name on every system.
_UNSAFE = re.compile(r"[^\w .()+@-]")


@dataclass(frozen=True, slots=True)
class Pack:
    """A pack that was written, or would be, at `path`.

    `articles` and `sentences` are the annotator's; `decided` of the sentences are decided; `events` is how many events
    are in it. `is_new` says that nobody of that name was in the project before.
    """

    annotator: str
    path: Path
    articles: int
    sentences: int
    decided: int
    events: int
    is_new: bool = False


def pack(
    project: OpenProject, annotator: str, path: Path, *, dry_run: bool = False, progress: Progress = UNWATCHED
) -> Pack:
    """Write the pack of an annotator (the name on screen) to a new file; `dry_run` writes nothing.

    While nothing is assigned, a pack has all articles, and somebody new is registered. Once there are leads, everybody
    else packs only for themselves. Raises UsageError for the pack of another, for somebody without work and for a file
    that is there already, WritingError.
    """
    _check_whole(project)
    annotator = project.packer.known_as(annotator)
    if annotator != project.viewer.name:
        _check_for_others(project)
    if path.is_dir():
        raise UsageError(f"{path}: is a folder. Name a file in it, such as {path / file_name(annotator)}")
    check_is_new(path)
    contents, is_new = project.packer.contents(annotator), False
    if contents is None:
        contents, is_new = _for_somebody_new(project, annotator, dry_run=dry_run), True
    return _packed(project, contents, annotator, path, is_new=is_new, dry_run=dry_run, progress=progress)


def pack_everyone(
    project: OpenProject, folder: Path, *, dry_run: bool = False, progress: Progress = UNWATCHED
) -> list[Pack]:
    """Write a pack into a folder, made if need be, for each annotator to whom something is assigned.

    Raises UsageError where nothing is assigned, one of the files is there already, or there are leads and you are none;
    then nothing is written.
    """
    _check_whole(project)
    _check_for_others(project)
    names = project.packer.with_work()
    if not names:
        raise UsageError("Nothing is assigned to anybody. Assign articles first, or name the annotator of the pack.")
    paths = {name: folder / file for name, file in zip(names, _file_names(names), strict=True)}
    if folder.is_dir():
        for path in paths.values():
            check_is_new(path)
    elif not dry_run:
        _make(folder)
    packs = []
    for name, path in paths.items():
        contents = project.packer.contents(name)
        assert contents is not None
        packs.append(_packed(project, contents, name, path, is_new=False, dry_run=dry_run, progress=progress))
    return packs


def file_name(annotator: str) -> str:
    """The name of a pack's file, if none is given."""
    return f"{_UNSAFE.sub('_', annotator).strip(' .') or '_'}{SUFFIX}"


def pack_in_words(made: Pack, *, dry_run: bool = False) -> str:
    """What a pack holds, in one line."""
    parts = (counted(made.articles, "article"), counted(made.sentences, "sentence"), f"{made.decided:,} decided")
    new = f" {made.annotator} is new, and {'would be' if dry_run else 'was'} registered." if made.is_new else ""
    return f"{made.path}: {'would be ' if dry_run else ''}for {made.annotator}, {', '.join(parts)}.{new}"


def _check_whole(project: OpenProject) -> None:
    """Raise UsageError if the project is itself a pack, because it lacks the work of everybody else."""
    if project.pack_owner is not None:
        raise UsageError(
            f"{project.path}: is the pack of {project.pack_owner}. Merge it into the project that it came from, and"
            " pack that."
        )


def _check_for_others(project: OpenProject) -> None:
    """Raise UsageError where there are leads and you are none: a pack holds, and counts, what its annotator said."""
    project.team.check_lead("write packs for others")


def _packed(
    project: OpenProject,
    contents: PackContents,
    annotator: str,
    path: Path,
    *,
    is_new: bool,
    dry_run: bool,
    progress: Progress,
) -> Pack:
    with project.packer.one_moment():
        made = Pack(
            annotator,
            path,
            contents.article_count(),
            contents.sentence_count(),
            contents.decision_count(),
            contents.event_count(),
            is_new,
        )
        if contents.are_assigned and not made.articles:
            raise UsageError(f"Nothing is assigned to {annotator}. Assign articles first.")
        if not dry_run:
            from labels.projections.pack_file import write_pack

            with new_file(path) as part:
                write_pack(contents, annotator, part, progress)
    return made


def _for_somebody_new(project: OpenProject, annotator: str, *, dry_run: bool) -> PackContents:
    """The contents of a pack for somebody who is new to the project. They are registered, unless it is a `dry_run`."""
    contents = project.packer.contents_of_nobody()
    near = near_name(annotator, project.packer.names())
    if contents.are_assigned or near:
        hint = " Who there is: copydesk team"
        if project.viewer.sees_others:
            hint = f" Did you mean {near}?" if near else f" There are: {', '.join(project.packer.names())}."
        raise UsageError(f"There is no annotator called {annotator}.{hint}")
    check_name(annotator)
    if dry_run:
        return contents
    project.journal.register_other(annotator)
    registered = project.packer.contents(annotator)
    assert registered is not None
    return registered


def _file_names(annotators: Sequence[str]) -> Iterable[str]:
    """A file name for each annotator. Names that would be the same on some system are numbered."""
    taken: set[str] = set()
    for annotator in annotators:
        stem = file_name(annotator).removesuffix(SUFFIX)
        name, count = f"{stem}{SUFFIX}", 1
        while name.casefold() in taken:
            count += 1
            name = f"{stem}-{count}{SUFFIX}"
        taken.add(name.casefold())
        yield name


def _make(folder: Path) -> None:
    if folder.exists():
        raise UsageError(f"{folder}: is a file. Name a folder for the packs.")
    try:
        folder.mkdir()
    except OSError as error:
        raise UsageError(
            f"{folder}: cannot be made ({error.strerror}). Name a folder inside one that exists."
        ) from error
