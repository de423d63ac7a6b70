"""Tables and JSON objects with columns of any name, read in the shape that they have."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from labels.errors import ReadingError
from labels.files.source import Source
from labels.formats.dataset_card.folder import FileFacts, facts_from_card
from labels.formats.reader import ImportedArticle, Rows
from labels.formats.tables.article_rows import article_rows
from labels.formats.tables.html_cells import without_markup
from labels.formats.tables.remarks import tell_columns
from labels.formats.tables.sentence_rows import sentence_rows
from labels.formats.tables.shape import shape_of
from labels.formats.training_records import copydesk_reader
from labels.values.import_options import Columns

#: So many rows are looked at to tell the shape.
_SAMPLE = 50


def read_table(
    source: Source, plain_rows: Rows, format: str, facts: FileFacts | None = None
) -> Iterator[ImportedArticle]:
    """The articles in rows, which are asked for more than once. Raises ReadingError when there are none.

    `facts` is what is known of them beforehand; without it, what a dataset card tells.
    """
    known = facts or facts_from_card(source)
    rows = plain_rows if known is None else lambda: known.rows(source, plain_rows())
    with source.looking_ahead():
        sample = [fields for _, fields in islice(rows(), _SAMPLE)]
    if not sample:
        raise ReadingError(f"{source.name}: holds no rows. Export it again, or leave it out.")
    if source.options.columns == Columns() and (own := copydesk_reader(sample[0])):
        yield from own(source, rows, format)
        return
    shape = shape_of(source, sample)
    tell_columns(source, shape, sample)
    if shape.row != "nested":
        rows = without_markup(source, rows, shape, sample)
    if shape.row == "sentence":
        yield from sentence_rows(source, rows, shape.columns, format)
    else:
        yield from article_rows(source, rows, shape, format, sample)
