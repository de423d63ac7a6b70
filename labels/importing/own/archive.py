"""Archives of whole projects, as `copydesk export --format archive` writes them: taken in whole, or not at all."""

from __future__ import annotations

import json
import re
import sqlite3
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields as fields_of
from datetime import datetime
from typing import Any, TypeVar, get_args

from labels.article import FACTS, Article
from labels.errors import SchemeError, UsageError
from labels.event import Event, Kind
from labels.exchange.archive import ABOUT, ARTICLES, EVENTS, MANIFEST, PLACES, PREFERENCES, SPLITS, text_name
from labels.importing.own.archive_codebook import Settled, codebook_before, settle_codebook
from labels.importing.own.archive_files import ArchiveFiles
from labels.project import Project
from labels.segmentation import CutResult
from labels.sentence import Cut, first_misfit
from labels.store import beside
from labels.store.articles import every_article
from labels.store.connection import writing
from labels.store.storable import fault_in, fault_in_article
from labels.store.whole import United, unite

_ARTICLE_ID = re.compile(r"[0-9a-f]{20}")
_EVENT_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")

#: More than this SQLite does not hold.
_MOST = (1 << 63) - 1

Kept = TypeVar("Kept", beside.KeptPlace, beside.Preference, beside.SplitMade)


def take_in_archive(project: Project, files: ArchiveFiles, *, make: bool = False) -> tuple[United, Settled]:
    """Unite the project with an archived one, in one transaction.

    A new project becomes the equal of the archived one. With `make` the codebook grows by the labels that it lacks.
    Raises ReadingError for a damaged archive, UsageError and SchemeError where the two do not go together; then nothing
    has changed.
    """
    manifest = files.manifest()
    before = codebook_before(project)
    try:
        with writing(project.connection) as connection:
            is_empty = next(every_article(connection), None) is None
            done = unite(connection, _articles(files), _events(files))
            counts = {"articles": done.new + done.known, "events": done.read}
            counts |= _take_in_beside(connection, files, manifest, same_articles=is_empty)
            for what, found in counts.items():
                if manifest.get(what, 0) != found:
                    raise files.damaged(MANIFEST, f"says {manifest.get(what)} {what}, and there are {found}")
            settled = settle_codebook(project, before, done, make=make)
    except (SchemeError, UsageError) as error:
        raise type(error)(f"{files.name}: {error}") from error
    except (ValueError, LookupError, TypeError, AssertionError, sqlite3.IntegrityError, zipfile.BadZipFile) as error:
        raise files.damaged(EVENTS, f"does not fit together ({error})") from error
    project.reread_scheme()
    return done, settled


def _take_in_beside(
    connection: sqlite3.Connection, files: ArchiveFiles, manifest: Mapping[str, Any], *, same_articles: bool
) -> dict[str, int]:
    """Take in what is kept beside the journal; how much there was of each. Archives of earlier days have none of it."""
    found: dict[str, int] = {}
    if "places" in manifest:
        found["places"] = beside.take_in_places(connection, _kept(files, PLACES, beside.KeptPlace))
    if "preferences" in manifest:
        found["preferences"] = beside.take_in_preferences(connection, _kept(files, PREFERENCES, beside.Preference))
    if "splits" in manifest:
        splits = _kept(files, SPLITS, beside.SplitMade)
        found["splits"] = beside.take_in_splits(connection, splits, same_articles=same_articles)
    return found


def _kept(files: ArchiveFiles, name: str, kind: Callable[..., Kept]) -> Iterator[Kept]:
    types = {"cursor": int, "top": int, "turn": int, "articles": int}
    for number, fields in files.lines(name):
        if fields.keys() != {each.name for each in fields_of(kind)}:  # type: ignore[arg-type]  # a dataclass
            raise files.damaged(name, f"line {number}: other keys than are kept")
        for key, value in fields.items():
            if type(value) is not types.get(key, str) or (isinstance(value, str) and fault_in(value)):
                raise files.damaged(name, f"line {number}: “{key}” is nothing that is kept")
            if isinstance(value, int) and not 0 <= value <= _MOST:
                raise files.damaged(name, f"line {number}: “{key}” is out of range")
        yield kind(**fields)


def _articles(files: ArchiveFiles) -> Iterator[tuple[Article, CutResult, str]]:
    for number, fields in files.lines(ARTICLES):
        try:
            yield _article(files, fields)
        except (ValueError, LookupError, TypeError) as error:
            raise files.damaged(ARTICLES, f"line {number}: {error}") from error


def _article(files: ArchiveFiles, fields: Mapping[str, Any]) -> tuple[Article, CutResult, str]:
    known = {name: fields[name] for name in ABOUT}
    if not all(value is None or isinstance(value, str) for value in known.values()) or not _ARTICLE_ID.fullmatch(
        known["id"]
    ):
        raise ValueError("is no article")
    text = files.text(text_name(known["id"]))
    about = {name: known[name] for name in FACTS}
    article = Article(text, **about, meta=dict(fields["meta"]))
    if article.id != known["id"]:
        raise ValueError(f"the text of {known['id']} is not the one that was archived")
    if fault := fault_in_article(article):
        raise ValueError(fault)
    cuts = tuple(Cut(*map(_whole, cut)) for cut in fields["sentences"])
    if misfit := first_misfit(cuts, len(text)):
        raise ValueError(f"its sentence at {misfit.start}-{misfit.end} does not fit the text")
    return article, CutResult(cuts, known["layout"], known["language"], known["segmenter"]), known["imported_at"]


def _events(files: ArchiveFiles) -> Iterator[Event]:
    for number, fields in files.lines(EVENTS):
        try:
            yield _event(fields)
        except (ValueError, LookupError, TypeError) as error:
            raise files.damaged(EVENTS, f"line {number}: {error}") from error


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
