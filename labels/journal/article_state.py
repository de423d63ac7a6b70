"""The state of one article as the fold of its events: which sentences there are, and the annotations on them.

Pure: the events alone decide, in the order of their ids, those of undone actions left out. Each kind of event applies
itself (`labels.journal.kinds`) by the operations of `ArticleState`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import lru_cache

from labels.journal.event import DECISION_KINDS, GOLD, MAIN, Event
from labels.values.annotation import UNTOUCHED, Annotation, carried, joined

Span = tuple[int, int]

#: The unit "article as a whole".
WHOLE: Span = (-1, -1)

#: Who says something, in which layer: the number of a person (0 in the layer gold) and of a layer.
Voice = tuple[int, int]

#: What an event makes of an annotation.
Change = Callable[[Annotation], Annotation]


def voice_of(event: Event) -> Voice:
    """Who an event speaks for. Gold is nobody's own: the greatest event is in force."""
    layer = MAIN if event.layer is None else event.layer
    return (0 if layer == GOLD else event.person), layer


def span_of(event: Event) -> Span:
    """The unit that an event speaks of."""
    return WHOLE if event.start is None or event.end is None else (event.start, event.end)


class ArticleState:
    """Sentences (span to paragraph), annotations (voice to span to annotation), and decisions put aside."""

    def __init__(self, cut: dict[Span, int], starts: Callable[[], Iterable[int]]) -> None:
        """Begin with the segmentation in force. `starts` gives every place at which any sentence ever began."""
        self.sentences = cut
        self.annotations: dict[Voice, dict[Span, Annotation]] = {}
        self._starts = starts
        self._all_starts: list[int] | None = None
        #: For a sentence and a voice: decisions on spans that cover it only in part, the newest last.
        self._aside: dict[tuple[Span, Voice], dict[Span, Annotation]] = {}
        #: Whether the decision in force was made by a rule.
        self._by_rule: dict[tuple[Span, Voice], bool] = {}

    def decide(self, event: Event, change: Change) -> None:
        """Apply what an event says of its unit, wherever the sentences lie by now."""
        span, voice = span_of(event), voice_of(event)
        if span == WHOLE or span in self.sentences:
            self._put(event, voice, span, change(self.annotation(voice, span)))
            return
        for unit in sorted(self.sentences):
            if span[0] <= unit[0] and unit[1] <= span[1]:
                self._put(event, voice, unit, carried(change(self.annotation(voice, unit))))
            elif unit[0] < span[1] and span[0] < unit[1]:
                self._decide_in_part(event, change, voice, unit)

    def split(self, whole: Span, parts: Sequence[Span]) -> None:
        """Put two sentences in the place of one, if it is there; both inherit everybody's annotations."""
        paragraph = self.sentences.pop(whole, None)
        if paragraph is None:
            return  # what this builds on was undone, or is not in force: it has no effect until it is there
        self.sentences.update(dict.fromkeys(parts, paragraph))
        for said in self.annotations.values():
            if whole in said:
                said.update(dict.fromkeys(parts, carried(said.pop(whole))))
        self._forget_aside(whole)

    def join(self, parts: Sequence[Span], whole: Span) -> None:
        """Put one sentence in the place of two, if both are there; of everybody's annotations stays what both say."""
        left, right = parts
        if left not in self.sentences or right not in self.sentences:
            return  # see split
        self.sentences[whole] = self.sentences.pop(left)
        del self.sentences[right]
        for said in self.annotations.values():
            if left in said or right in said:
                said[whole] = joined(said.pop(left, UNTOUCHED), said.pop(right, UNTOUCHED))
        self._forget_aside(left, right)

    def annotation(self, voice: Voice, span: Span) -> Annotation:
        """What a voice says of a unit."""
        return self.annotations.get(voice, {}).get(span, UNTOUCHED)

    def in_force(self) -> Iterator[tuple[Voice, Span, Annotation]]:
        """Every annotation that says something, on units that are there."""
        for voice, said in self.annotations.items():
            for span, annotation in said.items():
                if annotation != UNTOUCHED and (span == WHOLE or span in self.sentences):
                    yield voice, span, annotation

    def _decide_in_part(self, event: Event, change: Change, voice: Voice, unit: Span) -> None:
        """An event on a span that covers `unit` only in part: a decision waits until what it misses is decided too."""
        if event.kind not in DECISION_KINDS:
            self._put(event, voice, unit, change(self.annotation(voice, unit)))
            return
        span = span_of(event)
        aside = self._aside.setdefault((unit, voice), {})
        aside.pop(span, None)
        aside[span] = change(UNTOUCHED)
        covering = [self._newest_over(aside, place) for place in self._places_in(unit)]
        known = [each for each in covering if each is not None]
        if len(known) < len(covering):
            return
        value = known[0]
        for other in known[1:]:
            value = joined(value, other)
        here = self.annotation(voice, unit)
        beside = replace(value, flagged=here.flagged, flag_reason=here.flag_reason, note=here.note)
        self._put(event, voice, unit, carried(beside))

    @staticmethod
    def _newest_over(aside: dict[Span, Annotation], place: int) -> Annotation | None:
        return next((said for span, said in reversed(aside.items()) if span[0] <= place < span[1]), None)

    def _places_in(self, unit: Span) -> list[int]:
        """The places in a sentence where any cut or split ever began one, its own beginning among them."""
        if self._all_starts is None:
            self._all_starts = sorted(set(self._starts()))
        return [unit[0], *(start for start in self._all_starts if unit[0] < start < unit[1])]

    def _put(self, event: Event, voice: Voice, unit: Span, annotation: Annotation) -> None:
        said = self.annotations.setdefault(voice, {})
        if event.kind in DECISION_KINDS:
            here, by_rule = said.get(unit, UNTOUCHED), bool(event.payload.get("rule"))
            if by_rule and here.decided and not self._by_rule.get((unit, voice)):
                return  # a rule never replaces what a person decided
            if goes_before(event, here):
                return
            self._by_rule[unit, voice] = by_rule
        said[unit] = annotation

    def _forget_aside(self, *spans: Span) -> None:
        for key in [key for key in self._aside if key[0] in spans]:
            del self._aside[key]


def goes_before(event: Event, here: Annotation) -> bool:
    """Whether an imported decision is older than what the annotator decided here: then it has no effect.

    The only place where the fold reads `at`.
    """
    if "origin" not in event.payload or not here.decided or here.imported or here.decided_at is None:
        return False
    return moment(event.at) < moment(here.decided_at)


@lru_cache(maxsize=1024)
def moment(at: str) -> datetime:
    """A time as events have it (ISO 8601; without a zone it is UTC)."""
    found = datetime.fromisoformat(at)
    return found if found.tzinfo else found.replace(tzinfo=UTC)
