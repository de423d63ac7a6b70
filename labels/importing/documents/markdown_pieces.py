"""Cutting long Markdown into pieces that can be parsed one by one, so that memory and time stay in proportion."""

from __future__ import annotations

import re
from collections.abc import Iterator

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
