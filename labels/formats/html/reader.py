"""HTML pages, saved or fetched: the article in them, without menus, banners, captions and comments (trafilatura)."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from functools import cache
from typing import Any

from labels.article import Article
from labels.errors import MissingExtraError, ReadingError
from labels.files.source import Source
from labels.formats.html.authors import authors_of
from labels.formats.html.boilerplate import MARKED, mark_boilerplate
from labels.formats.html.lead import lead_of, wrap_loose_text
from labels.formats.html.line_filter import article_lines, byline
from labels.formats.html.main_text import Block, blocks
from labels.formats.html.one_class import of_one_class
from labels.formats.html.page_encoding import html_text
from labels.formats.html.page_facts import address_of, no_article, site_of, without_links
from labels.formats.html.paths import selected
from labels.formats.html.published import changed_of, only_day_of, published_of, without_changes
from labels.formats.html.rest_of_article import Rest, left_out_in_words, with_the_rest
from labels.formats.html.tag_bounds import check_tags
from labels.formats.html.titles import own_title, says_title, title_of
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
        check_tags(text, source.name)
        _silence()
        page = trafilatura.load_html(text)
        if page is None and _MARKUP.search(text):  # a piece of a page, without its beginning
            page = trafilatura.load_html(f"<html><body><p>{text}</body></html>")
        if page is None:
            raise ReadingError(f"{source.name}: holds no readable page. {_REMEDY}")
        page = of_one_class(page)
        url = getattr(source, "url", None)
        elements = _held(page)
        reading = _read(page, url, without_boilerplate=True)
        if reading.why:  # the names on this page may have an unusual meaning
            reading = _read(page, url, without_boilerplate=False)
        if reading.why:
            raise ReadingError(f"{source.name}: {reading.why}. {_REMEDY}")
        if words := left_out_in_words(reading.rest):
            source.remark(words)
        del elements
        yield ImportedArticle(source.name, _article(reading, page, source), encoding, layout="blank")


@dataclass(frozen=True, slots=True)
class _Reading:
    """What trafilatura found, the blocks of the article before and after the rest of it, and why there is none.

    `lines` are the blocks without those that are about the article.
    """

    found: Any
    first: list[Block]
    rest: Rest
    lines: list[Block]
    why: str | None


def _read(page: Any, url: str | None, *, without_boilerplate: bool) -> _Reading:
    found = _extracted(page, url, without_boilerplate)
    if found is None:
        return _Reading(None, [], Rest([], []), [], "seems to be no article (no running text)")
    parts = blocks(found.body)
    parts = without_links([*lead_of(page, parts), *parts], page)
    rest = with_the_rest(page, parts, title_of(found.title, page, found.sitename, parts))
    lines = article_lines(rest.blocks)
    return _Reading(found, parts, rest, lines, no_article(lines, page, address_of(page, found.url, url)))


def _extracted(page: Any, url: str | None, without_boilerplate: bool) -> Any:
    from trafilatura import bare_extraction

    page = deepcopy(page)
    elements = _held(page)
    wrap_loose_text(page)
    without_changes(page)
    if without_boilerplate:
        mark_boilerplate(page)
    found = bare_extraction(
        page,
        url=url,
        include_comments=False,
        with_metadata=True,
        prune_xpath=[*_CUT_OUT, MARKED],
        # A date that the page states, not one that stands somewhere in it.
        date_extraction_params={"original_date": True, "extensive_search": False},
    )
    del elements
    return found


def _held(page: Any) -> list[Any]:
    """All elements of an lxml tree. While they are held, lxml does not make them anew at each walk over the page."""
    return list(page.iter())


def _article(reading: _Reading, page: Any, source: Source) -> Article:
    found, parts = reading.found, reading.rest.blocks
    site = site_of(found.sitename, found.hostname, found.title)
    title = own_title(title_of(found.title, page, site, reading.first), site, parts)
    lines = [each for each in reading.lines if not says_title(each, title)]
    published = published_of(page) or found.date or only_day_of(page)
    changed = None if published else changed_of(page)
    return Article(
        "\n\n".join(each.text for each in lines),
        title=title or source.stem,
        source=site or source.name,
        url=address_of(page, found.url, getattr(source, "url", None)),
        author=authors_of(found.author, site, found.hostname, page) or byline(reading.first),
        published=published,
        language=_language(page),
        meta={**({"file": source.name} if site else {}), **({"changed": changed} if changed else {}), **source.meta},
    )


def _language(page: Any) -> str | None:
    """What the page says of itself."""
    root = page.getroottree().getroot()
    said = [root.get("lang"), root.get("{http://www.w3.org/XML/1998/namespace}lang"), root.get("xml:lang")]
    said += selected(page, "//meta[translate(@http-equiv, 'CL', 'cl')='content-language']/@content")
    said += selected(page, "//meta[@property='og:locale']/@content")
    tags = (each.strip().replace("_", "-") for each in said if each)
    return next((tag for tag in tags if _LANGUAGE.fullmatch(tag)), None)


@cache
def _silence() -> None:
    """Keep the libraries' own warnings off the terminal: what matters is said by us."""
    for name in ("trafilatura", "htmldate", "courlan", "justext"):
        logging.getLogger(name).addHandler(logging.NullHandler())
        logging.getLogger(name).propagate = False
