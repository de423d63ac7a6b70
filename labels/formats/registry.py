"""The registry of formats: every reader and writer there is, and which of them reads a source or writes a file."""

from __future__ import annotations

from pathlib import Path

from labels.errors import ReadingError, UsageError
from labels.files.source import Source
from labels.formats.archive.files import ArchiveReader
from labels.formats.archive.writer import ArchiveWriter
from labels.formats.argilla import ArgillaReader, ArgillaWriter
from labels.formats.brat import BratReader
from labels.formats.conllu.reader import ConllUReader
from labels.formats.conllu.writer import ConllUWriter
from labels.formats.csv.reader import CsvReader
from labels.formats.csv.writer import CsvWriter, TsvWriter
from labels.formats.dataset_card.folder import describes_a_dataset
from labels.formats.doccano import DoccanoReader, DoccanoWriter
from labels.formats.docx import DocxReader
from labels.formats.entry_points import READER_GROUP as READER_PLUGINS
from labels.formats.entry_points import WRITER_GROUP as WRITER_PLUGINS
from labels.formats.entry_points import Plugins, plugins
from labels.formats.epub.reader import EpubReader
from labels.formats.fasttext import FastTextReader, FastTextWriter
from labels.formats.feed import FeedReader
from labels.formats.html.reader import HtmlReader
from labels.formats.huggingface.reader import HuggingFaceReader
from labels.formats.huggingface.writer import HuggingFaceWriter
from labels.formats.json.head import unwrapped
from labels.formats.jsonl import CopydeskReader, JsonLinesReader, JsonLinesWriter, JsonReader
from labels.formats.label_studio.reader import LabelStudioReader
from labels.formats.label_studio.writer import LabelStudioWriter
from labels.formats.markdown.reader import MarkdownReader
from labels.formats.parquet import ParquetReader, ParquetWriter
from labels.formats.plain_text import PlainTextReader
from labels.formats.plugins import PluginReader, PluginWriter
from labels.formats.potato import PotatoReader
from labels.formats.prodigy import ProdigyReader, ProdigyWriter
from labels.formats.reader import Reader
from labels.formats.spacy.reader import SpacyReader
from labels.formats.spacy.writer import SpacyWriter
from labels.formats.writer import Loss, Writer

READERS: tuple[Reader, ...] = (
    CopydeskReader(),
    ProdigyReader(),
    LabelStudioReader(),
    ArgillaReader(),
    PotatoReader(),
    DoccanoReader(),
    FastTextReader(),
    BratReader(),
    HtmlReader(),
    FeedReader(),
    EpubReader(),
    DocxReader(),
    HuggingFaceReader(),
    JsonLinesReader(),
    JsonReader(),
    ParquetReader(),
    SpacyReader(),
    ConllUReader(),
    CsvReader(),
    MarkdownReader(),
    ArchiveReader(),
    PlainTextReader(),
)
"""In the order in which they are asked what they recognise; plain text recognises everything and comes last."""


def readers() -> tuple[Reader, ...]:
    """All importers: those of other packages first, so that they can claim what ours would read in a plainer way."""
    return (*_plugin_readers().found, *READERS)


def broken_readers() -> tuple[tuple[str, str], ...]:
    """A name and a line for each importer of another package that cannot be used."""
    return _plugin_readers().broken


def known_suffixes() -> list[str]:
    """The file name endings that are read when they lie in a folder."""
    return sorted({suffix for importer in readers() for suffix in importer.suffixes})


def reader_named(name: str) -> Reader:
    """The importer that `--format` means. Raises UsageError when there is none."""
    for importer in readers():
        if importer.name == name:
            return importer
    names = ", ".join(sorted(importer.name for importer in readers()))
    raise UsageError(f"There is no format called {name!r}. Use one of: {names}.")


