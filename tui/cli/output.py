"""What commands print: words to stderr, data to stdout; file names are made safe for a terminal."""

from __future__ import annotations

import codecs
import io
import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import Any, BinaryIO, cast

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
    """Standard output for bytes, UTF-8 where it is a text; in a terminal, nothing that is written steers it.

    Raises WritingError where it goes to a disk that is full, say; `main` knows pipes.
    """
    stream = sys.stdout.buffer
    try:
        yield cast("BinaryIO", _ForTerminal(stream)) if sys.stdout.isatty() else stream
        stream.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        _give_up(sys.stdout)
        raise WritingError(f"standard output: could not be written ({error.strerror}). Send it elsewhere.") from error


class _ForTerminal:
    """What a terminal gets of a text: lines and tabs as they are, other control and hidden characters made visible."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._decoder = io.IncrementalNewlineDecoder(decoder, translate=True)

    def write(self, data: bytes) -> int:
        """Write bytes of UTF-8; a character may be divided between two calls."""
        from tui.printable import printable

        self._stream.write(printable(self._decoder.decode(data)).encode("utf-8", "replace"))
        return len(data)


def _give_up(stream: Any) -> None:
    """Drop what could not be written. Otherwise Python would try again at exit and print a traceback."""
    with suppress(OSError):
        stream.close()
