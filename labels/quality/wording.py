"""Figures of agreement in words: the same in tables, on screen and in a dataset card."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from labels.quality.agreement import Agreement
from labels.quality.figure import Figure
from labels.quality.jackknife import Interval
from labels.words import counted

#: Stands where there is no figure; a sentence says why.
NONE = "–"


def told(figure: Figure | None) -> str:
    """`0.71`, or a dash."""
    return NONE if figure is None or figure.value is None else _number(figure.value)


def told_share(figure: Figure) -> str:
    """`71%`, or a dash."""
    return NONE if figure.value is None else f"{figure.value:.0%}"


def told_interval(figure: Figure | None, *, share: bool = False) -> str:
    """`0.60 to 0.81`, or a dash."""
    if figure is None or figure.interval is None:
        return NONE
    return _share_of(figure.interval) if share else f"{_number(figure.interval.low)} to {_number(figure.interval.high)}"


def figures(agreement: Agreement) -> Iterator[tuple[str, Figure, bool]]:
    """The name of each figure, the figure, and whether it is told as a percentage."""
    yield "percent agreement", agreement.percent, True
    yield "Krippendorff’s alpha", agreement.alpha, False
    if agreement.masi is not None:
        yield "alpha of sets, MASI", agreement.masi, False
    if agreement.jaccard is not None:
        yield "alpha of sets, Jaccard", agreement.jaccard, False
    yield "Fleiss’ kappa", agreement.fleiss, False
    yield "Gwet’s AC1", agreement.ac1, False


def sentences(agreement: Agreement) -> Iterator[str]:
    """Why figures have no value or no interval, what makes them thin, and how much more has to be done."""
    yield from thin(agreement)
    interval = agreement.alpha.interval
    if agreement.more is not None and interval is not None and interval.low > -1:  # otherwise it is only a guess
        yield more_in_words(agreement.more)


def thin(agreement: Agreement) -> Iterator[str]:
    """Why figures have no value or no interval, and what makes them thin."""
    reasons: dict[str, list[str]] = {}
    for name, figure, _ in figures(agreement):
        if figure.undefined:
            reasons.setdefault(figure.undefined, []).append(name)
        elif figure.no_interval:
            reasons.setdefault(f"no interval: {figure.no_interval.removeprefix('undefined: ')}", []).append(name)
    for reason, names in reasons.items():
        everything = len(names) == len(list(figures(agreement)))
        yield f"{'All figures' if everything else ', '.join(names)}{_joined_to(reason, len(names))}."
    for note in agreement.notes:
        yield f"{note[:1].upper()}{note[1:]}."


def more_in_words(more: int) -> str:
    """How many more double labels make the interval of alpha as narrow as it should be."""
    if not more:
        return "The interval of alpha is ±.05 or narrower."
    return f"{counted(more, 'more double label')} for ±.05: so many more sentences must be marked by two people."


def marks_in_words(agreement: Agreement) -> str:
    """How much there is to compare."""
    sentences = f"{counted(agreement.units, 'sentence')} marked by {counted(agreement.people, 'person', 'people')}"
    return f"{sentences}; {agreement.compared:,} by two or more, with {counted(agreement.marks, 'mark')}."


def _joined_to(reason: str, names: int) -> str:
    """A reason behind so many names: `: no interval …`, ` is undefined: …`."""
    verb = " is " if names == 1 else " are "
    return f"{verb if reason.startswith('undefined') else ': '}{reason}"


def told_reasons(reasons: Mapping[str, Sequence[str]], most: int) -> Iterator[str]:
    """Each reason in a sentence behind the names that it is about, of which at most so many are told."""
    for reason, names in reasons.items():
        more = f" and {len(names) - most:,} more" if len(names) > most else ""
        yield f"{', '.join(names[:most])}{more}{_joined_to(reason, len(names))}."


def _number(value: float) -> str:
    """Two decimals with a minus sign; a figure that rounds to nothing has none."""
    return f"{value:.2f}".replace("-0.00", "0.00").replace("-", "−")


def _share_of(interval: Interval) -> str:
    return f"{interval.low:.0%} to {interval.high:.0%}"
