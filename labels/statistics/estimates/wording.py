"""An estimate in sentences: what it is about, what it is based on, and what makes it thin."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from labels.quality.estimates import FEW, Change, Share
from labels.quality.figure import Figure
from labels.quality.wording import NONE
from labels.statistics.estimates.project_estimate import ProjectEstimate
from labels.words import counted

#: How many names are listed with a reason; the others are counted.
_NAMES = 4


def told_share(figure: Figure) -> str:
    """`23.4%`, or a dash."""
    return NONE if figure.value is None else f"{figure.value:.1%}"


def told_interval(figure: Figure) -> str:
    """`15.1% to 33.0%`, or a dash."""
    interval = figure.interval
    return NONE if interval is None else f"{interval.low:.1%} to {interval.high:.1%}"


def told_points(figure: Figure) -> str:
    """`+1.2` points of a hundred, or a dash."""
    return NONE if figure.value is None else _points(figure.value)


def told_points_interval(figure: Figure) -> str:
    """`−0.3 to +2.7`, or a dash."""
    interval = figure.interval
    return NONE if interval is None else f"{_points(interval.low)} to {_points(interval.high)}"


def about(found: ProjectEstimate) -> Iterator[str]:
    """What is estimated, from which articles, for which articles, and by whose labels."""
    question, selection, rests = found.question, found.selection, found.rests
    among = f"sentences with {question.of}" if question.of.strip() else "all sentences"
    yield f"The share of {among} that have {question.query}."
    of = f"{selection.articles:,}"
    if selection.is_count:
        yield f"Counted in {selection.in_words}: nothing is estimated."
    else:
        drawn = counted(len(selection.drawn), "article")
        yield (
            f"From {selection.in_words}: {drawn} with {counted(rests.sentences, 'sentence')}, drawn out of {of}"
            f"{_in_strata(found)}, for which the figures stand."
        )
    people = f" ({_listed(rests.people)})" if rests.people and found.labels != f"those of {rests.people[0]}" else ""
    yield f"Labels: {found.labels}{people}."
    if found.model is not None:
        model = found.model
        weight = found.estimates.weight_of_model or 0.0
        yield (
            f"With the run “{model.run.model}” for all {of}: it says something of {model.covered:.0%} of the sentences,"
            f" and its weight is {weight:.2f} (0: it tells nothing). It may be used because {model.why}."
        )


def remarks(found: ProjectEstimate) -> Iterator[str]:
    """What is missing or thin, what the figures do not cover, and how much more has to be done."""
    yield from _without_interval(found)
    thin = [_name(each) for each in [found.overall, *found.groups] if 2 <= each.basis.articles < FEW]
    if thin and not found.estimates.design.complete:
        yield f"Fewer than ten articles: {_listed(thin)}. Such an interval is rough."
    alike = [_name(each) for each in [found.overall, *found.groups] if each.error == 0 and each.basis.of]
    if alike and not found.estimates.design.complete:
        yield (
            f"All articles are alike: {_listed(alike)}. The interval counts articles, as if the sentences of an article"
            " told no more than one."
        )
    if found.unseen:
        yield f"No article was drawn of {_listed(list(found.unseen))}."
    if found.rests.in_view:
        yield (
            f"{counted(found.rests.in_view, 'sentence')} of {found.rests.decided:,} were decided with a suggestion in"
            " view, and may lean towards it."
        )
    if found.beyond:
        yield f"{counted(found.beyond, 'article')} of the project could not be drawn; the figures say nothing of them."
    if found.more_articles:
        yield (
            f"{counted(found.more_articles, 'more article')} (about {counted(found.more_sentences, 'sentence')}), drawn"
            " in the same way and labelled, would make the intervals half as wide."
        )


def trend_in_words(trend: Change, by: str) -> str:
    """How much the share changes in a month or year."""
    if trend.figure.value is None:
        return f"There is no trend: {trend.figure.undefined.removeprefix('undefined: ')}."
    interval = told_points_interval(trend.figure)
    told = f"95% interval {interval}" if trend.figure.interval else trend.figure.no_interval.removeprefix("undefined: ")
    return f"Trend: {told_points(trend.figure)} points a {by}, by a straight line ({told})."


def _without_interval(found: ProjectEstimate) -> Iterator[str]:
    reasons: dict[str, list[str]] = {}
    for each in [found.overall, *found.groups]:
        reason = each.figure.undefined or each.figure.no_interval
        if reason:
            reasons.setdefault(reason.removeprefix("undefined: "), []).append(_name(each))
    for reason, names in reasons.items():
        yield f"No interval: {_listed(names)}, because {reason}."


def _in_strata(found: ProjectEstimate) -> str:
    strata = found.selection.strata
    if len(strata) < 2:
        return ""
    told = [f"{len(each.drawn):,} of {each.articles:,} from {each.name}" for each in strata]
    return f" in {len(strata)} strata ({'; '.join(told)})"


def _name(share: Share) -> str:
    return "all" if share.group is None else str(share.group)


def _listed(names: Sequence[str]) -> str:
    more = f" and {len(names) - _NAMES:,} more" if len(names) > _NAMES else ""
    return f"{', '.join(names[:_NAMES])}{more}"


def _points(value: float) -> str:
    """Points of a hundred with a sign, a figure that rounds to nothing without one."""
    told = f"{100 * value:+.1f}"
    return "0.0" if told in ("+0.0", "-0.0") else told.replace("-", "−")
