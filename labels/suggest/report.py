"""The effect of suggestions: how often they were right, how much they saved, and how far they led the annotator.

What was shown is compared with the blind control: sentences for which the same suggestion was kept back, chosen at
random. So the only difference is that it was shown. If n of N decisions agree with what was shown, and m of M with what
was kept back, the difference is n / N - m / M. `labels.suggest.sway` computes the sway.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from labels.quality.jackknife import Interval, interval
from labels.suggest.policy import is_blind
from labels.suggest.shown import Form, form_of
from labels.suggest.sway import estimate
from labels.suggest.unit import Labels

#: The ends of the bands of probability in the table of calibration.
BANDS = (0.5, 0.8, 0.9, 1.0)

#: So many stretches of time are compared, of at least so many decisions each.
_STRETCHES, _SHORTEST = 4, 100


@dataclass(frozen=True, slots=True)
class Answer:
    """A decision as the report reads it: what was given, and what was known of suggestions.

    `form` is how a suggestion was in view, `kept_back` how the blind control would have shown the one it kept back;
    `agrees` tells whether the decision is what was in view or kept back, `score` how probable that was. Of `is_blind`
    sentences nothing is ever shown.
    """

    annotator: str
    article: str
    given: Labels
    is_blind: bool
    p_given: float | None = None
    p_other: float | None = None
    form: Form | None = None
    kept_back: Form | None = None
    agrees: bool = False
    score: float = 0.0

    @property
    def is_modelled(self) -> bool:
        """Whether a model spoke."""
        return self.p_given is not None and self.p_other is not None

    @property
    def confidence(self) -> float:
        """The probability of the model's best labels."""
        return max(self.p_given or 0.0, self.p_other or 0.0)

    @property
    def is_right(self) -> bool:
        """Whether the model's best labels were given."""
        return (self.p_given or 0.0) >= (self.p_other or 0.0)


def answer(annotator: str, sentence: str, given: Labels, payload: Mapping[str, Any]) -> Answer:
    """The answer of a decision about a sentence (its id), with the payload of its event."""
    seen, kept = payload.get("suggestion"), payload.get("withheld")
    return Answer(
        annotator,
        sentence.partition(":")[0],
        given,
        is_blind(sentence),
        payload.get("p_given"),
        payload.get("p_other"),
        form_of(seen),
        form_of(kept),
        bool((seen or kept or {}).get("accepted")),
        (seen or kept or {}).get("score") or 0.0,
    )


@dataclass(frozen=True, slots=True)
class Rate:
    """A number out of `of`, and the interval of this share; None if there is too little data."""

    count: int
    of: int
    interval: Interval | None = None

    @property
    def share(self) -> float | None:
        """The share, from 0 to 1."""
        return self.count / self.of if self.of else None


@dataclass(frozen=True, slots=True)
class Band:
    """Decisions at which the model's best label had a probability up to `until`: how sure it was, how often right."""

    until: float
    decisions: int
    confidence: float
    right: float


@dataclass(frozen=True, slots=True)
class Sway:
    """How far suggestions lead an annotator; None if too little was shown or kept back."""

    shown: Rate
    kept_back: Rate
    difference: float | None
    difference_interval: Interval | None
    sway: float | None
    sway_interval: Interval | None


@dataclass(frozen=True, slots=True)
class Stretch:
    """So many decisions in a row: how often the model was right on blind sentences, and how often it was followed."""

    decisions: int
    blind: Rate
    followed: Rate
    shares: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class SuggestionReport:
    """The report on the decisions of one annotator, or of everybody.

    `modelled` decisions had a model that spoke. `blind` is how often its best label was given on sentences for which
    nothing is ever shown. `with_suggestion` and `without` are the shares of labels among decisions with something
    in view, and among those from which the same was kept back.
    """

    decisions: int
    modelled: int
    blind: Rate
    preselected: Rate
    marked: Rate
    second_looks: Rate
    only_enter: Rate
    bands: tuple[Band, ...]
    confidence: float | None
    sway: Sway
    with_suggestion: Mapping[str, float]
    without: Mapping[str, float]
    drift: tuple[Stretch, ...]


