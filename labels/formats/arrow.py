"""Arrow files, as the Hugging Face datasets library saves them on the disk: batches of rows, one after the other."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

from labels.errors import MissingExtraError, ReadingError
from labels.files.source import Source
from labels.formats.parquet import damage, in_short, plain_value, rows_at_a_time
from labels.formats.reader import Object

#: How a file of batches begins that has an index, and how a stream of them ends, which has none.
_FILE, _END = b"ARROW1", b"\xff\xff\xff\xff\x00\x00\x00\x00"


def arrow_rows(source: Source) -> Iterator[tuple[int, Object]]:
    """Every row with its number, counted from 1, its values as JSON has them. Raises ReadingError."""
    ipc, number = _load_ipc(), 0
    with source.seekable() as file:
        try:
            for batch in _batches(_opened(ipc, file), file):
                most = rows_at_a_time(batch.num_columns)
                for begin in range(0, batch.num_rows, most):
                    for row in batch.slice(begin, most).to_pylist():
                        number += 1
                        yield number, {key: plain_value(value) for key, value in row.items()}
        except damage() as error:
            raise _damaged(source, error) from error


def arrow_metadata(source: Source) -> dict[bytes, bytes]:
    """The metadata of the columns besides their types. Raises ReadingError."""
    ipc = _load_ipc()
    with source.seekable() as file:
        try:
            return dict(_opened(ipc, file).schema.metadata or {})
        except damage() as error:
            raise _damaged(source, error) from error


def _batches(reader: Any, file: Any) -> Iterator[Any]:
    has_index = hasattr(reader, "num_record_batches")
    for batch in map(reader.get_batch, range(reader.num_record_batches)) if has_index else reader:
        batch.validate(full=True)  # damaged offsets would lead outside our memory
        yield batch
    if not has_index:
        _see_the_end(file)


def _see_the_end(file: Any) -> None:
    """Raises OSError where a stream does not end as it should; pyarrow takes any end for the end."""
    file.seek(-min(len(_END), file.seek(0, os.SEEK_END)), os.SEEK_END)
    if file.read() != _END:
        raise OSError("it has no end")


def _opened(ipc: Any, file: Any) -> Any:
    is_file = file.read(len(_FILE)) == _FILE
    file.seek(0)
    return ipc.open_file(file) if is_file else ipc.open_stream(file)


def _load_ipc() -> Any:
    try:
        from pyarrow import ipc
    except ImportError as error:
        raise MissingExtraError("Reading Arrow", "parquet") from error
    return ipc


def _damaged(source: Source, error: Exception) -> ReadingError:
    return ReadingError(f"{source.name}: cut off or damaged Arrow ({in_short(error)}). Save the dataset again.")
