"""How an article is cut into sentences. The spans are kept as gaps and lengths, about six bytes a sentence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, chain, groupby, repeat
from typing import TYPE_CHECKING, Any

from labels.journal.event import Event
from labels.journal.kinds.kind import Kind, Payload, is_text
from labels.sentence import Cut
from labels.sqlite.full_text import SHIFT

if TYPE_CHECKING:
    from labels.codebook import Codebook
    from labels.segmentation import CutResult


class Segment(Kind):
    """A segmentation of an article, offered or (`adopt`) put in force."""

    name = "segment"
    about = "article"

    def problem(self, payload: Payload) -> str | None:
        if not is_text(payload.get("segmenter")) or not is_text(payload.get("layout")):
            return "it does not say how the article was cut"
        try:
            sentences(payload)
        except (ValueError, TypeError, KeyError):
            return "its spans are no sentences"
        return None

    def in_words(self, payload: Payload, codebook: Codebook) -> str:
        return "cut the article" if not payload.get("adopt") else "cut the article anew"


def segment_payload(cut: CutResult, *, adopt: bool = False) -> dict[str, Any]:
    """What a segment event says. `spans`: gap, length, gap, length …; `paragraphs`: number, sentences, number, …."""
    payload: dict[str, Any] = {
        "layout": cut.layout,
        "paragraphs": [
            value
            for n, inside in groupby(cut.sentences, key=lambda each: each.paragraph)
            for value in (n, _count(inside))
        ],
        "segmenter": cut.segmenter,
        "spans": _gaps_and_lengths(cut.sentences),
    }
    return payload | ({"adopt": True} if adopt else {})


def sentences(payload: Payload) -> tuple[Cut, ...]:
    """The sentences that a segment event cuts, in order. Raises ValueError for spans that are no sentences."""
    return tuple(map(Cut._make, spans(payload)))


def spans(payload: Payload) -> Iterator[tuple[int, int, int]]:
    """Start, end and paragraph of each sentence that a segment event cuts. Raises ValueError as `sentences`."""
    values, runs = payload["spans"], payload["paragraphs"]
    if {*map(type, values), *map(type, runs)} - {int} or 2 * sum(runs[1::2]) != len(values) or len(runs) % 2:
        raise ValueError("not every sentence is in a paragraph")
    places = list(accumulate(values))
    if values and (min(values[::2]) < 0 or min(values[1::2]) <= 0 or places[-1] >= SHIFT):
        raise ValueError("a span is not valid")
    if runs and not 0 <= min(runs[::2]) <= max(runs[::2]) < SHIFT:
        raise ValueError("a paragraph is not valid")
    paragraphs = chain.from_iterable(map(repeat, runs[::2], runs[1::2]))
    return zip(places[::2], places[1::2], paragraphs, strict=True)


def in_force(events: Sequence[Event], leads: frozenset[int]) -> Event | None:
    """The segment event of an article that counts.

    It is the newest that a lead adopted, else the earliest by a lead, else the earliest. Without leads everybody counts
    as a lead.
    """
    by_leads = [event for event in events if not leads or event.person in leads]
    adopted = [event for event in by_leads if event.payload.get("adopt")]
    if adopted:
        return max(adopted, key=lambda event: event.id)
    return min(by_leads or events, key=lambda event: event.id, default=None)


def _gaps_and_lengths(cuts: Iterable[Cut]) -> list[int]:
    numbers: list[int] = []
    reached = 0
    for cut in cuts:
        numbers += (cut.start - reached, cut.end - cut.start)
        reached = cut.end
    return numbers


def _count(several: Iterable[object]) -> int:
    return sum(1 for _ in several)
