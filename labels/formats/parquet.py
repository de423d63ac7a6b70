"""Parquet: one article, sentence or training record a row, in typed columns."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from io import BufferedWriter
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Self, cast

from labels.errors import MissingExtraError, ReadingError
from labels.files.atomic import replacing
from labels.files.source import Source
from labels.formats.dataset import Dataset
from labels.formats.losses import RECORD_LOSSES
from labels.formats.reader import ImportedArticle, Object
from labels.formats.tables.table import read_table
from labels.formats.writer import CountedRows
from labels.values.progress import Progress

if TYPE_CHECKING:
    import pyarrow


#: How many rows are in memory at a time; fewer if there are many columns.
_ROWS, _CELLS = 1000, 200_000


def rows_at_a_time(columns: int) -> int:
    """How many rows of so many columns are taken into memory at a time."""
    return max(1, min(_ROWS, _CELLS // max(1, columns)))


class ParquetReader:
    """Reads a batch of rows at a time."""

    name = "parquet"
    extra = "parquet"
    suffixes = (".parquet",)

    def recognises(self, head: bytes) -> bool:
        """By its first bytes."""
        return head.startswith(b"PAR1")

    def read(self, source: Source) -> Iterator[ImportedArticle]:
        """The articles. Raises ReadingError naming the row, MissingExtraError without pyarrow."""
        source.unit = "row"
        return read_table(source, lambda: parquet_rows(source), self.name)


def parquet_rows(source: Source) -> Iterator[tuple[int, Object]]:
    """Every row with its number, counted from 1, its values as JSON has them. Raises ReadingError."""
    number, parquet_file = 0, _load_reader()
    try:
        with source.seekable() as file, parquet_file(file, pre_buffer=False) as table:
            for batch in table.iter_batches(rows_at_a_time(len(table.schema_arrow))):
                for row in batch.to_pylist():
                    number += 1
                    yield number, {key: plain_value(value) for key, value in row.items()}
    except damage() as error:
        raise _damaged(source, number + 1, error) from error


def parquet_metadata(source: Source) -> dict[bytes, bytes]:
    """What is told of the columns beside their types. Raises ReadingError."""
    parquet_file = _load_reader()
    try:
        with source.seekable() as file, parquet_file(file) as table:
            return dict(table.schema_arrow.metadata or {})
    except damage() as error:
        raise _damaged(source, 1, error) from error


def damage() -> tuple[type[Exception], ...]:
    """What pyarrow raises for damaged bytes. Raises ImportError without it."""
    import pyarrow

    return pyarrow.ArrowException, OSError, UnicodeDecodeError, MemoryError


def in_short(error: Exception) -> str:
    """The first line of an error, as part of a sentence."""
    return (str(error).splitlines() or ["no more bytes"])[0].rstrip(".")


def plain_value(value: Any) -> Any:
    """A value as JSON has it; times as ISO 8601, other things as they are written."""
    if value is None or isinstance(value, str | bool | int):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, list | tuple):
        return [plain_value(each) for each in value]
    if isinstance(value, dict):
        return {str(key): plain_value(each) for key, each in value.items()}
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def _load_reader() -> Any:
    """The class ParquetFile. Raises MissingExtraError."""
    try:
        from pyarrow import parquet
    except ImportError as error:
        raise MissingExtraError("Reading Parquet", "parquet") from error
    return parquet.ParquetFile


def _damaged(source: Source, row: int, error: Exception) -> ReadingError:
    return ReadingError(
        f"{source.name}: row {row}: cut off or damaged Parquet ({in_short(error)}). Export the file again."
    )


class ParquetWriter:
    """Writes a row group at a time. Times stay text in ISO 8601, which keeps their fractions and sorts."""

    name = "parquet"
    extra = "parquet"
    suffix = ".parquet"
    losses = RECORD_LOSSES

    def write(self, dataset: Dataset, path: Path, progress: Progress) -> int:
        """One row a record. Raises WritingError, MissingExtraError without pyarrow."""
        schema = arrow_schema(dataset.columns)
        counted = CountedRows(dataset.records(), progress)
        with replacing(path) as file, ParquetRows(cast("BufferedWriter", file.buffer), schema) as rows:
            for record in counted:
                rows.add(dict(record))
        return counted.count


#: So many rows are held, and make one row group. Readers skip or spread work by row group.
ROWS = 10_000


def arrow_schema(columns: Mapping[str, type], metadata: Mapping[str, str] | None = None) -> pyarrow.Schema:
    """The typed columns; every one may be null. Raises MissingExtraError without pyarrow."""
    pa = load_pyarrow()
    types = {str: pa.string(), int: pa.int64(), float: pa.float64(), bool: pa.bool_(), list: pa.list_(pa.string())}
    return pa.schema([(name, types[type]) for name, type in columns.items()], metadata=dict(metadata or {}) or None)


def load_pyarrow() -> Any:
    """The package pyarrow. Raises MissingExtraError."""
    try:
        import pyarrow
    except ImportError as error:
        raise MissingExtraError("Writing Parquet", "parquet") from error
    return pyarrow


class ParquetRows:
    """Writes rows into an open file as Parquet, a row group at a time. Use it in a `with` block."""

    def __init__(self, file: IO[bytes], schema: pyarrow.Schema) -> None:
        """`file` stays open after the block."""
        from pyarrow.parquet import ParquetWriter

        self._schema = schema
        self._sink = load_pyarrow().PythonFile(file, mode="w")
        self._writer = ParquetWriter(self._sink, schema)
        self._waiting: list[dict[str, Any]] = []

    def add(self, row: dict[str, Any]) -> None:
        """Take one more row."""
        self._waiting.append(row)
        if len(self._waiting) >= ROWS:
            self._write()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        """Write the remaining rows, unless something failed, and the end of the file."""
        if self._waiting and kind is None:
            self._write()
        self._writer.close()
        self._sink.flush()

    def _write(self) -> None:
        table = load_pyarrow().Table.from_pylist(self._waiting, schema=self._schema)
        self._writer.write_table(table, row_group_size=ROWS)
        self._waiting = []
