"""The beginning of an article, wherever the page has put it: its lead, and text that stands in no paragraph."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from labels.formats.html.main_text import Block, blocks, flat

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
