"""Settling by rule: unanimous, majority, single, or a probability; previewed, then written as one action.

A rule settles what nobody has settled yet. It never changes what was settled. If a rule settled a unit, and with later
votes it gives the same answer, the unit is settled again. So it is no longer reopened.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

from labels.codebook import Codebook
from labels.errors import MovedError, UsageError
from labels.journal.append import Journal
from labels.journal.event import Act
from labels.journal.kinds.decision import check_labels
from labels.journal.kinds.kind import label_in_words
from labels.projections.project_reader import ProjectReader
from labels.review.settling import Span, settlement
from labels.values.progress import UNWATCHED, Cancelled, Progress
from labels.values.review import Labels, ReviewUnit
from labels.words import counted

_POSTERIOR = re.compile(r"posterior\s*>=\s*(0?\.\d+|1(?:\.0+)?)")

#: The probability of each answer to a unit (article number, start, end).
Posteriors = Mapping[tuple[int, int, int], Mapping[Labels, float]]

#: Whether a unit (article number, span) is among those that a rule may settle.
Wanted = Callable[[int, Span], bool]

#: The numbers of the people to whom a unit (article number, span) is assigned.
HeldBy = Callable[[int, Span], Collection[int]]

#: The rule that takes the decision of the only person to whom a unit is assigned.
SINGLE = "single"

#: The units of articles, by article number.
Units = Iterable[tuple[int, Mapping[Span, ReviewUnit]]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule by its name; `least` is the least probability of a rule by posteriors."""

    name: str
    least: float | None = None

    def answer(
        self, unit: ReviewUnit, posteriors: Mapping[Labels, float] | None, held_by: Collection[int] = ()
    ) -> Labels | None:
        """The answer that the rule gives to a unit that is assigned to these people; None if it gives none."""
        if self.least is not None:
            return _probable(posteriors or {}, self.least)
        if self.name == SINGLE:
            alone = len(unit.votes) == 1 and set(held_by) == {unit.votes[0].person}
            return unit.votes[0].labels if alone else None
        if len(unit.votes) < 2:
            return None
        (answer, votes), *_ = Counter(vote.labels for vote in unit.votes).most_common()
        enough = len(unit.votes) if self.name == "unanimous" else len(unit.votes) // 2 + 1
        return answer if votes >= enough else None


def parse_rule(text: str) -> Rule:
    """The rule in words: unanimous, majority, single, or such as posterior>=.95. Raises UsageError."""
    name = text.strip().casefold()
    if name in ("unanimous", "majority", SINGLE):
        return Rule(name)
    found = _POSTERIOR.fullmatch(name)
    if found is None:
        raise UsageError(
            f"There is no rule “{text}”. There are: unanimous, majority, single, 'posterior>=.95' (or another number)."
        )
    least = float(found[1])
    if not 0.5 < least <= 1:
        raise UsageError(f"posterior>={found[1]}: the probability has to be above .5, at most 1.")
    return Rule(f"posterior>={least:g}".replace(">=0.", ">=."), least)


@dataclass(frozen=True, slots=True)
class Planned:
    """One unit that the rule settles, with what it read of it."""

    n: int
    span: Span
    unit: ReviewUnit
    labels: Labels


@dataclass(frozen=True, slots=True)
class GoldPlan:
    """What a rule would settle. `again` of them were settled by a rule before. `left` conflicts are left alone.

    `retired` units have an answer that the codebook no longer provides for; they are left alone, too. So are the
    `unshared` units with one vote that the rule single does not settle, because they are assigned to others as well, or
    to nobody.
    """

    rule: Rule
    units: tuple[Planned, ...]
    again: int = 0
    left: int = 0
    retired: int = 0
    unshared: int = 0
    shares: Mapping[Labels, int] = field(default_factory=dict)

    @property
    def articles(self) -> int:
        """In how many articles."""
        return len({planned.n for planned in self.units})


