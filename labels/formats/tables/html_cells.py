"""Texts of a table that are HTML, as content management systems export them: their words, without the markup."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from importlib.util import find_spec

from labels.files.source import Source
from labels.formats.html.main_text import blocks_of
from labels.formats.reader import Object, Rows, Spot
from labels.formats.tables.shape import Shape

_MARKUP = re.compile(
    r"</(?:p|div|span|a|b|i|u|em|strong|small|sup|sub|h[1-6]|[ou]l|li|blockquote|figure|section|article|table|t[dr])\s*>"
    r"|<br\s*/?>",
    re.IGNORECASE,
)
_ENTITY = re.compile(r"&(?:amp|lt|gt|quot|apos|nbsp|[lr][sd]quo|[mn]dash|hellip|#\d{2,6}|#[xX][0-9a-fA-F]{2,5});")

#: A column holds HTML if so many of its texts do.
_MOST = 0.5


def without_markup(source: Source, rows: Rows, shape: Shape, sample: Sequence[Object]) -> Rows:
    """The rows with words only in the columns of text and title, if the texts are HTML; else as they are.

    What was done, or may have to be, is told.
    """
    column = shape.columns.text
    texts = [text for row in sample if isinstance(text := row.get(column or ""), str)]
    marked = sum(_MARKUP.search(text) is not None for text in texts)
    if column is None or not (marked or any(map(_ENTITY.search, texts))):
        return rows
    if not marked:
        source.remark(f"“{column}” holds entities of HTML such as &amp;. They stay in the text.")
    elif marked < _MOST * len(texts):
        source.remark(f"Some texts in “{column}” hold tags of HTML. They stay in the text.")
    elif find_spec("lxml") is None:
        source.remark(f"“{column}” holds HTML. Its tags stay in the text; with pip install 'copydesk[web]' they go.")
    else:
        source.remark(f"“{column}” holds HTML: its words and paragraphs are kept, its tags are not.")
        return lambda: _bare(rows(), column, shape)
    return rows


def _bare(rows: Iterator[tuple[Spot, Object]], column: str, shape: Shape) -> Iterator[tuple[Spot, Object]]:
    between = " " if shape.row == "sentence" else "\n\n"
    for place, fields in rows:
        bare = dict(fields)
        for name, joint in ((column, between), (shape.columns.title, " ")):
            if name is not None and isinstance(markup := fields.get(name), str):
                bare[name] = joint.join(block.text for block in blocks_of(markup))
        yield place, bare
