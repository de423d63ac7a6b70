"""Rows that are articles: a text in one piece, or lists of paragraphs, or of sentences that are kept as they stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from labels.article import FACTS, Article
from labels.decision import Decision
from labels.files.source import Source
from labels.formats.article_text import assemble, check_number
from labels.formats.label_columns.columns import LabelColumns
from labels.formats.plain_text import headline
from labels.formats.reader import ImportedArticle, Object, Rows
from labels.formats.row_values import as_line, is_said_by_name
from labels.formats.tables.shape import Shape, annotator_in, meta_from, objects_in
from labels.formats.text_rows import for_nobody
from labels.values.import_options import Columns


def article_rows(
    source: Source, rows: Rows, shape: Shape, format: str, sample: Sequence[Object]
) -> Iterator[ImportedArticle]:
    """An article for each row, of which `sample` has the first. A row without a text is a bad row of the source."""
    nested = _Nested(source, shape, format)
    if shape.row == "nested":
        nested.learn(rows, sample)
    for line, fields in rows():
        try:
            found = nested.article(fields) if shape.row == "nested" else _plain(source, fields, shape.columns)
        except ValueError as error:
            source.bad_row(line, str(error))
        else:
            yield found


def _plain(source: Source, fields: Object, columns: Columns) -> ImportedArticle:
    text = _text(fields, columns.text or "text")
    return ImportedArticle(source.name, _article(source, text, fields, columns), source.encoding or "utf-8")


class _Nested:
    """Makes rows with nested sentences into articles."""

    def __init__(self, source: Source, shape: Shape, format: str) -> None:
        self._source = source
        self._columns = shape.columns
        self._key = shape.nested
        self._origin = f"{format}: {source.name}"
        self._labels = LabelColumns(shape.columns)
        self._groups: dict[str, str] = {}

    def learn(self, rows: Rows, sample: Sequence[Object]) -> None:
        """See what the columns of labels hold: by the `sample`, and by all rows if that leaves it open."""
        for fields in sample:
            self._learn(fields)
        if self._labels.is_open:
            with self._source.looking_ahead():
                for _, fields in rows():
                    self._learn(fields)
        self._labels.settle(self._source)

    def _learn(self, fields: Object) -> None:
        for sentence in objects_in(fields.get(self._key)):
            self._labels.learn(sentence)

    def article(self, fields: Object) -> ImportedArticle:
        """The article of a row. A list of paragraphs that are not cut is cut later. Raises ValueError."""
        source, columns, value = self._source, self._columns, fields.get(self._key)
        if not isinstance(value, list):
            raise ValueError(f"its “{self._key}” is no list. Give a list of paragraphs.")
        cut = any(isinstance(each, list) for each in value) or self._key.casefold() != "paragraphs"
        check_number(sum(len(each) if isinstance(each, list) else 1 for each in value), source.name)
        sentences = [each for each in _sentences(value, columns, cut) if each[1].strip()]
        if not sentences:
            raise ValueError(f"its “{self._key}” holds no text. Take the row out, or skip it with --skip-bad-rows.")
        text, cuts = assemble((each[1], each[0]) for each in sentences)
        article, encoding = _article(source, text, fields, columns, without=(self._key,)), source.encoding or "utf-8"
        if not (cut or columns.labels or source.options.given):
            return ImportedArticle(source.name, article, encoding, "blank")
        decisions = tuple(
            decision
            for (_, _, inner), (start, end, _) in zip(sentences, cuts, strict=True)
            for decision in self._decisions(fields, inner, start, end)
        )
        return ImportedArticle(
            source.name, article, encoding, "blank", cuts, decisions, self._origin, groups=self._groups
        )

    def _decisions(self, fields: Object, sentence: Mapping[str, Any], start: int, end: int) -> tuple[Decision, ...]:
        """What is said of a sentence with this span."""
        labels = self._labels.labels_in(sentence)
        self._groups |= {label: column for label, column in labels.items() if column}
        if not labels:
            return tuple(each.placed(start, end) for each in for_nobody(self._labels.suggested_in(sentence)))
        who = annotator_in(sentence, self._columns) or annotator_in(fields, self._columns)
        return (Decision(start, end, "labelled", tuple(labels), who),)


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
        raise ValueError(f"its “{column}” is not a text. Correct it, or skip such rows with --skip-bad-rows.")
    if not value.strip():
        raise ValueError(f"its “{column}” is empty. Fill it in, or skip such rows with --skip-bad-rows.")
    return value


def _article(source: Source, text: str, fields: Object, columns: Columns, without: Sequence[str] = ()) -> Article:
    keys = {name: getattr(columns, name) or "" for name in FACTS}
    about = {name: as_line(fields.get(key)) for name, key in keys.items()}
    meta = meta_from(fields, {*columns.used(), *without})
    meta |= {key: fields[key] for key in keys.values() if key in fields and not is_said_by_name(fields[key])}
    if columns.id is not None and fields.get(columns.id) is not None:
        meta["id"] = fields[columns.id]
    if about["source"]:
        meta["file"] = source.name
    about["source"] = about["source"] or source.name
    about["title"] = about["title"] or headline(text)
    return Article(text, **about, meta={**meta, **source.meta})
