"""Site and address of a page, and whether it is an article at all."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from labels.formats.html.main_text import Block, flat
from labels.formats.html.paths import selected
from labels.formats.html.running_text import folded
from labels.formats.html.teasers import announces


def site_of(site: str | None, host: str | None, title: str | None) -> str | None:
    """The name of a site; its host where what was found is the host without its dots, or the title."""
    if not site or not host:
        return site or host
    is_host = "." not in site and " " not in site and folded(site) == folded(host)
    return host if is_host or (title and folded(site) == folded(title)) else site


#: Fewer words of running text than this are no article; the shortest news flashes have about thirty.
LEAST_WORDS = 25

#: A text of which more than this stands in links is no text of the article.
_MOST_LINKED = 0.5

#: So many links of a page are looked for, the longest.
_MOST_LINKS = 2000


def without_links(found: Sequence[Block], page: Any) -> list[Block]:
    """The blocks that are not mostly links: menus that stayed, "Read also: …", teasers of other articles."""
    texts = {flat("".join(link.itertext())) for link in page.iter("a")} - {""}
    links = sorted(texts, key=len, reverse=True)[:_MOST_LINKS]
    return [block for block in found if block.kind == "heading" or not _is_linked(flat(block.text), links)]


def no_article(found: Sequence[Block], page: Any, address: str | None) -> str | None:
    """Why the page with these blocks is no article, or None if it is one; `address` is the page's own URL."""
    running = [block.text for block in found if block.kind == "text" and "\t" not in block.text]
    words = sum(_words(text) for text in running)
    if words < LEAST_WORDS:
        return f"seems to be no article (only {words} words of running text)"
    if address and _is_root(address):
        return "seems to be the front page of a site, no article"
    if announces(page, running, address):
        return "seems to be a list of articles, no article"
    return None


def address_of(page: Any, found: str | None, asked: str | None) -> str | None:
    """The page's own URL, as it states it or as it was asked for.

    The root of a site is believed only of a page that says so itself and does not call itself an article: templates
    give it to pages of every kind.
    """
    address = found or asked
    if not address or address == asked or not _is_root(address):
        return address
    stated = selected(page, "//link[@rel='canonical']/@href | //meta[@property='og:url']/@content")
    kinds = selected(page, "//meta[@property='og:type']/@content")
    is_stated = any(_is_root(each) and not each.startswith(("http://.", "https://.")) for each in stated)
    return address if is_stated and "article" not in kinds else asked


def _words(text: str) -> int:
    """Words, or a third of the signs of scripts without blanks."""
    from labels.duplicates.shingles import words

    found = words(text)
    if text.isascii():
        return len(found)
    signs = sum(len(word) == 1 and ord(word) > 0xE00 for word in found)
    return len(found) - signs + signs // 3


def _is_linked(text: str, links: Sequence[str]) -> bool:
    """Whether links make up most of a text. A single word counts only if it is all of it, since words recur."""
    rest = text
    for link in links:
        if link == text:
            return True
        if (" " in link or len(link) > 12) and link in rest:
            rest = rest.replace(link, "", 1)
    return len(text) - len(rest) > _MOST_LINKED * len(text)


def _is_root(address: str) -> bool:
    from urllib.parse import urlsplit

    parts = urlsplit(address)
    return bool(parts.netloc) and parts.path.strip("/").lower() in ("", "index.html", "index.php") and not parts.query
