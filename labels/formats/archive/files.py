"""The layout of an archive: a whole project as plain files in a folder or ZIP, each readable by itself.

`articles/HASH.txt` are the texts, exactly; `articles.jsonl` lists them with their titles; `events.jsonl` is the
journal; `runs.jsonl` and `suggestions.jsonl` are what models proposed; `places.jsonl`, `preferences.jsonl` and
`splits.jsonl` what is kept beside the journal; `codebooks/N.toml` the versions of the codebook, for people; MANIFEST
says what it is and how much there must be.
"""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from labels.errors import ReadingError
from labels.files.compressed import bounded
from labels.files.source import MOST_UNPACKED, Source, one_line
from labels.formats.reader import ImportedArticle

MANIFEST = "copydesk-archive.json"
ARTICLES = "articles.jsonl"
EVENTS = "events.jsonl"
RUNS = "runs.jsonl"
SUGGESTIONS = "suggestions.jsonl"
PLACES = "places.jsonl"
PREFERENCES = "preferences.jsonl"
SPLITS = "splits.jsonl"

#: A pattern for the names of all files that an archive has.
FILES = (
    rf"articles/[0-9a-f]{{64}}\.txt|codebooks/[0-9]{{4,}}\.toml|{ARTICLES}|{EVENTS}|{RUNS}|{SUGGESTIONS}|{PLACES}"
    rf"|{PREFERENCES}|{SPLITS}|{MANIFEST}"
)

#: The version of this layout. A reader refuses a higher one, and the first, which was never released.
VERSION = 2


def text_name(hash: str) -> str:
    """The file with the text that has this hash (64 hexadecimal digits)."""
    return f"articles/{hash}.txt"


def codebook_name(version: int) -> str:
    """The file with this version of the codebook."""
    return f"codebooks/{version:04d}.toml"


@dataclass(frozen=True, slots=True)
class ArchivePlace:
    """A folder or ZIP file, and the folder inside the ZIP in which the archive lies (with its `/`; empty for none)."""

    path: Path
    inside: str = ""

    @property
    def name(self) -> str:
        """The place on one line."""
        return one_line("/".join(part for part in (str(self.path), self.inside.rstrip("/")) if part))


def is_archive_folder(path: Path) -> bool:
    """Whether a folder is an archive."""
    try:
        return (path / MANIFEST).is_file()
    except OSError:
        return False


def folders_in_zip(names: Iterable[str]) -> list[str]:
    """The folders in a ZIP that are archives, by the names of its files; an empty one is the ZIP itself."""
    return [name.removesuffix(MANIFEST) for name in names if name == MANIFEST or name.endswith(f"/{MANIFEST}")]


def archives_at(path: Path) -> list[ArchivePlace]:
    """The archives that a folder or file is, or holds as a ZIP."""
    try:
        if path.is_dir():
            return [ArchivePlace(path)] if is_archive_folder(path) else []
        if not path.is_file() or not zipfile.is_zipfile(path):
            return []
        with zipfile.ZipFile(path) as packed:
            return [ArchivePlace(path, inside) for inside in folders_in_zip(packed.namelist())]
    except (OSError, ValueError, NotImplementedError, zipfile.BadZipFile):
        return []  # reading it reports the error


class ArchiveFiles:
    """The files of an archive. Use it in a `with` block."""

    def __init__(self, place: ArchivePlace) -> None:
        """Raises ReadingError for what can be opened no more."""
        self.name = place.name
        self._place = place
        try:
            self._zip = None if place.path.is_dir() else zipfile.ZipFile(place.path)
        except (OSError, zipfile.BadZipFile) as error:
            raise ReadingError(f"{self.name}: changed while it was read. Import again.") from error

    def __enter__(self) -> ArchiveFiles:
        return self

    def __exit__(self, *_: object) -> None:
        if self._zip:
            self._zip.close()

    def lines(self, name: str) -> Iterator[tuple[int, dict[str, Any]]]:
        """The objects in a file of JSON lines, with the numbers of their lines. Raises ReadingError."""
        with self._opened(name) as file:
            number = 0
            while line := file.readline(MOST_UNPACKED + 1):
                number += 1
                try:
                    value = json.loads(line.decode("utf-8")) if len(line) <= MOST_UNPACKED else None
                except (ValueError, RecursionError):
                    value = None
                if not isinstance(value, dict):
                    raise self.damaged(name, f"line {number}: no JSON object")
                yield number, value

    def text(self, name: str) -> str:
        """The text in a file, exactly. Raises ReadingError."""
        with self._opened(name) as file:
            content = file.read(MOST_UNPACKED + 1)
        try:
            return content.decode("utf-8")
        except UnicodeDecodeError as error:
            raise self.damaged(name, "it is not UTF-8") from error

    def manifest(self) -> Mapping[str, Any]:
        """The manifest of the archive. Raises ReadingError for an archive that a newer Copydesk has made."""
        _, manifest = next(self.lines(MANIFEST), (0, {}))
        version = manifest.get("copydesk_archive")
        if type(version) is not int:
            raise self.damaged(MANIFEST, "does not say which version it is")
        if not {type(manifest.get(name)) for name in ("articles", "events")} <= {int}:
            raise self.damaged(MANIFEST, "does not say how much there is")
        if version < VERSION:
            raise ReadingError(
                f"{self.name}: made by an early Copydesk, whose archives are not read any more. Bring it over: with"
                " the version that made it run copydesk export --status all -o old.jsonl, then here copydesk import"
                " old.jsonl"
            )
        if version > VERSION:
            raise ReadingError(f"{self.name}: made by a newer Copydesk. Update this one, or export again.")
        return manifest

    def damaged(self, name: str, what: str) -> ReadingError:
        """The error for a file that was changed after it was written."""
        return ReadingError(f"{self.name}/{name}: {what}. Nothing was imported; export the archive again.")

    def _opened(self, name: str) -> IO[bytes]:
        try:
            if self._zip is None:
                return (self._place.path / name).open("rb")
            return bounded(self._zip.open(self._place.inside + name), f"{self.name}/{name}")
        except (OSError, KeyError, RuntimeError, NotImplementedError, zipfile.BadZipFile) as error:
            raise self.damaged(name, "is missing or cannot be read") from error


class ArchiveReader:
    """Reads the archive of a whole project, known by its content."""

    name = "archive"
    suffixes = ()
    endings = (".zip",)

    def recognises(self, head: bytes) -> bool:
        """Always false, because archives are found before readers are asked."""
        return False

    def read(self, source: Source) -> Iterator[ImportedArticle]:
        """Raises ReadingError, since this is no archive."""
        raise ReadingError(
            f"{source.name}: no archive of a project. Name the ZIP file or folder that was exported, or another format."
        )
