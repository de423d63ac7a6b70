"""How the labels are distributed over the parts, and which seed distributes them most evenly.

Labels do not decide where an article goes: then its part would change with every decision. What can be chosen once is
the seed, before the first data are written. The best of a hundred is nearly as even as a split that was made to be, and
as stable as any other (rerandomization: Morgan and Rubin, "Rerandomization to improve covariate balance in
experiments", 2012).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from labels.formats.record import Record
from labels.splits.parts import Parts, point
from labels.splits.shares import Share, part_at
from labels.values.progress import UNWATCHED, Progress

#: A label's share in a part is reported if it differs by more than this from its share in all data (0 to 1).
_MUCH = 0.05

_EVERY = 1000

#: Under this name all records are counted; no label can be called that.
_ALL = ""


@dataclass(slots=True)
class Counts:
    """Records by article: how many, and how many with each label."""

    by_article: dict[str, Counter[str]] = field(default_factory=dict)

    def take(self, record: Record) -> None:
        """Count one more."""
        counter = self.by_article.setdefault(record["article_id"], Counter())
        counter[_ALL] += 1
        counter.update(record["labels"])

    def together(self, articles: Iterable[str]) -> Counter[str]:
        """Those of several articles."""
        return sum((self.by_article[id] for id in articles if id in self.by_article), Counter())


@dataclass(frozen=True, slots=True)
class PartBalance:
    """A part: its articles that have records, its records, and how many of those have each label."""

    part: str
    articles: int
    records: int
    labels: Mapping[str, int]

    def share(self, label: str) -> float:
        """The share of the part's records that have a label, 0 to 1."""
        return self.labels.get(label, 0) / self.records if self.records else 0.0


def counted_records(records: Iterable[Record], progress: Progress = UNWATCHED) -> Counts:
    """Go through records once and count them; `progress` is told how many there were, from time to time."""
    counts = Counts()
    for number, record in enumerate(records, start=1):
        counts.take(record)
        if number % _EVERY == 0:
            progress.report(number, None)
    return counts


def balance(counts: Counts, parts: Parts) -> list[PartBalance]:
    """What each part holds, in the order of the parts."""
    articles: dict[str, list[str]] = {name: [] for name in parts.names}
    for id in counts.by_article:
        if id in parts.of:
            articles[parts.of[id]].append(id)
    return [_balance(name, ids, counts) for name, ids in articles.items()]


def unlike(balances: list[PartBalance], shares: Iterable[Share] = ()) -> list[str]:
    """How parts differ much from all of the data, or from the size they should have; a line each."""
    every = sum((Counter(each.labels) for each in balances), Counter())
    records = sum(each.records for each in balances)
    told: list[str] = []
    wanted = {share.part: share.share for share in shares}
    for each in balances:
        if not each.records:
            told.append(f"{each.part} is empty")
            continue
        own = each.records / records
        if abs(own - wanted.get(each.part, own)) > _MUCH:
            told.append(f"{each.part} has {own:.0%} of the records instead of {wanted[each.part]:.0%}")
        for label in sorted(every):
            share, overall = each.share(label), every[label] / records
            if not each.labels.get(label):
                told.append(f"{each.part} has no {label}")
            elif abs(share - overall) > _MUCH:
                told.append(f"{label} is {share:.0%} of {each.part} and {overall:.0%} of all")
    return told


def best_seed(counts: Counts, groups: Iterable[Iterable[str]], shares: tuple[Share, ...], tries: int) -> int:
    """The seed, of 0 to `tries` - 1, by which labels and records are nearest to what each part should get of them.

    `groups` are article ids, each group beginning with the one that was imported first. Every label counts the same,
    however rare it is, as in iterative stratification (Sechidis, Tsoumakas and Vlahavas 2011).
    """
    heavy = [(members[0], counts.together(members)) for members in map(list, groups)]
    heavy = [(first, weight) for first, weight in heavy if weight]
    every = sum((weight for _, weight in heavy), Counter[str]())

    def unevenness(seed: int) -> float:
        got: dict[str, Counter[str]] = {each.part: Counter() for each in shares}
        for first, weight in heavy:
            got[part_at(point(seed, first), shares)].update(weight)
        return sum(
            abs(got[each.part][label] / number - each.share) for each in shares for label, number in every.items()
        )

    return min(range(tries), key=lambda seed: (unevenness(seed), seed))


def _balance(name: str, ids: list[str], counts: Counts) -> PartBalance:
    labels = counts.together(ids)
    records = labels.pop(_ALL, 0)
    return PartBalance(name, len(ids), records, labels)
