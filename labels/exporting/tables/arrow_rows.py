"""Training records as Arrow tables, a bounded number at a time: what Parquet and Hugging Face folders are made of."""

from __future__ import annotations

from collections.abc import Mapping
from typing import IO, TYPE_CHECKING, Any, Self

from labels.errors import MissingExtraError

if TYPE_CHECKING:
    import pyarrow

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
        """Write what waits, unless something failed, and the end of the file."""
        if self._waiting and kind is None:
            self._write()
        self._writer.close()
        self._sink.flush()

    def _write(self) -> None:
        table = load_pyarrow().Table.from_pylist(self._waiting, schema=self._schema)
        self._writer.write_table(table, row_group_size=ROWS)
        self._waiting = []
