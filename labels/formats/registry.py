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
from labels.formats.entry_points import READER_GROUP, WRITER_GROUP, Plugins, plugins
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
    """All readers: those of other packages first, so that they can claim what ours would read in a plainer way."""
    return (*_plugin_readers().found, *READERS)


def broken_readers() -> tuple[tuple[str, str], ...]:
    """A name and a line for each reader of another package that cannot be used."""
    return _plugin_readers().broken


def known_suffixes() -> list[str]:
    """The file name endings that are read when they lie in a folder."""
    return sorted({suffix for reader in readers() for suffix in reader.suffixes})


def reader_named(name: str) -> Reader:
    """The reader that `--format` means. Raises UsageError when there is none."""
    for reader in readers():
        if reader.name == name:
            return reader
    names = ", ".join(sorted(reader.name for reader in readers()))
    raise UsageError(f"There is no format called {name!r}. Use one of: {names}.")


def reader_for(source: Source) -> Reader:
    """The reader for `source`: by its suffix, and where that is unknown or shared, by its first bytes.

    Raises ReadingError when the bytes are needed and cannot be read.
    """
    suffix = source.suffix
    candidates = [reader for reader in readers() if suffix in reader.suffixes] or list(readers())
    if len(candidates) == 1:
        return candidates[0]
    head = source.head()
    if not describes_a_dataset(head):
        head = unwrapped(head)
    return next((reader for reader in candidates if _recognises(reader, head, source)), candidates[-1])


def _recognises(reader: Reader, head: bytes, source: Source) -> bool:
    """What a reader says; one of another package that fails is told of, and passed over."""
    try:
        return reader.recognises(head)
    except ReadingError as error:
        source.remark(str(error))
        return False


def _plugin_readers() -> Plugins:
    return plugins(READER_GROUP, PluginReader, tuple(reader.name for reader in READERS))


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
    """All writers: ours, then those of other packages."""
    return (*WRITERS, *_plugin_writers().found)


def broken_writers() -> tuple[tuple[str, str], ...]:
    """A name and a line for each writer of another package that cannot be used."""
    return _plugin_writers().broken


def writer_named(name: str) -> Writer:
    """The writer that `--format` means. Raises UsageError when there is none."""
    for writer in writers():
        if writer.name == name:
            return writer
    names = ", ".join(writer.name for writer in writers())
    raise UsageError(f"There is no export format called {name!r}. Use one of: {names}.")


def writer_for(path: Path) -> Writer:
    """The writer that a file name asks for by its ending; JSON Lines for a name without one.

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


def units_of(writer: Writer) -> tuple[str, ...]:
    """What one row of a format can be: decision and sentence, unless the writer names its `units` itself."""
    return tuple(getattr(writer, "units", ("decision", "sentence")))


def losses_of(writer: Writer, unit: str) -> tuple[Loss, ...]:
    """What a format cannot hold where one row is a `unit`; a writer may say it of rows of articles by itself."""
    special = getattr(writer, "losses_per_article", None) if unit == "article" else None
    return writer.losses if special is None else tuple(special)


def counts_of(writer: Writer, unit: str) -> str:
    """What the number that `write` returns counts where one row is a `unit`: records, unless the writer says so."""
    special = getattr(writer, "counts_per_article", None) if unit == "article" else None
    return str(special or getattr(writer, "counts", None) or "record")


def _plugin_writers() -> Plugins:
    return plugins(WRITER_GROUP, PluginWriter, tuple(writer.name for writer in WRITERS))
