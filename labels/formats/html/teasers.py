"""Whether a page is a list of teasers: paragraphs under headings that link to the articles they announce."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from labels.formats.html.main_text import flat

_HEADINGS = ("h1", "h2", "h3", "h4")
_LEAST_ANNOUNCED = 3
#: Elements with more in them are no paragraphs.
_FEW = 50
#: The attribute of a link that is an advertisement.
_PAID = frozenset(("sponsored", "nofollow", "ugc"))


def announces(page: Any, running: Sequence[str], address: str | None) -> bool:
    """Whether most of the paragraphs that were found stand under headings of their own that are links to its site.

    Links to other articles beside or below an article do not count: none of its paragraphs stands under them. Nor do
    links to other sites, such as the shops of what an article presents.
    """
    texts = set(map(flat, running))
    hosts = _own_hosts(page, address)
    announced, pending = 0, False
    for element in page.iter(*_HEADINGS, "p", "div", "td", "li"):
        if element.tag in _HEADINGS:
            pending = _is_link(element, hosts)
        elif pending and len(element) < _FEW and flat("".join(element.itertext())) in texts:
            announced, pending = announced + 1, False
    return announced >= _LEAST_ANNOUNCED and announced > len(running) / 2


def _is_link(heading: Any, hosts: set[str]) -> bool:
    """Whether all of a heading is a link to the same site, or it stands in one."""
    links = [each for each in heading.iter("a") if _leads_on(each, hosts)]
    around = next(heading.iterancestors("a"), None)
    text = flat("".join(heading.itertext()))
    inside = flat("".join("".join(link.itertext()) for link in links))
    return bool(text) and (text == inside or (around is not None and _leads_on(around, hosts)))


def _leads_on(link: Any, hosts: set[str]) -> bool:
    """Whether a link leads to another page of the same site."""
    to = (link.get("href") or "").strip()
    if to.startswith("#") or not _PAID.isdisjoint((link.get("rel") or "").lower().split()):
        return False
    host = _host(to)
    return host is None or host in hosts


def _own_hosts(page: Any, address: str | None) -> set[str]:
    """The hosts of a page: that of its address, or those that it links to above its headline, as menus do."""
    if address and (host := _host(address)):
        return {host}
    hosts: set[str] = set()
    for element in page.iter("a", "h1"):
        if element.tag == "h1":
            break
        if host := _host(element.get("href") or ""):
            hosts.add(host)
    return hosts


def _host(address: str) -> str | None:
    """The host in an address without its `www`; None where it names none, or cannot be read as an address."""
    from urllib.parse import urlsplit

    try:
        host = urlsplit(address).hostname
    except ValueError:  # no address at all
        return None
    return host.removeprefix("www.") if host else None
