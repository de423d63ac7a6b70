"""The page of agreement for a width: figures as bars above and below a confusion table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from textual.content import Content

from labels.codebook import Codebook
from labels.quality.agreement import Agreement
from labels.quality.confusion import Confusion
from labels.quality.figure import Figure
from labels.quality.marks import Labels
from labels.quality.pairs import PairAgreement
from labels.quality.reasons import in_words
from labels.quality.wording import NONE, figures, marks_in_words, sentences, told, told_interval, told_share
from tui.printable import printable
from tui.widgets.bars import Bar, bar_rows
from tui.widgets.listed_line import fitted
from tui.widgets.side_panel import wrapped_words

#: A name of a value takes so many cells at most, beside its row and above its column.
_ROW, _COLUMN = 18, 9

_COUNTED = (
    "A skip is a mark without labels. Carried annotations are not counted. Agreement on boundaries is not measured."
)


@dataclass(frozen=True, slots=True)
class Counted:
    """What the page shows of a project: all labels, each label by name, and every two people."""

    overall: Agreement
    labels: dict[str, Agreement]
    pairs: Sequence[PairAgreement]
    people: Sequence[str]
    left_out: str = ""


def figure_lines(counted: Counted, width: int) -> list[Content]:
    """How much data there is, the figures of all labels, and remarks on them."""
    bars = [
        Bar(name, _share(each), (told_share(each) if share else told(each), told_interval(each, share=share)))
        for name, each, share in figures(counted.overall)
    ]
    words = [marks_in_words(counted.overall), " ".join(filter(None, (_COUNTED, counted.left_out)))]
    return [*_wrapped(words, width), Content(""), *bar_rows(bars, width), *_wrapped(sentences(counted.overall), width)]


def breakdown_lines(counted: Counted, width: int) -> list[Content]:
    """Alpha and percent of each label, Cohen's kappa and percent of each pair."""
    labels = [
        Bar(
            printable(name), _share(each.alpha), (told(each.alpha), told_share(each.percent), told_interval(each.alpha))
        )
        for name, each in counted.labels.items()
    ]
    pairs = [
        Bar(
            printable(f"{pair.first}, {pair.second}"),
            _share(pair.kappa),
            (told(pair.kappa), told_share(pair.percent), told_interval(pair.kappa), f"{pair.units:,}"),
        )
        for pair in counted.pairs
        if pair.units
    ]
    found = [*_head("Labels", "alpha, percent agreement, interval of alpha"), *bar_rows(labels, width)]
    if pairs:
        found += [*_head("Pairs", "Cohen’s kappa, percent, interval of kappa, sentences"), *bar_rows(pairs, width)]
    return found


class Matrix:
    """A confusion table with a cell under the cursor.

    It may be wider than the screen. Then it is scrolled by columns.
    """

    def __init__(self, found: Confusion, codebook: Codebook) -> None:
        """Begin at the first cell in which people differ."""
        self._found = found
        self.values = found.values
        self._names = [printable(in_words(value, codebook)) for value in found.values]
        self.row, self.column = self._first()
        self._left = 0

    @property
    def met(self) -> tuple[Labels, Labels] | None:
        """The two values of the cell under the cursor; None in an empty table."""
        return (self.values[self.row], self.values[self.column]) if self.values else None

    @property
    def units(self) -> tuple[object, ...]:
        """The sentences behind the cell under the cursor."""
        cell = self._found.cells.get(self.met) if self.met else None
        return cell.units if cell else ()

    def move(self, down: int, right: int) -> None:
        """Move the cursor; it stops at the edges."""
        last = max(0, len(self.values) - 1)
        self.row = max(0, min(last, self.row + down))
        self.column = max(0, min(last, self.column + right))

    def named(self) -> tuple[str, str]:
        """The names of the two values of the cell under the cursor."""
        return (self._names[self.row], self._names[self.column]) if self.values else ("", "")

    def lines(self, width: int) -> list[Content]:
        """A line of names, then a line for each value."""
        if not self.values:
            return [Content("No sentence was marked by two.")]
        first = min(_ROW, max(map(cell_len, self._names)))
        room = max(1, (width - first) // (_COLUMN + 1))
        if room < len(self.values):  # it is said which columns are shown
            first = max(first, len(_which(range(len(self.values)), len(self.values))))
            room = max(1, (width - first) // (_COLUMN + 1))
        columns = self._columns(room)
        heads = "".join(" " + _right(self._names[n]) for n in columns)
        corner = _which(columns, len(self.values)) if len(columns) < len(self.values) else ""
        lines = (self._line(row, first, columns) for row in range(len(self.values)))
        return [Content.assemble((corner.ljust(first), "$row-quiet"), heads), *lines]

    def _line(self, row: int, first: int, columns: Sequence[int]) -> Content:
        parts: list[str | tuple[str, str]] = [fitted(self._names[row], first)]
        for column in columns:
            cell = self._found.cells.get((self.values[row], self.values[column]))
            count = _right(f"{cell.pairs:,}" if cell else NONE)
            here = (row, column) == (self.row, self.column)
            parts += [" ", (count, "reverse") if here else (count, "bold") if row == column else count]
        return Content.assemble(*parts)

    def _columns(self, room: int) -> range:
        """The columns that are shown, the cursor among them."""
        left = min(self._left, self.column, len(self.values) - room)
        self._left = max(0, left, self.column - room + 1)
        return range(self._left, min(len(self.values), self._left + room))

    def _first(self) -> tuple[int, int]:
        places = {value: n for n, value in enumerate(self.values)}
        differing = [(-cell.pairs, places[a], places[b]) for (a, b), cell in self._found.cells.items() if a != b]
        return min(differing)[1:] if differing else (0, 0)


def _share(figure: Figure) -> float:
    return max(0.0, figure.value or 0.0)


def _which(columns: range, of: int) -> str:
    """Which columns are shown."""
    return f"{columns.start + 1}–{columns.stop} of {of}"


def _right(text: str) -> str:
    """A text in as many cells as a column takes, to the right."""
    return fitted(text, _COLUMN, right=True)


def _wrapped(words: Sequence[str] | Iterator[str], width: int) -> list[Content]:
    return [Content(line) for each in words for line in wrapped_words(printable(each), max(10, width))]


def _head(title: str, what: str) -> list[Content]:
    return [Content(""), Content.assemble((title, "bold"), ("  " + what, "$row-quiet"))]
