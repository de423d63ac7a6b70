"""Where the paragraphs of a text lie, and which of three layouts it has."""

from __future__ import annotations

import re
from itertools import pairwise

from labels.errors import UsageError

LAYOUTS = ("blank", "line", "wrapped")

# One line: what stands between line ends. U+2029 says of itself that it ends a paragraph.
LINE_END = re.compile(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
PARAGRAPH_SEPARATOR = "\u2029"

# A line that could end a sentence there: an end mark, then anything that closes.
ENDED = re.compile(r"[.!?…:;。！？]['\"’”»)\]]{0,4}\Z")

# What a hard-wrapped text looks like (see docs/segmentation.md).
NARROWEST, WIDEST = 40, 132
FULL_LINES, OPEN_LINES = 0.8, 0.5

# One paragraph a line, with a blank line only here and there (after the headline, say).
FEW_BLANKS, LONG_LINE = 0.2, 100

Span = tuple[int, int]


def lines(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """The non-blank lines of `text[start:end]`, without blanks at either side, in code points."""
    return [line for line in _all_lines(text, start, len(text) if end is None else end) if line[0] < line[1]]


def find_paragraphs(text: str, layout: str = "auto") -> tuple[str, list[Span]]:
    """The layout of `text` and the spans of its paragraphs, in code points, without blanks at either side.

    `layout` is "blank", "line", "wrapped", or "auto" to tell them apart.

    Raises:
        UsageError: there is no such layout.
    """
    if layout not in (*LAYOUTS, "auto"):
        raise UsageError(f"There is no layout called {layout!r}. Use one of: auto, {', '.join(LAYOUTS)}.")
    blocks = _blocks(text)
    found = _guess(text, blocks) if layout == "auto" else layout
    if found == "line":
        return found, [line for block in blocks for line in block]
    return found, [(block[0][0], block[-1][1]) for block in blocks]


def _all_lines(text: str, start: int, end: int) -> list[Span]:
    """Every line of `text[start:end]`, trimmed; a blank line is an empty span."""
    found = []
    at = start
    for match in LINE_END.finditer(text, start, end):
        found.append(trimmed(text, at, match.start()))
        if match[0] == PARAGRAPH_SEPARATOR:
            found.append((match.start(), match.start()))
        at = match.end()
    found.append(trimmed(text, at, end))
    return found


def trimmed(text: str, start: int, end: int) -> Span:
    """`start` and `end` moved together until no blank is left at either side."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _blocks(text: str) -> list[list[Span]]:
    """Runs of non-blank lines."""
    blocks: list[list[Span]] = [[]]
    for line in _all_lines(text, 0, len(text)):
        if line[0] < line[1]:
            blocks[-1].append(line)
        elif blocks[-1]:
            blocks.append([])
    return [block for block in blocks if block]


def _guess(text: str, blocks: list[list[Span]]) -> str:
    """Tell the layouts apart by the line ends inside blocks and the blank lines between them."""
    inner = [pair for block in blocks for pair in pairwise(block)]
    if _is_wrapped(text, blocks, inner):
        return "wrapped"
    gaps = len(blocks) - 1
    if gaps < 1:
        return "line"
    lengths = sorted(end - start for block in blocks for start, end in block)
    few = gaps <= FEW_BLANKS * (gaps + len(inner))
    return "line" if few and lengths[len(lengths) // 2] >= LONG_LINE else "blank"


def _is_wrapped(text: str, blocks: list[list[Span]], inner: list[tuple[Span, Span]]) -> bool:
    """Whether lines end because the margin was reached.

    The margin is the length that 19 in 20 lines keep within. A line is full when the first word of the next
    line would have crossed it, and open when it does not end like a sentence.
    """
    if not inner:
        return False
    lengths = sorted(end - start for block in blocks for start, end in block)
    margin = lengths[(len(lengths) * 19 - 1) // 20]
    if not NARROWEST <= margin <= WIDEST:
        return False
    full = opened = 0
    for (start, end), (after, after_end) in inner:
        first = text[after : min(after_end, after + margin)].split(None, 1)[0]
        full += end - start + 1 + len(first) > margin
        opened += not ENDED.search(text, max(start, end - 8), end)
    return full >= FULL_LINES * len(inner) and opened >= OPEN_LINES * len(inner)
