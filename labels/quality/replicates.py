"""Shares and a trend worked out from sums over articles, and again without each article in turn.

Of the articles drawn in stratum h, n of N, each weighs W = N / n. With m sentences, d of the base and y that have it,
the share is a ratio of two weighted sums, sum of W y / sum of W d (Cochran 1977, "Sampling Techniques", 3rd edition,
chapters 6 and 11; Hájek 1971). A model that says f and g of every article, drawn or not, corrects both means:

    mean of y  =  sum of W y / sum of W m  +  λ (mean of f over everything  -  sum of W f / sum of W m)

This is the difference or regression estimator of survey sampling (Särndal, Swensson & Wretman 1992, "Model Assisted
Survey Sampling", chapter 6), known as prediction-powered inference (Angelopoulos, Bates, Fannjiang, Jordan & Zrnic
2023, Science 382; the coefficient λ that makes it narrowest: Angelopoulos, Duchi & Zrnic 2023, "PPI++"). It is right
for any model that did not learn from these articles: λ is the slope of what people said on what the model said, within
strata, so a bad model gets a λ near 0 and changes nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from math import fsum, sqrt

from labels.quality.clusters import Cluster, Design

#: m, y, d, f, g; then t y, t d, t² d, t f, t g, t² g, with t the time of the article.
Sums = list[float]
_LENGTH = 11
_Y, _D, _F, _G, _TY, _TD, _TTD, _TF, _TG, _TTG = range(1, _LENGTH)
#: What a model says in place of each, for those that have such a counterpart.
_PREDICTED = {_Y: _F, _D: _G}

#: The shares of everything and of each group, in their order, and last the trend. None where there is none.
Figures = list[float | None]


class Replicates:
    """The figures of a design: `whole`, and `without` each article as (stratum, figures).

    Figures are the share of everything, that of each group of the design, and the trend (the change of the share in one
    unit of time). An article of a stratum that was drawn whole is not left out: another draw would not differ in it.
    """

    def __init__(self, design: Design) -> None:
        self.design = design
        self._origin = min((each.time for each in _drawn(design) if each.time is not None), default=0.0)
        self._places = {group: place for place, group in enumerate(design.groups, 1)}
        counts = Counter(each.group for each in _drawn(design) if each.of > 0)
        self._drawn_of = [0, *(max(1, counts[group]) for group in design.groups)]
        self._strata = [self._added(stratum.drawn) for stratum in design.strata]
        self._products = [_products(stratum.drawn) for stratum in design.strata]
        everything = self._added(design.everything) if design.assisted else []
        self._known = [_means(sums) for sums in everything]
        self._totals = self._weighted(self._strata, [stratum.weight for stratum in design.strata])
        self.weights_of_model = self._slopes(self._products)
        self.whole = self._figures(self._totals, self.weights_of_model)
        self.without = list(self._left_out())

    def covariance(self, one: int, other: int) -> float | None:
        """The covariance of two figures by the jackknife; None where one of them needs every article.

        The square of a figure's standard error, where both are the same.
        """
        total = 0.0
        first, second = self.whole[one], self.whole[other]
        for stratum, figures in self.without:
            a, b = figures[one], figures[other]
            if first is None or second is None or a is None or b is None:
                return None
            left = self.design.strata[stratum].left
            total += left * sqrt(self._factor(stratum, one) * self._factor(stratum, other)) * (a - first) * (b - second)
        return total

    def _factor(self, stratum: int, place: int) -> float:
        """(n - 1) / n of the articles that were drawn; of one stratum, those of a group are a sample of the group."""
        drawn = len(self.design.strata[stratum].drawn)
        if len(self.design.strata) == 1 and 0 < place < len(self._drawn_of):
            drawn = self._drawn_of[place]
        return (drawn - 1) / drawn

    def _left_out(self) -> Iterator[tuple[int, Figures]]:
        for number, stratum in enumerate(self.design.strata):
            drawn = len(stratum.drawn)
            if stratum.left == 0 or drawn < 2:
                continue
            more, weight, products = drawn / (drawn - 1), stratum.weight, list(self._products)
            # The stratum without an article that counts nothing: the others stand for it.
            of_others = [
                [total + weight * (more - 1) * own for total, own in zip(sums, of_stratum, strict=True)]
                for sums, of_stratum in zip(self._totals, self._strata[number], strict=True)
            ]
            slopes = self.weights_of_model
            for each in stratum.drawn:
                totals = [
                    sums if own is None else [a - weight * more * b for a, b in zip(sums, own, strict=True)]
                    for sums, own in zip(of_others, self._vectors(each), strict=True)
                ]
                if self.design.assisted:
                    alone = _products([each])
                    products[number] = [a - b for a, b in zip(self._products[number], alone, strict=True)]
                    slopes = self._slopes(products)
                yield number, self._figures(totals, slopes)

    def _vectors(self, each: Cluster) -> list[Sums | None]:
        """What an article adds to each of the sums: to that of everything, of its group, and of those with a time."""
        vector = self._vector(each)
        found: list[Sums | None] = [None] * (len(self._places) + 2)
        found[0] = vector
        place = self._places.get(each.group)
        if place is not None:
            found[place] = vector
        if each.time is not None:
            found[-1] = vector
        return found

    def _vector(self, each: Cluster) -> Sums:
        m, y, d, f, g, _, time = each
        t = 0.0 if time is None else time - self._origin
        return [m, y, d, f, g, t * y, t * d, t * t * d, t * f, t * g, t * t * g]

    def _added(self, clusters: Sequence[Cluster]) -> list[Sums]:
        rows: list[list[Sums]] = [[] for _ in range(len(self._places) + 2)]
        for each in clusters:
            vector = self._vector(each)
            rows[0].append(vector)
            if (place := self._places.get(each.group)) is not None:
                rows[place].append(vector)
            if each.time is not None:
                rows[-1].append(vector)
        return [[fsum(column) for column in zip(*some, strict=True)] if some else [0.0] * _LENGTH for some in rows]

    @staticmethod
    def _weighted(strata: Sequence[Sequence[Sums]], weights: Sequence[float]) -> list[Sums]:
        return [
            [
                fsum(weight * each for weight, each in zip(weights, column, strict=True))
                for column in zip(*of, strict=True)
            ]
            for of in zip(*strata, strict=True)
        ]

    def _slopes(self, products: Sequence[Sums]) -> tuple[float, float]:
        """λ of what has it, and of the base; 0 without a model."""
        if not self.design.assisted:
            return 0.0, 0.0
        sizes = [stratum.articles for stratum in self.design.strata]
        return _slope(sizes, products, 0), _slope(sizes, products, 1)

    def _figures(self, totals: Sequence[Sums], slopes: tuple[float, float]) -> Figures:
        known = self._known or [None] * len(totals)
        found = [_share(sums, slopes, of) for sums, of in zip(totals[:-1], known[:-1], strict=True)]
        return [*found, _trend(totals[-1], slopes, known[-1])]


def _drawn(design: Design) -> Iterator[Cluster]:
    return (each for stratum in design.strata for each in stratum.drawn)


def _means(sums: Sums) -> Sums | None:
    return [each / sums[0] for each in sums] if sums[0] > 0 else None


def _mean(sums: Sums, what: int, slopes: tuple[float, float], known: Sums | None) -> float:
    """A mean a sentence, corrected by what is known of the model."""
    mean = sums[what] / sums[0]
    if known is None:
        return mean
    other = _PREDICTED[what]
    return mean + slopes[0 if what == _Y else 1] * (known[other] - sums[other] / sums[0])


def _share(sums: Sums, slopes: tuple[float, float], known: Sums | None) -> float | None:
    if sums[0] <= 0:
        return None
    base = _mean(sums, _D, slopes, known)
    return _mean(sums, _Y, slopes, known) / base if base > 1e-12 else None


def _trend(sums: Sums, slopes: tuple[float, float], known: Sums | None) -> float | None:
    """The slope of the share on time, corrected by how far that of the model is off in the articles that were drawn."""
    found = _line(sums, (_Y, _D, _TY, _TD, _TTD))
    if found is None or known is None:
        return found
    predicted = (_F, _G, _TF, _TG, _TTG)
    all, of_drawn = _line(known, predicted), _line(sums, predicted)
    return found if all is None or of_drawn is None else found + slopes[0] * (all - of_drawn)


def _line(sums: Sums, places: tuple[int, int, int, int, int]) -> float | None:
    """The slope of a share on time by least squares over the sentences of its base; None without two points in time."""
    if sums[0] <= 0:
        return None
    y, d, ty, td, ttd = (sums[place] / sums[0] for place in places)
    if d <= 1e-12:
        return None
    spread = ttd - td * td / d
    return (ty - td * y / d) / spread if spread > 1e-9 else None


def _products(clusters: Sequence[Cluster]) -> Sums:
    """Sums for λ: m, m², then for what has it and for the base x, p, m x, m p, x p, p²; last the number of articles."""
    sums = [0.0] * 15
    for m, y, d, f, g, _, _ in clusters:
        row = (m, m * m, y, f, m * y, m * f, y * f, f * f, d, g, m * d, m * g, d * g, g * g, 1.0)
        sums = [a + b for a, b in zip(sums, row, strict=True)]
    return sums


def _slope(sizes: Sequence[int], products: Sequence[Sums], of: int) -> float:
    """The slope, within strata, of what people said beyond the mean on what the model said beyond it.

    `sizes` are how many articles there are in each stratum, `products` the sums over those that were drawn.
    """
    first = 2 + 6 * of
    weights = [size / each[-1] if each[-1] else 0.0 for size, each in zip(sizes, products, strict=True)]
    m_all, x_all, p_all = (
        fsum(weight * each[what] for weight, each in zip(weights, products, strict=True))
        for what in (0, first, first + 1)
    )
    if m_all <= 0:
        return 0.0
    x_mean, p_mean = x_all / m_all, p_all / m_all
    together = spread = 0.0
    for size, weight, each in zip(sizes, weights, products, strict=True):
        (m, mm), drawn = each[:2], each[-1]
        x, p, mx, mp, xp, pp = each[first : first + 6]
        if drawn < 2:
            continue
        factor = weight**2 * (1 - drawn / size) * drawn / (drawn - 1)
        e_x, e_p = x - x_mean * m, p - p_mean * m
        together += factor * (xp - p_mean * mx - x_mean * mp + x_mean * p_mean * mm - e_x * e_p / drawn)
        spread += factor * (pp - 2 * p_mean * mp + p_mean**2 * mm - e_p * e_p / drawn)
    return together / spread if spread > 1e-9 else 0.0
