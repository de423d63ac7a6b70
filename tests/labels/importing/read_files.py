"""What the tests of importers have in common: files with given content, and what reading them gives."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from labels.formats.reader import ImportedArticle
from labels.importing.reading import Item, read_articles
from labels.importing.report import Refused, Remark, Skipped
from labels.values.import_options import Columns, ImportOptions


def read(path: Path, *, skip: bool = False, given: bool = False, **columns: Any) -> list[Item]:
    """Everything that reading a file gives, with columns as asked for."""
    return list(read_articles([path], ImportOptions(columns=Columns(**columns), skip_bad_rows=skip, given=given)))


def found(path: Path, **more: Any) -> list[ImportedArticle]:
    """The articles in a file. Fails with the reason if any of it is refused."""
    items = read(path, **more)
    assert [item for item in items if isinstance(item, Refused)] == []
    return [item for item in items if isinstance(item, ImportedArticle)]


def refusal(path: Path, **more: Any) -> str:
    """The one reason for which a file gives nothing."""
    (refused,) = (item for item in read(path, **more) if isinstance(item, Refused))
    assert refused.where == path.as_posix()
    assert "\n" not in refused.reason
    return refused.reason


def skipped(path: Path, **more: Any) -> list[str]:
    """The rows of a file that are left out when that is asked for."""
    return [item.reason for item in read(path, skip=True, **more) if isinstance(item, Skipped)]


def remarks(path: Path, **more: Any) -> list[str]:
    return [item.words for item in read(path, **more) if isinstance(item, Remark)]


def sentences(article: ImportedArticle) -> list[tuple[int, str]]:
    """The given sentences of an article, each with its paragraph."""
    assert article.sentences is not None
    return [(cut.paragraph, article.article.text[cut.start : cut.end]) for cut in article.sentences]


def decisions(article: ImportedArticle) -> list[tuple[str, str | None, tuple[str, ...]]]:
    """The decisions on an article: the text, who, and the labels."""
    text = article.article.text
    return [(text[each.start : each.end], each.annotator, each.labels) for each in article.decisions]


def write_lines(path: Path, *rows: Any) -> Path:
    """A JSON Lines file; what is a string is a line as it is."""
    lines = [row if isinstance(row, str) else json.dumps(row, ensure_ascii=False) for row in rows]
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path
