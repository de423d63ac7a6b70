"""The state of one article as the fold of its events: which sentences there are, and the annotations on them.

It depends only on the events, in the order of their ids, without those of undone actions. Each kind of event applies
itself (`labels.journal.kinds`) by the operations of `ArticleState`.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import lru_cache

from labels.journal.event import DECISION_KINDS, GOLD, MAIN, Event
from labels.values.annotation import UNTOUCHED, Annotation, carried, joined

Span = tuple[int, int]

#: The unit "article as a whole".
WHOLE: Span = (-1, -1)

#: A voice: the number of a person (0 in the layer gold) and the number of a layer.
Voice = tuple[int, int]

#: What an event makes of an annotation.
Change = Callable[[Annotation], Annotation]


def voice_of(event: Event) -> Voice:
    """Whose annotation an event changes. Gold belongs to nobody: the event with the greatest id is in force."""
    layer = MAIN if event.layer is None else event.layer
    return (0 if layer == GOLD else event.person), layer


def span_of(event: Event) -> Span:
    """The unit that an event is about."""
    return WHOLE if event.start is None or event.end is None else (event.start, event.end)


class ArticleState:
    """Sentences (span to paragraph), annotations (voice to span to annotation), and decisions that wait."""

    def __init__(
        self, cut: dict[Span, int], starts: Callable[[], Iterable[int]], of_several: frozenset[bytes] = frozenset()
    ) -> None:
        """Begin with the segmentation in force. `starts` has every place at which any sentence ever began.

        `of_several` are the actions that decided several units of the article.
        """
        self.sentences = cut
        self.of_several = of_several
        self.annotations: dict[Voice, dict[Span, Annotation]] = {}
        self._starts = starts
        self._all_starts: list[int] | None = None
        self._order: list[Span] | None = None
        #: For a sentence and a voice: decisions on spans that cover it only in part, the newest last.
        self._aside: dict[tuple[Span, Voice], list[tuple[Event, Annotation]]] = {}
        #: The decisions that were made by a rule.
        self._by_rule: set[bytes] = set()

    def decide(self, event: Event, change: Change) -> None:
        """Apply what an event says about its unit to the sentences that there are now."""
        span, voice = span_of(event), voice_of(event)
        if span == WHOLE or span in self.sentences:
            self._put(event, voice, span, change(self.annotation(voice, span)))
            return
        for unit in touched(span, self._in_order()):
            if span[0] <= unit[0] and unit[1] <= span[1]:
                said = change(self.annotation(voice, unit))
                self._put(event, voice, unit, carried(said) if event.kind in DECISION_KINDS else said)
            else:
                self._decide_in_part(event, change, voice, unit)

    def split(self, whole: Span, parts: Sequence[Span]) -> None:
        """Replace a sentence, if it is there, by two; both get everybody's annotations."""
        paragraph = self.sentences.pop(whole, None)
        if paragraph is None:
            return  # its sentence is not in force: it has no effect until it is
        self._order = None
        self.sentences.update(dict.fromkeys(parts, paragraph))
        for said in self.annotations.values():
            if whole in said:
                said.update(dict.fromkeys(parts, carried(said.pop(whole))))
        self._forget_aside(whole)

    def join(self, parts: Sequence[Span], whole: Span) -> None:
        """Replace two sentences, if both are there, by one; everybody's annotations are kept where both agree."""
        left, right = parts
        if left not in self.sentences or right not in self.sentences:
            return  # see split
        self._order = None
        self.sentences[whole] = self.sentences.pop(left)
        del self.sentences[right]
        for said in self.annotations.values():
            if left in said or right in said:
                said[whole] = joined(said.pop(left, UNTOUCHED), said.pop(right, UNTOUCHED))
        self._forget_aside(left, right)

    def annotation(self, voice: Voice, span: Span) -> Annotation:
        """The annotation of a voice on a unit."""
        return self.annotations.get(voice, {}).get(span, UNTOUCHED)

    def in_force(self) -> Iterator[tuple[Voice, Span, Annotation]]:
        """Every annotation that says something, on units that are there."""
        for voice, said in self.annotations.items():
            for span, annotation in said.items():
                if annotation != UNTOUCHED and (span == WHOLE or span in self.sentences):
                    yield voice, span, annotation

    def _in_order(self) -> Sequence[Span]:
        """The sentences in the order of the text."""
        if self._order is None:
            self._order = sorted(self.sentences)
        return self._order

    def _decide_in_part(self, event: Event, change: Change, voice: Voice, unit: Span) -> None:
        """Apply an event on a span that covers `unit` only in part. A decision waits until the rest is decided too."""
        if event.kind not in DECISION_KINDS:
            self._put(event, voice, unit, change(self.annotation(voice, unit)))
            return
        self._note_rule(event)
        aside = self._aside.setdefault((unit, voice), [])
        aside.append((event, change(UNTOUCHED)))
        covering = [self._said_over(aside, place) for place in self._places_in(unit)]
        known = [each for each in covering if each is not None]
        if len(known) < len(covering):
            return
        value = known[0]
        for other in known[1:]:
            value = joined(value, other)
        here = self.annotation(voice, unit)
        beside = replace(value, flagged=here.flagged, flag_reason=here.flag_reason, note=here.note)
        if not self._gives_way(event, here):
            self.annotations.setdefault(voice, {})[unit] = carried(beside)

    def _said_over(self, aside: Iterable[tuple[Event, Annotation]], place: int) -> Annotation | None:
        """The annotation that the waiting decisions give at one place, as if that place were a sentence."""
        found = None
        for event, said in aside:
            start, end = span_of(event)
            if start <= place < end and (found is None or not self._gives_way(event, found)):
                found = said
        return found

    def _places_in(self, unit: Span) -> list[int]:
        """The places in a sentence where a sentence ever began, with its own beginning, and its end.

        The end shows whether the last part is decided if the split that made it was undone.
        """
        if self._all_starts is None:
            self._all_starts = sorted(set(self._starts()))
        starts = self._all_starts
        return [unit[0], *starts[bisect_right(starts, unit[0]) : bisect_left(starts, unit[1])], unit[1] - 1]

    def _put(self, event: Event, voice: Voice, unit: Span, annotation: Annotation) -> None:
        said = self.annotations.setdefault(voice, {})
        if event.kind in DECISION_KINDS:
            self._note_rule(event)
            if self._gives_way(event, said.get(unit, UNTOUCHED)):
                return
            aside = self._aside.get((unit, voice))
            if aside:  # a decision on the whole sentence replaces decisions on parts of it
                aside[:] = [each for each in aside if self._gives_way(event, each[1])]
        said[unit] = annotation

    def _gives_way(self, event: Event, here: Annotation) -> bool:
        """Whether a decision has no effect, because a rule never replaces what a person said."""
        if event.id in self._by_rule and here.decided and not self._by_rule.issuperset(here.sources):
            return True
        return goes_before(event, here)

    def _note_rule(self, event: Event) -> None:
        if event.layer == GOLD and event.payload.get("rule"):
            self._by_rule.add(event.id)

    def _forget_aside(self, *spans: Span) -> None:
        for key in [key for key in self._aside if key[0] in spans]:
            del self._aside[key]


