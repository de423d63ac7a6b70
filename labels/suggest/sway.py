"""How far an annotator is led by what is preselected: the part of wrong suggestions that is kept because it was shown.

The blind control shows what an annotator says where nothing is shown. Of what it kept back, preselected or only marked,
a curve is made: how often the model is right, by how sure it is. If something was preselected, the curve says how many
would have been overruled. In fact fewer were.

    p is the probability that the model gave its best labels, x = log(p / (1 - p))
    overruled where nothing was shown       1 - q,  q = 1 / (1 + exp(-(a + b x + c x' + d x'' + e)))
    overruled where it was preselected      (1 - sway) (1 - q)

The curve may bend at .8 (x' is how far x is beyond) and at .95 (x''), and jump at .8 (by e). Its numbers and the sway
are those that make what was decided most probable, with weak priors: a curve like that of a model that is as sure as
it is right (a = 0 with an error of 1, b = 1 with one of .5, c and d 0 with one of 1, e 0 with one of .5), and an
error of 1 for the logarithm of 1 - sway. So what is marked tells of what is preselected as well, but not as if there
were no difference. The interval of 95% is on that logarithm, by how far each article moves it (the sandwich, with the
articles as clusters; White 1982, Econometrica 50, and Liang & Zeger 1986, Biometrika 73), or by how bent the likelihood
and the priors are where that says less.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from math import exp, fsum, log, sqrt
from operator import mul
from typing import Protocol

from labels.quality.jackknife import Interval
from labels.quality.student import t_quantile

#: Decisions are taken together in so many steps of x for each 1.
_STEPS = 4

#: A model is never surer than this for the curve.
_SUREST = 0.999

#: Where the curve bends, and where it jumps.
_BENDS = tuple(log(p / (1 - p)) for p in (0.8, 0.95))

#: What the numbers of the curve and the logarithm are before anything is known, and how sure that is (one over the
#: square of the error).
_BEFORE, _PRIOR = (0.0, 1.0, 0.0, 0.0, 0.0, 0.0), (1.0, 4.0, 1.0, 1.0, 4.0, 1.0)
_NUMBERS = range(len(_BEFORE))

_ROUNDS, _CLOSE, _LONGEST = 40, 1e-6, 1.0

#: No probability is nearer to 0 or 1 than this.
_LEAST = 1e-4

#: Fewer decisions from which something was kept back make no curve.
_FEWEST = 10


class Decided(Protocol):
    """A decision as far as sway goes by it."""

    @property
    def article(self) -> str:
        """The id of its article."""

    @property
    def score(self) -> float:
        """How probable the labels were that were shown or kept back."""

    @property
    def agrees(self) -> bool:
        """Whether these were given."""


@dataclass(slots=True)
class _Cell:
    """Decisions at about the same confidence: how many, and how many of them were overruled."""

    is_shown: bool
    decisions: int = 0
    overruled: int = 0
    sure: float = 0.0

    def add(self, other: _Cell) -> None:
        self.decisions += other.decisions
        self.overruled += other.overruled
        self.sure += other.sure


def estimate(shown: Iterable[Decided], kept_back: Iterable[Decided]) -> tuple[float, Interval | None] | None:
    """The sway and its interval; None where nothing was shown or too little kept back.

    `shown` are the decisions with something preselected, `kept_back` those from which something was kept back, be it
    preselected or only marked.
    """
    articles: dict[str, dict[tuple[bool, int], _Cell]] = defaultdict(dict)
    counts = [0, 0]
    for is_shown, decisions in ((True, shown), (False, kept_back)):
        for each in decisions:
            cell = _cell_of(each, is_shown=is_shown)
            _put(articles[each.article], cell)
            counts[is_shown] += 1
    if not counts[True] or counts[False] < _FEWEST:
        return None
    total: dict[tuple[bool, int], _Cell] = {}
    for cells in articles.values():
        for cell in cells.values():
            _put(total, cell)
    at, bend = _fit(total.values())
    led = at[-1]
    if len(articles) < 2:
        return 1 - exp(led), None
    # The last row of the inverse: how far the logarithm moves for a slope, and at its end how sure it is.
    moves = _solved(bend, [float(row == _NUMBERS[-1]) for row in _NUMBERS])
    far = [sum(map(mul, moves, _slope(cells.values(), at))) for cells in articles.values()]
    error = sqrt(max(moves[-1], len(far) / (len(far) - 1) * fsum(each * each for each in far)))
    half = t_quantile(len(far) - 1) * error
    low, high = 1 - exp(led + half), 1 - exp(led - half)
    return 1 - exp(led), Interval(max(-1.0, low), high, (high - low) / 2)


def _cell_of(decision: Decided, *, is_shown: bool) -> _Cell:
    sure = min(_SUREST, max(1 - _SUREST, decision.score))
    return _Cell(is_shown, 1, not decision.agrees, log(sure / (1 - sure)))


def _put(cells: dict[tuple[bool, int], _Cell], cell: _Cell) -> None:
    """Add a cell to what is at its confidence; no step lies on both sides of a bend."""
    place = cell.sure / cell.decisions
    key = cell.is_shown, int(_STEPS * place) * 8 + sum(place >= bend for bend in _BENDS)
    cells.setdefault(key, _Cell(cell.is_shown)).add(cell)


def _fit(cells: Collection[_Cell]) -> tuple[list[float], list[list[float]]]:
    """The numbers of the curve and the logarithm of 1 - sway, and how bent the likelihood is; by Fisher's scoring."""
    at = list(_BEFORE)
    for _ in range(_ROUNDS):
        slope, bend = _slope(cells, at), _bend(cells, at)
        for row in _NUMBERS:
            slope[row] += _PRIOR[row] * (_BEFORE[row] - at[row])
            bend[row][row] += _PRIOR[row]
        step = _solved(bend, slope)
        most = max(map(abs, step))
        scale = min(1.0, _LONGEST / most) if most else 1.0
        at = [now + scale * by for now, by in zip(at, step, strict=True)]
        if most < _CLOSE:
            break
    return at, bend


