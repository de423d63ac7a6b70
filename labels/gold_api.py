"""Gold from a script: sentences settled by hand or by rule, and the states in which the sentences are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from labels.annotation_api import AnnotationApi
from labels.errors import UsageError
from labels.journal.append import Journal
from labels.journal.event import GOLD, Act, Event
from labels.sentence import Sentence
from labels.values.progress import UNWATCHED, Progress

if TYPE_CHECKING:
    from labels.projections.gold import GoldReader, StateCounts
    from labels.query.searcher import Searcher
    from labels.review.rules import GoldPlan, Rule
    from labels.statistics.agreement_reader import AgreementReader
    from labels.statistics.posteriors import Posteriors
    from labels.values.review import Mark, ReviewUnit, State

Span = tuple[int, int]

#: The spans of the sentences that a query selects, by article number.
_Selected = Mapping[int, frozenset[Span]]

#: How many of the sentences that a rule settles are quoted.
_QUOTES = 5


@dataclass(frozen=True, slots=True)
class RuleSettled:
    """What a rule settles (`planned`), and how many sentences were settled: None after a dry run.

    `quotes` are the texts of the first few of them.
    """

    planned: GoldPlan
    done: int | None
    quotes: tuple[str, ...] = ()


class GoldApi:
    """What was settled in one open project. Once there are leads, every method raises UsageError for everybody else."""

    def __init__(
        self,
        journal: Journal,
        annotating: AnnotationApi,
        gold: Callable[[], GoldReader],
        searcher: Callable[[], Searcher],
        agreement: Callable[[], AgreementReader],
    ) -> None:
        """The three readers are called only when they are needed."""
        self._journal = journal
        self._annotating = annotating
        self._gold = gold
        self._searcher = searcher
        self._agreement = agreement

    def settle(self, sentence: Sentence | str, *names: str, reason: str = "") -> Event:
        """Settle a sentence with these labels, or without a label.

        This replaces what was settled before. All votes until now count as seen. Raises UsageError for labels that
        cannot be given.
        """
        from labels.review.settling import settlement

        unit = self.review_of(sentence)
        n, *span = self._annotating.unit(sentence)
        labels = tuple(self._annotating.label_ids(*names))
        return self._journal.record([settlement(n, (span[0], span[1]), unit, labels, reason=reason)])[0]

    def unsettle(self, sentence: Sentence | str) -> Event:
        """Take back what was settled about a sentence."""
        unit = self.review_of(sentence)
        return self._journal.record([Act("clear", *self._annotating.unit(sentence), {"saw": unit.saw}, layer=GOLD)])[0]

    def settle_by_rule(
        self, rule: str, query: str = "", *, dry_run: bool = False, progress: Progress = UNWATCHED
    ) -> RuleSettled:
        """Settle by a rule what nobody has settled of the sentences that a query selects, as anybody sees them.

        Rules: unanimous, majority, single (what somebody alone was assigned, as they decided), and such as
        posterior>=.95, by the model of the annotators, which is fitted to the votes on all sentences. All of it is one
        action; `dry_run` writes nothing. Raises UsageError for an unknown rule, or if the model abstains; QueryError,
        and Cancelled.
        """
        from labels.review.rules import SINGLE, parse_rule, plan, settle

        self._check()
        known = parse_rule(rule)
        selected = self._selected(query)
        planned = plan(
            known,
            self._units(selected),
            self._posteriors(known, progress),
            lambda n, span: selected is None or span in selected.get(n, ()),
            progress,
            self._annotating.codebook,
            self._gold().holders().of if known.name == SINGLE else lambda n, span: (),
        )
        done = None
        if not dry_run and planned.units:
            done = settle(self._annotating.reader, self._journal, planned, progress)
        return RuleSettled(planned, done, tuple(self._quotes(planned)))

    def review_of(self, sentence: Sentence | str) -> ReviewUnit:
        """Everybody's votes on a sentence, what was settled about it, and its state. Raises UsageError."""
        self._check()
        n, start, end = self._annotating.unit(sentence)
        from labels.values.review import ReviewUnit

        return self._gold().units(n, start, start).get((start, end), ReviewUnit())

    def gold_counts(self, query: str = "") -> StateCounts:
        """How many of the sentences that a query selects, as anybody sees it, are in each state. Raises QueryError."""
        from labels.projections.gold import StateCounts
        from labels.values.review import STATES, ReviewUnit

        self._check()
        selected = self._selected(query)
        if selected is None:
            return self._gold().counts()
        states: Counter[State] = Counter()
        marks: Counter[Mark] = Counter()
        for n, of_article in self._units(selected):
            for span in selected[n]:
                unit = of_article.get(span, ReviewUnit())
                states[unit.state] += 1
                if unit.settled is not None and unit.settled.mark is not None:
                    marks[unit.settled.mark] += 1
        return StateCounts({state: states[state] for state in STATES}, dict(marks))

    def _check(self) -> None:
        """Raise UsageError for somebody who may not see what others said."""
        viewer = self._journal.sitting.viewer
        if not viewer.sees_others:
            raise UsageError(
                f"{self._annotating.path}: only a lead sees and settles what others said. You are {viewer.name}."
                " Say who you are with --annotator."
            )

    def _selected(self, query: str) -> _Selected | None:
        """The sentences that a query selects; None for all of them."""
        from labels.query import Search, parse_query

        if not query.strip():
            return None
        found: dict[int, set[Span]] = {}
        for n, start, end in self._searcher().hits(Search(parse_query(query))):
            found.setdefault(n, set()).add((start, end))
        return {n: frozenset(spans) for n, spans in found.items()}

    def _units(self, selected: _Selected | None) -> Iterable[tuple[int, Mapping[Span, ReviewUnit]]]:
        gold = self._gold()
        return gold.every_unit() if selected is None else ((n, gold.units(n)) for n in selected)

    def _posteriors(self, rule: Rule, progress: Progress) -> Posteriors | None:
        if rule.least is None:
            return None
        found = self._agreement().posteriors(self._annotating.codebook, progress)
        if found.abstains:
            raise UsageError(f"The rule {rule.name} goes by the model of the annotators. {found.abstains}")
        return found

    def _quotes(self, planned: GoldPlan) -> Iterable[str]:
        for each in planned.units[:_QUOTES]:
            start, end = each.span
            yield self._annotating.reader.text_of(each.n)[start:end]
