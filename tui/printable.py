"""Make outside text safe to draw: nothing in it may control the terminal, be hidden, or change the direction of a line.

Articles, titles, names and messages come from elsewhere. Everything that is drawn goes through `printable`. What is
stored is not changed.
"""

from __future__ import annotations

import re

REPLACEMENT = 0xFFFD

# Control characters have pictures of their own; tab and line feed are left for the caller to lay out.
_PICTURES = {code: 0x2400 + code for code in range(0x20) if code not in (0x09, 0x0A)} | {0x7F: 0x2421}

_HIDDEN = (
    *range(0x80, 0xA0),  # C1: U+009B alone begins a terminal command
    0x061C,  # Arabic letter mark
    0x200B,  # zero width space
    *range(0x200E, 0x2010),  # left-to-right and right-to-left mark
    *range(0x2028, 0x202F),  # line and paragraph separator, bidi embeddings and overrides
    *range(0x2060, 0x2070),  # word joiner, invisible operators, bidi isolates, deprecated shaping
    0xFEFF,  # byte order mark inside a text
    *range(0xFFF9, 0xFFFC),  # interlinear annotation
    *range(0xD800, 0xE000),  # lone surrogates: not encodable
    *range(0xE0000, 0xE0080),  # tags: an invisible alphabet
)
_TABLE = _PICTURES | dict.fromkeys(_HIDDEN, REPLACEMENT)

JOINER, NON_JOINER = "\u200d", "\u200c"
_PICTOGRAPH = "[\u2190-\u2bff\U0001f000-\U0001faff]\ufe0f?[\U0001f3fb-\U0001f3ff]?"
_JOINED = re.compile(f"({_PICTOGRAPH}(?:{JOINER}{_PICTOGRAPH}){{1,3}})|{JOINER}")


def printable(text: str) -> str:
    """`text` with control and hidden characters made visible; same length, so offsets stay valid.

    Tabs and line feeds are kept. A zero width joiner stays where it joins the parts of one emoji, at most
    three times as in the longest that exist; elsewhere terminals and their width tables disagree on what
    it swallows, so it becomes a non-joiner, which takes no room and never changes a measure.
    """
    if text.isprintable():  # excludes all of the above, and is much faster
        return text
    text = text.translate(_TABLE)
    if JOINER in text:
        text = _JOINED.sub(lambda found: found[1] or NON_JOINER, text)
    return text


#: How much of one outside text is drawn if a window shows more than one line of it, in code points: more than anybody
#: reads there, but so little that a text of millions does not slow down keys.
MOST_DRAWN = 4_000


def beginning(text: str, most: int = MOST_DRAWN) -> str:
    """As much of `text` as is drawn, `most` code points, printable; with … where that is not all."""
    return printable(text) if len(text) <= most else f"{printable(text[:most])}…"


def one_line(text: str, most: int = MOST_DRAWN) -> str:
    """As much of `text` as is drawn in one line: so many code points, printable, with a blank where it is broken."""
    return printable(" ".join(text[:most].split())) + ("…" if len(text) > most else "")
