"""Reading articles from whatever a person names: each comes as found, or as refused with the reason."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from labels.errors import ReadingError
from labels.importing.decoding import check_encoding_name
from labels.importing.formats import importer_for, importer_named
from labels.importing.found import Found, Refused
from labels.importing.importer import Importer
from labels.importing.source import Source
from labels.importing.sources import find_sources


def read_articles(
    paths: Sequence[Path | str],
    *,
    encoding: str | None = None,
    language: str | None = None,
    format: str | None = None,
    stdin: BinaryIO | None = None,
) -> Iterator[Found | Refused]:
    """Each article in the files, folders and streams named, one file in memory at a time.

    `encoding`, `language` and `format` overrule what is guessed or said inside the files. One bad file or path never
    stops the rest: it comes as Refused.

    Raises:
        UsageError: there is no such encoding or format (at once, before anything is read).
    """
    if encoding is not None:
        check_encoding_name(encoding)
    importer = None if format is None else importer_named(format)
    return _read_each(paths, encoding, language, importer, stdin)


def _read_each(
    paths: Sequence[Path | str],
    encoding: str | None,
    language: str | None,
    importer: Importer | None,
    stdin: BinaryIO | None,
) -> Iterator[Found | Refused]:
    for path in paths:
        try:
            for source in find_sources([path], encoding=encoding, stdin=stdin):
                yield from _read_one(source, language, importer)
        except ReadingError as error:
            yield _refused(Source(Path(path)).name, error)


def _read_one(source: Source, language: str | None, importer: Importer | None) -> Iterator[Found | Refused]:
    try:
        for found in (importer or importer_for(source)).read(source):
            if language is not None:
                found = replace(found, article=replace(found.article, language=language))
            yield found
    except ReadingError as error:
        yield _refused(source.name, error)


def _refused(where: str, error: ReadingError) -> Refused:
    """The error without the name it begins with."""
    return Refused(where, str(error).removeprefix(f"{where}: "))
