"""Keeps a suggester up to date with one annotator's decisions: learns after each, and again if some are gone.

The weights are a function of the decisions of this person in the layer main, in the order of their ids, as of the last
time everything was learnt anew. A screen calls `work` between two keys. It takes a few milliseconds.
"""

from __future__ import annotations

import time
from collections import OrderedDict, deque
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from labels.suggest.record import Record
from labels.suggest.suggester import Suggester
from labels.suggest.unit import ArticleUnits, Labels, Span, Unit

_NOTHING: Mapping[Any, Any] = {}

#: How many articles' sentences are kept in memory; how many decisions are read from the file at once.
_ARTICLES, _LOT = 4, 40

#: Processor time of one call of `work`, in seconds. It stops before a step that would not fit into it.
SLICE = 0.004


@dataclass(frozen=True, slots=True)
class Said:
    """A decision as it is learnt: its event and payload, the sentence (article by number, span), the labels."""

    event: bytes
    article: int
    start: int
    end: int
    labels: Labels
    payload: Mapping[str, Any] = field(default_factory=dict)


class Decisions(Protocol):
    """Where decisions are read: those in force of one annotator, in the order of the ids of their events."""

    def after(self, event: bytes, limit: int) -> Sequence[Said]:
        """At most so many decisions whose events come after this one; none at the end."""

    def units(self, article: int) -> ArticleUnits:
        """The sentences of an article (number)."""

    def have_changed(self, known: Collection[bytes]) -> bool:
        """Whether others than these events changed, since the last time this was asked, what there is to learn."""


class _Course:
    """A suggester and a record that learn the decisions in order. Both know those up to `reached`."""

    def __init__(self, suggester: Suggester, decisions: Decisions) -> None:
        self.suggester = suggester
        self.record = Record()
        self.reached = b""
        self.count = 0
        self._decisions = decisions
        self._said: dict[int, dict[Span, Labels]] = {}
        self._sets: dict[Labels, Labels] = {}
        self._units: OrderedDict[int, ArticleUnits] = OrderedDict()

    def unit(self, article: int, span: Span, ahead: Mapping[Span, Labels] = _NOTHING) -> Unit | None:
        """A sentence with the labels of those before it; None if it is not there any more.

        `ahead` are labels in the article that were given and are not learnt yet.
        """
        units = self._article(article)
        unit = units.unit(span)
        if unit is None:
            return None
        said = self._said.get(article, _NOTHING)
        return unit.after([ahead.get(each, said.get(each)) for each in units.before(span)])

    def learn(self, said: Said) -> None:
        """Learn one decision more."""
        span = (said.start, said.end)
        unit = self.unit(said.article, span)
        if unit is not None:
            self.suggester.learn(unit, said.labels)
        self._said.setdefault(said.article, {})[span] = self._sets.setdefault(said.labels, said.labels)
        self.record.decided(said.labels, said.payload)
        self.reached = max(self.reached, said.event)
        self.count += 1

    def undecided(self, article: int) -> list[Span]:
        """The sentences of an article (number) that are not learnt."""
        said = self._said.get(article, _NOTHING)
        return [span for span in self._article(article).spans if span not in said]

    def forget_sentences(self) -> None:
        """Read the sentences of articles again: some were split or joined."""
        self._units.clear()

    def _article(self, article: int) -> ArticleUnits:
        if article in self._units:
            self._units.move_to_end(article)
        else:
            self._units[article] = self._decisions.units(article)
            if len(self._units) > _ARTICLES:
                self._units.popitem(last=False)
        return self._units[article]


class Learner:
    """The suggester of one annotator at work. Nothing is learnt but in `work`."""

    def __init__(self, make: Callable[[], Suggester], decisions: Decisions) -> None:
        """`make` gives a suggester that has learnt nothing. What is decided already is learnt by `work`."""
        self._make = make
        self._decisions = decisions
        self._now = _Course(make(), decisions)
        self._anew: _Course | None = self._now
        self._read: deque[Said] = deque()
        self._waiting: deque[Said] = deque()
        self._heard: set[bytes] = set()
        self._is_stale = False
        self._longest = 0.0

    @property
    def suggester(self) -> Suggester:
        """The suggester with what it has learnt so far; while everything is learnt again, the earlier one."""
        return self._now.suggester

    @property
    def record(self) -> Record:
        """What the annotator has decided so far, as far as it was learnt."""
        return self._now.record

    @property
    def is_ready(self) -> bool:
        """Whether everything that was decided has been learnt."""
        return not self._is_stale and self._anew is None and not self._waiting

    @property
    def is_beginning(self) -> bool:
        """Whether it has never reached the last decision yet, so that it knows only the first ones."""
        return self._anew is self._now

    def unit(self, article: int, span: Span) -> Unit | None:
        """The sentence at a span of an article (number), with the labels before it; None if it is not there."""
        ahead = {(each.start, each.end): each.labels for each in self._waiting if each.article == article}
        return self._now.unit(article, span, ahead)

    def undecided(self, article: int) -> list[Span]:
        """The sentences of an article (number) of which nothing was learnt."""
        return self._now.undecided(article)

    def decided(self, said: Said, *, replaces: bool = False) -> None:
        """Queue a decision that was just written. One that `replaces` another also makes everything stale."""
        if replaces:
            self.mark_stale()
        self._waiting.append(said)
        self._heard.add(said.event)

    def mark_stale(self) -> None:
        """Learn everything again, because decisions were undone, others came with a merge, or boundaries changed."""
        self._is_stale = True
        self._now.forget_sentences()

    def changed_elsewhere(self) -> None:
        """Learn again if something that was written at another desk added or removed decisions of this person."""
        if self._decisions.have_changed(self._heard):
            self.mark_stale()
        self._heard.clear()

    def work(self, seconds: float = SLICE) -> bool:
        """Learn for this long, in seconds of processor time, but at least one step.

        Returns whether there is more to learn.
        """
        began = before = time.thread_time()
        while not self.is_ready:
            self._step()
            now = time.thread_time()
            self._longest = max(now - before, 0.98 * self._longest)
            before = now
            if now - began + self._longest > seconds:
                break
        return not self.is_ready

    def finish(self) -> None:
        """Learn all there is, however long it takes."""
        while not self.is_ready:
            self._step()

    def _step(self) -> None:
        if self._waiting and self._anew is None:
            said = self._waiting.popleft()
            if said.event > self._now.reached:
                self._now.learn(said)
        elif self._anew is None:
            self._is_stale = False
            self._anew = _Course(self._make(), self._decisions)
            self._read.clear()
        elif self._read:
            self._anew.learn(self._read.popleft())
        else:
            self._read.extend(self._decisions.after(self._anew.reached, _LOT))
            if not self._read:
                self._now, self._anew = self._anew, None