def touched(span: Span, units: Sequence[Span]) -> list[Span]:
    """The units that overlap a span. The units come in order and do not overlap each other."""
    first = max(0, bisect_right(units, span[0], key=lambda unit: unit[0]) - 1)
    last = bisect_left(units, span[1], key=lambda unit: unit[0])
    return [unit for unit in units[first:last] if span[0] < unit[1]]


def goes_before(event: Event, here: Annotation) -> bool:
    """Whether an imported decision is older than what the annotator decided here: then it has no effect.

    The only place where the fold reads `at`.
    """
    if "origin" not in event.payload or not here.decided or here.imported or here.decided_at is None:
        return False
    return moment(event.at) < moment(here.decided_at)


def gives_way(event: Event, other: Event) -> bool:
    """Whether a decision has no effect beside another of the same voice and unit that was there before."""
    if other.kind == "clear":
        return False
    if event.layer == GOLD and event.payload.get("rule") and not other.payload.get("rule"):
        return True
    return "origin" in event.payload and "origin" not in other.payload and moment(event.at) < moment(other.at)


@lru_cache(maxsize=1024)
def moment(at: str) -> datetime:
    """A time as events have it (ISO 8601; without a zone it is UTC)."""
    found = datetime.fromisoformat(at)
    return found if found.tzinfo else found.replace(tzinfo=UTC)
