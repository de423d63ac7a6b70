"""Rows that are articles: a text in one piece, or lists of paragraphs, or of sentences that are kept as they stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from labels.article import FACTS, Article
from labels.decision import Decision
from labels.files.source import Source
from labels.formats.article_text import assemble, check_number
from labels.formats.plain_text import headline
from labels.formats.reader import ImportedArticle, Object, Rows
from labels.formats.row_values import labels_in
from labels.formats.tables.shape import Shape, meta_from
from labels.values.import_options import Columns


def article_rows(source: Source, rows: Rows, shape: Shape, format: str) -> Iterator[ImportedArticle]:
    """An article for each row. A row without a text is a bad row of the source."""
    groups: dict[str, str] = {}
    for line, fields in rows():
        try:
            if shape.row == "nested":
                found = _nested(source, fields, shape, format, groups)
            else:
                found = _plain(source, fields, shape.columns)
        except ValueError as error:
            source.bad_row(line, str(error))
        else:
            yield found


def _plain(source: Source, fields: Object, columns: Columns) -> ImportedArticle:
    text = _text(fields, columns.text or "text")
    return ImportedArticle(source.name, _article(source, text, fields, columns), source.encoding or "utf-8")


def _nested(source: Source, fields: Object, shape: Shape, format: str, groups: dict[str, str]) -> ImportedArticle:
    """The article of a row with nested sentences. A list of paragraphs that are not cut is cut later."""
    columns, value = shape.columns, fields.get(shape.nested)
    if not isinstance(value, list):
        raise ValueError(f"its “{shape.nested}” is no list. Give a list of paragraphs.")
    cut = any(isinstance(each, list) for each in value) or shape.nested.casefold() != "paragraphs"
    check_number(sum(len(each) if isinstance(each, list) else 1 for each in value), source.name)
    sentences = [each for each in _sentences(value, columns, cut) if each[1].strip()]
    if not sentences:
        raise ValueError(f"its “{shape.nested}” holds no text. Take the row out, or skip it with --skip-bad-rows.")
    text, cuts = assemble((each[1], each[0]) for each in sentences)
    article = _article(source, text, fields, columns, without=(shape.nested,))
    if not (cut or columns.labels or source.options.given):
        return ImportedArticle(source.name, article, source.encoding or "utf-8", "blank")
    decisions = []
    for (_, _, inner), (start, end, _) in zip(sentences, cuts, strict=True):
        labels = labels_in(inner, columns)
        groups |= {label: column for label, column in labels.items() if column}
        if labels:
            who = inner.get(columns.annotator or "", fields.get(columns.annotator or ""))
            decisions.append(Decision(start, end, "labelled", tuple(labels), str(who) if who else None))
    origin = f"{format}: {source.name}"
    return ImportedArticle(
        source.name, article, source.encoding or "utf-8", "blank", cuts, tuple(decisions), origin, groups=groups
    )


def _sentences(value: Sequence[Any], columns: Columns, cut: bool) -> Iterator[tuple[int, str, Mapping[str, Any]]]:
    """Each piece with its paragraph, its text and whatever else is said of it."""
    paragraphs = [each if isinstance(each, list) else [each] for each in value]
    flat = cut and not any(isinstance(each, list) for each in value)
    for number, paragraph in enumerate(paragraphs):
        for piece in paragraph:
            fields = piece if isinstance(piece, dict) else {}
            text = fields.get(columns.text or "text") if fields else piece
            if not isinstance(text, str):
                raise ValueError(f"paragraph {number + 1} holds more than texts. Give strings, or objects with a text.")
            yield (0 if flat else number), text, fields


def _text(fields: Mapping[str, Any], column: str) -> str:
    value = fields.get(column)
    if value is None and column not in fields:
        raise ValueError(f"it has no “{column}”. Add it, or skip such rows with --skip-bad-rows.")
    if not isinstance(value, str):
        raise ValueError(f"its “{column}” is not a text. Mend it, or skip such rows with --skip-bad-rows.")
    if not value.strip():
        raise ValueError(f"its “{column}” is empty. Fill it in, or skip such rows with --skip-bad-rows.")
    return value


def _article(source: Source, text: str, fields: Object, columns: Columns, without: Sequence[str] = ()) -> Article:
    about = {name: _line(fields.get(getattr(columns, name) or "")) for name in FACTS}
    meta = meta_from(fields, {*columns.used(), *without})
    if columns.id is not None and fields.get(columns.id) is not None:
        meta["id"] = fields[columns.id]
    if about["source"]:
        meta["file"] = source.name
    about["source"] = about["source"] or source.name
    about["title"] = about["title"] or headline(text)
    return Article(text, **about, meta={**meta, **source.meta})


def _line(value: object) -> str | None:
    """A value as one line of text; None where there is nothing."""
    if isinstance(value, list):
        value = ", ".join(each for each in map(_line, value) if each)
    if value is None or isinstance(value, bool | dict):
        return None
    return " ".join(str(value).split()) or None
