"""Title, authors and site of a page, without what pages put around them: site names, “by”, links to profiles."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from labels.importing.pages.web_text import Block

_BEFORE_NAME = re.compile(
    r"\A(?:view all posts by|all posts by|articles by|posted by|written by|geschrieben von|by|von|par|por"
    r"|autorin|autor|author|auteur)"
    r"[\s:]+",
    re.IGNORECASE,
)
#: What stands where a name is looked for, and is none.
_NO_NAME = re.compile(
    r"(?:submitted|autor(?:in)?|author|auteur|admin|staff|redaktion|in|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
    r"|.*(?:logged|account|log in|sign in|artikel empfehlen|posts|@|https?:).*)",
    re.IGNORECASE,
)
_FILE_NAME = re.compile(r"\w+(?:-\w+)+")
#: So many blocks are looked at for the headline.
_HEADER = 3
_SEPARATOR = re.compile(r"\s+(?:[|»·•]|[-–—]{1,2})\s+")


def title_of(title: str | None, page: Any, site: str | None, found: Sequence[Block] = ()) -> str | None:
    """The title as it stands over the article, where the page has put its own name or section behind or before it."""
    if not title:
        return title
    title = " ".join(title.split())
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
    return bool(title) and _folded(block.text) == _folded(title or "")


def own_title(title: str | None, site: str | None, found: Sequence[Block]) -> str | None:
    """The first heading of a text, where the page calls itself by the name of its site or file only."""
    is_name = title and ((site and _folded(title) == _folded(site)) or _FILE_NAME.fullmatch(title))
    if is_name and found and found[0].kind == "heading":
        return found[0].text
    return title


def authors_of(authors: str | None, site: str | None, host: str | None) -> str | None:
    """The names among what was found to be authors, apart by “; ”; None if there are none."""
    places = [_folded(each) for each in (site, host) if each]
    names: list[str] = []
    for each in (authors or "").split(";"):
        name = _BEFORE_NAME.sub("", each.strip(), count=1).strip()
        is_site = any(_folded(name).startswith(place) for place in places)
        if name and not is_site and not _NO_NAME.fullmatch(name) and name not in names:
            names.append(name)
    return "; ".join(names) or None


def site_of(site: str | None, host: str | None, title: str | None) -> str | None:
    """The name of a site; its host where what was found is the host without its dots, or the title."""
    if not site or not host:
        return site or host
    is_host = "." not in site and " " not in site and _folded(site) == _folded(host)
    return host if is_host or (title and _folded(site) == _folded(title)) else site


def _is_name(text: str) -> bool:
    return len(text) > 8


def _same(one: str, other: str) -> bool:
    """Whether one is the other, or begins with it or it with the other, as “CNN” and “CNN Politics”."""
    a, b = _folded(one), _folded(other)
    return bool(a) and bool(b) and (a == b or a.startswith(b) or (b.startswith(a) and len(a) > 3))


def _folded(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))
