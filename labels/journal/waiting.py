"""Decisions that wait: they show in no sentence, or not in all that they touch, and nothing took their place."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice, takewhile

from labels.journal.article_state import Span, Voice, gives_way, span_of, voice_of
from labels.journal.event import DECISION_KINDS, Event
from labels.values.annotation import Annotation

Decisions = Mapping[Span, Event]


def waiting_decisions(
    sentences: Iterable[Span],
    annotations: Mapping[Voice, Mapping[Span, Annotation]],
    events: Iterable[Event],
    starts: Iterable[int],
) -> Iterator[tuple[tuple[Voice, Span], bytes]]:
    """The decisions that wait, by voice and span.

    `events` are those of the article that stand and count, in the order of their ids; `starts` are all places at which
    any cut or split began a sentence.
    """
    units, places = sorted(sentences), sorted(set(starts))
    for voice, decisions in _latest(events).items():
        said = annotations.get(voice, {})
        for span, event in decisions.items():
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
    event: Event, units: Sequence[Span], starts: Sequence[int], said: Mapping[Span, Annotation], decisions: Decisions
) -> bool:
    """Whether a decision neither shows in each sentence that it touches nor was replaced there.

    It was replaced where at every place at which a sentence ever began, and at the end, another decision goes before.
    """
    touched = _touched(span_of(event), units)
    hidden = [unit for unit in touched if unit not in said or event.id not in said[unit].sources]
    if not hidden:
        return not touched
    before = [span for span, other in decisions.items() if _goes_before(other, event)]
    return any(
        not all(any(start <= place < end for start, end in before) for place in _places(event, unit, starts))
        for unit in hidden
    )


def _touched(span: Span, units: Sequence[Span]) -> list[Span]:
    first = max(0, bisect_right(units, span[0], key=lambda unit: unit[0]) - 1)
    near = takewhile(lambda unit: unit[0] < span[1], islice(units, first, None))
    return [unit for unit in near if span[0] < unit[1]]


def _places(event: Event, unit: Span, starts: Sequence[int]) -> list[int]:
    span = span_of(event)
    start, end = max(unit[0], span[0]), min(unit[1], span[1])
    return [start, *starts[bisect_right(starts, start) : bisect_left(starts, end)], end - 1]


def _goes_before(other: Event, event: Event) -> bool:
    if other.id < event.id:
        return gives_way(event, other)
    return other.id > event.id and not gives_way(other, event)
