"""From Markdown to the words a reader sees: paragraphs apart by blank lines, and the first heading."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from labels.importing.documents.markdown_pieces import LONGEST_PIECE, link_definitions, pieces

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

MAX_NESTING = 100
"""Quotes and lists in each other; the parser drops what lies deeper, so such a piece is kept as it is."""

MAX_OPEN_BRACKETS = 1000
"""More brackets that never close in one piece would cost the parser the square of their number."""

CELL_GAP = "\t"

_TAG = re.compile(r"""</?([a-zA-Z][a-zA-Z0-9-]*)(?:[^<>"']|"[^"<]*"|'[^'<]*')*>|<[!?][^<>]*>""")
_LINE_BREAK = re.compile(r"<br\b", re.IGNORECASE)
_UNSEEN = re.compile(r"\s*<(script|style)\b", re.IGNORECASE)
_BLANKS_AROUND_LINE_END = re.compile(r"[ \t]*\n[ \t]*")
_INLINE_TAGS = frozenset(
    (
        *("a", "abbr", "b", "cite", "code", "del", "em", "font", "i", "img", "ins", "kbd", "mark", "q", "s", "small"),
        *("span", "strong", "sub", "sup", "time", "u", "wbr"),
    )
)
"""Tags inside a paragraph; any other sets its words apart."""


class MarkdownText:
    """Renders one text; afterwards `heading` is its first heading, on one line, if it has any."""

    def __init__(self) -> None:
        self.heading: str | None = None

    def render(self, text: str) -> str:
        """The words of `text`: a blank line between paragraphs, headings, list items, table rows and code blocks."""
        parser = _parser()
        shared: dict[str, object] = {}
        if len(text) > LONGEST_PIECE:
            parser.parse(link_definitions(text), shared)
        parts = pieces(text) if len(text) > LONGEST_PIECE else [text]
        return "\n\n".join(paragraph for part in parts for paragraph in self._paragraphs(parser, part, shared))

    def _paragraphs(self, parser: MarkdownIt, piece: str, shared: dict[str, object]) -> Iterator[str]:
        if len(piece) > LONGEST_PIECE or piece.count("[") - piece.count("]") > MAX_OPEN_BRACKETS:
            yield piece.strip()  # nobody's Markdown, but words all the same
            return
        tokens = parser.parse(piece, shared)
        if any(token.level >= MAX_NESTING - 1 for token in tokens):
            yield piece.strip()
            return
        for paragraph in self._blocks(tokens):
            if paragraph and not paragraph.isspace():
                yield paragraph

    def _blocks(self, tokens: Sequence[Token]) -> Iterator[str]:
        """The paragraphs of the parsed blocks; the cells of a table row are gathered into one."""
        row: list[str] | None = None
        for before, token in zip([None, *tokens], tokens, strict=False):
            if token.type == "inline":
                words = _words(token.children or [])
                if before is not None and before.type == "heading_open" and self.heading is None:
                    self.heading = " ".join(words.split()) or None
                if row is None:
                    yield words
                elif words:
                    row.append(" ".join(words.split()))
            elif token.type == "tr_open":
                row = []
            elif token.type == "tr_close":
                yield CELL_GAP.join(row or [])
                row = None
            elif token.type in ("fence", "code_block"):
                yield token.content.strip("\n")
            elif token.type == "html_block":
                yield _words_of_html(token.content)


def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"maxNesting": MAX_NESTING}).enable(["table", "strikethrough"])


def _words(children: Iterable[Token]) -> str:
    """The words of a paragraph: a soft line break is a blank, a hard one a line end, tags are dropped."""
    words: list[str] = []
    for child in children:
        if child.type in ("text", "code_inline"):
            words.append(child.content)
        elif child.type == "softbreak":
            words.append(" ")
        elif child.type == "hardbreak" or (child.type == "html_inline" and _LINE_BREAK.match(child.content)):
            words.append("\n")
        elif child.type == "image":
            words.append(_words(child.children or []))
    return _BLANKS_AROUND_LINE_END.sub("\n", "".join(words)).strip(" \t\n")


def _words_of_html(block: str) -> str:
    """The words between the tags of an HTML block; comments, scripts and styles are dropped."""
    if _UNSEEN.match(block):
        end = block.rfind("</")
        block = block[end:] if end > 0 else ""
    bare = html.unescape(_TAG.sub(_tag_as_space, _without_comments(block)))
    lines = (line.strip(" \t\r") for line in bare.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")


def _tag_as_space(found: re.Match[str]) -> str:
    name = (found[1] or "").lower()
    return "\n" if name == "br" else "" if not name or name in _INLINE_TAGS else "\n\n"


def _without_comments(block: str) -> str:
    """Comments cut out; one that never ends loses its opening mark only, so that no words are lost."""
    kept: list[str] = []
    at = 0
    while (start := block.find("<!--", at)) >= 0 and (end := block.find("-->", start + 4)) >= 0:
        kept.append(block[at:start])
        at = end + 3
    return "".join([*kept, block[at:].replace("<!--", "")])
