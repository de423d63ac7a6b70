"""The day on which an article was published, by what its page marks as that; never the day of its last change."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from itertools import islice
from typing import Any

from labels.formats.html.names import called, names_of, words_of
from labels.formats.html.paths import selected

#: What describes an article, and what within it describes something else with a date of its own.
_ARTICLE = re.compile(r"Article|Posting|Report|Review|Recipe|HowTo|OpinionPiece|Analysis", re.IGNORECASE)
_PAGE = re.compile(r"WebPage|CreativeWork", re.IGNORECASE)
_APART = frozenset(
    ("comment", "video", "image", "ispartof", "haspart", "mentions", "citation", "review", "itemlistelement", "about")
)
_MOST_NODES = 10_000
_MOST_DATED = 2_000

_METAS = (
    *("article:published_time", "article:published", "og:article:published_time", "datepublished", "dc.date.issued"),
    *("dcterms.issued", "dc.date.created", "dcterms.created", "dcterms.date", "parsely-pub-date"),
    *("pubdate", "publishdate", "publish-date", "publish_date", "publication_date", "publication-date"),
    *("article_date_original", "originalpublicationdate", "cxenseparse:recs:publishtime", "citation_publication_date"),
)
_CHANGED_METAS = frozenset(
    (
        *("article:modified_time", "article:modified", "og:updated_time", "og:article:modified_time", "datemodified"),
        *("last-modified", "lastmod", "dcterms.modified", "dc.date.modified", "modified", "updated", "revised"),
    )
)
_PUBLISHED = frozenset(("published", "publish", "pubdate", "created", "posted", "publication", "entry"))
_CHANGED = frozenset(("updated", "update", "modified", "modification", "lastmod", "changed", "edited"))
_CHANGED_LABEL = re.compile(
    r"\b(?:updated|modified|edited|revised|aktualisiert|geändert|mis à jour|modifié|actualizado|modificado|aggiornato"
    r"|bijgewerkt|atualizado)(?: (?:on|at|am|um|le|el|il|em|op))?\W*\Z",
    re.IGNORECASE,
)
#: Names of classes that may be those of a change.
_DATED = re.compile("updat|Updat|odifi|lastmod|changed|edited")
#: A line that says when a page was changed: nothing but a label and a day, and perhaps a time.
_CHANGED_LINE = re.compile(
    r"(?!.*(?:publi[ces]|posted|veröffentlicht))"
    r"\W*(?:(?:last|zuletzt|dernière|última|ultimo) )?(?:updated?|modified|modification|edited|revised|aktualisiert"
    r"|geändert|mise? à jour|modifié|actualizado|actualización|modificado|aggiornato|aggiornamento|bijgewerkt"
    r"|atualizado|atualização)\b[^\d]{0,30}\d(?:[^.!?]|\.(?=\d))*\.?\s*",
    re.IGNORECASE,
)
_STATING = frozenset(("meta", "time"))
_DIGIT = re.compile(r"\d")
_LINES = ("p", "div", "span", "li", "small", "em", "i", "td")
_MOST_LINES = 5_000
_LONGEST_LABEL, _LONGEST_DATE = 60, 80
_CHANGED_KEY = re.compile(r'"dateModified"\s*:\s*"[^"]{0,60}"')
_ISO = re.compile(r"\s*(\d{4})-?(\d{2})-?(\d{2})(?!\d)")
#: Before this there were no pages: such a date is a zero of some program.
_FIRST_YEAR = 1995


def published_of(page: Any) -> str | None:
    """The day that an lxml tree marks as that of publication, in ISO 8601; None where it marks none."""
    return next((day for value in _stated(page) if (day := _day(value)) is not None), None)


def changed_of(page: Any) -> str | None:
    """The day that it marks as that of its last change."""
    values = [_value(each) for each in _dated(page) if _is_change(each)]
    values += ["".join(each.itertext()) for each in _changed_lines(page)]
    return next((day for value in values if (day := _day(value)) is not None), None)


def only_day_of(page: Any) -> str | None:
    """The day in an element of the class `updated`, which some templates give to the only date of an article."""
    dated = _dated(page)
    if any(map(_is_change, dated)):
        return None
    values = (_value(each) for each in dated if _is_named_change(each) and not _is_labelled(each))
    return next((day for value in values if (day := _day(value)) is not None), None)


def without_changes(page: Any) -> None:
    """Take dates of last changes out of an lxml tree."""
    for element in [each for each in _dated(page) if _is_change(each) or _is_named_change(each)]:
        _remove(element)
    for element in list(_changed_lines(page)):
        _remove(element)
    for script in [each for each in page.iter("script") if each.text and "dateModified" in each.text]:
        script.text = _CHANGED_KEY.sub('"dateModified": ""', script.text)


def _dated(page: Any) -> list[Any]:
    """The elements that may state a date."""
    return list(islice(filter(_may_state_date, page.iter()), _MOST_DATED))


def _may_state_date(element: Any) -> bool:
    if element.tag in _STATING:
        return True
    if not element.attrib:  # as many elements
        return False
    return _DATED.search(element.get("class") or "") is not None or "ate" in (element.get("itemprop") or "")


def _changed_lines(page: Any) -> Iterator[Any]:
    for element in islice(page.iter(*_LINES), _MOST_LINES):
        parts = len(element)  # nearly all have none
        text = (element.text or "") if not parts else "".join(islice(element.itertext(), 4)) if parts == 1 else ""
        if len(text) <= _LONGEST_DATE and _DIGIT.search(text) and _CHANGED_LINE.fullmatch(text):
            yield element


def _stated(page: Any) -> Iterator[str]:
    described = list(_described(page))
    yield from (value for is_article, value in described if is_article)
    metas = {_meta_name(meta): meta.get("content") or "" for meta in reversed(list(page.iter("meta")))}
    yield from (metas[name] for name in _METAS if name in metas)
    yield from (value for is_article, value in described if not is_article)
    for element in selected(page, "//*[@itemprop]"):
        if "datepublished" in element.get("itemprop").lower().split() and not _is_of_another(element):
            yield _value(element)
    yield from (_value(element) for element in page.iter("time") if element.get("pubdate") is not None)


def _meta_name(meta: Any) -> str:
    return str(meta.get("property") or meta.get("name") or meta.get("itemprop") or "").lower()


def _described(page: Any) -> Iterator[tuple[bool, str]]:
    """The dates of publication in the page's JSON-LD, and whether each is of what is called an article."""
    for script in page.iter("script"):
        if "ld+json" not in (script.get("type") or "") or not script.text:
            continue
        try:
            root = json.loads(script.text, strict=False)
        except (ValueError, RecursionError):  # no JSON, or nested so deep that nothing describes itself so
            continue
        for node in _nodes(root):
            kind, value = str(node.get("@type") or ""), node.get("datePublished")
            if isinstance(value, str) and (_ARTICLE.search(kind) or _PAGE.search(kind)):
                yield _ARTICLE.search(kind) is not None, value


