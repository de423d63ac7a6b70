"""Reading articles from files, folders and streams: each is returned as found, or as refused with the reason."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from labels.files.decoding import check_encoding_name
from labels.files.source import Source, one_line
from labels.formats.reader import ImportedArticle, Reader, holds_articles_only
from labels.formats.reader_registry import broken_readers, reader_for, reader_named
from labels.importing.as_suggestions import as_suggestions
from labels.importing.bounds import Bounds
from labels.importing.faults import ENDS_ALL, refusal
from labels.importing.left_alone import LeftAlone
from labels.importing.report import Refused, Remark, Skipped, in_a_line
from labels.importing.sources import find_sources
from labels.importing.spool import Item, Spool
from labels.journal.suggestions import Run
from labels.values.import_options import ImportOptions

#: The metadata of articles that importers put the name of a file into.
_NAMES_A_FILE = ("file", "exact_path")


def read_articles(
    paths: Sequence[Path | str],
    options: ImportOptions | None = None,
    *,
    stdin: BinaryIO | None = None,
    once: dict[str, Source] | None = None,
    want: Callable[[Reader], bool] = lambda reader: True,
    kept: Spool | None = None,
    left: LeftAlone | None = None,
) -> Iterator[Item]:
    """Each article in the files, folders and streams named, one file in memory at a time, and what else is to tell.

    Encoding, language and format of the `options` overrule what is guessed or said inside the files. One bad file or
    path never stops the rest, not even where its reader fails as nobody expected: it comes as Refused. `once` keeps
    what comes through pipes, for whoever reads a second time with the same dict. Only files whose reader is wanted are
    read; what is in `kept` comes from there, and what may hold decisions is put there. Files in folders that are not
    read are counted in `left`.

    Raises:
        UsageError: there is no such encoding or format (at once, before anything is read).
    """
    chosen = options or ImportOptions()
    for encoding in (chosen.encoding, *(each for _, each in chosen.encodings)):
        if encoding is not None:
            check_encoding_name(encoding)
    reader = None if chosen.format is None else reader_named(chosen.format)

    def each() -> Iterator[Item]:
        for where, words in broken_readers():
            yield Remark(where, words)
        for path in paths:
            for found in _sources(path, chosen, stdin, once, left):
                if isinstance(found, Refused):
                    yield found
                else:
                    yield from _read_one(found, chosen, reader, want, kept)

    return each()


def _sources(
    path: Path | str,
    options: ImportOptions,
    stdin: BinaryIO | None,
    once: dict[str, Source] | None,
    left: LeftAlone | None,
) -> Iterator[Source | Refused]:
    """The files that a path means; the path itself is refused where they cannot be found."""
    try:
        yield from find_sources([path], options, stdin=stdin, once=once, left=left)
    except ENDS_ALL:
        raise
    except Exception as error:  # noqa: BLE001  # whatever is wrong with one path, the others go on
        yield refusal(Source(Path(path)), "it could not be searched for files", error)


def _read_one(
    source: Source,
    options: ImportOptions,
    reader: Reader | None,
    want: Callable[[Reader], bool],
    kept: Spool | None,
) -> Iterator[Item]:
    if kept is not None and source.name in kept:
        yield from kept.again(source.name)
        return
    try:
        reader = reader or reader_for(source)
    except ENDS_ALL:
        raise
    except Exception as error:  # noqa: BLE001  # whatever is wrong with one file, the others go on
        yield refusal(source, "what kind of file this is could not be found out", error)
        yield from _beside(source)
        return
    if want(reader):
        items = _items(source, options, reader)
        yield from items if kept is None or holds_articles_only(reader) else kept.keep(source.name, items)


def _items(source: Source, options: ImportOptions, reader: Reader) -> Iterator[Item]:
    try:
        every: Iterable[ImportedArticle] = reader.read(source)
        if holds_articles_only(reader):  # these are not surveyed first, so it must fail before anything is written
            every = list(every)
        bounds = Bounds(source.name)
        for found in every:
            bounds.check(found)
            if options.language is not None:
                found = replace(found, article=replace(found.article, language=options.language))
            if options.suggested_by is not None:
                found = as_suggestions(found, options.suggested_by)
            yield from _beside(source)
            yield with_run(_as_kept(found, source.above), source)
    except ENDS_ALL:
        raise
    except Exception as error:  # noqa: BLE001  # whatever is wrong with one file, the others go on
        yield refusal(source, f"reading it as {reader.name} failed", error)
    yield from _beside(source)


def _as_kept(found: ImportedArticle, above: str) -> ImportedArticle:
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


def _beside(source: Source) -> Iterator[Skipped | Remark]:
    """What the reader had to say since it was last asked."""
    remarks, bad = list(source.remarks), list(source.bad_rows)
    source.remarks.clear()
    source.bad_rows.clear()
    yield from (Remark(source.name, in_a_line(words)) for words in remarks)
    yield from (Skipped(source.name, in_a_line(words)) for words in bad)


#: The greatest length of a model's name.
_LONGEST_NAME = 200


def with_run(found: ImportedArticle, source: Source) -> ImportedArticle:
    """`found` with the run that its suggestions are kept under, if it brings any.

    The run is the file's: one for all that is suggested in it, whatever made it. Raises ReadingError.
    """
    if not any(decision.suggests for decision in found.decisions):
        return found
    model = one_line(found.suggested_by or found.origin or source.kept_name)[:_LONGEST_NAME]
    return replace(found, run=Run(source.sha256, model))
