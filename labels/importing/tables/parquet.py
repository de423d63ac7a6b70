"""Parquet with columns of any name: one article a row, or one sentence a row."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

from labels.errors import MissingExtraError, ReadingError
from labels.importing.files.source import Source
from labels.importing.found import Found
from labels.importing.objects.rows import Object
from labels.importing.tables.table import read_table

_ROWS = 1000


class Parquet:
    """Reads a batch of rows at a time."""

    name = "parquet"
    extra = "parquet"
    suffixes = (".parquet",)

    def recognises(self, head: bytes) -> bool:
        """By its first bytes."""
        return head.startswith(b"PAR1")

    def read(self, source: Source) -> Iterator[Found]:
        """The articles. Raises ReadingError naming the row, MissingExtraError without pyarrow."""
        source.unit = "row"
        return read_table(source, lambda: parquet_rows(source), self.name)


def parquet_rows(source: Source) -> Iterator[tuple[int, Object]]:
    """Every row with its number, counted from 1, its values as JSON has them. Raises ReadingError."""
    number, parquet_file = 0, _load_reader()
    try:
        with source.seekable() as file, parquet_file(file, pre_buffer=False) as table:
            for batch in table.iter_batches(_ROWS):
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