def _nodes(root: Any) -> Iterator[dict[str, Any]]:
    """The objects in a piece of JSON, outer before inner ones, without those that are about something else."""
    waiting, looked_at = [root], 0
    while waiting and looked_at < _MOST_NODES:
        node = waiting.pop(0)
        looked_at += 1
        if isinstance(node, dict):
            yield node
            waiting += [
                each for key, each in node.items() if key.lower() not in _APART and isinstance(each, dict | list)
            ]
        elif isinstance(node, list):
            waiting += [each for each in node if isinstance(each, dict | list)]


def _is_of_another(element: Any) -> bool:
    """Whether a date belongs to a comment, or to something else within the page that has a date of its own."""
    for holder in element.iterancestors():
        if called(names_of(holder)) == "talk" or (holder.get("itemprop") or "").lower() in _APART:
            return True
        if holder.get("itemtype"):
            return not _ARTICLE.search(holder.get("itemtype")) and not _PAGE.search(holder.get("itemtype"))
    return False


def _value(element: Any) -> str:
    return str(element.get("content") or element.get("datetime") or "".join(element.itertext()))


def _is_change(element: Any) -> bool:
    """Whether it is marked as the date of a change, and of nothing else."""
    properties = (element.get("itemprop") or "").lower().split()
    if "datemodified" in properties:
        return "datepublished" not in properties
    return element.tag == "meta" and _meta_name(element) in _CHANGED_METAS


def _is_named_change(element: Any) -> bool:
    """Whether its class, or what stands before it, says that it is the date of a change."""
    if element.tag == "meta" or len("".join(element.itertext())) > _LONGEST_DATE:
        return False
    words = words_of(names_of(element))
    if "datepublished" in (element.get("itemprop") or "").lower() or not words.isdisjoint(_PUBLISHED):
        return False
    return not words.isdisjoint(_CHANGED) or (element.tag == "time" and _is_labelled(element))


def _is_labelled(element: Any) -> bool:
    """Whether the words before an element say that it is a change."""
    before = element.getprevious()
    label = (element.getparent().text if before is None else f"{''.join(before.itertext())} {before.tail or ''}") or ""
    return _CHANGED_LABEL.search(label[-_LONGEST_LABEL:]) is not None


def _remove(element: Any) -> None:
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        before = element.getprevious()
        if before is None:
            parent.text = (parent.text or "") + element.tail
        else:
            before.tail = (before.tail or "") + element.tail
    parent.remove(element)


def _day(value: str) -> str | None:
    """A date as it stands on a page, in ISO 8601."""
    if found := _ISO.match(value):
        try:
            day = date(int(found[1]), int(found[2]), int(found[3]))
        except ValueError:
            return None
        return day.isoformat() if _FIRST_YEAR <= day.year <= date.today().year + 1 else None
    if not value.strip() or len(value) > _LONGEST_DATE:
        return None
    from htmldate import find_date  # type: ignore[import-untyped,import-not-found,unused-ignore]
    from lxml import html  # type: ignore[import-untyped,import-not-found,unused-ignore]

    page = html.fromstring("<html><head><meta property='article:published_time'></head><body></body></html>")
    page.find(".//meta").set("content", value)
    return find_date(page, original_date=True, extensive_search=False)