def report(answers: Sequence[Answer]) -> SuggestionReport:
    """The report on decisions in the order in which they were made."""
    modelled = [each for each in answers if each.is_modelled]
    blind = [each for each in modelled if each.is_blind]
    in_view = [each for each in answers if each.form in ("preselected", "marked")]
    kept_back = [each for each in answers if each.kept_back in ("preselected", "marked")]
    return SuggestionReport(
        len(answers),
        len(modelled),
        _rate(blind, lambda each: each.is_right),
        _rate(answers, lambda each: each.form == "preselected"),
        _rate(answers, lambda each: each.form == "marked"),
        _rate(answers, lambda each: each.form == "second look"),
        _rate(answers, lambda each: each.form == "preselected" and each.agrees),
        tuple(_bands(blind)),
        sum(each.confidence for each in blind) / len(blind) if blind else None,
        sway(answers),
        shares(in_view),
        shares(kept_back),
        tuple(_drift(answers)),
    )


def sway(answers: Iterable[Answer]) -> Sway:
    """How far an annotator is led by what is preselected."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    in_view, kept_back = [], []
    for each in answers:
        if each.form == "preselected":
            counts[each.article][0] += each.agrees
            counts[each.article][1] += 1
            in_view.append(each)
        elif each.kept_back == "preselected":
            counts[each.article][2] += each.agrees
            counts[each.article][3] += 1
        if each.kept_back in ("preselected", "marked"):
            kept_back.append(each)
    total = [sum(each[place] for each in counts.values()) for place in range(4)]
    shown, kept = Rate(total[0], total[1]), Rate(total[2], total[3])
    if not shown.of or not kept.of:
        return Sway(shown, kept, None, None, None, None)
    whole = _difference(total)
    assert whole is not None
    without = [[all_ - one for all_, one in zip(total, each, strict=True)] for each in counts.values()]
    led, ends = estimate(in_view, kept_back) or (None, None)
    return Sway(shown, kept, whole, interval(whole, [_difference(each) for each in without]), led, ends)


def shares(answers: Iterable[Answer]) -> dict[str, float]:
    """The share of the decisions that each label has, the greatest first; the empty text stands for skips."""
    counts: Counter[str] = Counter()
    decisions = 0
    for each in answers:
        decisions += 1
        counts.update(each.given or ("",))
    return {label: count / decisions for label, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))}


def _rate(answers: Sequence[Answer], counts: Callable[[Answer], bool]) -> Rate:
    """How many count, with the interval over articles."""
    articles: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for each in answers:
        articles[each.article][0] += counts(each)
        articles[each.article][1] += 1
    count, of = sum(each[0] for each in articles.values()), len(answers)
    if not of:
        return Rate(0, 0)
    without = [(count - one) / (of - all_) if of > all_ else None for one, all_ in articles.values()]
    return Rate(count, of, interval(count / of, without, 0.0))


def _difference(counts: Sequence[int]) -> float | None:
    agreed, shown, also, kept = counts
    return agreed / shown - also / kept if shown and kept else None


def _bands(blind: Sequence[Answer]) -> Iterable[Band]:
    low = 0.0
    for until in BANDS:
        within = [each for each in blind if low < each.confidence <= until]
        low = until
        if within:
            sure, right = sum(each.confidence for each in within), sum(each.is_right for each in within)
            yield Band(until, len(within), sure / len(within), right / len(within))


def _drift(answers: Sequence[Answer]) -> Iterable[Stretch]:
    count = min(_STRETCHES, len(answers) // _SHORTEST)
    for number in range(count):
        part = answers[len(answers) * number // count : len(answers) * (number + 1) // count]
        blind = [each for each in part if each.is_modelled and each.is_blind]
        shown = [each for each in part if each.form == "preselected"]
        yield Stretch(
            len(part),
            _rate(blind, lambda each: each.is_right),
            _rate(shown, lambda each: each.agrees),
            shares(part),
        )
