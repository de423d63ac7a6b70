"""Remarks about the columns of a table: how each is used, and what might have been meant differently."""

from __future__ import annotations

from collections.abc import Sequence

from labels.files.source import Source, one_line
from labels.formats.label_columns.column import LabelColumn
from labels.formats.reader import Object
from labels.formats.tables.shape import Shape, inner_keys
from labels.values.import_options import Columns, in_words

#: So many columns are named in a remark.
_SHOWN = 6


def tell_columns(source: Source, shape: Shape, sample: Sequence[Object]) -> None:
    """Say which columns were guessed, and what is kept as metadata only, or lost."""
    words = in_words(source.options.columns, shape.columns)
    plain = shape.row == "article" and all(thing == column for thing, column in shape.columns.named().items())
    if words and not plain:
        source.remark(f"Columns: {words}. Name others with --text, --title, --group and the like.")
    if shape.columns.labels:
        return
    if shape.row == "nested":
        left = [key for key in inner_keys(sample, shape.nested) if key not in shape.columns.used()]
        if left:
            source.remark(f"Not kept: {', '.join(left)} of each sentence. Name columns of labels with --label.")
    elif left := _like_labels(shape, sample):
        shown = one_line(", ".join(f"“{column}”" for column in left[:_SHOWN]) + (" …" if len(left) > _SHOWN else ""))
        source.remark(f"Kept as metadata: {shown}. If these are labels of sentences, name each with --label.")


def _like_labels(shape: Shape, sample: Sequence[Object]) -> list[str]:
    """The columns that are not used and that are called like labels, or answer yes and no."""
    keys = dict.fromkeys(key for row in sample for key in row if key not in shape.columns.used())
    named = Columns().guessed(keys, (), labels=True).labels
    return [key for key in keys if key in named or _answers(key, sample)]


def _answers(key: str, sample: Sequence[Object]) -> bool:
    column, values = LabelColumn(key), [row[key] for row in sample if row.get(key) not in (None, "")]
    if len(set(map(str, values))) < 2 or not all(column.may_hold(str(value)) for value in values):
        return False
    column.settle()
    return column.kind == "answers"
