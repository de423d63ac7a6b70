"""The codebook as CSV: one row a label, for spreadsheets and statistics programs.

Every text comes back as it was: lists are JSON, and a cell that a spreadsheet would take for a formula has an
apostrophe in front, as in every table that we write (`labels.formats.cells`).
"""

from __future__ import annotations

import csv
import io

from labels.codebook.model import Codebook, Label
from labels.formats.cells import defused
from labels.formats.json.lines import one_line

COLUMNS = (
    "id", "name", "key", "colour", "group", "definition", "examples", "counter_examples", "retired", "same_as",
    "formerly", "excludes",
)  # fmt: skip


def codebook_as_csv(codebook: Codebook) -> str:
    """The table of all labels of `codebook`, retired ones as well, with a line of column names.

    `same_as` is the id of the label that one was merged into, `excludes` has the ids of the labels that cannot stand
    beside it. Lines end as RFC 4180 says, so that line breaks inside of a cell are put in quotes, whatever they are.
    """
    stream = io.StringIO()
    rows = csv.writer(stream, lineterminator="\r\n")
    rows.writerow(COLUMNS)
    rows.writerows([defused(cell) for cell in _cells(codebook, label)] for label in codebook.labels)
    return stream.getvalue()


def _cells(codebook: Codebook, label: Label) -> list[str]:
    excludes = [other.id for other in codebook.active if _excludes(codebook, label, other)]
    return [
        label.id,
        label.name,
        label.key or "",
        label.colour or "",
        label.group or "",
        label.definition,
        one_line(list(label.examples)),
        one_line(list(label.counter_examples)),
        "true" if label.retired else "false",
        label.same_as or "",
        one_line(list(label.formerly)),
        one_line(excludes),
    ]


def _excludes(codebook: Codebook, label: Label, other: Label) -> bool:
    return codebook.can_be_given(label) and codebook.excludes(label.id, other.id)
