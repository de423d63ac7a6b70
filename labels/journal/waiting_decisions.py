"""Decisions that wait: at least one sentence that they overlap does not show them, and nothing has replaced them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate

from labels.journal.article_state import Span, Voice, gives_way, span_of, touched, voice_of
from labels.journal.event import DECISION_KINDS, Event
from labels.values.annotation import Annotation


class _Decisions:
    """The last decision of one voice on each span. They can be found by the text that they overlap."""

    def __init__(self, by_span: Mapping[Span, Event]) -> None:
        self._pairs = sorted(by_span.items(), key=lambda pair: pair[0])
        self._starts = [span[0] for span, _ in self._pairs]
        #: How far the spans up to each one reach.
        self._reach = list(accumulate((span[1] for span, _ in self._pairs), max))

    def __iter__(self) -> Iterator[tuple[Span, Event]]:
        return iter(self._pairs)

    def touching(self, span: Span) -> Iterator[tuple[Span, Event]]:
        """The decisions on spans that have text of this one."""
        first, last = bisect_right(self._reach, span[0]), bisect_left(self._starts, span[1])
        return (pair for pair in self._pairs[first:last] if pair[0][1] > span[0])


def waiting_decisions(
    sentences: Iterable[Span],
    annotations: Mapping[Voice, Mapping[Span, Annotation]],
    events: Iterable[Event],
    starts: Iterable[int],
) -> Iterator[tuple[tuple[Voice, Span], bytes]]:
    """The decisions that wait, by voice and span.

    `events` are those of the article in force, in the order of their ids; `starts` are all places at which any cut or
    split began a sentence.
    """
    units, places = sorted(sentences), sorted(set(starts))
    for voice, latest in _latest(events).items():
        said, decisions = annotations.get(voice, {}), _Decisions(latest)
        for span, event in decisions:
            if event.kind != "clear" and _waits(event, units, places, said, decisions):
                yield (voice, span), event.id


def _latest(events: Iterable[Event]) -> dict[Voice, dict[Span, Event]]:
    """What each voice decided last of each span."""
    latest: dict[Voice, dict[Span, Event]] = {}
    for event in events:
        if event.kind in DECISION_KINDS and event.start is not None:
            decisions, span = latest.setdefault(voice_of(event), {}), span_of(event)
            if span not in decisions or not gives_way(event, decisions[span]):
                decisions[span] = event
    return latest


def _waits(
    event: Event, units: Sequence[Span], starts: Sequence[int], said: Mapping[Span, Annotation], decisions: _Decisions
) -> bool:
    """Whether a decision is neither shown nor replaced in some sentence that it overlaps.

    It is replaced if other decisions come before it at every place at which a sentence ever began, and at the end.
    """
    about = touched(span_of(event), units)
    hidden = [unit for unit in about if unit not in said or event.id not in said[unit].sources]
    if not hidden:
        return not about
    before = [span for span, other in decisions.touching(span_of(event)) if _goes_before(other, event)]
    return any(
        not all(any(start <= place < end for start, end in before) for place in _places(event, unit, starts))
        for unit in hidden
    )


def _places(event: Event, unit: Span, starts: Sequence[int]) -> list[int]:
    span = span_of(event)
    start, end = max(unit[0], span[0]), min(unit[1], span[1])
    return [start, *starts[bisect_right(starts, start) : bisect_left(starts, end)], end - 1]


def _goes_before(other: Event, event: Event) -> bool:
    if other.id < event.id:
        return gives_way(event, other)
    return other.id > event.id and not gives_way(other, event)
