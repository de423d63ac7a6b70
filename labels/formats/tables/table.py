"""Tables and JSON objects with columns of any name, read in the shape that they have."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from labels.errors import ReadingError
from labels.files.source import Source
from labels.formats.dataset_card.folder import FileFacts, facts_from_card
from labels.formats.reader import ImportedArticle, Object, Rows
from labels.formats.row_values import as_written
from labels.formats.tables.article_rows import article_rows
from labels.formats.tables.html_cells import without_markup
from labels.formats.tables.remarks import tell_columns
from labels.formats.tables.sentence_rows import sentence_rows
from labels.formats.tables.shape import shape_of
from labels.formats.training_records import copydesk_reader
from labels.values.import_options import Columns

#: So many rows are looked at to tell the shape. A table of articles or sentences holds no more cells in them.
_SAMPLE, _MOST_CELLS = 50, 1_000_000


def read_table(
    source: Source, plain_rows: Rows, format: str, facts: FileFacts | None = None
) -> Iterator[ImportedArticle]:
    """The articles in rows, which are asked for more than once. Raises ReadingError when there are none.

    `facts` is what is known of them beforehand; without it, what a dataset card tells.
    """
    known = facts or facts_from_card(source)
    rows = plain_rows if known is None else lambda: known.rows(source, plain_rows())
    with source.looking_ahead():
        sample = _first_rows(source, rows)
    if not sample:
        raise ReadingError(f"{source.name}: holds no rows. Export it again, or leave it out.")
    if source.options.columns == Columns() and (own := copydesk_reader(sample[0])):
        yield from own(source, rows, format)
        return
    shape = shape_of(source, sample)
    tell_columns(source, shape, sample)
    for column in filter(None, (shape.columns.text, shape.columns.title)):
        if any(isinstance(row.get(column), dict) for row in sample):
            rows, sample = _written(rows, column), [_as_written(row, column) for row in sample]
    if shape.row != "nested":
        rows = without_markup(source, rows, shape, sample)
    if shape.row == "sentence":
        yield from sentence_rows(source, rows, shape.columns, format)
    else:
        yield from article_rows(source, rows, shape, format, sample)


def _written(rows: Rows, column: str) -> Rows:
    """The rows with the text of the object in a column in its place."""
    return lambda: ((spot, _as_written(fields, column)) for spot, fields in rows())


def _as_written(fields: Object, column: str) -> Object:
    return {**fields, column: as_written(fields[column])} if column in fields else fields


def _first_rows(source: Source, rows: Rows) -> list[Object]:
    """The rows to tell the shape by. Raises ReadingError where they have more columns than are taken in."""
    sample: list[Object] = []
    cells = 0
    for _, fields in islice(rows(), _SAMPLE):
        cells += len(fields)
        if cells > _MOST_CELLS:
            raise ReadingError(
                f"{source.name}: {source.unit} 1: {len(fields):,} columns in each of many rows. Keep those that"
                " you need."
            )
        sample.append(fields)
    return sample
