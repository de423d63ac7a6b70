"""CSV and TSV with a line of column names: one article a row, or one sentence a row."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from labels.errors import ReadingError
from labels.files.binary import known_binary
from labels.files.source import HEAD_BYTES, Source
from labels.files.text_lines import LONGEST, stream_encoding
from labels.formats.csv.dialect import Dialect, find_dialect, first_rows
from labels.formats.csv.header import begins_with_names
from labels.formats.csv.missing import empty_missing
from labels.formats.dataset_card.folder import FileFacts
from labels.formats.reader import ImportedArticle, Object
from labels.formats.tables.table import read_table
from labels.formats.training_records import copydesk_reader
from labels.formats.unnamed import unnamed
from labels.values.import_options import USUAL

if TYPE_CHECKING:
    from _csv import Reader as RowReader


_TABS = (".tsv", ".tab")


class CsvReader:
    """Finds out the delimiter and the encoding; cells may be quoted and hold line breaks."""

    name = "csv"
    suffixes = (".csv", *_TABS)

    def recognises(self, head: bytes) -> bool:
        """By a first line with several names of columns, one of which is usual for a text."""
        first = head.removeprefix(b"\xef\xbb\xbf").split(b"\n", 1)[0].decode("utf-8", "replace")
        return any(
            len(cells := first.split(delimiter)) > 1
            and not any(cell.startswith(" ") for cell in cells)  # as in prose
            and any(cell.strip(' \r"').casefold() in USUAL["text"] for cell in cells)
            for delimiter in ",;\t|"
        )

    def read(self, source: Source) -> Iterator[ImportedArticle]:
        """The articles. Raises ReadingError naming the line of what cannot be read."""
        return read_csv(source, self.name)


def read_csv(source: Source, format: str, facts: FileFacts | None = None) -> Iterator[ImportedArticle]:
    """The articles; `facts` is what is known of the columns beforehand. Raises ReadingError."""
    head = source.head()
    if kind := known_binary(head):
        raise ReadingError(f"{source.name}: {kind}")
    encoding = stream_encoding(source)
    sample = head.decode(encoding, "ignore").removeprefix("\ufeff")
    dialect = find_dialect(sample, whole=len(head) < HEAD_BYTES, tabs=source.suffix in _TABS)
    rows = first_rows(sample, dialect, whole=len(head) < HEAD_BYTES)
    if not begins_with_names(rows, source.options.columns):
        dialect = replace(dialect, unnamed=unnamed(len(rows[0])))
        source.remark(
            f"Line 1 is no line of names: the columns are called 1 to {len(rows[0])}. Name those of labels, for"
            " instance with --label 2."
        )
    name = encoding.removesuffix("-sig")
    for found in read_table(source, lambda: csv_rows(source, encoding, dialect), format, facts):
        yield replace(found, encoding=name)


def csv_rows(source: Source, encoding: str, dialect: Dialect) -> Iterator[tuple[int, Object]]:
    """Every row with the line it begins on. One of another width than the first is a bad row; raises ReadingError."""
    csv.field_size_limit(LONGEST)
    with source.open() as raw, io.TextIOWrapper(raw, encoding, newline="") as text:
        lines = _Lines(source, text)
        reader = dialect.cells(lines)
        try:
            if dialect.hint:
                next(reader)
            header = dialect.unnamed or _header(source, next(reader, []))
        except csv.Error as error:
            raise ReadingError(
                f"{source.name}: line 1: not valid CSV ({error}). Correct its quotation marks."
            ) from error
        names = f"has {len(header)}" if dialect.unnamed else f"names {len(header)} columns"
        ours = copydesk_reader(dict.fromkeys(header)) is not None  # in Copydesk's own records a cell NA is a value
        for line, cells, written in _rows_of_cells(source, reader, lines):
            if "NA" in cells and not ours:
                empty_missing(source, cells, written, dialect.quoted)
            if len(cells) >= len(header) and not any(cells[len(header) :]):
                yield line, {name: cell for name, cell in zip(header, cells, strict=False) if name}
            else:
                source.bad_row(line, f"{len(cells)} cells where line 1 {names}. Quote cells that hold a comma.")


def _rows_of_cells(source: Source, reader: RowReader, lines: _Lines) -> Iterator[tuple[int, list[str], Sequence[str]]]:
    """Every row that is not empty, with the line it begins on, and as it is written."""
    while True:
        line = reader.line_num + 1
        lines.taken.clear()
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            source.bad_row(line, f"not valid CSV ({_why(error)}). Correct its quotation marks.")
            continue
        if any(cells):
            yield line, cells, lines.taken


def _header(source: Source, cells: list[str]) -> list[str]:
    header = [cell.strip().removeprefix("\ufeff") for cell in cells]
    twice = next((name for name, times in Counter(header).items() if name and times > 1), None)
    if twice is not None:
        raise ReadingError(f"{source.name}: line 1: two columns are called “{twice}”. Give one another name.")
    return header


class _Lines:
    """The lines of a file; `taken` holds those that were asked for since it was cleared."""

    def __init__(self, source: Source, text: io.TextIOWrapper) -> None:
        self.taken: list[str] = []
        self._source = source
        self._text = text

    def __iter__(self) -> Iterator[str]:
        number, name = 0, self._source.name
        try:
            while line := self._text.readline(LONGEST):
                number += 1
                if len(line) >= LONGEST:
                    raise ReadingError(
                        f"{name}: line {number}: longer than {LONGEST:,} characters. Give one row a line."
                    )
                self.taken.append(line)
                yield line
        except UnicodeDecodeError as error:  # of a chunk: the lines in it that are sound were not given yet
            number += error.object[: error.start].decode(error.encoding, "replace").count("\n")
            raise ReadingError(
                f"{name}: line {number + 1}: not valid in {error.encoding}. Correct the line, or name its"
                " encoding with --encoding."
            ) from error


def _why(error: csv.Error) -> str:
    said = str(error)
    if "unexpected end" in said or "field larger" in said:
        return "a quotation mark is never closed"
    return "a quotation mark stands alone within a cell" if "expected after" in said else said
