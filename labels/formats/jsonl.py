"""JSON Lines and JSON: keys of any name, or our own records and rows of articles."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from labels.files.source import Source
from labels.formats.dataset import Dataset
from labels.formats.json.head import first_keys
from labels.formats.json.lines import one_line, write_lines
from labels.formats.json.rows import LINES, json_rows, table_rows
from labels.formats.losses import ARTICLE_LOSSES, RECORD_LOSSES
from labels.formats.reader import ImportedArticle
from labels.formats.tables.table import read_table
from labels.formats.training_records import articles_from_records, copydesk_reader
from labels.formats.writer import Loss
from labels.values.progress import Progress

if TYPE_CHECKING:
    pass


class JsonLinesReader:
    """Reads one object a line, in constant memory."""

    name = "jsonl"
    suffixes = LINES

    def recognises(self, head: bytes) -> bool:
        """By an object that ends on its line, or goes on beyond the first bytes."""
        first = head.removeprefix(b"\xef\xbb\xbf").lstrip().partition(b"\n")[0].rstrip()
        return bool(first_keys(head)) and first.startswith(b"{") and (first.endswith(b"}") or b"\n" not in head)

    def read(self, source: Source) -> Iterator[ImportedArticle]:
        """The articles. Raises ReadingError naming the line of what cannot be read."""
        return read_table(source, lambda: table_rows(source), self.name)


class JsonReader:
    """Reads a file of any size, one record at a time."""

    name = "json"
    suffixes = (".json",)

    def recognises(self, head: bytes) -> bool:
        """By its first signs."""
        return bool(first_keys(head))

    def read(self, source: Source) -> Iterator[ImportedArticle]:
        """The articles. Raises ReadingError naming the line of what cannot be read."""
        return read_table(source, lambda: table_rows(source), self.name)


class CopydeskReader:
    """Reads the records of docs/export.md, by decision, sentence or article; they are known by their keys."""

    name = "copydesk"
    suffixes = (*LINES, ".json")

    def recognises(self, head: bytes) -> bool:
        """By the keys of the first record."""
        return copydesk_reader(first_keys(head)) is not None

    def read(self, source: Source) -> Iterator[ImportedArticle]:
        """The articles with their decisions. Raises ReadingError naming the line of what is no record."""
        with source.looking_ahead():
            _, first = next(json_rows(source), (0, {}))
        read = copydesk_reader(first) or articles_from_records
        yield from read(source, lambda: json_rows(source), self.name)


class JsonLinesWriter:
    """Writes the training record as it is, or whole articles with their sentences."""

    name = "jsonl"
    suffix = ".jsonl"
    losses: tuple[Loss, ...] = RECORD_LOSSES
    losses_per_article = ARTICLE_LOSSES
    units = ("decision", "sentence", "article")
    counts_per_article = "article"

    def write(self, dataset: Dataset, path: Path, progress: Progress) -> int:
        """One line a record. Raises WritingError."""
        return write_lines(path, lines(dataset), progress)


def lines(dataset: Dataset) -> Iterator[str]:
    """The lines, without their ends. The same project gives the same bytes, always."""
    from labels.formats.article_records import article_rows

    yield from map(one_line, article_rows(dataset) if dataset.one_row_per == "article" else dataset.records())
