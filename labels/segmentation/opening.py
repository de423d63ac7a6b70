"""What begins after a place where a sentence might end, with the quotation marks of every language but English."""

from __future__ import annotations

import re

from labels.segmentation.context import UNSEEN, Next, Start

# Blanks that stand between a quotation mark and what it quotes.
INNER_BLANKS = " \u00a0\u2009\u202f"
_MARKS = f"\"'“”‘’‚„‟«»‹›(\\[{{¿¡*_#「『《〈【〔（［{UNSEEN}"
# The longest word and the most marks that are read.
_NEXT = re.compile(rf"((?:[{_MARKS}][{INNER_BLANKS}]?+){{0,6}}+)([^\W_][\w-]{{0,30}}+)?+")
_DASHES = re.compile(rf"[-‐–—―]{{1,3}}+[{INNER_BLANKS}]?+")
_APOSTROPHES = "'’‘"
# Georgian letters count as small ones, but the capitals beside them never begin a sentence.
_GEORGIAN = ("\u10d0", "\u10ff")


def next_word(text: str, at: int, end: int) -> Next:
    """What begins at `at`: opening marks, each with a blank after it or none, and the first word or number."""
    match = _NEXT.match(text, at, end)
    if match is None:  # every part is optional, so this never happens
        return Next("", "", Start.OTHER, at)
    opening, word = match[1], match[2]
    at += len(opening)
    if word is None:
        return Next(opening, "", Start.OTHER, at)
    first = word[0]
    if first.isdigit():
        return Next(opening, word, Start.DIGIT, at)
    if first.islower() and not _GEORGIAN[0] <= first <= _GEORGIAN[1] and not _is_clipped(text, opening, word, at):
        return Next(opening, word, Start.SMALL, at)
    return Next(opening, word, Start.CAPITAL, at)


def after_dash(text: str, after: Next, end: int) -> Next:
    """What follows a dash, where one stands next, as in `„Warum?“ – fragte sie`; else `after` itself."""
    dash = _DASHES.match(text, after.at, end)
    return next_word(text, dash.end(), end) if dash else after


def _is_clipped(text: str, opening: str, word: str, at: int) -> bool:
    """Whether an apostrophe and a single letter stand before a capital, as in the Dutch `’s Avonds`."""
    if len(word) > 1 or opening[-1:] not in _APOSTROPHES or not opening:
        return False
    return text[at + 1 : at + 2].isspace() and text[at + 2 : at + 3].isupper()
