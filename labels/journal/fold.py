"""The fold: the state that follows from the events of one article. Append, merge and rebuild all use it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from labels.journal.article_state import ArticleState, Span, Voice, span_of
from labels.journal.event import BOUNDARY_KINDS, DECISION_KINDS, GOLD, MAIN, Event, actions_of_several
from labels.journal.kinds import KINDS, UNDOABLE
from labels.journal.kinds.reversal import undone_actions
from labels.journal.kinds.segment import in_force, sentences
from labels.journal.waiting_decisions import waiting_decisions
from labels.values.annotation import Annotation

GoldState = Literal["settled", "reopened", "contested"]

#: Nobody: annotations of the layer gold belong to no person.
NOBODY = 0


@dataclass(frozen=True, slots=True)
class Registry:
    """Who is who: the leads, and for each person who is the same as another one, that one (numbers in the file)."""

    leads: frozenset[int] = frozenset()
    same: Mapping[int, int] = field(default_factory=dict)

    def who(self, person: int) -> int:
        """The annotator that a person is."""
        return self.same.get(person, person)

    def may(self, person: int) -> bool:
        """Whether this person may do what only leads may do. Without leads everybody may."""
        return not self.leads or self.who(person) in self.leads


@dataclass(slots=True)
class Folded:
    """An article as its events describe it.

    `segmentation` is the segment event in force, `facts` the article event; None if it has not arrived. `waiting` has
    the decision events that no annotation shows and that nothing replaced, by voice and span.
    """

    sentences: dict[Span, int] = field(default_factory=dict)
    annotations: dict[Voice, dict[Span, Annotation]] = field(default_factory=dict)
    facts: Event | None = None
    segmentation: Event | None = None
    gold: dict[Span, GoldState] = field(default_factory=dict)
    waiting: dict[tuple[Voice, Span], bytes] = field(default_factory=dict)
    plain: bool = True


def events_in_force(events: Iterable[Event], reversals: Iterable[Event], registry: Registry) -> list[Event]:
    """The events in the order of their ids, each with the annotator it belongs to, without those that are undone."""
    resolved = sorted(
        (event._replace(person=registry.who(event.person)) if registry.same else event for event in events),
        key=lambda event: event.id,
    )
    undone = undone_actions(resolved, reversals, registry.same)
    if not undone:
        return resolved
    return [event for event in resolved if event.action not in undone or event.kind not in UNDOABLE]


def fold_article(events: Iterable[Event], reversals: Iterable[Event], registry: Registry) -> Folded:
    """The state that follows from the events about one article; `reversals` undo and redo their actions."""
    return fold_in_force(events_in_force(events, reversals, registry), registry)


def fold_in_force(events: Sequence[Event], registry: Registry) -> Folded:
    """The state that follows from the events in force of one article, in the order of their ids."""
    cuts = [event for event in events if event.kind == "segment"]
    cut = in_force(cuts, registry.leads)
    by_cut = {} if cut is None else {(each.start, each.end): each.paragraph for each in sentences(cut.payload)}
    state = ArticleState(dict(by_cut), lambda: _starts(cuts, events), actions_of_several(events))
    for event in events:
        kind = KINDS.get(event.kind)
        if kind is not None and (event.layer != GOLD or registry.may(event.person)):
            kind.apply(state, event)
    folded = Folded(
        sentences=state.sentences,
        facts=next((event for event in events if event.kind == "article"), None),
        segmentation=cut,
        plain=len(cuts) <= 1 and not any(_is_off(event, by_cut) for event in events),
    )
    for voice, span, annotation in state.in_force():
        folded.annotations.setdefault(voice, {})[span] = annotation
    gold_events = [event for event in events if event.layer == GOLD and event.kind in DECISION_KINDS]
    if gold_events:
        folded.gold = dict(gold_states(folded.annotations, gold_events, registry))
    if not folded.plain:
        counting = [event for event in events if event.layer != GOLD or registry.may(event.person)]
        folded.waiting = dict(waiting_decisions(folded.sentences, folded.annotations, counting, _starts(cuts, events)))
    return folded


def _is_off(event: Event, by_cut: Mapping[Span, int]) -> bool:
    """Whether an event changes the sentences, or is about a span that is not one of them."""
    if event.kind in BOUNDARY_KINDS:
        return True
    return event.layer is not None and event.start is not None and span_of(event) not in by_cut


def _starts(cuts: Iterable[Event], events: Iterable[Event]) -> Iterator[int]:
    """Every place at which a segmentation or a split in force began a sentence."""
    for event in cuts:
        yield from (each.start for each in sentences(event.payload))
    for event in events:
        if event.kind == "split":
            yield from (start for start, _ in event.payload["into"])


def gold_states(
    annotations: Mapping[Voice, Mapping[Span, Annotation]], events: Sequence[Event], registry: Registry
) -> Iterator[tuple[Span, GoldState]]:
    """The state of each gold decision.

    It stands as it was settled, or has votes that it has not seen, or has gold of another lead beside it.
    """
    by_id = {event.id.hex(): event for event in events if registry.may(event.person)}
    for span, annotation in annotations.get((NOBODY, GOLD), {}).items():
        if not annotation.decided:
            continue
        made_on = [by_id[id.hex()] for id in annotation.sources if id.hex() in by_id]
        seen = {id for event in made_on for id in event.payload.get("saw", ())}
        rivals = _latest_of_others(span, made_on, by_id.values())
        if any(not _knew(rival, made_on, seen) for rival in rivals):
            yield span, "contested"
        else:
            yield span, "settled" if _votes(annotations, span) <= seen else "reopened"


def _latest_of_others(span: Span, made_on: Sequence[Event], events: Iterable[Event]) -> Iterable[Event]:
    """The latest decision of each other person on the same unit, by hand."""
    own = {event.person for event in made_on}
    latest: dict[int, Event] = {}
    for event in events:
        if span_of(event) != span or event.person in own or event.payload.get("rule"):
            continue
        if event.person not in latest or event.id > latest[event.person].id:
            latest[event.person] = event
    return [event for event in latest.values() if event.kind != "clear"]


def _knew(rival: Event, made_on: Iterable[Event], seen: set[str]) -> bool:
    """Whether one of two gold decisions was made in knowledge of the other."""
    return rival.id.hex() in seen or any(event.id.hex() in rival.payload.get("saw", ()) for event in made_on)


def _votes(annotations: Mapping[Voice, Mapping[Span, Annotation]], span: Span) -> set[str]:
    """The events of the decisions on a unit, in hexadecimal digits. Carried ones are not votes."""
    found = set()
    for (_, layer), said in annotations.items():
        annotation = said.get(span) if layer == MAIN else None
        if annotation is not None and annotation.decided and not annotation.carried and annotation.event is not None:
            found.add(annotation.event.hex())
    return found
