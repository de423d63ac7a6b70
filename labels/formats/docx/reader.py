"""Word documents (DOCX): the words as they stand when all tracked changes are accepted, one paragraph each.

It uses only the standard library. This code is as short as with python-docx, needs no extra, and keeps tracked
insertions, which python-docx leaves out of a paragraph's text.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from labels.article import Article
from labels.errors import ReadingError
from labels.files.source import Source
from labels.formats.docx.language import language_of
from labels.formats.docx.parts import Parts
from labels.formats.plain_text import headline
from labels.formats.reader import ImportedArticle
from labels.formats.zipped_xml import name_of, opened_document

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element


#: What holds words that are not part of the running text: deletions, text boxes, and copies for older programs.
_PASSED_OVER = frozenset(("del", "moveFrom", "txbxContent", "Fallback", "instrText", "delText"))
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": ""}


class DocxReader:
    """Reads the one article of a document: headings, paragraphs, list items and table rows; no notes, no pictures."""

    name = "docx"
    suffixes = (".docx",)
    articles_only = True

    def recognises(self, head: bytes) -> bool:
        """Whether a file without a telling name is a Word document."""
        return head.startswith(b"PK\x03\x04") and b"word/" in head

    def read(self, source: Source) -> Iterator[ImportedArticle]:
        """The article. Raises ReadingError for a document that is damaged, locked or empty."""
        with opened_document(source, "Word document", "Save it again as DOCX.") as document:
            parts = Parts(document, source.name)
            main, facts = parts.main(), _facts(parts.facts())
            text = "\n\n".join(_paragraphs(main))
            language = facts.get("language") or language_of(main, _styles(source, parts), text)
        if not text:
            raise ReadingError(f"{source.name}: empty, there are no words in it. Leave it out.")
        article = Article(
            text,
            title=facts.get("title") or headline(text) or source.stem,
            source=source.name,
            author=facts.get("creator"),
            language=language,
            meta=source.meta,
        )
        yield ImportedArticle(source.name, article, "utf-8", layout="blank")


def _styles(source: Source, parts: Parts) -> Element | None:
    try:
        return parts.styles()
    except SyntaxError:
        source.remark("Its styles are damaged, so they do not tell its language.")
        return None


def _paragraphs(root: Element) -> list[str]:
    """The paragraphs with words; a table row is one, its cells set apart by a tab."""
    found: list[str] = []
    cap = ""  # a large first letter is a paragraph of its own, before the one that it begins

    def into(parent: Element) -> None:
        nonlocal cap
        for element in parent:
            match name_of(element):
                case "p" if _is_drop_cap(element):
                    cap += _words(element).strip("\n")
                case "p":
                    words = _words(element)
                    if cap and words.strip():
                        words, cap = cap + words, ""
                    found.append(_lines(words))
                case "tr":
                    cells = [" ".join(filter(None, map(_flat, _within(cell, "p")))) for cell in _within(element, "tc")]
                    found.append("\t".join(cells).strip())
                case name if name not in _PASSED_OVER:
                    into(element)

    into(root)
    return [paragraph for paragraph in [*found, _lines(cap)] if paragraph.strip()]


def _is_drop_cap(paragraph: Element) -> bool:
    """Whether a paragraph is the first letter or word of the next one, set larger than the rest."""
    frames = (frame for properties in paragraph if name_of(properties) == "pPr" for frame in properties)
    return any(
        value in ("drop", "margin")
        for frame in frames
        if name_of(frame) == "framePr"
        for key, value in frame.items()
        if key.rpartition("}")[2] == "dropCap"
    )


def _words(paragraph: Element) -> str:
    """The words of a paragraph as they are written."""
    said: list[str] = []

    def into(parent: Element) -> None:
        for element in parent:
            name = name_of(element)
            if name == "t":
                said.append(element.text or "")
            elif name in _SIGNS and name_of(parent) == "r":
                said.append(_SIGNS[name])
            elif name not in _PASSED_OVER and name not in ("pPr", "rPr"):
                into(element)

    into(paragraph)
    return "".join(said)


def _lines(words: str) -> str:
    """Words without blanks around them; lines that are broken by hand stay lines."""
    lines = [line.strip() for line in words.split("\n")]
    return "\n".join(line for line in lines if line)


def _flat(paragraph: Element) -> str:
    return _lines(_words(paragraph))


def _within(parent: Element, name: str) -> Iterator[Element]:
    """The elements of this name at any depth, in order, without those inside them."""
    for element in parent:
        if name_of(element) == name:
            yield element
        elif name_of(element) not in _PASSED_OVER:
            yield from _within(element, name)


def _facts(root: Element | None) -> dict[str, str]:
    """What the document says of itself; nothing if it does not."""
    facts = root if root is not None else ()
    return {name_of(fact): text for fact in facts if (text := " ".join((fact.text or "").split()))}
