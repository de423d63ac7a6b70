"""Arrow files, as the Hugging Face datasets library saves them on the disk: batches of rows, one after the other."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

from labels.errors import MissingExtraError, ReadingError
from labels.importing.json_rows import Object
from labels.importing.parquet import plain_value
from labels.importing.source import Source

_ROWS = 1000

#: How a file of batches begins that has an index, and how a stream of them ends, which has none.
_FILE, _END = b"ARROW1", b"\xff\xff\xff\xff\x00\x00\x00\x00"


def arrow_rows(source: Source) -> Iterator[tuple[int, Object]]:
    """Every row with its number, counted from 1, its values as JSON has them. Raises ReadingError."""
    number = 0
    for batch in _batches(source):
        for begin in range(0, batch.num_rows, _ROWS):
            for row in batch.slice(begin, _ROWS).to_pylist():
                number += 1
                yield number, {key: plain_value(value) for key, value in row.items()}


def arrow_metadata(source: Source) -> dict[bytes, bytes]:
    """What is told of the columns beside their types. Raises ReadingError."""
    ipc = _imported()
    with source.seekable() as file:
        try:
            return dict(_opened(ipc, file).schema.metadata or {})
        except (_errors(), OSError) as error:
            raise _damaged(source, error) from error


def _batches(source: Source) -> Iterator[Any]:
    ipc = _imported()
    with source.seekable() as file:
        try:
            reader = _opened(ipc, file)
            if hasattr(reader, "num_record_batches"):
                yield from map(reader.get_batch, range(reader.num_record_batches))
            else:
                yield from reader
                file.seek(-min(len(_END), file.seek(0, os.SEEK_END)), os.SEEK_END)
                if file.read() != _END:  # pyarrow takes any end for the end
                    raise OSError("it has no end")
        except (_errors(), OSError) as error:
            raise _damaged(source, error) from error


def _opened(ipc: Any, file: Any) -> Any:
    is_file = file.read(len(_FILE)) == _FILE
    file.seek(0)
    return ipc.open_file(file) if is_file else ipc.open_stream(file)


def _imported() -> Any:
    try:
        from pyarrow import ipc
    except ImportError as error:
        raise MissingExtraError("Reading Arrow", "parquet") from error
    return ipc


def _errors() -> type[Exception]:
    import pyarrow

    return pyarrow.ArrowException  # type: ignore[no-any-return]


def _damaged(source: Source, error: Exception) -> ReadingError:
    why = (str(error).splitlines() or ["no more bytes"])[0].rstrip(".")
    return ReadingError(f"{source.name}: cut off or damaged Arrow ({why}). Save the dataset again.")
