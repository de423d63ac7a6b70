"""Archives of whole projects, as `copydesk export --format archive` writes them: read into a project file of their own.

That file is then merged like any other, so there is only one way to merge projects.
"""

from __future__ import annotations

import re
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import fields as fields_of
from pathlib import Path
from typing import Any, TypeVar

from labels.formats.archive.files import (
    ARTICLES,
    EVENTS,
    MANIFEST,
    PLACES,
    PREFERENCES,
    RUNS,
    SPLITS,
    SUGGESTIONS,
    ArchiveFiles,
    ArchivePlace,
    text_name,
)
from labels.journal.archive_loading import REFUSED, loading
from labels.journal.payload import canonical
from labels.journal.portable import Loader, PortableEvent
from labels.journal.text import fault_in, fault_in_values
from labels.sqlite.annotator_state import AnnotatorState, KeptPlace, Preference, SplitMade

#: The greatest number that SQLite can hold.
_MOST = (1 << 63) - 1

Kept = TypeVar("Kept", KeptPlace, Preference, SplitMade)


@contextmanager
def loaded_archive(place: ArchivePlace, folder: Path) -> Iterator[Path]:
    """A project file with the events and texts of an archive, made in `folder` for the time being.

    Raises ReadingError for a damaged archive.
    """
    with tempfile.TemporaryDirectory(prefix=".archive.", suffix=".part", dir=folder) as made:
        path = Path(made) / "archive.db"
        with ArchiveFiles(place) as files, loading(path) as loaded:
            try:
                _load(files, loaded.loader)
                # The digest covers every field of the events.
                if files.manifest().get("digest") != loaded.digest():
                    raise files.damaged(EVENTS, "is not as it was written")
            except (*REFUSED, zipfile.BadZipFile) as error:
                raise files.damaged(EVENTS, f"does not fit together ({error})") from error
        yield path


def read_state(files: ArchiveFiles) -> AnnotatorState:
    """What an archive keeps beside its journal, as far as its manifest names it. Raises ReadingError for damage."""
    manifest = files.manifest()
    places = tuple(_kept(files, PLACES, KeptPlace)) if "places" in manifest else ()
    preferences = tuple(_kept(files, PREFERENCES, Preference)) if "preferences" in manifest else ()
    splits = tuple(_kept(files, SPLITS, SplitMade)) if "splits" in manifest else ()
    _check_counts(files, manifest, {"places": len(places), "preferences": len(preferences), "splits": len(splits)})
    articles = {fields.get("hash", "")[:20] for _, fields in files.lines(ARTICLES) if _is_hash(fields.get("hash"))}
    for number, place in enumerate(places, 1):
        if place.article not in articles:
            raise files.damaged(PLACES, f"line {number}: its article is not in the archive")
    return AnnotatorState(places, preferences, splits)


def _load(files: ArchiveFiles, loader: Loader) -> None:
    manifest = files.manifest()  # first, because it says whether the rest can be read
    counts = {"articles": 0, "events": 0}
    for number, fields in files.lines(ARTICLES):
        hash = fields.get("hash")
        if not isinstance(hash, str) or not _is_hash(hash):
            raise files.damaged(ARTICLES, f"line {number}: names no text")
        if fields.get("id") not in (None, hash[:20]):
            raise files.damaged(ARTICLES, f"line {number}: its id is not that of its text")
        try:
            loader.add_text(hash, files.text(text_name(hash)))
        except REFUSED as error:
            raise files.damaged(ARTICLES, f"line {number}: {error}") from error
        counts["articles"] += 1
    for number, fields in files.lines(EVENTS):
        try:
            loader.add(_event(fields))
        except REFUSED as error:
            raise files.damaged(EVENTS, f"line {number}: {error}") from error
        counts["events"] += 1
    for name, add in ((RUNS, loader.add_run), (SUGGESTIONS, loader.add_suggestion)):
        for number, fields in files.lines(name):
            try:
                add(**fields)
            except REFUSED as error:
                raise files.damaged(name, f"line {number}: {error}") from error
    _check_counts(files, manifest, counts)


def _is_hash(value: object) -> bool:
    return isinstance(value, str) and re.fullmatch(r"[0-9a-f]{64}", value) is not None


def _check_counts(files: ArchiveFiles, manifest: Mapping[str, Any], counts: Mapping[str, int]) -> None:
    for what, found in counts.items():
        if manifest.get(what, 0) != found:
            raise files.damaged(MANIFEST, f"says {manifest.get(what)} {what}, and there are {found}")


def _event(fields: Mapping[str, Any]) -> PortableEvent:
    """Raises ValueError, TypeError and KeyError for what is no event."""
    payload = fields["payload"]
    if not isinstance(payload, dict):
        raise ValueError("its payload is no object")
    if fault := fault_in_values(dict(fields)):
        raise ValueError(fault)
    event = PortableEvent(**{**fields, "payload": canonical(payload)})
    texts = (event.id, event.at, event.person, event.sitting, event.kind, event.action)
    maybe = (event.article, event.layer, event.codebook, event.undoes)
    if not all(isinstance(each, str) for each in texts) or not all(isinstance(each, str | None) for each in maybe):
        raise ValueError("is no event")
    if not all(each is None or type(each) is int for each in (event.start, event.end)):
        raise ValueError("its span is none")
    return event


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