def plan(
    rule: Rule,
    units: Units,
    posteriors: Posteriors | None = None,
    wanted: Wanted = lambda n, span: True,
    progress: Progress = UNWATCHED,
    codebook: Codebook | None = None,
    held_by: HeldBy = lambda n, span: (),
) -> GoldPlan:
    """What `rule` would settle of the units that are `wanted`. Raises Cancelled.

    Answers that `codebook` does not provide for (any more) are left alone. `held_by` is asked by the rule single.
    """
    found: list[Planned] = []
    again = left = retired = unshared = seen = 0
    can_be_given = cache(lambda labels: _can_be_given(labels, codebook))
    for n, of_article in units:
        if progress.cancelled():
            raise Cancelled
        for span in sorted(of_article):
            unit = of_article[span]
            seen += 1
            if not wanted(n, span):
                continue
            answer = rule.answer(unit, (posteriors or {}).get((n, *span)), held_by(n, span))
            if answer is None or not _may_settle(unit, answer):
                left += unit.state == "conflict"
                unshared += rule.name == SINGLE and unit.state == "thin"
            elif not can_be_given(answer):
                retired += 1
            else:
                found.append(Planned(n, span, unit, answer))
                again += unit.settled is not None
        progress.report(seen, None)
    shares = Counter(planned.labels for planned in found)
    return GoldPlan(rule, tuple(found), again, left, retired, unshared, dict(shares.most_common()))


def settle(reader: ProjectReader, journal: Journal, planned: GoldPlan, progress: Progress = UNWATCHED) -> int:
    """Settle what was planned, as one action; how many units. What was split or joined meanwhile is left out.

    Raises Cancelled (then nothing is written), UsageError for a label that can no longer be given, and what a journal
    raises.
    """
    units = list(planned.units)

    def written(done: int) -> None:
        if progress.cancelled():
            raise Cancelled
        progress.report(done, len(units))

    while units:
        try:
            journal.record([_act(each, planned.rule.name) for each in units], told=written)
            return len(units)
        except MovedError:
            units = [each for each in units if reader.is_sentence(each.n, *each.span)]
    return 0


def plan_in_words(planned: GoldPlan, codebook: Codebook) -> str:
    """The question to ask, such as "Settle 300 sentences in 12 articles by the rule unanimous?"."""
    if not planned.units:
        return " ".join([f"The rule {planned.rule.name} settles nothing new.", *_left_in_words(planned)])
    where = f"{counted(len(planned.units), 'sentence')} in {counted(planned.articles, 'article')}"
    words = [f"Settle {where} by the rule {planned.rule.name}?", f"({shares_in_words(planned.shares, codebook)})"]
    if planned.again:
        words.append(f"{planned.again:,} of them were settled by a rule before, in the same way.")
    return " ".join([*words, *_left_in_words(planned)])


def _left_in_words(planned: GoldPlan) -> Iterator[str]:
    if planned.left:
        yield f"{counted(planned.left, 'conflict')} left alone."
    if planned.retired:
        yield f"{counted(planned.retired, 'sentence')} left alone: the codebook does not provide for the answer."
    if planned.unshared:
        yield (
            f"{counted(planned.unshared, 'sentence')} with one vote left alone: somebody else has them to decide as"
            " well, or they are assigned to nobody."
        )


def shares_in_words(shares: Mapping[Labels, int], codebook: Codebook) -> str:
    """How many of each answer, such as "claim 210, quote 80, skipped 10"."""
    return ", ".join(f"{answer_in_words(labels, codebook)} {count:,}" for labels, count in shares.items())


def answer_in_words(labels: Labels, codebook: Codebook) -> str:
    """The names of labels, or "skipped" where there are none."""
    return " + ".join(label_in_words(id, codebook) for id in labels) or "skipped"


def _may_settle(unit: ReviewUnit, answer: Labels) -> bool:
    """Whether a rule may settle a unit with this answer. A rule never changes what was settled."""
    settled = unit.settled
    if settled is None:
        return True
    return bool(settled.rule) and settled.mark == "reopened" and settled.labels == answer


def _can_be_given(labels: Labels, codebook: Codebook | None) -> bool:
    """Whether these labels can be given together. Without a codebook this is not checked."""
    if codebook is None:
        return True
    try:
        check_labels(labels, codebook)
    except UsageError:
        return False
    return True


def _probable(posteriors: Mapping[Labels, float], least: float) -> Labels | None:
    return next((labels for labels, probability in posteriors.items() if probability >= least), None)


def _act(planned: Planned, rule: str) -> Act:
    return settlement(planned.n, planned.span, planned.unit, planned.labels, rule=rule)


def conflicts(units: Units) -> Iterator[tuple[int, Span, ReviewUnit]]:
    """The units that somebody has to look at: article number, span, and what is said of them."""
    for n, of_article in units:
        for span in sorted(of_article):
            if of_article[span].is_open:
                yield n, span, of_article[span]
