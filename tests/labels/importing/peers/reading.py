"""Reading small files of other tools, and saying briefly what came of them."""

from __future__ import annotations

import json
from pathlib import Path

from labels.importing import Found, read_articles
from labels.importing.files.source import Source
from labels.importing.formats import importer_for


def lines(*rows: object) -> str:
    """JSON Lines."""
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def read(path: Path, content: str | bytes, format: str | None = None) -> list[Found]:
    """What is found in a file with this content, all of it good; `format` None leaves it to be recognised."""
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    found = list(read_articles([path], format=format))
    assert all(isinstance(each, Found) for each in found), found
    return found  # type: ignore[return-value]


def refusal(path: Path, content: str | bytes, format: str | None = None) -> str:
    """Why a file with this content is refused, whole."""
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    (found,) = read_articles([path], format=format)
    assert not isinstance(found, Found)
    return found.reason


def format_of(path: Path, content: str) -> str:
    """The format that is recognised."""
    path.write_text(content, encoding="utf-8")
    return importer_for(Source(path)).name


def sentences(found: Found) -> list[tuple[str, int]]:
    """The text and the paragraph of each sentence."""
    return [(found.article.text[start:end], paragraph) for start, end, paragraph in found.sentences or ()]


def said(found: Found) -> list[tuple[str, str, tuple[str, ...], str | None]]:
    """Of each decision the text, the status, the labels and the annotator."""
    text = found.article.text
    return [(text[each.start : each.end], each.status, each.labels, each.annotator) for each in found.decisions]
