"""Which of the missed blocks are text of the article: several sentences together, whatever the page calls them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, takewhile
from typing import Any

from labels.formats.html.boilerplate import is_hidden
from labels.formats.html.missed_text import MissedText
from labels.formats.html.pieces import Piece
from labels.formats.html.running_text import sentences, size
from labels.formats.html.slides import are_pictured, captions_chosen

#: A block is text with so many sentences and signs, or so many paragraphs if it bears the name of a notice.
_LEAST_SENTENCES = 2
_LEAST_SIZE = 150
_LEAST_IN_NOTICE = 2
#: A single paragraph in what is called a notice is text with so many sentences and signs.
_MANY_SENTENCES = 3
_MANY_SIGNS = 250
#: Where nothing says how far the article goes, a block behind it needs so many paragraphs.
_LEAST_FAR = 3


def chosen(missed: MissedText) -> set[int]:
    """The numbers of the running pieces that are text."""
    text: set[int] = set()
    captions = [n for n in missed.running if missed.traits(n).caption is not None]
    for together in missed.together():
        plain = [n for n in together if missed.traits(n).caption is None]
        if are_pictured(missed, plain):
            captions += plain
        elif _is_text(missed, plain):
            text.update(plain)
    return text | captions_chosen(missed, captions, text)


def left_out(missed: MissedText, text: set[int]) -> list[str]:
    """The running text that was not chosen, except teasers, which stand beside links."""
    groups = (together for together in missed.together() if missed.links_around(together) < len(together))
    return [missed.pieces[n].text for n in sorted(n for together in groups for n in together) if n not in text]


def with_short_ones(missed: MissedText, text: set[int]) -> set[int]:
    """Those chosen, with the short paragraphs, list items and headings among them."""
    cells = {missed.pieces[n].cell for n in text}
    groups = {missed.traits(n).group for n in text}
    kept = set(text)
    heading: int | None = None
    for n in missed.missed:
        piece = missed.pieces[n]
        if n in text:
            kept.update(() if heading is None else (heading,))
            heading = None
        elif piece.again or n in missed.links or missed.traits(n).never or missed.traits(n).group not in groups:
            heading = None
        elif piece.block.kind == "heading":
            heading = n
        elif piece.cell in cells or (piece.element.tag == "li" and piece.cell.getparent() in cells):
            kept.add(n)
    return kept


def _is_text(missed: MissedText, together: Sequence[int]) -> bool:
    texts = [missed.pieces[n].text for n in together]
    if sum(sentences(text) or 1 for text in texts) < _LEAST_SENTENCES or sum(map(size, texts)) < _LEAST_SIZE:
        return False
    if missed.links_around(together) >= len(together) or _is_notice(missed, together):
        return False
    first = together[0]
    if first < missed.last or missed.is_like_found(first):
        return True
    if missed.scope is not None:
        return len(together) > 1 and missed.is_within(first)
    return len(together) >= _LEAST_FAR and not any(missed.traits(n).aside for n in together)


def _is_notice(missed: MissedText, together: Sequence[int]) -> bool:
    """Whether what is called a notice is short, or asks for something to be typed in."""
    if not any(missed.traits(n).notice for n in together):
        return False
    group = missed.traits(together[0]).group
    if next(group.iter("form", "input"), None) is not None:
        return True
    if together[0] >= missed.last:
        return len(together) < _LEAST_FAR
    return len(together) < _LEAST_IN_NOTICE and not _is_long(missed.pieces[together[0]], group)


def _is_long(piece: Piece, group: Any) -> bool:
    """Whether a single paragraph is running text by its length: what asks for something is shorter, or has a link.

    What is hidden may be the words of a film.
    """
    text = piece.text
    if is_hidden(group) or any(is_hidden(each) for each in takewhile(lambda it: it is not group, _holders(piece))):
        return False
    if sentences(text) < _MANY_SENTENCES or size(text) < _MANY_SIGNS:
        return False
    return next(group.iter("a", "button"), None) is None


def _holders(piece: Piece) -> Iterator[Any]:
    return chain([piece.element], piece.element.iterancestors())
