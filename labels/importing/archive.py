"""Archives of whole projects, as `copydesk export --format archive` writes them: taken in whole, or not at all."""

from __future__ import annotations

import json
import re
import sqlite3
import zipfile
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import IO, Any, get_args

from labels.archive import ABOUT, ARTICLES, EVENTS, MANIFEST, VERSION, text_name
from labels.article import Article
from labels.errors import ReadingError, SchemeError, UsageError
from labels.event import Event, Kind
from labels.importing.source import MOST_UNPACKED
from labels.project import Project
from labels.segmentation import CutResult
from labels.sentence import Cut
from labels.store.connection import writing
from labels.store.storable import fault_in, fault_in_article
from labels.store.whole import United, unite

_ARTICLE_ID = re.compile(r"[0-9a-f]{20}")
_EVENT_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


class ArchiveFiles:
    """The files of an archive: a folder, or a ZIP."""

    def __init__(self, path: Path) -> None:
        """Raises OSError or BadZipFile for what is neither."""
        self.path = path
        self._zip = None if path.is_dir() else zipfile.ZipFile(path)

    def close(self) -> None:
        """Close the ZIP."""
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
                    raise self.damaged(name, f"line {number:,} is no JSON object")
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
        """What the archive says of itself. Raises ReadingError for one that a newer Copydesk has made."""
        _, manifest = next(self.lines(MANIFEST), (0, {}))
        version = manifest.get("copydesk_archive")
        if type(version) is int and not {type(manifest.get(name)) for name in ("articles", "events")} <= {int}:
            raise self.damaged(MANIFEST, "does not say how much there is")
        if type(version) is not int or version > VERSION:
            raise ReadingError(f"{self.path}: made by a newer Copydesk. Update this one, or export again.")
        return manifest

    def damaged(self, name: str, what: str) -> ReadingError:
        """The error for a file that is not as it was written."""
        return ReadingError(f"{self.path}/{name}: {what}. Nothing was imported; export the archive again.")

    def _opened(self, name: str) -> IO[bytes]:
        try:
            return self._zip.open(name) if self._zip else (self.path / name).open("rb")
        except (OSError, KeyError, RuntimeError, NotImplementedError, zipfile.BadZipFile) as error:
            raise self.damaged(name, "is missing or cannot be read") from error


def archive_at(path: Path | str) -> ArchiveFiles | None:
    """The archive at `path`, if there is one; to be closed."""
    path = Path(path)
    try:
        if path.is_dir():
            return ArchiveFiles(path) if (path / MANIFEST).is_file() else None
        if not path.is_file() or not zipfile.is_zipfile(path):
            return None
        files = ArchiveFiles(path)
    except (OSError, ValueError, zipfile.BadZipFile):
        return None
    if files._zip is not None and MANIFEST in files._zip.namelist():
        return files
    files.close()
    return None


def take_in_archive(project: Project, files: ArchiveFiles) -> United:
    """Unite the project with an archived one, in one transaction.

    A new project becomes the equal of the archived one. Raises ReadingError for a damaged archive, UsageError and
    SchemeError where the two do not go together; then nothing has changed.
    """
    manifest = files.manifest()
    try:
        with writing(project.connection) as connection:
            done = unite(connection, _articles(files), _events(files))
            for what, found in (("articles", done.new + done.known), ("events", _counted(files))):
                if manifest.get(what) != found:
                    raise files.damaged(MANIFEST, f"says {manifest.get(what)} {what}, and there are {found}")
    except (SchemeError, UsageError) as error:
        raise type(error)(f"{files.path}: {error}") from error
    except (ValueError, LookupError, TypeError, AssertionError, sqlite3.IntegrityError, zipfile.BadZipFile) as error:
        raise files.damaged(EVENTS, f"does not fit together ({error})") from error
    project.reread_scheme()
    return done


def _counted(files: ArchiveFiles) -> int:
    return sum(1 for _ in files.lines(EVENTS))


def _articles(files: ArchiveFiles) -> Iterator[tuple[Article, CutResult, str]]:
    for number, fields in files.lines(ARTICLES):
        try:
            yield _article(files, fields)
        except (ValueError, LookupError, TypeError) as error:
            raise files.damaged(ARTICLES, f"line {number:,}: {error}") from error


def _article(files: ArchiveFiles, fields: Mapping[str, Any]) -> tuple[Article, CutResult, str]:
    known = {name: fields[name] for name in ABOUT}
    if not all(value is None or isinstance(value, str) for value in known.values()) or not _ARTICLE_ID.fullmatch(
        known["id"]
    ):
        raise ValueError("is no article")
    text = files.text(text_name(known["id"]))
    about = {name: known[name] for name in ("title", "source", "url", "author", "published", "language")}
    article = Article(text, **about, meta=dict(fields["meta"]))
    if article.id != known["id"]:
        raise ValueError(f"the text of {known['id']} is not the one that was archived")
    if fault := fault_in_article(article):
        raise ValueError(fault)
    cuts = tuple(Cut(*map(_whole, cut)) for cut in fields["sentences"])
    reached = 0
    for cut in cuts:
        if not reached <= cut.start < cut.end <= len(text):
            raise ValueError(f"its sentence at {cut.start}-{cut.end} does not fit")
        reached = cut.end
    return article, CutResult(cuts, known["layout"], known["language"], known["segmenter"]), known["imported_at"]


def _events(files: ArchiveFiles) -> Iterator[Event]:
    for number, fields in files.lines(EVENTS):
        try:
            yield _event(fields)
        except (ValueError, LookupError, TypeError) as error:
            raise files.damaged(EVENTS, f"line {number:,}: {error}") from error


def _event(fields: Mapping[str, Any]) -> Event:
    event = Event(**fields)
    datetime.fromisoformat(event.at)
    ids = (event.id, event.action, *([] if event.undoes is None else [event.undoes]))
    spans = (event.start, event.stop) if event.article is not None else ()
    if (
        not all(_EVENT_ID.fullmatch(id) for id in ids)
        or event.kind not in get_args(Kind)
        or not isinstance(event.payload, dict)
        or not all(isinstance(each, str) for each in (event.annotator, event.session, event.article or ""))
        or fault_in(json.dumps(fields, ensure_ascii=False))
    ):
        raise ValueError("is no event")
    for each in spans:
        _whole(each)
    return event


def _whole(value: Any) -> int:
    if type(value) is not int or value < 0:
        raise ValueError(f"{str(value)[:20]!r} is no whole number")
    return value
