"""CSV and TSV with a line of column names: one article a row, or one sentence a row."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING, Literal

from labels.errors import ReadingError
from labels.files.binary import known_binary
from labels.files.source import HEAD_BYTES, Source
from labels.files.text_lines import LONGEST, stream_encoding
from labels.formats.dataset_card.folder import FileFacts
from labels.formats.reader import ImportedArticle, Object
from labels.formats.tables.table import read_table
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
    name = encoding.removesuffix("-sig")
    for found in read_table(source, lambda: csv_rows(source, encoding, dialect), format, facts):
        yield replace(found, encoding=name)


def csv_rows(source: Source, encoding: str, dialect: Dialect) -> Iterator[tuple[int, Object]]:
    """Every row with the line it begins on. One of another width than the first is a bad row; raises ReadingError."""
    csv.field_size_limit(LONGEST)
    with source.open() as raw, io.TextIOWrapper(raw, encoding, newline="") as text:
        reader = dialect.cells(_lines(source, text))
        try:
            if dialect.hint:
                next(reader)
            header = _header(source, next(reader, []))
        except csv.Error as error:
            raise ReadingError(f"{source.name}: line 1: not valid CSV ({error}). Mend its quotation marks.") from error
        for line, cells in _rows_of_cells(source, reader):
            if len(cells) >= len(header) and not any(cells[len(header) :]):
                yield line, {name: cell for name, cell in zip(header, cells, strict=False) if name}
            else:
                source.bad_row(
                    line, f"{len(cells)} cells where line 1 names {len(header)} columns. Quote cells that hold a comma."
                )


def _rows_of_cells(source: Source, reader: RowReader) -> Iterator[tuple[int, list[str]]]:
    """Every row that is not empty, with the line it begins on."""
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            source.bad_row(line, f"not valid CSV ({_why(error)}). Mend its quotation marks.")
            continue
        if any(cells):
            yield line, cells


def _header(source: Source, cells: list[str]) -> list[str]:
    header = [cell.strip().removeprefix("\ufeff") for cell in cells]
    twice = next((name for name, times in Counter(header).items() if name and times > 1), None)
    if twice is not None:
        raise ReadingError(f"{source.name}: line 1: two columns are called “{twice}”. Give one another name.")
    return header


def _lines(source: Source, text: io.TextIOWrapper) -> Iterator[str]:
    number = 0
    try:
        while line := text.readline(LONGEST):
            number += 1
            if len(line) >= LONGEST:
                raise ReadingError(
                    f"{source.name}: line {number}: longer than {LONGEST:,} characters. Give one row a line."
                )
            yield line
    except UnicodeDecodeError as error:  # of a chunk: the lines in it that are sound were not given yet
        number += error.object[: error.start].decode(error.encoding, "replace").count("\n")
        raise ReadingError(
            f"{source.name}: line {number + 1}: not valid in {error.encoding}. Mend the line, or name its"
            " encoding with --encoding."
        ) from error


def _why(error: csv.Error) -> str:
    said = str(error)
    if "unexpected end" in said or "field larger" in said:
        return "a quotation mark is never closed"
    return "a quotation mark stands alone within a cell" if "expected after" in said else said


DELIMITERS = (",", "\t", ";", "|")
_ROWS = 100


@dataclass(frozen=True, slots=True)
class Dialect:
    """`hint` tells that the first line only names the delimiter, as Excel writes it."""

    delimiter: str
    quoted: bool = True
    hint: bool = False

    def cells(self, lines: Iterable[str]) -> RowReader:
        """A reader that raises csv.Error for what does not fit."""
        quoting: Literal[0, 3] = csv.QUOTE_MINIMAL if self.quoted else csv.QUOTE_NONE
        return csv.reader(lines, delimiter=self.delimiter, quoting=quoting, strict=True)


def find_dialect(sample: str, *, whole: bool, tabs: bool = False) -> Dialect:
    """The dialect of a file that begins with `sample`, or is the `whole` of it.

    It is the one in which most rows have as many cells as the first, and the first has most. `tabs` prefers tabs.
    """
    first = sample.partition("\n")[0]
    if first.strip().startswith("sep=") and len(first.strip()) == 5:
        return Dialect(first.strip()[4], hint=True)
    found = [
        (*_fit(sample, delimiter, quoted, whole), tabs and delimiter == "\t", quoted, -DELIMITERS.index(delimiter))
        for delimiter in DELIMITERS
        for quoted in ((True, False) if delimiter == "\t" else (True,))
    ]
    wide = [each for each in found if each[1] > 1]
    if not wide:
        return Dialect("\t" if tabs else ",")
    *_, quoted, place = max(wide, key=lambda each: (each[2], *each))
    return Dialect(DELIMITERS[-place], quoted)


def _fit(sample: str, delimiter: str, quoted: bool, whole: bool) -> tuple[float, int]:
    """The share of rows with as many cells as the first, and how many those are."""
    widths: list[int] = []
    try:
        reader = Dialect(delimiter, quoted).cells(io.StringIO(sample, newline=""))
        widths += (len(row) for row in islice(reader, _ROWS) if row)
    except csv.Error:
        widths.append(-1)  # quotation marks that do not fit speak against it
    if not whole and len(widths) > 1 and len(widths) < _ROWS:
        widths.pop()  # the sample may end in it
    if not widths or widths[0] < 0:
        return 0.0, 0
    return round(widths.count(widths[0]) / len(widths), 2), widths[0]
