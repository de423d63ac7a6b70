"""Rows that are sentences: each kept as it stands, those of an article put together in their order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from typing import Any

from labels.article import FACTS
from labels.decision import Decision
from labels.files.source import Source
from labels.formats.label_columns.columns import LabelColumns
from labels.formats.reader import ImportedArticle, Object, Rows
from labels.formats.row_grouping import group_rows
from labels.formats.tables.shape import annotator_in, meta_from
from labels.formats.text_rows import Row, for_nobody
from labels.values.import_options import Columns

#: A file that does not say which article a row belongs to becomes articles of so many sentences.
ROWS_AN_ARTICLE = 1000


def sentence_rows(source: Source, rows: Rows, columns: Columns, format: str) -> Iterator[ImportedArticle]:
    """The articles that the sentences make up, with the decisions in their label columns."""
    groups: dict[str, str] = {}
    labels = LabelColumns(columns)
    for found in group_rows(source, lambda: _read(source, rows, columns, labels, groups), format):
        # If an article is one paragraph, the paragraph's number is not needed.
        meta = {key: value for key, value in found.article.meta.items() if key != "paragraph"}
        yield replace(found, article=replace(found.article, meta=meta), groups=groups)


def _read(source: Source, rows: Rows, columns: Columns, labels: LabelColumns, groups: dict[str, str]) -> Iterator[Row]:
    """The rows. The first time they are read, it is learned what the columns of labels hold."""
    sentence, count = _Sentences(columns, labels, groups, source.stem or source.name), 0
    groups.clear()
    for line, fields in rows():
        try:
            row = sentence.row(fields, count)
        except ValueError as error:
            source.bad_row(line, str(error))
        else:
            count += 1
            labels.learn(fields)
            yield row
    labels.settle(source)


class _Sentences:
    """Makes rows of a table into sentences, with what can be known of all of them known beforehand."""

    def __init__(self, columns: Columns, labels: LabelColumns, groups: dict[str, str], name: str) -> None:
        self._columns = columns
        self._labels = labels
        self._groups = groups
        self._name = name
        self._text = columns.text or "text"
        self._used = frozenset(columns.used())
        self._numbers: dict[str | int, int] = {}
        self._about = [(each, key) for each in FACTS if (key := getattr(columns, each))]

    def row(self, fields: Object, count: int) -> Row:
        """The sentence of a row, `count` being how many came before it. Raises ValueError.

        The first time, when rows are only counted, it is checked, and not told what its article has of it.
        """
        text, article = self._text_of(fields), self._article_of(fields, count)
        if not self._labels.is_settled:
            if self._columns.labels:
                self._labels.labels_in(fields)
            return Row(text, article)
        about: dict[str, Any] = meta_from(fields, self._used)
        about.update((each, fields[key]) for each, key in self._about if fields.get(key) is not None)
        if self._columns.group is not None:
            about["id"] = fields[self._columns.group]
        if self._columns.paragraph is not None:
            about["paragraph"] = fields.get(self._columns.paragraph)
        decisions = self._decisions(fields) if self._columns.labels else ()
        id = fields.get(self._columns.id) if self._columns.id is not None else None
        same = (str(id), text) if id is not None else None
        teller = annotator_in(fields, self._columns) if id is None else None
        return Row(text=text, article=article, about=about, decisions=decisions, same=same, teller=teller)

    def _text_of(self, fields: Object) -> str:
        text = fields.get(self._text)
        if not isinstance(text, str):
            what = "is missing" if text is None else "is not a text"
            raise ValueError(f"its “{self._text}” {what}. Correct it, or skip such rows with --skip-bad-rows.")
        text = text.strip()
        if not text:
            raise ValueError(f"its “{self._text}” is empty. Fill it in, or skip such rows with --skip-bad-rows.")
        return text

    def _article_of(self, fields: Object, count: int) -> str | None:
        if self._columns.group is None:
            number = self._number_of(fields, count)
            return f"{self._name} ({number // ROWS_AN_ARTICLE + 1})" if number >= ROWS_AN_ARTICLE else None
        value = fields.get(self._columns.group)
        if value is None or isinstance(value, list | dict) or not str(value).strip():
            raise ValueError(
                f"its “{self._columns.group}” names no article. Fill it in, or skip such rows with --skip-bad-rows."
            )
        return str(value)

    def _number_of(self, fields: Object, count: int) -> int:
        """Which sentence of the file a row tells. Rows with one id, of several annotators, tell one."""
        if self._columns.id is None:
            return count
        id = fields.get(self._columns.id)
        return self._numbers.setdefault(count if id is None else str(id), len(self._numbers))

    def _decisions(self, fields: Object) -> tuple[Decision, ...]:
        labels = self._labels.labels_in(fields)
        self._groups.update((label, column) for label, column in labels.items() if column)
        if labels:
            return _labelled(tuple(labels), annotator_in(fields, self._columns))
        return for_nobody(self._labels.suggested_in(fields))


@lru_cache(maxsize=4096)
def _labelled(labels: tuple[str, ...], annotator: str | None) -> tuple[Decision, ...]:
    """What a row says that gives these labels: the same few come again and again."""
    return (Decision(0, 0, "labelled", labels, annotator),)
