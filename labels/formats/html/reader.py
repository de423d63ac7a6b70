"""HTML pages, saved or fetched: the article in them, without menus, banners, captions and comments (trafilatura)."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from labels.article import Article
from labels.errors import MissingExtraError, ReadingError
from labels.files.source import Source
from labels.formats.html.boilerplate import MARKED, mark_boilerplate
from labels.formats.html.lead import lead_of, wrap_loose_text
from labels.formats.html.line_filter import article_lines, byline
from labels.formats.html.main_text import Block, blocks
from labels.formats.html.page_encoding import html_text
from labels.formats.html.page_facts import (
    address_of,
    authors_of,
    no_article,
    own_title,
    says_title,
    site_of,
    title_of,
    without_links,
)
from labels.formats.html.rest_of_article import with_the_rest
from labels.formats.reader import ImportedArticle

#: Larger pages are refused: no article is, and reading one takes many times its size in memory.
MOST_BYTES = 20_000_000

_LOOKS_HTML = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,4000}?-->\s*)*<(?:!doctype\s+html|html|head|body)[\s>]",
    re.DOTALL | re.IGNORECASE,
)
#: What trafilatura mostly leaves out by itself, and never is part of the text.
_CUT_OUT = ("//figcaption", "//*[@role='dialog']", "//*[@aria-modal='true']", "//*[contains(@class, 'caption-text')]")
_MARKUP = re.compile(r"<(?:p|br|div|td|span|body|html)\b[^<>]{0,200}>", re.IGNORECASE)
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")
_REMEDY = "If it is one, save its text as plain text and import that."


class HtmlReader:
    """Reads the one article of a page. Its title is not repeated in its text."""

    name = "html"
    extra = "web"
    suffixes = (".html", ".htm", ".xhtml")
    articles_only = True

    def recognises(self, head: bytes) -> bool:
        """Whether a text without a telling name begins as pages do."""
        return _LOOKS_HTML.match(head) is not None

    def read(self, source: Source) -> Iterator[ImportedArticle]:
        """The article. Raises ReadingError for a page that is none, MissingExtraError without trafilatura."""
        try:
            import trafilatura
        except ImportError as error:
            raise MissingExtraError("Reading web pages", "web") from error
        if len(source.data) > MOST_BYTES:
            raise ReadingError(f"{source.name}: over {MOST_BYTES // 1_000_000} MB, no article is. Leave it out.")
        text, encoding = html_text(source)
        _silence()
        page = trafilatura.load_html(text)
        if page is None and _MARKUP.search(text):  # a piece of a page, without its beginning
            page = trafilatura.load_html(f"<html><body><p>{text}</body></html>")
        if page is None:
            raise ReadingError(f"{source.name}: holds no readable page. {_REMEDY}")
        url = getattr(source, "url", None)
        found, parts, why = _read(page, url, without_boilerplate=True)
        if why:  # the names on this page may mean something else than they mostly do
            found, parts, why = _read(page, url, without_boilerplate=False)
        if why:
            raise ReadingError(f"{source.name}: {why}. {_REMEDY}")
        yield ImportedArticle(source.name, _article(parts, found, page, source), encoding, layout="blank")


def _read(page: Any, url: str | None, *, without_boilerplate: bool) -> tuple[Any, list[Block], str | None]:
    """What trafilatura found, the blocks of the article, and why there is none if there is none."""
    found = _extracted(page, url, without_boilerplate)
    if found is None:
        return None, [], "seems to be no article (no running text)"
    parts = blocks(found.body)
    parts = without_links([*lead_of(page, parts), *parts], page)
    rest = with_the_rest(page, parts, found.title)
    parts = rest.blocks
    return found, parts, no_article(article_lines(parts), page, address_of(page, found.url, url))


def _extracted(page: Any, url: str | None, without_boilerplate: bool) -> Any:
    from trafilatura import bare_extraction

    page = deepcopy(page)
    wrap_loose_text(page)
    if without_boilerplate:
        mark_boilerplate(page)
    return bare_extraction(
        page,
        url=url,
        include_comments=False,
        with_metadata=True,
        prune_xpath=[*_CUT_OUT, MARKED],
        # A date that the page states, not one that stands somewhere in it.
        date_extraction_params={"original_date": True, "extensive_search": False},
    )


def _article(parts: list[Block], found: Any, page: Any, source: Source) -> Article:
    site = site_of(found.sitename, found.hostname, found.title)
    title = own_title(title_of(found.title, page, site, parts), site, parts)
    lines = [each for each in article_lines(parts) if not says_title(each, title)]
    return Article(
        "\n\n".join(each.text for each in lines),
        title=title or source.stem,
        source=site or source.name,
        url=address_of(page, found.url, getattr(source, "url", None)),
        author=authors_of(found.author, site, found.hostname) or byline(parts),
        published=found.date or None,
        language=_language(page),
        meta={**({"file": source.name} if site else {}), **source.meta},
    )


def _language(page: Any) -> str | None:
    """What the page says of itself."""
    root = page.getroottree().getroot()
    said = [root.get("lang"), root.get("{http://www.w3.org/XML/1998/namespace}lang"), root.get("xml:lang")]
    said += page.xpath("//meta[translate(@http-equiv, 'CL', 'cl')='content-language']/@content")
    said += page.xpath("//meta[@property='og:locale']/@content")
    tags = (each.strip().replace("_", "-") for each in said if each)
    return next((tag for tag in tags if _LANGUAGE.fullmatch(tag)), None)


def _silence() -> None:
    """Keep the libraries' own warnings off the terminal: what matters is said by us."""
    for name in ("trafilatura", "htmldate", "courlan", "justext"):
        logging.getLogger(name).addHandler(logging.NullHandler())
        logging.getLogger(name).propagate = False
