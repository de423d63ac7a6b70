"""The words of a chapter of an EPUB book: its XHTML as paragraphs, in one pass, however deep it is nested."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html.entities import name2codepoint

from labels.formats.epub.beside import BESIDE
from labels.formats.zipped_xml import MOST_BYTES, TooLargeError

_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_BLOCKS = _HEADINGS | frozenset(
    (
        *("address", "article", "aside", "blockquote", "body", "dd", "details", "div", "dl", "dt", "figure", "footer"),
        *("header", "hr", "li", "main", "ol", "p", "pre", "section", "summary", "table", "tr", "ul"),
    )
)
#: Blocks that hold others, so that all that is in them is what they are called.
_HOLDERS = _BLOCKS - _HEADINGS - {"hr", "li", "p", "tr"}
#: What is not running text: lists of links, captions, pictures and formulas, ruby annotations.
_PASSED_OVER = frozenset(
    (
        *("nav", "figcaption", "script", "style", "svg", "math", "audio", "video", "object", "iframe"),
        *("rt", "rp", "template"),
    )
)
_NOTES = frozenset(("noteref", "footnote", "footnotes", "rearnote", "rearnotes", "endnote", "endnotes", "pagebreak"))
_TYPE = "{http://www.idpf.org/2007/ops}type"

_BLANKS = re.compile(r"[ \t\r\n\f]+")
#: Entities of HTML that XML does not define but books use.
_ENTITY = re.compile(rb"&(?!(?:amp|lt|gt|quot|apos);)([A-Za-z][A-Za-z0-9]{1,30});")


class Words:
    """Takes in the elements of a page, and has its paragraphs, its first heading and its title.

    What stands in it beside the text, such as a title page, is left out; `kinds` has what that is called. `places` has
    the ids of such elements that the book names by them.
    """

    def __init__(self, parts: Mapping[str, str] | None = None) -> None:
        """`parts` is what the book calls elements of the page, by their ids."""
        self.paragraphs: list[str] = []
        self.heading = ""
        self.title = ""
        self.kinds: dict[str, None] = {}
        self.places: set[str] = set()
        self._named = parts or {}
        self._parts: list[str] = []
        self._where = ""  # "title" or "body"
        self._hidden = self._beside = self._preformatted = self._row = 0  # how deep inside such elements
        self._length = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        name, kinds = _name(tag), {*attributes.get(_TYPE, "").split(), attributes.get("role", "").removeprefix("doc-")}
        if self._hidden or name in _PASSED_OVER or "hidden" in attributes or kinds & _NOTES:
            self._hidden += 1
            return
        if name in ("title", "body") and self._where != "body":
            self._where = name
        if self._beside or (kind := self._kind_beside(name, kinds, attributes.get("id", ""))):
            if not self._beside:
                self._break(name)
                self.kinds[kind] = None
            self._beside += 1
        if name == "br":
            self._parts.append("\n")
        elif name in ("td", "th") and "".join(self._parts).strip():
            self._parts.append("\t")
        elif name in _BLOCKS:
            self._break(name)
        self._row += name == "tr"
        self._preformatted += name == "pre"

    def end(self, tag: str) -> None:
        if self._hidden:
            self._hidden -= 1
            return
        name = _name(tag)
        self._row -= name == "tr"
        if name == "title" and self._where == "title":
            self._where = ""
        elif name in _BLOCKS:
            self._break(name)
        self._preformatted -= name == "pre"
        self._beside -= self._beside > 0

    def _kind_beside(self, name: str, kinds: set[str], id: str) -> str:
        """What an element is called, if it stands beside the text; else an empty string."""
        if name in _HOLDERS and id in self._named:
            self.places.add(id)
            return self._named[id]
        return next((kind for kind in sorted(kinds) if kind in BESIDE), "") if name in _BLOCKS else ""

    def data(self, text: str) -> None:
        self._length += len(text)
        if self._length > MOST_BYTES:  # entities may grow beyond the size of the file
            raise TooLargeError
        if self._hidden:
            return
        if self._where == "title":
            self.title += text
        elif self._where == "body":
            self._parts.append(text if self._preformatted else _BLANKS.sub(" ", text))

    def close(self) -> Words:
        return self

    def _break(self, name: str) -> None:
        """A paragraph begins or ends here; in the row of a table it is a blank."""
        if self._row:
            self._parts.append(" ")
            return
        text, self._parts = "".join(self._parts), []
        if self._preformatted:
            paragraph = text.strip("\r\n").rstrip()
        else:
            lines = (re.sub(" *\t *", "\t", re.sub(" +", " ", line)).strip(" ") for line in text.split("\n"))
            paragraph = "\n".join(line for line in lines if line)
        if paragraph.strip() and not self._beside:
            self.paragraphs.append(paragraph)
            if name in _HEADINGS and not self.heading:
                self.heading = " ".join(paragraph.split())


def words_of(page: bytes, parts: Mapping[str, str] | None = None) -> Words:
    """What an XHTML page says; `parts` is what the book calls elements of it, by their ids.

    Raises ParseError where it is not well-formed, TooLargeError for a trap.
    """
    from xml.etree.ElementTree import XMLParser

    parser = XMLParser(target=Words(parts))
    parser.feed(_ENTITY.sub(_as_number, page))
    words = parser.close()
    assert isinstance(words, Words)
    return words


def _as_number(entity: re.Match[bytes]) -> bytes:
    code = name2codepoint.get(entity[1].decode("ascii"))
    return entity[0] if code is None else b"&#%d;" % code


def _name(tag: str) -> str:
    return tag.rpartition("}")[2].lower()
