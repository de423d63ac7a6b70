"""The rest of an article: running text that stands on its page around the text that was found, and was missed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from labels.formats.html.main_text import Block
from labels.formats.html.names import called, names_of
from labels.formats.html.pieces import Piece, after_headline, locate, pieces_of
from labels.formats.html.running_text import folded, is_running, sentences, size
from labels.formats.html.traits import Traits, TraitsOfPage

#: More text than this is looked through by nobody in reasonable time; no article has as much.
_MOST_FOUND = 1_000_000
#: What of a text may be links.
_MOST_LINKED = 0.5
#: A block is text of the article with so many sentences, or so many paragraphs if it bears a telling name.
_LEAST_SENTENCES = 2
_LEAST_SIZE = 150
_LEAST_IN_NOTICE = 2
_LEAST_CAPTIONS = 3
#: Where nothing says how far the article goes, a block behind it needs so many paragraphs.
_LEAST_FAR = 3
#: So much that is left out is told: words, and a share of what is taken in.
_LEAST_TOLD = 80
_SHARE_TOLD = 0.2
_WORDS_SHOWN = 8
_PICTURES = frozenset(("figure", "img", "picture", "video", "svg", "amp-img"))
#: So small a share of what was found does not make talk a part of the article.
_LITTLE = 0.3
_SCOPES = frozenset(("article", "main"))
_SCOPE_NAMES = re.compile(r"articlebody|blogpost|newsarticle", re.IGNORECASE)

#: A heading that ends an article.
_BEYOND = re.compile(
    r"\W*(?:(?:related|similar|recommended|popular|recent|latest|more|other|further)"
    r"(?: (?:articles?|stories|posts?|news|content|reading|coverage|from .{1,40}|on .{1,40}|in .{1,40}|like this))?"
    r"|(?:\d+ )?comments?\b.{0,20}|leave a (?:comment|reply)|most (?:read|popular|viewed).{0,20}|read next|see also"
    r"|you (?:may|might) also like|what to read next|up next|about the authors?|newsletter|kommentare?|mehr zum thema"
    r"|auch interessant|das könnte (?:sie|dich) auch interessieren|meistgelesen|weitere (?:artikel|themen|meldungen)"
    r"|sur le même sujet|(?:à|a) lire aussi|commentaires?|más noticias|te puede interesar|noticias relacionadas"
    r"|comentarios|leggi anche|lees ook|commenti|reacties)\W*",
    re.IGNORECASE,
)
_LONGEST_HEADING = 80


@dataclass(frozen=True, slots=True)
class Rest:
    """An article with the text that was missed, in the order of the page, and the paragraphs that stayed out of it."""

    blocks: list[Block]
    left_out: list[str]


def with_the_rest(page: Any, found: Sequence[Block], title: str | None) -> Rest:
    """What was found on a page, an lxml tree, with the running text between its headline and its end."""
    if not found or sum(len(block.text) for block in found) > _MOST_FOUND:
        return Rest(list(found), [])
    pieces = pieces_of(page)
    pieces = pieces[_headline(pieces, title) :]
    found = after_headline(pieces[0], found)
    locate(pieces, found)
    last = max((n for n, piece in enumerate(pieces) if piece.at is not None), default=-1)
    if last < 0:
        return Rest(list(found), [])
    end = next((n for n in range(last + 1, len(pieces)) if _is_beyond(pieces[n])), len(pieces))
    return _Choice(pieces[:end], last).made(found)


def left_out_in_words(rest: Rest) -> str | None:
    """How much running text stayed out of an article; None where it is little."""
    words = sum(len(text.split()) for text in rest.left_out)
    kept = sum(len(block.text.split()) for block in rest.blocks)
    if words < max(_LEAST_TOLD, _SHARE_TOLD * kept):
        return None
    first = " ".join(rest.left_out[0].split()[:_WORDS_SHOWN])
    return (
        f"{words:,} words of running text are left out, {kept:,} are taken in. What is left out begins with"
        f" “{first} …”; if it belongs to the article, save the text of the page as plain text and import that."
    )


def _headline(pieces: Sequence[Piece], title: str | None) -> int:
    """The number of the piece that is the headline; 0 where there is none."""
    wanted = folded(title or "")
    headings = [n for n, piece in enumerate(pieces) if piece.block.kind == "heading" and piece.folded]
    for n in headings:
        if wanted and pieces[n].folded == wanted:
            return n
    return next((n for n in headings if _tag(pieces[n]) == "h1"), 0)


def _tag(piece: Piece) -> str:
    element = piece.element
    while element is not None and element.tag not in ("h1", "h2", "h3", "h4", "h5", "h6"):
        element = element.getparent()
    return "" if element is None else str(element.tag)


def _is_beyond(piece: Piece) -> bool:
    """Whether a piece behind the text that was found is no more of its article."""
    if piece.block.kind != "heading" or len(piece.text) > _LONGEST_HEADING:
        return False
    return _tag(piece) == "h1" or _BEYOND.fullmatch(piece.text) is not None


class _Choice:
    """Which of the pieces that were missed are text of the article."""

    def __init__(self, pieces: Sequence[Piece], last: int) -> None:
        self._pieces = pieces
        self._last = last
        inside = [piece for piece in pieces[: last + 1] if piece.at is not None]
        self._holders = _ancestors([pieces[0], *inside])
        self._traits = TraitsOfPage(self._holders, _talk(inside))
        self._scope = _scope_of(inside)
        self._signatures = {_signature(piece.cell) for piece in inside}
        self._missed = [n for n, piece in enumerate(pieces) if n and piece.at is None]
        self._links = {n: _is_linked(pieces[n], self._of(n)) for n in self._missed}
        self._announced = set(self._under_links())

    def made(self, found: Sequence[Block]) -> Rest:
        """The article with what belongs to it."""
        running = [n for n in self._missed if self._may_be_text(n)]
        chosen = self._chosen(running)
        kept = self._with_short_ones(chosen)
        left_out = [self._pieces[n].text for n in running if n not in chosen]
        return Rest(_spliced(self._pieces, kept, found), left_out)

    def _of(self, n: int) -> Traits:
        return self._traits.of(self._pieces[n].element)

    def _may_be_text(self, n: int) -> bool:
        piece = self._pieces[n]
        if piece.again or piece.block.kind != "text" or self._of(n).never or self._links[n] or n in self._announced:
            return False
        return is_running(piece.text)

    def _under_links(self) -> Iterator[int]:
        """What stands under a heading of its own that is a link: it announces another page."""
        group, linked = None, False
        for n in self._missed:
            if self._of(n).group is not group:
                group, linked = self._of(n).group, False
            if self._pieces[n].block.kind == "heading":
                linked = self._links[n]
            elif linked:
                yield n

    def _chosen(self, running: Sequence[int]) -> set[int]:
        """Those that stand together with enough others."""
        beside: dict[Any, list[int]] = {}
        for n in running:
            beside.setdefault((self._of(n).group, _signature(self._pieces[n].cell)), []).append(n)
        chosen: set[int] = set()
        pictured: list[int] = []
        for together in beside.values():
            plain = [n for n in together if self._of(n).caption is None]
            if self._are_pictured(plain):
                pictured += plain
            elif self._is_text(plain):
                chosen.update(plain)
        captions = [n for n in running if self._of(n).caption is not None] + pictured
        if self._are_slides(captions, chosen):
            chosen.update(captions)
        else:
            chosen.update(n for n in captions if self._is_no_caption(n, captions))
        return chosen

    def _is_text(self, together: Sequence[int]) -> bool:
        texts = [self._pieces[n].text for n in together]
        if sum(sentences(text) or 1 for text in texts) < _LEAST_SENTENCES or sum(map(size, texts)) < _LEAST_SIZE:
            return False
        traits = [self._of(n) for n in together]
        least = _LEAST_IN_NOTICE if together[0] < self._last else _LEAST_FAR
        if any(each.notice for each in traits) and (len(together) < least or self._asks(together)):
            return False
        if self._announcing(together):
            return False
        if together[0] < self._last:
            return True
        if _signature(self._pieces[together[0]].cell) in self._signatures:
            return True
        if self._scope is not None:
            return len(together) > 1 and self._is_within(self._pieces[together[0]].element)
        return len(together) >= _LEAST_FAR and not any(each.aside for each in traits)

    def _is_within(self, element: Any) -> bool:
        return any(each is self._scope for each in element.iterancestors())

    def _asks(self, together: Sequence[int]) -> bool:
        """Whether a notice asks for something to be typed in."""
        return any(next(self._of(n).group.iter("form", "input"), None) is not None for n in together)

    def _announcing(self, together: Sequence[int]) -> bool:
        """Whether there are as many links as paragraphs in the cells of some pieces."""
        cells = {self._pieces[n].cell for n in together}
        if len(cells) == len(together):  # each alone in its own: teasers have their links around it
            cells |= {parent for cell in cells if (parent := cell.getparent()) is not None}
            cells -= self._holders
        links = sum(
            self._links[n] and any(each in cells for each in self._pieces[n].element.iterancestors())
            for n in self._missed
        )
        return links >= len(together)

    def _are_slides(self, captions: Sequence[int], chosen: set[int]) -> bool:
        """Whether captions make up so much of the text that they are the article, as in a slide show."""
        texts = {self._pieces[n].text for n in captions}
        if len(texts) < _LEAST_CAPTIONS:
            return False
        others = sum(len(self._pieces[n].text) for n in chosen)
        others += sum(len(piece.text) for piece in self._pieces if piece.at is not None)
        are_long = sum(map(sentences, texts)) >= 2 * len(texts)
        return (2 if are_long else 1) * sum(map(len, texts)) >= others

    def _are_pictured(self, together: Sequence[int]) -> bool:
        """Whether there are as many pictures as paragraphs in a slide show."""
        if not together or not self._of(together[0]).slide:
            return False
        return sum(1 for _ in self._of(together[0]).group.iter("img")) >= len(together) >= _LEAST_CAPTIONS

    def _is_no_caption(self, n: int, captions: Sequence[int]) -> bool:
        """Whether what is called a caption holds several paragraphs, or a long one without a picture."""
        caption = self._of(n).caption
        if caption is None:
            return False
        if sum(self._of(each).caption is caption for each in captions) > 1:
            return True
        text = self._pieces[n].text
        return sentences(text) >= _LEAST_CAPTIONS and size(text) >= _LEAST_SIZE and not self._is_at_picture(caption)

    def _is_at_picture(self, caption: Any) -> bool:
        around = caption.getparent()
        holder = caption if around is None or around in self._holders else around
        beside = [each for each in (caption.getprevious(), caption.getnext()) if each is not None]
        inside = next(holder.iter(*_PICTURES), None) is not None
        return (
            inside or holder.tag in _PICTURES or any(next(each.iter(*_PICTURES), None) is not None for each in beside)
        )

    def _with_short_ones(self, chosen: set[int]) -> list[int]:
        """Those chosen, with the short paragraphs, list items and headings among them."""
        cells = {self._pieces[n].cell for n in chosen}
        groups = {self._of(n).group for n in chosen}
        kept: list[int] = []
        heading: int | None = None
        for n in self._missed:
            piece = self._pieces[n]
            if n in chosen:
                kept += [n] if heading is None else [heading, n]
                heading = None
            elif piece.again or self._links[n] or self._of(n).never or self._of(n).group not in groups:
                heading = None
            elif piece.block.kind == "heading":
                heading = n
            elif piece.cell in cells or (_is_item(piece) and piece.cell.getparent() in cells):
                kept.append(n)
        return kept


def _is_item(piece: Piece) -> bool:
    return piece.element.tag == "li"


def _ancestors(pieces: Sequence[Piece]) -> set[Any]:
    found: set[Any] = set()
    for piece in pieces:
        element = piece.element
        while element is not None and element not in found:
            found.add(element)
            element = element.getparent()
    return found


def _talk(inside: Sequence[Piece]) -> set[Any]:
    """The elements with little of what was found in them that are called what readers say."""
    around: Counter[Any] = Counter()
    for piece in inside:
        around.update(each for each in piece.element.iterancestors() if called(names_of(each)) == "talk")
    return {element for element, count in around.items() if count < _LITTLE * len(inside)}


def _scope_of(inside: Sequence[Piece]) -> Any:
    """The smallest element that says that it holds an article, around most of what was found; None if none does."""
    around: Counter[Any] = Counter()
    for piece in inside:
        for element in piece.element.iterancestors(*_SCOPES, "div", "section"):
            if element.tag in _SCOPES or element.get("role") == "main" or _says_article(element):
                around[element] += 1
    whole = [element for element, count in around.items() if count > len(inside) / 2]
    return max(whole, key=lambda each: sum(1 for _ in each.iterancestors()), default=None)


def _says_article(element: Any) -> bool:
    said = f"{element.get('itemprop') or ''} {element.get('itemtype') or ''}"
    return _SCOPE_NAMES.search(said) is not None


def _signature(element: Any) -> tuple[str, str]:
    return str(element.tag), " ".join(sorted((element.get("class") or "").split()))


def _is_linked(piece: Piece, traits: Traits) -> bool:
    """Whether a piece is a link, or most of it is."""
    if traits.linked or piece.element.tag == "a":
        return True
    links: int = sum(len(folded("".join(link.itertext()))) for link in piece.element.iter("a"))
    return links > _MOST_LINKED * len(piece.folded)


def _spliced(pieces: Sequence[Piece], kept: Sequence[int], found: Sequence[Block]) -> list[Block]:
    """What was found with what was kept, each behind the piece that stands before it on the page."""
    if not kept:
        return list(found)
    wanted = set(kept)
    behind: dict[int, list[Block]] = {}
    at = -1
    for n, piece in enumerate(pieces):
        if piece.at is not None:
            at = piece.at
        elif n in wanted:
            behind.setdefault(at, []).append(piece.block)
    blocks = list(behind.get(-1, ()))
    for n, block in enumerate(found):
        blocks.append(block)
        blocks += behind.get(n, ())
    return blocks