def _slope(cells: Iterable[_Cell], at: Sequence[float]) -> list[float]:
    """In which direction the numbers are too small, by what was decided."""
    found = [0.0 for _ in _NUMBERS]
    for cell in cells:
        wrong, by = _overruled(cell, at)
        weight = (cell.overruled - cell.decisions * wrong) / (wrong * (1 - wrong))
        for row in _NUMBERS:
            found[row] += weight * by[row]
    return found


def _bend(cells: Iterable[_Cell], at: Sequence[float]) -> list[list[float]]:
    """How surely what was decided tells of the numbers."""
    found = [[0.0 for _ in _NUMBERS] for _ in _NUMBERS]
    for cell in cells:
        wrong, by = _overruled(cell, at)
        weight = cell.decisions / (wrong * (1 - wrong))
        for row in _NUMBERS:
            for column in _NUMBERS:
                found[row][column] += weight * by[row] * by[column]
    return found


def _overruled(cell: _Cell, at: Sequence[float]) -> tuple[float, list[float]]:
    """The probability that one of these is overruled, and how it changes with each number."""
    place = cell.sure / cell.decisions
    curve = (1.0, place, *(max(0.0, place - bend) for bend in _BENDS), float(place >= _BENDS[0]))
    right = 1 / (1 + exp(-sum(map(mul, at, curve))))
    wrong = min(1 - _LEAST, max(_LEAST, (1 - right) * (exp(at[-1]) if cell.is_shown else 1.0)))
    return wrong, [*(-right * wrong * part for part in curve), wrong if cell.is_shown else 0.0]


def _solved(matrix: Sequence[Sequence[float]], right: Sequence[float]) -> list[float]:
    """The solution of linear equations, by elimination."""
    rows = [[*row, value] for row, value in zip(matrix, right, strict=True)]
    for pivot in _NUMBERS:
        top = max(range(pivot, len(rows)), key=lambda row: abs(rows[row][pivot]))
        rows[pivot], rows[top] = rows[top], rows[pivot]
        for row in range(pivot + 1, len(rows)):
            factor = rows[row][pivot] / rows[pivot][pivot]
            rows[row] = [one - factor * other for one, other in zip(rows[row], rows[pivot], strict=True)]
    found = [0.0 for _ in _NUMBERS]
    for row in reversed(_NUMBERS):
        known = sum(rows[row][column] * found[column] for column in _NUMBERS[row + 1 :])
        found[row] = (rows[row][-1] - known) / rows[row][row]
    return found
