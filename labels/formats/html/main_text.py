"""The words of a piece of HTML (or of what trafilatura makes of it), block by block, without the markup."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

Kind = Literal["heading", "text"]

#: Elements that stand apart from the text around them, of HTML and of trafilatura's own trees.
_BLOCKS = frozenset(
    (
        *("address", "article", "aside", "blockquote", "body", "cell", "dd", "details", "div", "dl", "dt", "fieldset"),
        *("footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header", "hgroup", "hr", "html", "item", "li"),
        *("list", "main", "nav", "ol", "p", "pre", "quote", "row", "section", "summary", "table", "tbody", "td"),
        *("tfoot", "th", "thead", "tr", "ul"),
    )
)
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6", "head"))
_ROWS, _CELLS = frozenset(("row", "tr")), frozenset(("cell", "td", "th"))
_BREAKS = frozenset(("br", "lb"))
#: Elements whose words are no part of a text.
_SILENT = frozenset(
    (
        *("audio", "button", "canvas", "figcaption", "graphic", "iframe", "input", "math", "noscript", "object"),
        *("script", "select", "style", "svg", "template", "textarea", "title", "video"),
    )
)

_BLANKS = re.compile(r"[ \t\r\n\f\v]+")
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
    walk = _Walk()
    walk.into(element, "text")
    walk.end("text")
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

    def __init__(self) -> None:
        self.found: list[Block] = []
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
                if stack and parent.tag in _BLOCKS:
                    self.end(kind)
                if stack:
                    self._say(parent.tail)
                continue
            tag = child.tag
            if not isinstance(tag, str) or tag in _SILENT:  # a comment or instruction has no name
                self._say(child.tail)
            elif tag in _BREAKS:
                self._words.append("\n")
                self._say(child.tail)
            elif tag in _ROWS and (row := _row(child)) is not None:
                self.end(kind)
                self._words.append(row)
                self.end("text")
                self._say(child.tail)
            else:
                if tag in _BLOCKS:
                    self.end(kind)
                self._say(child.text)
                stack.append((child, "heading" if tag in _HEADINGS else kind, iter(child)))

    def end(self, kind: Kind) -> None:
        """Make blocks of the words so far; two line breaks end a paragraph."""
        for part in _PARAGRAPH_END.split("".join(self._words)):
            lines = [line.strip(" ") for line in part.split("\n")]
            if text := "\n".join(line for line in lines if line):
                self.found.append(Block(kind, text))
        self._words.clear()

    def _say(self, words: str | None) -> None:
        if words:
            said = _BLANKS.sub(" ", words.translate(_UNSEEN))
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


#: What pages call the paragraph between headline and text.
_LEAD = re.compile(
    r"(?:^|[^a-z])(?:lead|lede|chapo|chapeau|intro|introduction|standfirst|dek|vorspann|entradilla|bajada|ingress|sapo"
    r"|subheadline|article-?summary|ledetext|sommario|preamble)(?:$|[^a-z])",
    re.IGNORECASE,
)
_PICTURE = re.compile(r"media|image|img|video|photo|figure|gallery", re.IGNORECASE)
_SHORTEST, _LONGEST = 40, 1_000
_MOST_LEADS = 50
_LEADS = frozenset(("p", "div", "h2", "section", "strong"))
_HOLDERS = ("div", "section", "article", "td", "body", "main")
#: Elements that stand in a line of text.
_INLINE = frozenset(
    ("a", "abbr", "b", "br", "cite", "code", "em", "font", "i", "mark", "q", "small", "span", "strong", "sub", "sup")
)


def wrap_loose_text(page: Any) -> None:
    """Make paragraphs of long text that stands beside paragraphs without being in one, in an lxml tree."""
    for holder in list(page.iter(*_HOLDERS)):  # which changes while we go through it
        if any(child.tag == "p" for child in holder):
            _wrap(holder)


def _wrap(holder: Any) -> None:
    children = list(holder)
    if holder.text and len(holder.text.strip()) >= _SHORTEST:
        paragraph = holder.makeelement("p", {})
        paragraph.text, holder.text = holder.text, None
        holder.insert(0, paragraph)
        _take(paragraph, children, 0)
    for number, child in enumerate(children):
        if child.getparent() is holder and _is_apart(children, number) and len((child.tail or "").strip()) >= _SHORTEST:
            paragraph = holder.makeelement("p", {})
            paragraph.text, child.tail = child.tail, None
            child.addnext(paragraph)
            _take(paragraph, children, number + 1)


def _take(paragraph: Any, children: Sequence[Any], start: int) -> None:
    """Move the elements of the same lines into a new paragraph, beginning with the child of that number."""
    for number in range(start, len(children)):
        if _is_apart(children, number):
            break
        paragraph.append(children[number])


def _is_apart(children: Sequence[Any], number: int) -> bool:
    """Whether a child is no part of a line: a block, or one of two line breaks in a row."""
    child = children[number]
    if child.tag != "br":
        return child.tag not in _INLINE
    before, after = children[max(0, number - 1)], children[min(number + 1, len(children) - 1)]
    follows = before is not child and before.tag == "br" and not (before.tail or "").strip()
    return follows or (after is not child and after.tag == "br" and not (child.tail or "").strip())


def lead_of(page: Any, found: Sequence[Block]) -> list[Block]:
    """The paragraphs that stand as a lead between the headline and the first of the blocks that were found."""
    first = next((flat(block.text) for block in found if block.kind == "text" and len(block.text) >= _SHORTEST), None)
    heading = next(page.iter("h1"), None)
    if first is None or heading is None:
        return []
    known = {flat(block.text) for block in found}
    behind, looked_at = False, 0
    for element in page.iter():
        if element is heading:
            behind = True
        if not behind or not isinstance(element.tag, str):
            continue
        names = f"{element.get('class') or ''} {element.get('id') or ''}"
        is_lead = element.tag in _LEADS and _LEAD.search(names) and not _PICTURE.search(names)
        text = flat("".join(element.itertext())) if is_lead or element.tag == "p" else ""
        looked_at += bool(is_lead)
        if looked_at > _MOST_LEADS or (text and (text.startswith(first) or first.startswith(text))):
            return []
        if is_lead and _SHORTEST <= len(text) <= _LONGEST and not any(each in text for each in known if len(each) > 20):
            return [Block("text", each.text) for each in blocks(element) if len(each.text) >= _SHORTEST]
    return []
