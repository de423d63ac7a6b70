"""What commands print: words to stderr, data to stdout; file names are made safe for a terminal."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import Any, BinaryIO

import click

from labels.errors import WritingError


def say(words: str) -> None:
    """One line of words, on stderr."""
    from tui.printable import printable

    click.echo(printable(words), err=True)


def give(data: str) -> None:
    """Data for a person or a program, on stdout and always in UTF-8; bytes of file names that are none are escaped."""
    with standard_output() as stream:
        stream.write(data.encode("utf-8", "backslashreplace") + b"\n")


def give_pieces(pieces: Iterable[str]) -> None:
    """Data as `give` writes it, piece by piece as they come."""
    with standard_output() as stream:
        for piece in pieces:
            stream.write(piece.encode("utf-8", "backslashreplace"))


def give_json(data: Any) -> None:
    """`data` as one line of JSON, on stdout."""
    give(json.dumps(data, ensure_ascii=False))


@contextmanager
def standard_output() -> Iterator[BinaryIO]:
    """Standard output for bytes. Raises WritingError where it goes to a disk that is full, say; `main` knows pipes."""
    stream = sys.stdout.buffer
    try:
        yield stream
        stream.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        _give_up(sys.stdout)
        raise WritingError(f"standard output: could not be written ({error.strerror}). Send it elsewhere.") from error


def _give_up(stream: Any) -> None:
    """Drop what could not be written, or Python would try again at exit and print a traceback."""
    with suppress(OSError):
        stream.close()
