"""From Markdown to the words a reader sees: paragraphs apart by blank lines, and the first heading."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

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
            yield piece.strip()  # the parser cannot read it, but its words are kept
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


PIECE = 16_000
"""Code points after which a piece ends at the next safe place. A few shapes, such as a run of `[`, take the parser
time in the square of a piece's length; this keeps the whole linear."""

LONGEST_PIECE = 64_000
"""Code points after which a piece ends at the next line end, safe or not; a longer line is a piece of its own."""

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_HTML = re.compile(r" {0,3}<(!--|script|style|pre|textarea)", re.IGNORECASE)
_DEFINITION = re.compile(r"^ {0,3}\[(?:[^\[\]\\\r\n]|\\.){1,999}\]:[^\r\n]+", re.MULTILINE)


def pieces(text: str) -> Iterator[str]:
    """`text` in order and without loss, cut before unindented lines that follow a blank line.

    Such a line starts a new block, unless a code fence or an HTML block is open; lists cut in two give the same items.
    """
    start = 0
    after_blank = False
    closer: str | None = None
    at = 0
    while at < len(text):
        found = _LINE.match(text, at)
        end = found.end() if found else len(text)
        long_enough = at - start >= PIECE and after_blank and closer is None and not text[at].isspace()
        if at > start and (long_enough or end - start > LONGEST_PIECE):
            yield text[start:at]
            start = at
        if end - at <= LONGEST_PIECE:
            line = text[at:end]
            closer = _closer_after(line, closer)
            after_blank = not line.strip()
        at = end
    if start < len(text):
        yield text[start:]


def link_definitions(text: str) -> str:
    """The lines that say where `[name]` leads, since they may stand far from the piece that uses them."""
    return "\n".join(found[0] for found in _DEFINITION.finditer(text))


def _closer_after(line: str, closer: str | None) -> str | None:
    """What must come before the block that is open after `line` ends; None when none is open."""
    if closer is not None:
        return None if _closes(line, closer) else closer
    fence = _FENCE.match(line)
    if fence:
        is_code_span = fence[1][0] == "`" and "`" in line[fence.end() :]
        return None if is_code_span else fence[1]
    html = _HTML.match(line)
    if html:
        closer = "-->" if html[1] == "!--" else f"</{html[1].lower()}"
        return None if closer in line[html.end() :].lower() else closer
    return None


def _closes(line: str, closer: str) -> bool:
    if closer[0] not in "`~":
        return closer in line.lower()
    fence = _FENCE.match(line)
    return fence is not None and fence[1].startswith(closer) and not line[fence.end() :].strip()
