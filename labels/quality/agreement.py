"""Agreement of several people: all figures of all labels, of each label, of each group, and of each article."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from labels.codebook import Codebook
from labels.quality import coefficients, reasons
from labels.quality.aspect import Aspect, groups, one_label, whole
from labels.quality.coefficients import Raw, Totals, raw, totals, totals_within, totals_without
from labels.quality.compositions import Compositions, Sums, compositions, sums
from labels.quality.distances import Distance, jaccard, masi
from labels.quality.figure import Figure, Sample, figure, undefined
from labels.quality.jackknife import more_needed
from labels.quality.marks import Labels, Marks
from labels.quality.set_alpha import set_alpha


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far people agree in one aspect.

    `units` are all that were marked, `compared` those with two marks or more, `marks` the marks on these, `counts`
    their values. `raw` counts pairs of marks and unanimous units; it is None for an article by itself. `masi` and
    `jaccard` are alpha for label sets, None where no sentence has two labels. `more`: how many more sentences must be
    marked by several people so that the interval of alpha is ± .05. `notes`: what makes the figures thin, in sentences.
    """

    units: int
    compared: int
    marks: int
    people: int
    counts: Mapping[Labels, int]
    percent: Figure
    alpha: Figure
    fleiss: Figure
    ac1: Figure
    raw: Raw | None = None
    masi: Figure | None = None
    jaccard: Figure | None = None
    more: int | None = None
    notes: tuple[str, ...] = ()


@dataclass(slots=True)
class Comparison:
    """The marks of several people, and the codebook by which they are compared.

    They are folded once for all figures.
    """

    marks: Marks
    codebook: Codebook
    _table: Compositions = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self._table = compositions(self.marks)

    def overall(self) -> Agreement:
        """Of all labels; where a sentence may carry several, of whole label sets."""
        return self._agreement(whole(self.codebook))

    def by_label(self) -> dict[str, Agreement]:
        """Of each label against the rest, by its id: those that can be given, then others that were."""
        offered = [label.id for label in self.codebook.active]
        given = sorted({label for labels in self.marks.label_sets for label in labels} - set(offered))
        return {id: self._agreement(one_label(id)) for id in (*offered, *given)}

    def by_group(self) -> dict[str, Agreement]:
        """Of each group of labels that exclude each other, in a codebook where several labels may be chosen."""
        return {name: self._agreement(aspect) for name, aspect in groups(self.codebook).items()}

    def by_article(self) -> dict[Hashable, Agreement]:
        """Of each article by itself, of all labels, without intervals."""
        aspect = whole(self.codebook)
        found = sums(self._table, aspect)
        people = self._people_of_articles()
        counts: list[dict[Labels, int]] = [{} for _ in people]
        given: list[set[Labels]] = [set() for _ in people]
        for value, column in found.counts.items():
            for article, number in column.items():
                counts[article][value] = number
        for value, shares in found.shares.items():
            for article in shares:
                given[article].add(value)
        rows = zip(self.marks.articles, totals_within(self._table, found), people, counts, given, strict=True)
        return {
            article: _told(reasons.Seen(aspect, len(who), within, counts, frozenset(given), self.codebook), 1)
            for article, within, who, counts, given in rows
        }

    def _people_of_articles(self) -> list[set[int]]:
        people: list[set[int]] = [set() for _ in self.marks.articles]
        for votes, articles in zip(self.marks.first_votes, self.marks.articles_of, strict=True):
            who = [person for person, _ in votes]
            for article in articles:
                people[article].update(who)
        return people

    def _agreement(self, aspect: Aspect) -> Agreement:
        table = self._table
        found = sums(table, aspect)
        whole_totals = totals(table, found)
        counts = {value: sum(column.values()) for value, column in found.counts.items()}
        given = frozenset(found.shares)
        seen = reasons.Seen(aspect, len(self.marks.people), whole_totals, counts, given, self.codebook)
        articles = [n for n, pairable in enumerate(table.pairable) if pairable]
        without = totals_without(table, found, whole_totals)
        sets = self._of_sets(aspect, found)
        told = _told(seen, len(articles), [without[n] for n in articles], sets)
        return replace(told, raw=raw(table, aspect), notes=tuple(reasons.notes(seen, table)))

    def _of_sets(self, aspect: Aspect, found: Sums) -> list[tuple[float | None, list[float | None]]]:
        """Alpha by MASI and by Jaccard, with its values without each article; nothing where no set has two labels."""
        if aspect.labels is not None or all(len(labels) < 2 for labels in found.shares):
            return []
        articles = [n for n, pairable in enumerate(self._table.pairable) if pairable]
        both: list[Distance] = [masi, jaccard]
        values = [set_alpha(self._table, found, distance) for distance in both]
        return [(value, [without[n] for n in articles]) for value, without in values]


def _told(
    seen: reasons.Seen,
    articles: int,
    without: Sequence[Totals] | None = None,
    sets: Sequence[tuple[float | None, list[float | None]]] = (),
) -> Agreement:
    """The figures of what was seen, and their intervals if there are totals `without` one article each."""
    sample = Sample(seen.totals.pairable, articles)
    nothing = reasons.nothing_to_compare(seen)
    values = seen.aspect.values(seen.given)

    def told(of: Callable[[Totals], float | None], why: Callable[[], str], least: float = -1.0) -> Figure:
        if nothing:
            return undefined(nothing)
        value = of(seen.totals)
        leave_out = None if without is None or value is None else [of(each) for each in without]
        return figure(value, why, sample, leave_out, least)

    def one_value() -> str:
        return reasons.one_value(seen)

    of_sets = [undefined(nothing) if nothing else figure(value, one_value, sample, rest) for value, rest in sets]
    alpha = told(coefficients.alpha, one_value)
    return Agreement(
        units=seen.totals.units,
        compared=seen.totals.pairable,
        marks=seen.totals.marks,
        people=seen.people,
        counts=dict(sorted(seen.counts.items(), key=lambda each: (-each[1], each[0]))),
        percent=told(coefficients.percent, one_value, least=0.0),
        alpha=alpha,
        fleiss=told(coefficients.fleiss, one_value),
        ac1=told(lambda each: coefficients.ac1(each, values or 0), lambda: reasons.no_ac1(seen)),
        masi=of_sets[0] if of_sets else None,
        jaccard=of_sets[1] if of_sets else None,
        more=more_needed(seen.totals.pairable, alpha.interval.half) if alpha.interval else None,
    )
