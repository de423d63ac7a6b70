"""RSS and Atom feeds: an entry with its whole text is an article; one with a summary only is told (feedparser)."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

from labels.article import Article
from labels.errors import MissingExtraError, ReadingError
from labels.files.source import Source
from labels.formats.feed_dates import feed_time
from labels.formats.html.main_text import blocks_of
from labels.formats.html.tag_bounds import check_tags
from labels.formats.reader import ImportedArticle

_LOOKS_FEED = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<\?.{0,400}?\?>\s*|<!--.{0,4000}?-->\s*|<!DOCTYPE[^>]{0,300}>\s*)*"
    rb"<(?:rss|feed|rdf:RDF)[\s>]",
    re.DOTALL,
)
_ENDS = re.compile(rb"</(?:rss|feed|rdf:RDF)\s*>\s*(?:<!--.*?-->\s*)*\Z", re.DOTALL)
_TAIL = 10_000

#: A description of so many words, or of two paragraphs, is the text itself, as in many feeds without any other.
_WHOLE_WORDS = 120
_GOES_ON = re.compile(
    r"(?:…|\.\.\.|\[…\]|\[\.\.\.\]|read more|continue reading|weiterlesen|lire la suite)[\s»>→.]*$", re.I
)

#: So many entries are named in one remark.
_NAMED = 3


class FeedReader:
    """Reads RSS 0.9x, 1.0 and 2.0, and Atom. Pages that entries point to are not fetched."""

    name = "feed"
    extra = "web"
    suffixes = (".rss", ".atom")
    articles_only = True

    def recognises(self, head: bytes) -> bool:
        """Whether a file without a telling name begins as feeds do."""
        return _LOOKS_FEED.match(head) is not None

    def read(self, source: Source) -> Iterator[ImportedArticle]:
        """The articles, newest or oldest first as the feed has them. Raises ReadingError, MissingExtraError."""
        feed = _parsed(source)
        if not feed.entries:
            raise ReadingError(f"{source.name}: holds no entries, or is no feed. Leave it out.")
        summaries: list[str] = []
        whole = 0
        for entry in feed.entries[: None if _is_complete(source) else -1]:
            text = _text(entry)
            if text is None:
                summaries.append(str(entry.get("link") or entry.get("title") or "an entry without a name"))
                continue
            whole += 1
            yield ImportedArticle(
                source.name, _article(text, entry, feed.feed, source), feed.get("encoding", ""), layout="blank"
            )
        _tell_summaries(source, summaries, whole)


def _parsed(source: Source) -> Any:
    try:
        import feedparser  # type: ignore[import-untyped,import-not-found,unused-ignore]
    except ImportError as error:
        raise MissingExtraError("Reading feeds", "web") from error
    check_tags(source.data.decode("latin-1").replace("\0", ""), source.name)
    sent = getattr(source, "content_type", None)
    # Bytes as such might be taken for the name of a file.
    feed = feedparser.parse(io.BytesIO(source.data), response_headers={"content-type": sent} if sent else {})
    if not _is_complete(source):
        source.bad_row(source.data.count(b"\n") + 1, "the feed breaks off, its last entry is lost. Fetch it again.")
    elif feed.bozo and hasattr(feed.bozo_exception, "getLineNumber") and feed.entries:
        line, why = feed.bozo_exception.getLineNumber(), feed.bozo_exception.getMessage()
        source.remark(f"line {line}: no sound XML ({why}); read as well as it can be")
    return feed


def _is_complete(source: Source) -> bool:
    return _ENDS.search(source.data[-_TAIL:]) is not None


def _text(entry: Any) -> str | None:
    """The whole text of an entry; None where there is a summary only."""
    for content in entry.get("content", ()):
        if text := _words(content):
            return text
    if not entry.get("summary"):
        return None
    text = _words(entry.get("summary_detail") or {"value": entry.summary, "type": "text/html"})
    is_whole = "\n\n" in text or len(text.split()) >= _WHOLE_WORDS
    return text if is_whole and not _GOES_ON.search(text) else None


def _words(content: Any) -> str:
    """The words of a text construct, its paragraphs apart by blank lines."""
    value = str(content.get("value") or "")
    if content.get("type") == "text/plain":
        return "\n\n".join(part.strip() for part in re.split(r"\n\s*\n", value) if part.strip())
    return "\n\n".join(block.text for block in blocks_of(value))


def _article(text: str, entry: Any, feed: Any, source: Source) -> Article:
    site = _one_line(feed.get("title"))
    return Article(
        text,
        title=_one_line(entry.get("title")) or source.stem,
        source=site or source.name,
        url=entry.get("link") or None,
        author=_one_line(entry.get("author")) or None,
        published=_time(entry, "published") or _time(entry, "updated"),
        language=next((each.get("language") for each in entry.get("content", ()) if each.get("language")), None)
        or feed.get("language")
        or None,
        meta={**({"file": source.name} if site else {}), **source.meta},
    )


def _one_line(markup: Any) -> str:
    return " ".join(" ".join(block.text.split()) for block in blocks_of(str(markup or "")))


def _time(entry: Any, name: str) -> str | None:
    """When an entry was published, or updated; None where it does not say."""
    if name not in entry:  # asked for what was updated, feedparser would give what was published, with a warning
        return None
    written = entry.get(name)
    return feed_time(str(written), entry.get(f"{name}_parsed")) if written else None


def _tell_summaries(source: Source, summaries: list[str], whole: int) -> None:
    if not summaries:
        return
    named = " ".join(summaries[:_NAMED]) + (f" and {len(summaries) - _NAMED:,} more" if len(summaries) > _NAMED else "")
    if not whole:
        raise ReadingError(f"{source.name}: its entries hold summaries only. Import the pages themselves: {named}")
    number = f"{len(summaries):,} entries hold summaries" if len(summaries) > 1 else "1 entry holds a summary"
    source.remark(f"{number} only, left out; import the pages themselves: {named}")
