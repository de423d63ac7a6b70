"""The XML in documents that are ZIP archives: read within bounds, with errors that are the same for all of them."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING

from labels.errors import ReadingError
from labels.files.compressed import bounded
from labels.files.source import Source

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element


#: Unpacked; a novel has about five million.
MOST_BYTES = 100_000_000

#: What a damaged or locked document raises; the ParseError of XML is a SyntaxError.
_FAULTS = (
    *(zipfile.BadZipFile, KeyError, SyntaxError, RuntimeError, NotImplementedError, OSError, EOFError),
    *(ValueError, LookupError, struct.error),
)


class TooLargeError(Exception):
    """A part of a document unpacks to more than any document holds."""


@contextmanager
def opened_document(source: Source, what: str, remedy: str) -> Iterator[zipfile.ZipFile]:
    """The archive that a document is; `what` and `remedy` are for messages.

    Raises ReadingError for one that cannot be opened, and for whatever the block finds to be damaged or too large.
    """
    try:
        with source.seekable() as file, zipfile.ZipFile(file) as document:
            yield document
    except _FAULTS as error:
        raise ReadingError(f"{source.name}: damaged, locked or no {what}. {remedy}") from error
    except TooLargeError as error:
        raise ReadingError(f"{source.name}: over {MOST_BYTES // 1_000_000} MB once unpacked. Leave it out.") from error


class Part:
    """One file of a document as a stream: no more of it is read than a document holds, whatever size it claims."""

    def __init__(self, document: zipfile.ZipFile, name: str, where: str) -> None:
        """`where` names it in messages. Raises what `opened_document` tells in words."""
        if document.getinfo(name).file_size > MOST_BYTES:
            raise TooLargeError
        self._stream: IO[bytes] = bounded(document.open(name), where)
        self._left = MOST_BYTES

    def read(self, size: int = -1) -> bytes:
        """The next bytes. Raises TooLargeError, or ReadingError where they are damaged."""
        data = self._stream.read(min(self._left + 1, size if size >= 0 else self._left + 1))
        self._left -= len(data)
        if self._left < 0:
            raise TooLargeError
        return data


def tree(document: zipfile.ZipFile, name: str, where: str) -> Element:
    """The root of an XML file in a document. Raises what `opened_document` tells in words, or ReadingError."""
    from xml.etree.ElementTree import parse

    return parse(Part(document, name, where)).getroot()


def name_of(element: Element) -> str:
    """Its name without the namespace."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
