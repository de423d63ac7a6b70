"""The whole project as plain files: articles, sentences, codebooks, the journal, and what is kept beside it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from labels.errors import UsageError
from labels.event import Event
from labels.exchange.archive import (
    ABOUT,
    ARTICLES,
    EVENTS,
    FILES,
    MANIFEST,
    PLACES,
    PREFERENCES,
    SPLITS,
    VERSION,
    codebook_name,
    text_name,
)
from labels.exporting.atomic import replacing
from labels.exporting.dataset import Dataset
from labels.exporting.exporter import Loss, Told
from labels.exporting.folder import replacing_folder
from labels.exporting.json_text import one_line
from labels.exporting.passing import Passing
from labels.exporting.records import Selection
from labels.store import beside, schemes
from labels.store.articles import text_of
from labels.store.connection import one_moment
from labels.store.whole import base_sentences, every_event

if TYPE_CHECKING:
    from labels.project import Project

File = tuple[str, Iterable[str]]


class Archive:
    """Writes everything: a ZIP file where the name ends in .zip, else a folder. It imports back to an equal project."""

    name = "archive"
    suffix = ".zip"
    losses: tuple[Loss, ...] = ()
    units = ("decision",)
    counts = "event"

    def write(self, dataset: Dataset, path: Path, told: Told) -> int:
        """Write the project; the number of events. Raises WritingError, UsageError for a choice of decisions."""
        if dataset.selection != Selection() or dataset.parts is not None:
            raise UsageError("An archive holds the whole project. Leave out what chooses, splits or adds context.")
        with one_moment(dataset.project.connection) as connection:
            (count,) = connection.execute("SELECT count(*) FROM event").fetchone()
            files = _files(dataset.project, count, told)
            if path.suffix.lower() == ".zip":
                _zip(path, files)
            else:
                with replacing_folder(path, FILES) as folder:
                    _lay_out(folder, files)
        return int(count)


def _files(project: Project, events: int, told: Told) -> Iterator[File]:
    """The files, each with the pieces of its content; the manifest, which says that it is complete, comes last."""
    articles, connection = 0, project.connection
    for row in project.articles():
        yield text_name(row.id), [text_of(project.connection, row.n)]
        articles += 1
    yield ARTICLES, _articles(project)
    yield EVENTS, _events(project, told)
    yield PLACES, map(_line, beside.places(connection))
    yield PREFERENCES, map(_line, beside.preferences(connection))
    yield SPLITS, map(_line, beside.splits_made(connection))
    yield from _codebooks(project)
    counts = {"articles": articles, "events": events, **beside.counts(connection)}
    yield MANIFEST, [one_line({"copydesk_archive": VERSION, **counts}) + "\n"]


def _articles(project: Project) -> Iterator[str]:
    for row in project.articles():
        known = {name: getattr(row, name) for name in ABOUT}
        cuts = [list(cut) for cut in base_sentences(project.connection, row.n)]
        yield one_line({**known, "meta": json.loads(row.meta), "sentences": cuts}) + "\n"


def _events(project: Project, told: Told) -> Iterator[str]:
    return map(_line, Passing(every_event(project.connection), told))


def _line(kept: Event | beside.KeptPlace | beside.Preference | beside.SplitMade) -> str:
    return one_line(asdict(kept)) + "\n"


def _codebooks(project: Project) -> Iterator[File]:
    from labels.scheme.write import write_scheme

    for number, _, _ in schemes.history(project.connection):
        scheme = schemes.version(project.connection, number)
        assert scheme is not None
        yield codebook_name(number), [write_scheme(scheme)]


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
