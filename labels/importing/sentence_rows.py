"""Rows that are sentences: each kept as it stands, those of an article put together in their order."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import replace
from typing import Any

from labels.decision import Decision
from labels.importing.columns import ARTICLE, Columns
from labels.importing.found import Found
from labels.importing.gathering import gather
from labels.importing.json_rows import Object
from labels.importing.label_values import labels_in
from labels.importing.row import Row
from labels.importing.source import Source
from labels.importing.table import Rows, kept

#: A file that does not say which article a row belongs to becomes articles of so many sentences.
ROWS_AN_ARTICLE = 1000


def sentence_rows(source: Source, rows: Rows, columns: Columns, format: str) -> Iterator[Found]:
    """The articles that the sentences make up, with the decisions in their label columns."""
    groups: dict[str, str] = {}

    def read() -> Iterator[Row]:
        count, before = 0, _Before()
        for line, fields in rows():
            try:
                row = _row(fields, columns, groups)
            except ValueError as error:
                source.bad_row(line, str(error))
                continue
            if columns.group is None and count >= ROWS_AN_ARTICLE:
                row = replace(row, article=f"{source.stem or source.name} ({count // ROWS_AN_ARTICLE + 1})")
            count += 1
            yield replace(row, same=before.same(row)) if row.same is None else row

    for found in gather(source, read, format):
        # Where all of an article is one paragraph, its number is no news.
        meta = {key: value for key, value in found.article.meta.items() if key != "paragraph"}
        yield replace(found, article=replace(found.article, meta=meta), groups=groups)


class _Before:
    """The sentence before: if it comes again for another annotator, it is the same one."""

    def __init__(self) -> None:
        self._number = 0
        self._text: tuple[str | None, str] | None = None
        self._annotators: set[str | None] = set()

    def same(self, row: Row) -> Hashable:
        """What a row has in common with others of the same sentence."""
        who = row.decisions[0].annotator if row.decisions else None
        if who is None or who in self._annotators or self._text != (row.article, row.text):
            self._number += 1
            self._text, self._annotators = (row.article, row.text), set()
        self._annotators.add(who)
        return self._number


def _row(fields: Object, columns: Columns, groups: dict[str, str]) -> Row:
    column = columns.text or "text"
    text = fields.get(column)
    if not isinstance(text, str):
        what = "is not a text" if column in fields and text is not None else "is missing"
        raise ValueError(f"its “{column}” {what}. Mend it, or skip such rows with --skip-bad-rows.")
    if not text.strip():
        raise ValueError(f"its “{column}” is empty. Fill it in, or skip such rows with --skip-bad-rows.")
    about: dict[str, Any] = kept(fields, columns)
    about |= {name: fields[key] for name in ARTICLE if (key := getattr(columns, name)) and fields.get(key) is not None}
    group = None
    if columns.group is not None:
        value = fields.get(columns.group)
        if value is None or isinstance(value, list | dict) or not str(value).strip():
            raise ValueError(f"its “{columns.group}” names no article. Fill it in, or use --skip-bad-rows.")
        group = str(value)
        about["id"] = value
    if columns.paragraph is not None:
        about["paragraph"] = fields.get(columns.paragraph)
    labels = labels_in(fields, columns)
    groups |= {label: column for label, column in labels.items() if column}
    who = fields.get(columns.annotator) if columns.annotator else None
    decisions = (Decision(0, 0, "labelled", tuple(labels), str(who) if who else None),) if labels else ()
    id = fields.get(columns.id) if columns.id is not None else None
    same = None if id is None else (str(id), text)
    return Row(text.strip(), group, about, decisions, same)
