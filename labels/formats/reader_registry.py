"""The registry of readers: every one there is, and which of them reads a source."""

from __future__ import annotations

from functools import lru_cache

from labels.errors import ReadingError, UsageError
from labels.files.source import Source
from labels.formats.archive.files import ArchiveReader
from labels.formats.argilla import ArgillaReader
from labels.formats.brat.reader import BratReader
from labels.formats.conllu.reader import ConllUReader
from labels.formats.csv.reader import CsvReader
from labels.formats.dataset_card.folder import describes_a_dataset
from labels.formats.doccano import DoccanoReader
from labels.formats.docx.reader import DocxReader
from labels.formats.entry_points import READER_GROUP, Plugins, plugins
from labels.formats.epub.reader import EpubReader
from labels.formats.fasttext import FastTextReader
from labels.formats.feed import FeedReader
from labels.formats.html.reader import HtmlReader
from labels.formats.huggingface.reader import HuggingFaceReader
from labels.formats.json.head import unwrapped
from labels.formats.jsonl import CopydeskReader, JsonLinesReader, JsonReader
from labels.formats.label_studio.reader import LabelStudioReader
from labels.formats.markdown.reader import MarkdownReader
from labels.formats.parquet import ParquetReader
from labels.formats.plain_text import PlainTextReader
from labels.formats.plugins import PluginReader
from labels.formats.potato import PotatoReader
from labels.formats.prodigy import ProdigyReader
from labels.formats.reader import Reader
from labels.formats.spacy.reader import SpacyReader

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


def known_suffixes() -> frozenset[str]:
    """The file name endings that are read when they lie in a folder."""
    return _suffixes_of(readers())


@lru_cache(1)
def _suffixes_of(readers: tuple[Reader, ...]) -> frozenset[str]:
    return frozenset(suffix for reader in readers for suffix in reader.suffixes)


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
    """The answer of a reader. If a reader of another package fails, this is reported, and the reader is skipped."""
    try:
        return reader.recognises(head)
    except ReadingError as error:
        source.remark(str(error))
        return False


def _plugin_readers() -> Plugins:
    return plugins(READER_GROUP, PluginReader, tuple(reader.name for reader in READERS))
