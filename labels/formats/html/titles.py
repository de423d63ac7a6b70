"""The title of an article, without the name of the site or section that its page has put around it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from labels.formats.html.main_text import Block, flat
from labels.formats.html.names import names_of, words_of
from labels.formats.html.paths import selected
from labels.formats.html.running_text import folded, size

_FILE_NAME = re.compile(r"\w+(?:-\w+)+")
#: A shorter heading is a label.
_SHORTEST = 4
#: So many blocks are looked at for the headline.
_HEADER = 3
_SEPARATOR = re.compile(r"\s+(?:[|»·•]|[-–—]{1,2})\s+")
#: What stands between a headline and other names in the title of a page; a colon can be a part of either.
_BETWEEN = re.compile(rf"{_SEPARATOR.pattern}|\s*:\s+")
_MOST_PARTS = 12
#: Headlines that are no headings but by name.
_NAMED = (
    "//*[self::p or self::div or self::span or self::strong][contains(@class, 'title') or contains(@class, 'headline')]"
)
_MOST_NAMED = 50


def title_of(title: str | None, page: Any, site: str | None, found: Sequence[Block] = ()) -> str | None:
    """The title as it stands over the article, where the page has put its own name or section behind or before it."""
    if not title:
        return title
    title = " ".join(title.split())
    title = _confirmed(page, found, title) or title if _is_unheard_of(title, page, site) else title
    headings = ["".join(heading.itertext()) for heading in page.iter("h1")]
    for heading in [*headings, *(block.text for block in found[:_HEADER])]:
        text = " ".join(heading.split())
        if _is_name(text) and (rest := title.removeprefix(text)) != title and _SEPARATOR.match(rest):
            return text
    if site:
        parts = _SEPARATOR.split(title)
        last = re.search(rf"{_SEPARATOR.pattern}(?=[^|»·•]*\Z)", title)
        if len(parts) > 1 and last and _same(title[last.end() :], site):
            return title[: last.start()]
    return title


def says_title(block: Block, title: str | None) -> bool:
    """Whether a block is the title again, whatever its case and punctuation."""
    return bool(title) and folded(block.text) == folded(title or "")


def own_title(title: str | None, site: str | None, found: Sequence[Block]) -> str | None:
    """The first heading of a text, where the page calls itself by the name of its site or file only."""
    is_name = title and ((site and folded(title) == folded(site)) or _FILE_NAME.fullmatch(title))
    if is_name and found and found[0].kind == "heading":
        return found[0].text
    return title


def _is_unheard_of(title: str, page: Any, site: str | None) -> bool:
    """Whether a title is none that the head of the page knows, or only the name of the site in it."""
    stated = list(_stated(page))
    parts = [part for each in stated for part in _SEPARATOR.split(each)]
    is_site = len(parts) > len(stated) and (site is None or _same(title, site)) and folded(title) in map(folded, parts)
    return bool(stated) and (is_site or all(folded(title) not in folded(each) for each in stated))


def _confirmed(page: Any, found: Sequence[Block], but: str) -> str | None:
    """The heading that the head of the page has as its title, or as a part of it; that over the text goes first.

    It is another than `but`, which may be a part of that title as well.
    """
    parts = {folded(part) for each in _stated(page) for part in _parts(each)} - {folded(but)}
    over = [block.text for block in found[:_HEADER] if block.kind == "heading"]
    on_page = [flat("".join(each.itertext())) for each in (*page.iter("h1", "h2", "h3"), *_named_headlines(page))]
    known = [text for text in (*over, *on_page) if size(text) > _SHORTEST and folded(text) in parts]
    return next((flat(text) for text in known), None)


def _parts(stated: str) -> Iterator[str]:
    """A title as a whole, and all that it is with names of site and section taken away at either end."""
    cuts = [(0, 0), *(match.span() for match in _BETWEEN.finditer(stated)), (len(stated), len(stated))][
        : _MOST_PARTS + 1
    ]
    for n, (_, start) in enumerate(cuts):
        for end, _ in cuts[n + 1 :]:
            yield stated[start:end]


def _named_headlines(page: Any) -> Iterator[Any]:
    """The elements that are called a title or headline by one of their classes."""
    for element in selected(page, _NAMED)[:_MOST_NAMED]:
        if not words_of(names_of(element)).isdisjoint(("title", "headline")):
            yield element


def _stated(page: Any) -> Iterator[str]:
    """What the head of a page says its title is."""
    title = page.find(".//head/title")
    values = [] if title is None else ["".join(title.itertext())]
    values += selected(page, "//meta[@property='og:title']/@content")[:1]
    return filter(None, map(flat, values))


def _is_name(text: str) -> bool:
    return len(text) > 8


def _same(one: str, other: str) -> bool:
    """Whether one is the other, or begins with it or it with the other, as “CNN” and “CNN Politics”."""
    a, b = folded(one), folded(other)
    return bool(a) and bool(b) and (a == b or a.startswith(b) or (b.startswith(a) and len(a) > 3))
