"""HTML pages, saved or fetched: the article in them, without menus, banners, captions and comments (trafilatura)."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from typing import Any

from labels.article import Article
from labels.errors import MissingExtraError, ReadingError
from labels.importing.found import Found
from labels.importing.html_encoding import html_text
from labels.importing.page_kind import no_article, without_links
from labels.importing.source import Source
from labels.importing.web_text import blocks

#: Larger pages are refused: no article is, and reading one takes many times its size in memory.
MOST_BYTES = 20_000_000

_LOOKS_HTML = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,4000}?-->\s*)*<(?:!doctype\s+html|html|head|body)[\s>]",
    re.DOTALL | re.IGNORECASE,
)
#: What trafilatura mostly leaves out by itself, and never is part of the text.
_CUT_OUT = ("//figcaption", "//*[@role='dialog']", "//*[@aria-modal='true']", "//*[contains(@class, 'caption-text')]")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")
_REMEDY = "If it is one, save its text as plain text and import that."


class Html:
    """Reads the one article of a page. Its title is not repeated in its text."""

    name = "html"
    extra = "web"
    suffixes = (".html", ".htm", ".xhtml")
    articles_only = True

    def recognises(self, head: bytes) -> bool:
        """Whether a text without a telling name begins as pages do."""
        return _LOOKS_HTML.match(head) is not None

    def read(self, source: Source) -> Iterator[Found]:
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
        if page is None:
            raise ReadingError(f"{source.name}: holds no readable page. {_REMEDY}")
        url = getattr(source, "url", None)
        found = _extracted(text, url)
        if found is None:
            raise ReadingError(f"{source.name}: seems to be no article (no running text). {_REMEDY}")
        parts = [each for each in without_links(blocks(found.body), page) if each.text != found.title]
        if why := no_article(parts, page, found.url or url):
            raise ReadingError(f"{source.name}: {why}. {_REMEDY}")
        article = _article("\n\n".join(each.text for each in parts), found, page, source)
        yield Found(source.name, article, encoding, layout="blank")


def _extracted(text: str, url: str | None) -> Any:
    from trafilatura import bare_extraction

    return bare_extraction(
        text,
        url=url,
        include_comments=False,
        with_metadata=True,
        prune_xpath=list(_CUT_OUT),
        # A date that the page states, not one that stands somewhere in it.
        date_extraction_params={"original_date": True, "extensive_search": False},
    )


def _article(text: str, found: Any, page: Any, source: Source) -> Article:
    site = found.sitename or found.hostname
    return Article(
        text,
        title=found.title or source.stem,
        source=site or source.name,
        url=found.url or getattr(source, "url", None),
        author=found.author or None,
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
