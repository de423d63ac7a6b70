"""The rest of an article: running text that stands on its page around the text that was found, and was missed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from labels.formats.html.main_text import Block
from labels.formats.html.missed_choice import chosen, left_out, with_short_ones
from labels.formats.html.missed_text import MissedText, is_missed_text
from labels.formats.html.pieces import Piece, after_headline, locate, pieces_of
from labels.formats.html.running_text import folded, is_running

#: Nobody waits for more text than this to be looked through; no article has as much.
_MOST_FOUND = 1_000_000
#: So much that is left out is told: words, and a share of what is taken in.
_LEAST_TOLD = 80
_SHARE_TOLD = 0.2
_WORDS_SHOWN = 8

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
    located = [n for n, piece in enumerate(pieces) if piece.at is not None]
    last = max(located, default=0)
    end = next((n for n in range(last + 1, len(pieces)) if _is_beyond(pieces[n])), len(pieces))
    if not any(is_missed_text(piece) for piece in pieces[1:end]):  # as in most pages
        return Rest(list(found), [])
    missed = MissedText(pieces[:end], last)
    text = chosen(missed)
    if text and not located:  # what was found is the words around the article, run together
        found = [block for block in found if is_running(block.text)]
    return Rest(_spliced(pieces, with_short_ones(missed, text), found), left_out(missed, text))


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


def _spliced(pieces: Sequence[Piece], wanted: set[int], found: Sequence[Block]) -> list[Block]:
    """What was found with what was kept, each behind the piece that stands before it on the page."""
    if not wanted:
        return list(found)
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
