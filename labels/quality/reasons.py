"""Why a figure of agreement is undefined, and what makes a figure thin, in sentences that can be shown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from labels.codebook import Codebook
from labels.quality.aspect import Aspect
from labels.quality.coefficients import Totals
from labels.quality.compositions import Compositions, projected
from labels.quality.marks import Labels
from labels.words import counted

#: A label with fewer marks than this is too rare to judge.
RARE = 10
#: Fewer articles than this give an interval that says little.
FEW_ARTICLES = 10
#: From this share on, one value makes chance agreement so likely that alpha judges the others only.
COMMON = 0.9
#: A unit with this many times the median of marks has more weight than it should.
UNEQUAL = 10


@dataclass(frozen=True, slots=True)
class Seen:
    """The values of an aspect. `counts`: marks that can be compared, by value. `given`: all values, of any mark."""

    aspect: Aspect
    people: int
    totals: Totals
    counts: Mapping[Labels, int]
    given: frozenset[Labels]
    codebook: Codebook


def in_words(labels: Labels, codebook: Codebook) -> str:
    """The names of a label set, in the order of its ids."""
    names = {label.id: label.name for label in codebook.labels}
    return " + ".join(names.get(label, label) for label in labels) or "no label"


def nothing_to_compare(seen: Seen) -> str:
    """Why no figure at all can be given; empty if some can."""
    if not seen.totals.units:
        return "no marks yet"
    if seen.people < 2:
        return "only one person has marked these sentences"
    if not seen.totals.pairable:
        return "no sentence was marked by two people"
    return _unused(seen)


def one_value(seen: Seen) -> str:
    """Why alpha and kappa are undefined where something can be compared."""
    if len(seen.given) > 1:
        return "the marks that can be compared carry one label"
    (only,) = seen.given
    return f"every mark is {in_words(only, seen.codebook)}, so chance alone would agree as well"


def no_ac1(seen: Seen) -> str:
    """Why AC1 is undefined where something can be compared."""
    if not seen.aspect.exclusive:
        return "AC1 is for labels that exclude each other; there is one for each label and each group"
    return "the codebook has one label only"


def _unused(seen: Seen) -> str:
    """Why a label or group cannot be judged: nobody used it where two people marked."""
    if seen.aspect.labels is None or any(seen.counts):
        return ""
    name = in_words(tuple(sorted(seen.aspect.labels)), seen.codebook) if seen.aspect.single else "a label of the group"
    if not any(seen.given):
        return f"nobody used {name}"
    return f"{name} was given only where one person marked"


def notes(seen: Seen, table: Compositions) -> Iterator[str]:
    """What makes the figures thin, each in a sentence."""
    sums = seen.totals
    if not sums.pairable:
        return
    if sums.pairable == 1:
        yield "too thin: one sentence"
    articles = sum(1 for pairable in table.pairable if pairable)
    if 1 < articles < FEW_ARTICLES:
        yield f"the intervals are of {articles} articles only: they are wide, and not reliable"
    yield from _rare(seen)
    if seen.aspect.labels is None:
        yield from _common(seen, table)
        yield from _unequal(table)


def _rare(seen: Seen) -> Iterator[str]:
    of_label: dict[str, int] = {}
    for labels, number in seen.counts.items():
        for label in labels:
            of_label[label] = of_label.get(label, 0) + number
    rare = [(in_words((label,), seen.codebook), n) for label, n in sorted(of_label.items()) if n < RARE]
    if rare:
        told = ", ".join(f"{name} {n}" for name, n in rare)
        yield f"too rare to judge: {told}, of {counted(seen.totals.marks, 'mark')} that can be compared"


def _common(seen: Seen, table: Compositions) -> Iterator[str]:
    """One value has nearly all marks."""
    value, number = max(seen.counts.items(), key=lambda each: each[1])
    if number == seen.totals.marks or number < COMMON * seen.totals.marks:
        return
    agreed = {
        labels
        for composition in table.where
        for labels, people in projected(composition, seen.aspect).items()
        if people > 1
    }
    never = "" if agreed - {value} else ", which nobody agreed on"
    share = f"{100 * number / seen.totals.marks:.0f}%"
    yield (
        f"{share} of the marks are {in_words(value, seen.codebook)}: alpha and kappa judge the other labels{never};"
        " read them together with percent, AC1 and the shares"
    )


def _unequal(table: Compositions) -> Iterator[str]:
    """One unit has very many marks, so that percent (by unit) and alpha (by mark) differ."""
    sizes: dict[int, int] = {}
    for composition, where in table.where.items():
        size = sum(number for _, number in composition)
        sizes[size] = sizes.get(size, 0) + len(where)
    middle = _median(sizes)
    if max(sizes) > UNEQUAL * middle:
        yield (
            f"one sentence has {max(sizes):,} marks, and half of them have {middle} at most: alpha counts marks,"
            " and percent, Fleiss and AC1 count sentences"
        )


def _median(sizes: Mapping[int, int]) -> int:
    """The middle of the sizes, each found so often; of two in the middle the smaller."""
    left = (sum(sizes.values()) + 1) // 2
    for size in sorted(sizes):
        left -= sizes[size]
        if left <= 0:
            return size
    return 0
