"""The gutter at the left of the text: the decision on a sentence, in words and signs, and in colour."""

from __future__ import annotations

from typing import NamedTuple

from rich.cells import cell_len, set_cell_size

from tui.printable import printable
from tui.widgets.sentence_row import SentenceRow

MEASURE = 72
"""The widest line of text, in cells: about as many characters as are easy to read."""

CARRIED, FLAGGED, NOTED, RETURNED = "~", "!", "✎", "↺"
_WORDS = 8  # cells from which a gutter shows names; below, keys


class Columns(NamedTuple):
    """The columns of a window, in cells from the left: bar, field, gap, text; the rest is empty."""

    bar: int
    field: int
    gap: int
    text: int


class Piece(NamedTuple):
    """Some characters of the gutter; `colour` as in `SentenceRow`, "" for plain and None for quiet text."""

    text: str
    colour: str | None = None


def columns(width: int) -> Columns:
    """The columns of a window of `width` cells: names from 70 cells on, keys below, at last text alone."""
    if width >= 70:
        bar, field, gap, right = 2, 12, 2, 1
    elif width >= 24:
        bar, field, gap, right = 1, 4, 1, 1
    elif width >= 8:
        bar, field, gap, right = 1, 1, 1, 0
    else:
        bar, field, gap, right = int(width > 1), 0, 0, 0
    return Columns(bar, field, gap, max(1, min(MEASURE, width - bar - field - gap - right)))


def gutter(row: SentenceRow, cells: int) -> list[Piece]:
    """The pieces that fill a field of exactly `cells` cells."""
    signs = RETURNED * row.returned + CARRIED * row.carried + FLAGGED * row.flagged + NOTED * row.noted
    wordy = cells >= _WORDS
    signs = signs[: max(0, cells - 1)]
    room = cells - len(signs) - (wordy and bool(signs))
    pieces = _state(row, room, wordy) if room > 0 else []
    used = sum(cell_len(piece.text) for piece in pieces)
    return [*pieces, Piece(" " * (cells - used - len(signs))), Piece(signs, "")]


def _state(row: SentenceRow, room: int, wordy: bool) -> list[Piece]:
    if row.pieces or row.short:
        return _pieces(row, room) if wordy else [Piece(shortened(row.short, room), "")]
    if row.was and wordy:
        return [Piece(shortened(f"was {row.was}", room), "")]
    if row.status == "skipped":
        return [_word("– skip", "–", room)]
    if row.status == "undecided":
        return [Piece("·")]
    if not row.labels:
        return [_word("– none", "0", room)]
    return _names(row, room) if wordy else _keys(row, room)


def _pieces(row: SentenceRow, room: int) -> list[Piece]:
    """The pieces of a review, a blank between two; what does not fit is cut."""
    pieces: list[Piece] = []
    for text, colour in row.pieces:
        text = f" {printable(text)}" if pieces else printable(text)
        shown = shortened(text.replace("\n", " ").replace("\t", " "), room)
        pieces.append(Piece(shown, colour))
        room -= cell_len(shown)
        if shown != text or room <= 0:
            break
    return pieces


def _word(word: str, sign: str, room: int) -> Piece:
    """A word if there is room for it, else the sign for it."""
    return Piece(word if cell_len(word) <= room else sign)


def _names(row: SentenceRow, room: int) -> list[Piece]:
    """All names, with long ones cut if necessary; if little room is left, one name and how many more."""
    names = [printable(name).replace("\n", " ").replace("\t", " ") for name in row.labels]
    if room < 4 * len(names) - 1 and len(names) > 1:
        more = f" +{len(names) - 1}"
        return [Piece(shortened(names[0], room - len(more)), _colour(row, 0)), Piece(more)]
    room -= len(names) - 1
    shares = dict.fromkeys(range(len(names)), 0)
    by_length = sorted(shares, key=lambda number: cell_len(names[number]))
    for left, number in zip(range(len(names), 0, -1), by_length, strict=True):
        shares[number] = min(cell_len(names[number]), room // left)
        room -= shares[number]
    pieces: list[Piece] = []
    for number, name in enumerate(names):
        if number:
            pieces.append(Piece("+"))
        pieces.append(Piece(shortened(name, shares[number]), _colour(row, number)))
    return pieces


def _keys(row: SentenceRow, room: int) -> list[Piece]:
    shown = len(row.labels) if len(row.labels) <= room else max(1, room - 1)
    pieces = []
    for number in range(shown):
        key = row.keys[number] if number < len(row.keys) else row.labels[number][:1]
        key = printable(key)[:1]
        pieces.append(Piece(key if cell_len(key) == 1 else "•", _colour(row, number)))
    if 0 < shown < len(row.labels) and shown < room:
        pieces.append(Piece("+"))
    return pieces


def _colour(row: SentenceRow, number: int) -> str:
    return row.colours[number] if number < len(row.colours) else ""


def shortened(name: str, cells: int) -> str:
    """`name` in at most `cells` cells, with an ellipsis where something is missing."""
    if cell_len(name) <= cells:
        return name
    return set_cell_size(name, max(0, cells - 1)).rstrip() + "…" if cells > 0 else ""
