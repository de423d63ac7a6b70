"""The parts of a page that were missed, and the evidence for and against each."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import islice
from typing import Any

from labels.formats.html.names import called, names_of
from labels.formats.html.pieces import Piece
from labels.formats.html.running_text import folded, is_running
from labels.formats.html.traits import Traits, TraitsOfPage

#: What of a text may be links.
_MOST_LINKED = 0.5
#: With at most this share of the text that was found, comments of readers are not a part of the article.
_LITTLE = 0.3
_SCOPES = frozenset(("article", "main"))
_SCOPE_NAMES = re.compile(r"articlebody|blogpost|newsarticle", re.IGNORECASE)
#: Pages are not nested deeper than this by people.
_DEEPEST = 100


def is_missed_text(piece: Piece) -> bool:
    """Whether a piece is running text that was not found, and stands on its page for the first time."""
    return piece.at is None and not piece.again and piece.block.kind == "text" and is_running(piece.text)


class MissedText:
    """The pieces of a page from its headline to the end of its article, of which some were found.

    `last` is the number of the last one found, `missed` are those that were not, and `running` those of them that may
    be text. `scope` is the element that says that it holds the article; None if none does.
    """

    def __init__(self, pieces: Sequence[Piece], last: int) -> None:
        self.pieces = pieces
        self.last = last
        inside = [piece for piece in pieces[: last + 1] if piece.at is not None]
        self.holders = _ancestors([pieces[0], *inside])
        around: Counter[Any] = Counter(each for piece in inside for each in _around(piece.element))
        self._traits = TraitsOfPage(self.holders, _talk(around, len(inside)))
        self.scope = _scope_of(around, len(inside))
        self._signatures = {_signature(piece.cell) for piece in inside}
        self.missed = [n for n, piece in enumerate(pieces) if n and piece.at is None]
        self.links = {n for n in self.missed if self._is_linked(n)}
        self.running = [n for n in self.missed if self._may_be_text(n)]
        if self.running:
            announced = set(self._under_links())
            self.running = [n for n in self.running if n not in announced]

    def traits(self, n: int) -> Traits:
        """The evidence against a piece."""
        return self._traits.of(self.pieces[n].element)

    def together(self) -> list[list[int]]:
        """The running pieces that stand in cells of one kind in one group."""
        beside: dict[Any, list[int]] = {}
        for n in self.running:
            beside.setdefault((self.traits(n).group, _signature(self.pieces[n].cell)), []).append(n)
        return list(beside.values())

    def is_like_found(self, n: int) -> bool:
        """Whether a piece stands in a cell of a kind in which text was found."""
        return _signature(self.pieces[n].cell) in self._signatures

    def is_within(self, n: int) -> bool:
        """Whether a piece stands in what says that it holds the article."""
        return any(each is self.scope for each in _around(self.pieces[n].element))

    def links_around(self, together: Sequence[int]) -> int:
        """How many links there are in the cells of some pieces; around them where each is alone in its own."""
        cells = {self.pieces[n].cell for n in together}
        if len(cells) == len(together):
            wider = {cell if (up := cell.getparent()) is None or up in self.holders else up for cell in cells}
            cells = wider
        return sum(self._links_in[cell] for cell in cells)

    @cached_property
    def _links_in(self) -> Counter[Any]:
        """How many links there are in each element."""
        return Counter(each for n in self.links for each in _around(self.pieces[n].element))

    def _may_be_text(self, n: int) -> bool:
        return is_missed_text(self.pieces[n]) and n not in self.links and not self.traits(n).never

    def _under_links(self) -> Iterator[int]:
        """What stands under a heading of its own that is a link: it announces another page."""
        group, linked = None, False
        for n in self.missed:
            if self.traits(n).group is not group:
                group, linked = self.traits(n).group, False
            if self.pieces[n].block.kind == "heading":
                linked = n in self.links
            elif linked:
                yield n

    def _is_linked(self, n: int) -> bool:
        """Whether a piece is a link, or most of it is."""
        piece = self.pieces[n]
        if piece.element.tag == "a" or self.traits(n).linked:
            return True
        if not len(piece.element):
            return False
        links: float = sum(len(folded("".join(link.itertext()))) for link in piece.element.iter("a"))
        return links > _MOST_LINKED * len(piece.folded)


def _around(element: Any) -> Iterator[Any]:
    return islice(element.iterancestors(), _DEEPEST)


def _ancestors(pieces: Sequence[Piece]) -> set[Any]:
    found: set[Any] = set()
    for piece in pieces:
        element = piece.element
        while element is not None and element not in found:
            found.add(element)
            element = element.getparent()
    return found


def _talk(around: Counter[Any], found: int) -> set[Any]:
    """The elements around few of the pieces `found` that are called what readers say; `around` has their numbers."""
    few = (each for each, count in around.items() if count < _LITTLE * found)
    return {each for each in few if called(names_of(each)) == "talk"}


def _scope_of(around: Counter[Any], found: int) -> Any:
    """The smallest element that says that it holds an article, around most of what was found; None if none does."""
    whole = [each for each, count in around.items() if count > found / 2 and _says_article(each)]
    return max(whole, key=lambda each: sum(1 for _ in each.iterancestors()), default=None)


def _says_article(element: Any) -> bool:
    said = f"{element.get('itemprop') or ''} {element.get('itemtype') or ''}"
    return element.tag in _SCOPES or element.get("role") == "main" or _SCOPE_NAMES.search(said) is not None


def _signature(element: Any) -> tuple[str, str]:
    return str(element.tag), " ".join(sorted((element.get("class") or "").split()))
