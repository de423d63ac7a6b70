"""Reading small files of other tools, and saying briefly what came of them."""

from __future__ import annotations

import json
from pathlib import Path

from labels.files.source import Source
from labels.formats.reader import ImportedArticle
from labels.formats.reader_registry import reader_for
from labels.importing.reading import read_articles
from labels.values.import_options import ImportOptions


def lines(*rows: object) -> str:
    """JSON Lines."""
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def read(path: Path, content: str | bytes, format: str | None = None) -> list[ImportedArticle]:
    """What is found in a file with this content, all of it good; `format` None leaves it to be recognised."""
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    found = list(read_articles([path], ImportOptions(format=format)))
    assert all(isinstance(each, ImportedArticle) for each in found), found
    return found  # type: ignore[return-value]


def refusal(path: Path, content: str | bytes, format: str | None = None) -> str:
    """Why a file with this content is refused, whole."""
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    (found,) = read_articles([path], ImportOptions(format=format))
    assert not isinstance(found, ImportedArticle)
    return found.reason


def format_of(path: Path, content: str) -> str:
    """The format that is recognised."""
    path.write_text(content, encoding="utf-8")
    return reader_for(Source(path)).name


def sentences(found: ImportedArticle) -> list[tuple[str, int]]:
    """The text and the paragraph of each sentence."""
    return [(found.article.text[start:end], paragraph) for start, end, paragraph in found.sentences or ()]


def said(found: ImportedArticle) -> list[tuple[str, str, tuple[str, ...], str | None]]:
    """Of each decision the text, the status, the labels and the annotator."""
    text = found.article.text
    return [(text[each.start : each.end], each.status, each.labels, each.annotator) for each in found.decisions]
