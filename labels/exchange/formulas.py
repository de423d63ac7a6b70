"""Cells that a spreadsheet would take for a formula, and how they are kept from it."""

from __future__ import annotations

#: What spreadsheets take for the beginning of a formula, or skip before one (OWASP, “CSV Injection”).
_FORMULAS = ("=", "+", "-", "@", "\t", "\r", "\n")


def looks_like_formula(cell: str) -> bool:
    """Whether a cell begins like a formula, whatever apostrophes stand before that.

    Such a cell is written with one apostrophe more and read with one less, so that every text comes back.
    """
    return cell.lstrip("'")[:1] in _FORMULAS


def defused(cell: str) -> str:
    """`cell` so that no spreadsheet takes it for a formula."""
    return f"'{cell}" if looks_like_formula(cell) else cell


def restored(cell: str) -> str:
    """A cell as it was before it was `defused`."""
    return cell[1:] if cell.startswith("'") and looks_like_formula(cell) else cell
