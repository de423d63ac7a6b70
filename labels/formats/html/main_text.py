"""The words of a piece of HTML (or of what trafilatura makes of it), block by block, without the markup."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

Kind = Literal["heading", "text"]

#: Elements that stand apart from the text around them, of HTML and of trafilatura's own trees.
_BLOCKS = frozenset(
    (
        *("address", "article", "aside", "blockquote", "body", "cell", "dd", "details", "div", "dl", "dt", "fieldset"),
        "figcaption",
        *("footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header", "hgroup", "hr", "html", "item", "li"),
        *("list", "main", "nav", "ol", "p", "pre", "quote", "row", "section", "summary", "table", "tbody", "td"),
        *("tfoot", "th", "thead", "tr", "ul"),
    )
)
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6", "head"))
_ROWS, _CELLS = frozenset(("row", "tr")), frozenset(("cell", "td", "th"))
_BREAKS = frozenset(("br", "lb"))
#: Elements whose words are no part of a text.
SILENT = frozenset(
    (
        *("audio", "button", "canvas", "figcaption", "graphic", "iframe", "input", "math", "noscript", "object"),
        *("script", "select", "style", "svg", "template", "textarea", "title", "video"),
    )
)

_BLANK = " \t\r\n\f\v"
_BLANKS = re.compile(rf"[{_BLANK}]+")
#: Signs that are not seen: where a word may be broken, and a mark of the byte order that got into a text.
_UNSEEN = dict.fromkeys(map(ord, "\u00ad\ufeff"))
_PARAGRAPH_END = re.compile(r"\n(?:[^\S\n]*\n)+")


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, or a paragraph, list item, quotation or table row, as one or more lines."""

    kind: Kind
    text: str


def blocks(element: Any) -> list[Block]:
    """The blocks with words in an lxml element, in the order of the text; cells of a row are set apart by a tab."""
    return [block for block, _ in placed_blocks(element)]


def placed_blocks(element: Any, silent: frozenset[str] = SILENT) -> list[tuple[Block, Any]]:
    """The blocks with words in an lxml element, each with the element that it stands in, except `silent` elements."""
    walk = _Walk(silent)
    walk.into(element, "text")
    walk.end("text", element)
    return walk.found


def blocks_of(markup: str) -> list[Block]:
    """The blocks in a piece of HTML that is no whole page. Raises ImportError without lxml."""
    from lxml import html  # type: ignore[import-untyped,import-not-found,unused-ignore]

    return blocks(html.fromstring(f"<div>{markup}</div>")) if markup.strip() else []


def flat(text: str) -> str:
    """A text on one line, its blanks made single."""
    return " ".join(text.split())


class _Walk:
    """Goes through an element and its own, and gathers words until a block begins or ends."""

    def __init__(self, silent: frozenset[str]) -> None:
        self.found: list[tuple[Block, Any]] = []
        self._silent = silent
        self._words: list[str] = []

    def into(self, element: Any, kind: Kind) -> None:
        """Everything in `element`, but not what follows it. An explicit stack, since nesting may be deep."""
        stack: list[tuple[Any, Kind, Iterator[Any]]] = [(element, kind, iter(element))]
        self._say(element.text)
        while stack:
            parent, kind, children = stack[-1]
            child = next(children, None)
            if child is None:
                stack.pop()
                if self._words and stack and parent.tag in _BLOCKS:
                    self.end(kind, parent)
                if stack:
                    self._say(parent.tail)
                continue
            tag = child.tag
            if not isinstance(tag, str) or tag in self._silent:  # a comment or instruction has no name
                self._say(child.tail)
            elif tag in _BREAKS:
                self._words.append("\n")
                self._say(child.tail)
            elif tag in _ROWS and (row := _row(child)) is not None:
                self.end(kind, parent)
                self._words.append(row)
                self.end("text", child)
                self._say(child.tail)
            else:
                if self._words and tag in _BLOCKS:
                    self.end(kind, parent)
                self._say(child.text)
                stack.append((child, "heading" if tag in _HEADINGS else kind, iter(child)))

    def end(self, kind: Kind, element: Any) -> None:
        """Make blocks of the words so far, which stand in `element`; two line breaks end a paragraph."""
        words = "".join(self._words)
        self._words.clear()
        if words.isspace() and not words.strip(" \n"):
            return
        for part in _PARAGRAPH_END.split(words):
            lines = [line.strip(" ") for line in part.split("\n")]
            if text := "\n".join(line for line in lines if line):
                self.found.append((Block(kind, text), element))

    def _say(self, words: str | None) -> None:
        if not words:
            return
        if not words.strip(_BLANK):  # as between most elements
            self._words.append("" if self._words and self._words[-1].endswith((" ", "\n")) else " ")
            return
        said = _BLANKS.sub(" ", words if words.isascii() else words.translate(_UNSEEN))
        if said.startswith(" ") and self._words and self._words[-1].endswith((" ", "\n")):
            said = said[1:]
        self._words.append(said)


def _row(row: Any) -> str | None:
    """The cells of a table row on one line.

    None where a cell holds blocks, as those of a page set in tables do, or words stand beside the cells.
    """
    if next(row.iterdescendants(*_ROWS), None) is not None:  # tables within tables: nothing is walked twice
        return None
    if any(each and each.strip() for each in (row.text, *(child.tail for child in row))):
        return None
    if any(child.tag not in _CELLS for child in row if isinstance(child.tag, str)):
        return None
    found = [blocks(cell) for cell in row if isinstance(cell.tag, str)]
    if any(len(each) > 1 for each in found):
        return None
    return "\t".join(each[0].text.replace("\n", " ") if each else "" for each in found).strip("\t")
