"""Reading articles from whatever a person names: each comes as found, or as refused with the reason."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from labels.errors import CopydeskError, MissingExtraError, ReadingError
from labels.importing.asked import Asked
from labels.importing.files.decoding import check_encoding_name
from labels.importing.files.source import Source
from labels.importing.formats import broken_plugins, importer_for, importer_named
from labels.importing.found import Found, Remark, Skipped, refused
from labels.importing.import_spool import Item, Kept
from labels.importing.importer import Importer, holds_articles_only
from labels.importing.sources import find_sources
from labels.importing.suggested import with_run
from labels.unexpected_errors import TELLS_ALL, let_go, log, said

#: The metadata of articles that importers put the name of a file into.
_NAMES_A_FILE = ("file", "exact_path")


def read_articles(
    paths: Sequence[Path | str],
    *,
    encoding: str | None = None,
    language: str | None = None,
    format: str | None = None,
    stdin: BinaryIO | None = None,
    asked: Asked | None = None,
    once: dict[str, Source] | None = None,
    want: Callable[[Importer], bool] = lambda importer: True,
    kept: Kept | None = None,
) -> Iterator[Item]:
    """Each article in the files, folders and streams named, one file in memory at a time, and what else is to tell.

    `encoding`, `language` and `format` overrule what is guessed or said inside the files. One bad file or path never
    stops the rest, not even where its importer fails as nobody expected: it comes as Refused. `once` keeps what comes
    through pipes, for whoever reads a second time with the same dict. Only files whose importer is wanted are read;
    what is in `kept` comes from there, and what may hold decisions is put there.

    Raises:
        UsageError: there is no such encoding or format (at once, before anything is read).
    """
    if encoding is not None:
        check_encoding_name(encoding)
    importer = None if format is None else importer_named(format)

    def each() -> Iterator[Item]:
        for where, words in broken_plugins():
            yield Remark(where, words)
        for path in paths:
            try:
                for source in find_sources([path], encoding=encoding, stdin=stdin, asked=asked, once=once):
                    yield from _read_one(source, language, importer, want, kept)
            except ReadingError as error:
                yield refused(Source(Path(path)).name, error)

    return each()


def _read_one(
    source: Source,
    language: str | None,
    importer: Importer | None,
    want: Callable[[Importer], bool],
    kept: Kept | None,
) -> Iterator[Item]:
    if kept is not None and source.name in kept:
        yield from kept.again(source.name)
        return
    try:
        importer = importer or importer_for(source)
    except ReadingError as error:
        yield refused(source.name, error)
        yield from _beside(source)
        return
    except (CopydeskError, MemoryError):
        raise
    except Exception as error:  # noqa: BLE001  # whatever is wrong with one file, the others go on
        yield refused(source.name, _fault(source, "what kind of file this is could not be found out", error))
        yield from _beside(source)
        return
    if want(importer):
        items = _items(source, language, importer)
        yield from items if kept is None or holds_articles_only(importer) else kept.keep(source.name, items)


def _items(source: Source, language: str | None, importer: Importer) -> Iterator[Item]:
    try:
        every: Iterable[Found] = importer.read(source)
        if holds_articles_only(importer):  # nobody looks through these first: it must fail before anything is taken in
            every = list(every)
        for found in every:
            if language is not None:
                found = replace(found, article=replace(found.article, language=language))
            yield from _beside(source)
            yield with_run(_as_kept(found, source.above), source)
    except (ReadingError, MissingExtraError) as error:
        yield refused(source.name, error)
    except (CopydeskError, MemoryError):
        raise
    except Exception as error:  # noqa: BLE001  # whatever is wrong with one file, the others go on
        yield refused(source.name, _fault(source, f"reading it as {importer.name} failed", error))
    yield from _beside(source)


def _as_kept(found: Found, above: str) -> Found:
    """What was found, with names of files as they are kept: without the folders `above` what was imported."""
    if not above:
        return found
    article = found.article
    meta = {
        key: value.removeprefix(above) if key in _NAMES_A_FILE and isinstance(value, str) else value
        for key, value in article.meta.items()
    }
    source = None if article.source is None else article.source.removeprefix(above)
    origin = found.origin.replace(f": {above}", ": ", 1)
    return replace(found, article=replace(article, source=source, meta=meta), origin=origin)


def _fault(source: Source, what: str, error: Exception) -> ReadingError:
    """The refusal of a file over an error that we did not expect: what could not be done, why, and what to do."""
    log(f"{source.name}: {what}", error)
    place = f"{source.unit} {source.reached}: " if isinstance(source.reached, int) else f"{source.reached}: "
    words = f"{place if source.reached else ''}{what} ({said(error)})"
    let_go(error)
    return ReadingError(f"{source.name}: {words}. Save it in another format or leave it out; {TELLS_ALL}")


def _beside(source: Source) -> Iterator[Skipped | Remark]:
    """What the importer had to say since it was last asked."""
    remarks, bad = list(source.remarks), list(source.bad_rows)
    source.remarks.clear()
    source.bad_rows.clear()
    yield from (Remark(source.name, words) for words in remarks)
    yield from (Skipped(source.name, words) for words in bad)
