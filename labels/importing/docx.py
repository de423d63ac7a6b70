"""Word documents (DOCX): the words as they stand when all tracked changes are accepted, one paragraph each.

Read with nothing but the standard library, because that is as short as with python-docx, needs no extra, and keeps
tracked insertions, which a paragraph's text there leaves out. (EPUB is not read: books are no articles, and ebooklib
is under the AGPL.)
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from typing import IO, TYPE_CHECKING

from labels.article import Article
from labels.errors import ReadingError
from labels.importing.found import Found
from labels.importing.headline import headline
from labels.importing.source import Source

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

#: Unpacked; a novel has about five million.
_MOST_BYTES = 100_000_000

_TEXT, _FACTS = "word/document.xml", "docProps/core.xml"
#: What holds words that are not part of the running text: deletions, text boxes, and copies for older programs.
_PASSED_OVER = frozenset(("del", "moveFrom", "txbxContent", "Fallback", "instrText", "delText"))
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": ""}


class Docx:
    """Reads the one article of a document: headings, paragraphs, list items and table rows; no notes, no pictures."""

    name = "docx"
    suffixes = (".docx",)
    articles_only = True

    def recognises(self, head: bytes) -> bool:
        """Whether a file without a telling name is a Word document."""
        return head.startswith(b"PK\x03\x04") and b"word/" in head

    def read(self, source: Source) -> Iterator[Found]:
        """The article. Raises ReadingError for a document that is damaged, locked or empty."""
        from xml.etree.ElementTree import ParseError

        try:
            with source.seekable() as file, zipfile.ZipFile(file) as document:
                paragraphs = _paragraphs(_tree(document, _TEXT))
                facts = _facts(document)
        except (
            zipfile.BadZipFile,
            KeyError,
            ParseError,
            RuntimeError,
            NotImplementedError,
            OSError,
            EOFError,
        ) as error:
            raise ReadingError(f"{source.name}: damaged, locked or no Word document. Save it again as DOCX.") from error
        except _TooLargeError as error:
            raise ReadingError(
                f"{source.name}: over {_MOST_BYTES // 1_000_000} MB once unpacked. Leave it out."
            ) from error
        text = "\n\n".join(paragraphs)
        if not text:
            raise ReadingError(f"{source.name}: empty, there are no words in it. Leave it out.")
        article = Article(
            text,
            title=facts.get("title") or headline(text) or source.stem,
            source=source.name,
            author=facts.get("creator"),
            language=facts.get("language"),
            meta=source.meta,
        )
        yield Found(source.name, article, "utf-8", layout="blank")


class _TooLargeError(Exception):
    """A part of a document unpacks to more than any document holds."""


def _tree(document: zipfile.ZipFile, name: str) -> Element:
    from xml.etree.ElementTree import parse

    if document.getinfo(name).file_size > _MOST_BYTES:
        raise _TooLargeError
    with document.open(name) as part:
        return parse(_Bounded(part)).getroot()


class _Bounded:
    """Reads no more than a document holds, whatever size the archive claims."""

    def __init__(self, part: IO[bytes]) -> None:
        self._part = part
        self._left = _MOST_BYTES

    def read(self, size: int = -1) -> bytes:
        data = self._part.read(size)
        self._left -= len(data)
        if self._left < 0:
            raise _TooLargeError
        return data


def _paragraphs(root: Element) -> list[str]:
    """The paragraphs with words; a table row is one, its cells set apart by a tab."""
    found: list[str] = []

    def into(parent: Element) -> None:
        for element in parent:
            match _name(element):
                case "p":
                    found.append(_words(element))
                case "tr":
                    cells = [" ".join(filter(None, map(_words, _within(cell, "p")))) for cell in _within(element, "tc")]
                    found.append("\t".join(cells).strip())
                case name if name not in _PASSED_OVER:
                    into(element)

    into(root)
    return [paragraph for paragraph in found if paragraph.strip()]


def _words(paragraph: Element) -> str:
    """The words of a paragraph; lines that are broken by hand stay lines."""
    said: list[str] = []

    def into(parent: Element) -> None:
        for element in parent:
            name = _name(element)
            if name == "t":
                said.append(element.text or "")
            elif name in _SIGNS and _name(parent) == "r":
                said.append(_SIGNS[name])
            elif name not in _PASSED_OVER and name not in ("pPr", "rPr"):
                into(element)

    into(paragraph)
    lines = [line.strip() for line in "".join(said).split("\n")]
    return "\n".join(line for line in lines if line)


def _within(parent: Element, name: str) -> Iterator[Element]:
    """The elements of this name at any depth, in order, without those inside them."""
    for element in parent:
        if _name(element) == name:
            yield element
        elif _name(element) not in _PASSED_OVER:
            yield from _within(element, name)


def _name(element: Element) -> str:
    """Its name without the namespace, which the two kinds of DOCX differ in."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _facts(document: zipfile.ZipFile) -> dict[str, str]:
    """What the document says of itself; nothing if it does not."""
    if _FACTS not in document.namelist():
        return {}
    return {_name(fact): text for fact in _tree(document, _FACTS) if (text := " ".join((fact.text or "").split()))}
