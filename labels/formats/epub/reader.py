"""EPUB books: every chapter an article, read with nothing but the standard library (ebooklib is under the AGPL)."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from labels.article import Article
from labels.errors import ReadingError
from labels.files.source import Source
from labels.formats.epub.beside import BESIDE, has_sentences, is_misnamed, runs_on
from labels.formats.epub.words import Words, words_of
from labels.formats.reader import ImportedArticle
from labels.formats.zipped_xml import MOST_BYTES, Part, TooLargeError, name_of, opened_document, tree

_CONTAINER, _LOCKS = "META-INF/container.xml", "META-INF/encryption.xml"
_PAGES = ("application/xhtml+xml", "text/html", "text/x-oeb1-document")
#: Ways to make a font unusable outside of its book; they lock no words.
_FONTS_ONLY = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")


@dataclass(slots=True)
class Book:
    """The metadata of a book: facts by name, pages in reading order, and the names that it gives to some of them.

    `parts` has the names of places in a page, by page and id.
    """

    facts: dict[str, str] = field(default_factory=dict)
    pages: list[str] = field(default_factory=list)
    kinds: dict[str, str] = field(default_factory=dict)
    parts: dict[str, dict[str, str]] = field(default_factory=dict)


class EpubReader:
    """Reads the chapters of a book: headings, paragraphs, list items and table rows; no notes, captions or pictures."""

    name = "epub"
    suffixes = (".epub",)

    def recognises(self, head: bytes) -> bool:
        """By the first file in it, which says so."""
        return head.startswith(b"PK\x03\x04") and head[30:38] == b"mimetype" and b"application/epub+zip" in head[:200]

    def read(self, source: Source) -> Iterator[ImportedArticle]:
        """The chapters. Raises ReadingError for a book that is damaged, locked or empty; a bad chapter is a bad row."""
        with opened_document(source, "EPUB book", "Fetch or save it again.") as zip:
            _refuse_locks(source, zip)
            book = _book(source, zip)
            if sum(zip.getinfo(page).file_size for page in book.pages if page in zip.NameToInfo) > MOST_BYTES:
                raise TooLargeError
            yield from _chapters(source, zip, book)


def _refuse_locks(source: Source, zip: zipfile.ZipFile) -> None:
    if _LOCKS not in zip.NameToInfo:
        return
    for element in tree(zip, _LOCKS, source.name).iter():
        if name_of(element) == "EncryptionMethod" and element.get("Algorithm") not in _FONTS_ONLY:
            raise ReadingError(f"{source.name}: locked against copying (DRM). Get it without, or leave it out.")


def _book(source: Source, zip: zipfile.ZipFile) -> Book:
    roots = (each.get("full-path") for each in tree(zip, _CONTAINER, source.name).iter() if name_of(each) == "rootfile")
    path = next(root for root in (*roots, "") if root is not None)
    book, items = Book(), dict[str, tuple[str, str]]()
    for element in tree(zip, path, source.name).iter():
        href = posixpath.normpath(
            posixpath.join(posixpath.dirname(path), unquote(urlsplit(element.get("href", "")).path))
        )
        match name_of(element):
            case "title" | "creator" | "date" | "language" | "publisher" | "identifier" as fact:
                if said := " ".join((element.text or "").split()):
                    several = fact == "creator" and fact in book.facts
                    book.facts[fact] = f"{book.facts[fact]}, {said}" if several else book.facts.get(fact, said)
            case "item":
                items[element.get("id", "")] = (href, element.get("media-type", ""))
                if "nav" in element.get("properties", "").split():
                    book.kinds[href] = "nav"
            case "itemref":
                page, type = items.get(element.get("idref", ""), ("", ""))
                if type in _PAGES and page not in book.pages:
                    book.pages.append(page)
                    if element.get("linear") == "no":
                        book.kinds.setdefault(page, "no")
            case "reference":
                kind, place = element.get("type", ""), urlsplit(element.get("href", "")).fragment
                if place and kind in BESIDE:
                    book.parts.setdefault(href, {})[unquote(place)] = kind
                elif not place:
                    book.kinds.setdefault(href, kind)
    return book


def _chapters(source: Source, zip: zipfile.ZipFile, book: Book) -> Iterator[ImportedArticle]:
    beside: dict[str, list[str]] = {}
    number = 0
    for place, page in enumerate(book.pages, 1):
        try:
            words = words_of(Part(zip, page, f"{source.name}: {page}").read(), book.parts.get(page))
        except KeyError:
            source.bad_row(f"page {place} ({page})", "is missing. Get the book again, or --skip-bad-rows.")
            continue
        except (SyntaxError, ValueError, LookupError) as error:
            source.bad_row(f"page {place} ({page})", f"not well-formed ({error}). Correct it, or --skip-bad-rows.")
            continue
        why, name = _why_beside(words, book.kinds.get(page, ""), book.parts.get(page, {})), posixpath.basename(page)
        if why:
            beside.setdefault(why, []).append(name)
            continue
        for kind in words.kinds:
            beside.setdefault(BESIDE[kind], []).append(f"a part of {name}")
        number += 1
        yield _chapter(source, book, page, number, words)
    if beside:
        each = (f"{', '.join(pages[:3])}{' …' if len(pages) > 3 else ''} ({why})" for why, pages in beside.items())
        source.remark(f"Left out: {'; '.join(each)}")
    if not number:
        raise ReadingError(f"{source.name}: empty, there are no words in it. Leave it out.")


def _why_beside(words: Words, kind: str, parts: Mapping[str, str]) -> str:
    """What a page is, if it is no chapter; `parts` are what the book calls places in it."""
    if not words.paragraphs:
        return next((BESIDE[each] for each in (kind, *words.kinds) if each in BESIDE), "without words")
    if words.kinds and has_sentences(words.paragraphs):
        return ""  # the page itself marks which part of it is not text
    if kind in BESIDE and not is_misnamed(kind, words.paragraphs):
        return BESIDE[kind]
    unseen = [each for place, each in parts.items() if place not in words.places]
    if unseen and not runs_on(words.paragraphs):
        return BESIDE[unseen[0]]
    return "beside the text" if kind == "no" else ""


def _chapter(source: Source, book: Book, page: str, number: int, words: Words) -> ImportedArticle:
    facts, named = book.facts, " ".join(words.title.split())
    about: dict[str, object] = {"book": facts.get("title"), "chapter": number, "page": page}
    about |= {name: facts.get(name) for name in ("publisher", "identifier")}
    title = facts.get("title") or source.stem or ""
    article = Article(
        "\n\n".join(words.paragraphs),
        title=words.heading or (named if named != title else "") or f"{title} {number}".strip(),
        source=source.name,
        author=facts.get("creator"),
        published=facts.get("date"),
        language=facts.get("language"),
        meta={name: value for name, value in about.items() if value} | source.meta,
    )
    return ImportedArticle(source.name, article, "utf-8", layout="blank")
