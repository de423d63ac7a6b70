"""The report on suggestions in words: the same in tables and in a dataset card."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from labels.quality.jackknife import Interval
from labels.suggest.policy import BLIND
from labels.suggest.report import Band, Rate, Stretch, SuggestionReport, Sway
from labels.words import counted

#: Stands where there is no figure.
NONE = "–"

#: Fewer decisions from which a suggestion was kept back say little.
_FEW = 30

#: How confident a suggestion is, in words, from these probabilities on.
_CONFIDENCE = ((0.95, "almost certain"), (0.9, "very likely"), (0.8, "likely"), (0.5, "perhaps"))


def confidence_in_words(score: float) -> str:
    """`likely`: a probability as it is shown beside a suggestion."""
    return next((words for least, words in _CONFIDENCE if score >= least), "unlikely")


def figures(report: SuggestionReport) -> Iterator[tuple[str, str, str]]:
    """The name of each figure, the figure, and its interval of 95% or what it is of."""
    right = report.blind
    yield "decisions", f"{report.decisions:,}", ""
    yield "with a model at work", f"{report.modelled:,}", ""
    yield "right on blind sentences", _share(right.share), _interval(right.interval)
    if report.confidence is not None and right.share is not None:
        yield "confidence there", _share(report.confidence), f"{_points(report.confidence - right.share)} too sure"
    for name, rate in (
        ("preselected", report.preselected),
        ("two or three marked", report.marked),
        ("second looks", report.second_looks),
        ("needed only Enter", report.only_enter),
    ):
        yield name, _share(rate.share), f"{rate.count:,} of {rate.of:,}"
    yield from _of_sway(report.sway)


def _of_sway(found: Sway) -> Iterator[tuple[str, str, str]]:
    yield "agree with what was shown", _share(found.shown.share), f"{found.shown.count:,} of {found.shown.of:,}"
    kept = found.kept_back
    yield "agree with what was kept back", _share(kept.share), f"{kept.count:,} of {kept.of:,}"
    difference = NONE if found.difference is None else _points(found.difference)
    ends = found.difference_interval
    yield "difference, in points", difference, f"{_points(ends.low)} to {_points(ends.high)}" if ends else NONE
    sway = NONE if found.sway is None else f"{found.sway:.2f}".replace("-", "−")
    ends = found.sway_interval
    told = f"{ends.low:.2f} to {ends.high:.2f}".replace("-", "−") if ends else NONE
    yield "sway", sway, told


def sentences(report: SuggestionReport) -> Iterator[str]:
    """What is to be said of the figures."""
    if not report.modelled:
        yield "No suggestions were at work, so there is nothing to tell."
        return
    found = report.sway
    if not found.shown.of:
        yield "Nothing was preselected yet, so that sway cannot be told."
    elif found.kept_back.of < _FEW:
        kept = f"only {counted(found.kept_back.of, 'suggestion')}" if found.kept_back.of else "no suggestions"
        yield f"The blind control has {kept} so far. Sway is uncertain until there are {_FEW}."
    if found.sway_interval is not None and found.sway_interval.low > 0:
        yield "Suggestions are kept more often where they are shown, so some of the labels are the model’s."
    yield (
        "Sway is the part of wrong suggestions that is kept because it was shown. It is told from the"
        f" {BLIND:.0%} of the sentences, chosen by a hash, for which nothing is ever shown."
    )


def band_row(band: Band, low: float) -> list[str]:
    """A band of probability: its ends, how many decisions, how sure the model was, how often it was right."""
    return [f"{low:.1f} to {band.until:.1f}", f"{band.decisions:,}", _share(band.confidence), _share(band.right)]


def band_rows(report: SuggestionReport) -> list[list[str]]:
    """Calibration on blind sentences, a row for each band that has decisions."""
    from labels.suggest.report import BANDS

    lows = dict(zip(BANDS, (0.0, *BANDS), strict=False))
    return [band_row(band, lows[band.until]) for band in report.bands]


def stretch_row(number: int, stretch: Stretch) -> list[str]:
    """A stretch of time: how many decisions, how often the model was right, how often it was followed."""
    return [str(number), f"{stretch.decisions:,}", _of(stretch.blind), _of(stretch.followed)]


def share_rows(report: SuggestionReport, named: Callable[[str], str]) -> list[list[str]]:
    """The share of each label with and without a suggestion in view, and the difference in points."""
    both = [*report.with_suggestion, *(id for id in report.without if id not in report.with_suggestion)]
    if not report.without:
        return []
    return [
        [
            named(label),
            _share(report.with_suggestion.get(label, 0.0)),
            _share(report.without.get(label, 0.0)),
            _points(report.with_suggestion.get(label, 0.0) - report.without.get(label, 0.0)),
        ]
        for label in both
    ]


def _of(rate: Rate) -> str:
    return NONE if rate.share is None else f"{rate.share:.0%}"


def _share(share: float | None) -> str:
    return NONE if share is None else f"{share:.1%}"


def _interval(found: Interval | None) -> str:
    return NONE if found is None else f"{found.low:.1%} to {found.high:.1%}"


def _points(difference: float) -> str:
    """A difference of shares in points, with its sign."""
    return f"{100 * difference:+.1f}".replace("-", "−")
