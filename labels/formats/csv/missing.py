"""Cells that R writes for missing values: an NA without quotation marks."""

from __future__ import annotations

from collections.abc import Sequence

from labels.files.source import Source


def empty_missing(source: Source, cells: list[str], written: Sequence[str], quoted: bool) -> None:
    """Empty each cell that says NA without quotation marks; `written` is the row in the file, a line each.

    If cells may be `quoted`, a quoted cell has two more marks in the file, and one more for each mark in it.
    """
    row, at = "".join(written), 0
    for number, cell in enumerate(cells):
        marked = quoted and row[at : at + 1] == '"'
        if cell == "NA" and not marked:
            cells[number] = ""
            source.remark("“NA” without quotation marks counts as an empty cell, as R writes it.")
        at += len(cell) + (2 + cell.count('"') if marked else 0) + 1
