"""The pieces of a page: every block with words, its place, and whether it is in the text that was found."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from labels.formats.html.main_text import SILENT, Block, flat, placed_blocks
from labels.formats.html.running_text import folded

#: Inline elements, which hold no paragraphs of their own.
_INLINE = frozenset(("a", "abbr", "b", "cite", "em", "font", "i", "mark", "q", "small", "span", "strong", "u"))
#: Captions may be text; what is never any need not be walked through.
_SILENT = (SILENT - {"figcaption"}) | {"aside", "dialog", "footer", "head", "menu", "nav"}
#: Shorter blocks recur on a page; they tell nothing.
_TELLING = 20
#: So many signs at both ends make two texts the same, whatever was left out between them.
_END = 40
#: From so many pieces times signs on, what is looked up in a text is kept in a set, so that no page takes long.
_MUCH = 3_000_000


@dataclass(slots=True, eq=False)
class Piece:
    """A block of a page. `at` is the number of the block found that it ends in, None where it is in none.

    `cell` is the element that holds it and the paragraphs beside it; `again` marks what stood on the page before.
    """

    block: Block
    element: Any
    cell: Any
    folded: str
    at: int | None = None
    again: bool = False

    @property
    def text(self) -> str:
        """Its words."""
        return self.block.text


def pieces_of(page: Any) -> list[Piece]:
    """All pieces of an lxml tree, in the order of the page, with the captions of pictures."""
    found = placed_blocks(page, _SILENT)
    return [Piece(block, element, _cell(element), folded(block.text)) for block, element in found]


def _cell(element: Any) -> Any:
    while element.tag in _INLINE and element.getparent() is not None:
        element = element.getparent()
    parent = element.getparent()
    return element if parent is None else parent


def locate(pieces: Sequence[Piece], found: Sequence[Block]) -> None:
    """Set where each piece is in what was found. A text that recurs on the page is in it once."""
    texts = [folded(block.text) for block in found]
    joined = "".join(texts)
    ends = list(accumulate(map(len, texts)))
    beginnings = joined if len(pieces) * len(joined) < _MUCH else _all_of_length(joined, _TELLING)
    both_ends = {(text[:_END], text[-_END:]): n for n, text in enumerate(texts) if len(text) >= 2 * _END}
    seen: set[str] = set()
    after = 0
    for piece in pieces:
        text = piece.folded
        piece.again = len(text) >= _TELLING and text in seen
        seen.add(text)
        if len(text) >= _TELLING and text[:_TELLING] in beginnings:
            place = joined.find(text, after)
            if place < 0 and not piece.again:
                place = joined.find(text)
            if place >= 0:
                after = place + len(text)
                piece.at = bisect_left(ends, after)
        if piece.at is None and len(text) >= 2 * _END:
            piece.at = both_ends.get((text[:_END], text[-_END:]))


def _all_of_length(text: str, length: int) -> set[str]:
    """Every part of a text of that length, so that many can be looked up in a long text."""
    return {text[at : at + length] for at in range(len(text) - length + 1)}


def after_headline(headline: Piece, found: Sequence[Block]) -> list[Block]:
    """What was found, its first block without the headline, which runs into the text where little was found."""
    title = flat(headline.text)
    if not found or headline.block.kind != "heading" or not flat(found[0].text).startswith(f"{title} "):
        return list(found)
    return [Block("text", flat(found[0].text)[len(title) + 1 :]), *found[1:]]