def reader_for(source: Source) -> Reader:
    """The importer for `source`: by its suffix, and where that is unknown or shared, by its first bytes.

    Raises ReadingError when the bytes are needed and cannot be read.
    """
    suffix = source.suffix
    candidates = [importer for importer in readers() if suffix in importer.suffixes] or list(readers())
    if len(candidates) == 1:
        return candidates[0]
    head = source.head()
    if not describes_a_dataset(head):
        head = unwrapped(head)
    return next((importer for importer in candidates if _recognises(importer, head, source)), candidates[-1])


def _recognises(importer: Reader, head: bytes, source: Source) -> bool:
    """What an importer says; one of another package that fails is told of, and passed over."""
    try:
        return importer.recognises(head)
    except ReadingError as error:
        source.remark(str(error))
        return False


def _plugin_readers() -> Plugins:
    return plugins(READER_PLUGINS, PluginReader, tuple(importer.name for importer in READERS))


WRITERS: tuple[Writer, ...] = (
    JsonLinesWriter(),
    CsvWriter(),
    TsvWriter(),
    ParquetWriter(),
    ConllUWriter(),
    HuggingFaceWriter(),
    SpacyWriter(),
    ProdigyWriter(),
    DoccanoWriter(),
    LabelStudioWriter(),
    ArgillaWriter(),
    FastTextWriter(),
    ArchiveWriter(),
)
"""In the order in which help lists them; the first is what is written unless something else is asked for."""


def writers() -> tuple[Writer, ...]:
    """All exporters: ours, then those of other packages."""
    return (*WRITERS, *_plugin_writers().found)


def broken_writers() -> tuple[tuple[str, str], ...]:
    """A name and a line for each exporter of another package that cannot be used."""
    return _plugin_writers().broken


def writer_named(name: str) -> Writer:
    """The exporter that `--format` means. Raises UsageError when there is none."""
    for exporter in writers():
        if exporter.name == name:
            return exporter
    names = ", ".join(exporter.name for exporter in writers())
    raise UsageError(f"There is no export format called {name!r}. Use one of: {names}.")


def writer_for(path: Path) -> Writer:
    """The exporter that a file name asks for by its ending; JSON Lines for a name without one.

    JSON Lines is ours whoever else uses its ending. Raises UsageError for another ending that several formats share, or
    that none has: a spreadsheet, say, would be waited for in `data.xlsx` and not found.
    """
    suffix = path.suffix.lower()
    if suffix in ("", ".ndjson"):
        return WRITERS[0]
    found = [each for each in writers() if each.suffix == suffix]
    if not found:
        known = ", ".join(dict.fromkeys(each.suffix for each in writers() if each.suffix))
        raise UsageError(f"{path}: no format ends in {suffix}. Name one with --format, or use one of: {known}.")
    if len(found) > 1 and found[0] is not WRITERS[0]:
        names = " or ".join(f"--format {each.name}" for each in found)
        raise UsageError(f"{path}: several formats end in {suffix}. Say which one: {names}.")
    return found[0]


def units_of(exporter: Writer) -> tuple[str, ...]:
    """What one row of a format can be: decision and sentence, unless the exporter names its `units` itself."""
    return tuple(getattr(exporter, "units", ("decision", "sentence")))


def losses_of(exporter: Writer, unit: str) -> tuple[Loss, ...]:
    """What a format cannot hold where one row is a `unit`; an exporter may say it of rows of articles by itself."""
    special = getattr(exporter, "losses_per_article", None) if unit == "article" else None
    return exporter.losses if special is None else tuple(special)


def counts_of(exporter: Writer, unit: str) -> str:
    """What the number that `write` returns counts where one row is a `unit`: records, unless the exporter says so."""
    special = getattr(exporter, "counts_per_article", None) if unit == "article" else None
    return str(special or getattr(exporter, "counts", None) or "record")


def _plugin_writers() -> Plugins:
    return plugins(WRITER_PLUGINS, PluginWriter, tuple(exporter.name for exporter in WRITERS))
