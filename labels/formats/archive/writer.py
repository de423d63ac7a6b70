"""The whole project as plain files: articles, sentences, codebooks, the journal, and what is kept beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from labels.errors import UsageError
from labels.files.atomic import replacing, replacing_folder
from labels.formats.archive.files import (
    ARTICLES,
    EVENTS,
    FILES,
    MANIFEST,
    PLACES,
    PREFERENCES,
    RUNS,
    SPLITS,
    SUGGESTIONS,
    VERSION,
    codebook_name,
    text_name,
)
from labels.formats.dataset import Dataset
from labels.formats.json.lines import one_line
from labels.formats.writer import CountedRows, Loss
from labels.journal.digest import Digest
from labels.journal.portable import PortableEvent
from labels.sqlite.annotator_state import KeptPlace, Preference, SplitMade
from labels.values.progress import Progress

if TYPE_CHECKING:
    from labels.project_view import ProjectView

File = tuple[str, Iterable[str]]


class ArchiveWriter:
    """Writes everything: a ZIP file where the name ends in .zip, else a folder. It imports back to an equal project."""

    name = "archive"
    suffix = ".zip"
    losses: tuple[Loss, ...] = ()
    units = ("decision",)
    counts = "event"
    refuses_gold = "an archive holds the whole project, with everything that was settled."

    def write(self, dataset: Dataset, path: Path, progress: Progress) -> int:
        """Write the project; the number of events. Raises WritingError, UsageError for a choice of decisions."""
        if not dataset.is_whole:
            raise UsageError("An archive holds the whole project. Leave out what chooses, splits or adds context.")
        with dataset.project.one_moment():
            count = dataset.project.event_count()
            files = _files(dataset.project, count, progress)
            if path.suffix.lower() == ".zip":
                _zip(path, files)
            else:
                with replacing_folder(path, FILES) as folder:
                    _lay_out(folder, files)
        return count


def _files(project: ProjectView, events: int, progress: Progress) -> Iterator[File]:
    """The files, each with the pieces of its content; the manifest, which says that it is complete, comes last."""
    texts, digest, kept = project.text_hashes(), Digest(), project.kept_state()
    hashes = [hash for hash, _ in texts]
    for hash, n in texts:
        yield text_name(hash), [project.reader.whole_text_of(n)]
    yield ARTICLES, (_line(about) for about in project.texts_about())
    yield EVENTS, map(_event, CountedRows(digest.passing(project.events()), progress))
    yield RUNS, map(_line, project.runs())
    yield SUGGESTIONS, map(_line, project.suggestions())
    yield PLACES, map(_kept, kept.places)
    yield PREFERENCES, map(_kept, kept.preferences)
    yield SPLITS, map(_kept, kept.splits)
    yield from _codebooks(project)
    counts = {"places": len(kept.places), "preferences": len(kept.preferences), "splits": len(kept.splits)}
    said = {
        "copydesk_archive": VERSION,
        "articles": len(hashes),
        "events": events,
        **counts,
        "digest": digest.with_texts(hashes),
    }  # the events have passed now
    yield MANIFEST, [_line(said)]


def _event(event: PortableEvent) -> str:
    """One event as a line; its payload is the JSON object that it is."""
    fields = event._asdict()
    payload = fields.pop("payload")
    return f'{one_line(fields)[:-1]}, "payload": {payload}}}\n'


def _kept(kept: KeptPlace | Preference | SplitMade) -> str:
    return _line(asdict(kept))


def _line(value: object) -> str:
    return one_line(value) + "\n"


def _codebooks(project: ProjectView) -> Iterator[File]:
    from labels.codebook.write import write_codebook

    for number, codebook in project.codebook_versions():
        yield codebook_name(number), [write_codebook(codebook)]


def _zip(path: Path, files: Iterable[File]) -> None:
    import zipfile

    with replacing(path) as file, zipfile.ZipFile(file.buffer, "w") as packed:
        for name, pieces in files:
            entry = zipfile.ZipInfo(name)  # of 1980: the same project gives the same bytes
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            with packed.open(entry, "w", force_zip64=True) as content:
                for piece in pieces:
                    content.write(piece.encode("utf-8"))


def _lay_out(folder: Path, files: Iterable[File]) -> None:
    for name, pieces in files:
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        with path.open("w", encoding="utf-8", newline="") as file:
            file.writelines(pieces)
