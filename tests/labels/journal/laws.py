"""What holds of every history, however it was drawn; each law raises AssertionError for events that break it."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from labels.journal.article_state import moment
from labels.journal.event import DECISION_KINDS, GOLD, MAIN, Act, Event
from labels.journal.fold import Folded, Registry, events_in_force, fold_article, fold_in_force
from labels.journal.kinds import PROJECT_WIDE
from labels.journal.project_fold import ProjectState, fold_project
from labels.values.annotation import UNTOUCHED, Annotation
from tests.labels.journal.drawing import BEGAN, CUTS, KEYS, LEA, NUMBERS, YEAR, made, registry_for
from tests.labels.journal.reference import People, Reference


@dataclass
class View:
    """Everything that is read of a set of events."""

    registry: Registry
    project: ProjectState
    articles: dict[int, Folded]


class History:
    """Events in an order of arrival, and what they amount to."""

    def __init__(self, events: Sequence[Event]) -> None:
        self.events = events
        self.registry = registry_for(events)
        self.reversals = [event for event in events if event.undoes is not None]
        self.by_id = {event.id: event for event in events}

    @cached_property
    def view(self) -> View:
        wide = [event for event in self.events if event.kind in PROJECT_WIDE]
        articles = {n: fold_article(self.about(n), self.reversals, self.registry) for n in CUTS}
        return View(self.registry, fold_project(wide, self.reversals, self.registry), articles)

    @property
    def draw(self) -> random.Random:
        """Chance, the same for the same events in any order."""
        return random.Random(max(self.by_id, default=b""))

    def about(self, n: int) -> list[Event]:
        """The events about an article."""
        return [event for event in self.events if event.article == n]

    def events_in_force(self, n: int) -> list[Event]:
        """Those that stand, in the order of their ids, under whom they belong to."""
        return events_in_force(self.about(n), self.reversals, self.registry)

    def decisions(self, n: int) -> list[Event]:
        """The decisions in force on sentences that count."""
        of_sentences = [
            event for event in self.events_in_force(n) if event.kind in DECISION_KINDS and event.start is not None
        ]
        return [event for event in of_sentences if event.layer != GOLD or self.registry.may(event.person)]


Law = Callable[[History], None]


def view_of(events: Sequence[Event]) -> View:
    """What the events amount to, in whatever order they come."""
    return History(events).view


def told(view: View) -> dict[str, Any]:
    """A view as plain values, nothing left out."""
    found: dict[str, Any] = {"registry": view.registry, "project": view.project}
    for n, folded in view.articles.items():
        found[f"sentences of {n}"] = folded.sentences
        found[f"facts of {n}"] = (folded.facts, folded.segmentation, folded.plain)
        found[f"gold of {n}"] = folded.gold
        found[f"waiting in {n}"] = folded.waiting
        found[f"annotations in {n}"] = {
            (voice, span): (each, each.shared, each.sources)
            for voice, said in folded.annotations.items()
            for span, each in said.items()
        }
    return found


def same(one: View, other: View) -> None:
    """Both are the same, or the first difference is told."""
    for (name, here), there in zip(told(one).items(), told(other).values(), strict=True):
        assert here == there, f"{name}:\n  {here}\n  {there}"


# -- laws --------------------------------------------------------------------------------------------------


def order_does_not_matter(history: History) -> None:
    """Any order of arrival gives the same view."""
    events = history.events
    same(history.view, view_of(history.draw.sample(events, len(events))))


def act_and_undo_is_nothing(history: History) -> None:
    """What somebody does and takes back leaves everything as it was, and redoing it is as if it had not been undone."""
    draw, events = history.draw, history.events
    who, now = draw.choice(sorted(KEYS)), BEGAN + 2 * YEAR
    done = made(draw, history.by_id, some_acts(draw, history.view), who, now, who)
    after = [*events, *done]
    undo = made(draw, [done[-1].id, *history.by_id], [Act("undo", undoes=done[0].action)], who, now, who)
    if draw.random() < 0.7:
        same(history.view, view_of([*undo, *after]))
    else:
        redo = made(draw, [undo[0].id], [Act("redo", undoes=done[0].action)], who, now, who)
        same(view_of(after), view_of([*redo, *after, *undo]))


def the_reference_agrees(history: History) -> None:
    """Sentences, annotations, what waits and the states of gold are those of a plain model."""
    people = People(history.events, NUMBERS)
    assert {person: history.registry.who(person) for person in KEYS} == {person: people.who(person) for person in KEYS}
    assert history.registry.leads == people.leads
    for n, folded in history.view.articles.items():
        wanted = Reference(n, history.events, people)
        assert folded.sentences == wanted.sentences
        found = {
            (voice, span): plain(each) for voice, said in folded.annotations.items() for span, each in said.items()
        }
        assert found == wanted.annotations, f"article {n}:\n  {found}\n  {wanted.annotations}"
        assert folded.waiting == wanted.waiting(), f"article {n} waits:\n  {folded.waiting}\n  {wanted.waiting()}"
        assert folded.gold == wanted.gold(), f"article {n} gold:\n  {folded.gold}\n  {wanted.gold()}"


def no_decision_disappears(history: History) -> None:
    """The last decision of a voice on a span shows, was replaced where it lies by another one, or waits."""
    for n, folded in history.view.articles.items():
        counted, decisions = set(folded.waiting.values()), history.decisions(n)
        for event in last_of_each_span(decisions):
            said = folded.annotations.get((0 if event.layer == GOLD else event.person, event.layer or MAIN), {})
            is_shown = any(event.id in each.sources for each in said.values())
            is_replaced = any(is_rival(other, event) for other in decisions)
            assert is_shown or is_replaced or event.id in counted, f"{in_short(event)} is nowhere"


def each_is_under_its_codebook(history: History) -> None:
    """An annotation has the codebook of the event that decided, which is among those it was made of."""
    for _, annotation in annotations_in(history.view):
        if annotation.decided:
            assert annotation.event in annotation.sources
            event = history.by_id[annotation.event or b""]
            assert (annotation.codebook, annotation.decided_at) == (event.codebook, event.at)
            assert annotation.imported == ("origin" in event.payload)
        else:
            assert (annotation.event, annotation.codebook, annotation.carried) == (None, None, False)


def carried_ones_reopen_nothing(history: History) -> None:
    """Gold is reopened only by somebody's own decision on the very sentence, which it has not seen."""
    for folded in history.view.articles.values():
        for span in [span for span, state in folded.gold.items() if state == "reopened"]:
            gold = folded.annotations[0, GOLD][span]
            seen = {id for source in gold.sources for id in history.by_id[source].payload.get("saw", ())}
            votes = [said[span] for (_, layer), said in folded.annotations.items() if layer == MAIN and span in said]
            assert any(each.event and not each.carried and each.event.hex() not in seen for each in votes)


def what_is_firm_stays(history: History) -> None:
    """A rule never replaces what a person settled, nor an imported decision a newer one made here."""
    for n in CUTS:
        up = history.events_in_force(n)
        rules = {event.id for event in up if event.payload.get("rule")}
        for at, event in enumerate(up):
            if event.kind in DECISION_KINDS and ("origin" in event.payload or event.id in rules):
                before, after = (fold_in_force(up[:end], history.registry).annotations for end in (at, at + 1))
                for voice, said in before.items():
                    for span, here in said.items():
                        if here.decided and is_firm(here, voice, event, rules):
                            now = after.get(voice, {}).get(span, UNTOUCHED)
                            assert decision(now) == decision(here), f"{in_short(event)} replaced {here}"


def one_codebook_is_in_force(history: History) -> None:
    """The greatest of those that no other goes on from; by leads, where a lead has written one."""
    found = history.view.project
    books = sorted((event for event in history.events if event.kind == "codebook"), key=lambda event: event.id)
    counting = [event for event in books if history.registry.may(event.person)] or books
    named = [parent for event in counting for parent in event.payload["parents"]]
    heads = [event for event in counting if event.id.hex() not in named]
    heads = [event for event in heads if not event.payload.get("default")] or heads
    assert found.codebooks.heads == {event.id for event in heads}
    assert found.codebooks.in_force == (heads[-1].id if heads else None)
    seen = heads[-1].payload["seen"] if heads else []
    assert found.unseen == {event.id for event in found.examples if event.id.hex() not in seen}


LAWS: tuple[Law, ...] = (
    order_does_not_matter,
    act_and_undo_is_nothing,
    the_reference_agrees,
    no_decision_disappears,
    each_is_under_its_codebook,
    carried_ones_reopen_nothing,
    what_is_firm_stays,
    one_codebook_is_in_force,
)


def hold(events: Sequence[Event], laws: Iterable[Law] = LAWS) -> None:
    """All laws hold; of one that does not, the smallest history that breaks it is told."""
    history = History(events)
    for law in laws:
        try:
            law(history)
        except AssertionError:
            few = smallest(events, law)
            lines = "\n".join(f"  {in_short(event)}" for event in sorted(few, key=lambda event: event.id))
            raise AssertionError(f"{law.__name__}: {law.__doc__}\n{lines}\n{broken(few, law)}") from None


def smallest(events: Sequence[Event], law: Law) -> list[Event]:
    """Events that break the law, of which none can be left out."""
    kept, before = list(events), 0
    while len(kept) != before:
        before = len(kept)
        for event in list(kept):
            fewer = [each for each in kept if each is not event]
            if broken(fewer, law):
                kept = fewer
    return kept


def broken(events: Sequence[Event], law: Law) -> str:
    """What the law says of the events; nothing if it holds."""
    try:
        law(History(events))
    except AssertionError as error:
        return str(error) or "broken"
    return ""


# -- what laws are made of ---------------------------------------------------------------------------------


def some_acts(draw: random.Random, view: View) -> list[Act]:
    """An action that undo walks over: on a sentence that is there, mostly, or on two, or on one that is not."""
    n = draw.choice(sorted(CUTS))
    spans = [*sorted(view.articles[n].sentences), *draw.choice(CUTS[n])]
    start, end = draw.choice(spans)
    one, other = sorted((draw.choice(spans), draw.choice(spans)))
    middle = (start + end) // 2
    return draw.choice(
        (
            [Act("label", n, start, end, {"labels": ["c"]}), Act("skip", n, *one)],
            [Act("clear", n, start, end)],
            [Act("label", n, start, end, {"labels": ["q"], "origin": "test"})],
            [Act("label", n, start, end, {"labels": ["q"], "saw": []}, GOLD)],
            [Act("skip", n, start, end, {"rule": "unanimous"}, GOLD)],
            [Act("flag", n, start, end, {"on": True}), Act("note", n, start, end, {"text": "z"})],
            [Act("split", n, start, end, {"into": [[start, middle], [middle + 1, end]]})],
            [Act("join", n, one[0], other[1], {"of": [list(one), list(other)]})]
            if one[1] <= other[0]
            else [Act("skip", n)],
            [Act("example", n, start, end, {"labels": ["c"], "text": "t", "on": True})],
            [Act("assign", n, payload={"to": KEYS[LEA], "on": draw.random() < 0.5})],
        )
    )


def plain(annotation: Annotation) -> dict[str, Any]:
    """An annotation as the reference has it."""
    return {
        "status": annotation.status, "labels": annotation.labels, "at": annotation.decided_at,
        "seconds": annotation.seconds, "codebook": annotation.codebook, "event": annotation.event,
        "carried": annotation.carried, "imported": annotation.imported, "shared": annotation.shared,
        "flagged": annotation.flagged, "reason": annotation.flag_reason, "note": annotation.note,
        "sources": frozenset(annotation.sources),
    }  # fmt: skip


def decision(annotation: Annotation) -> tuple[object, ...]:
    """What was decided, without what stands beside it."""
    return annotation.status, annotation.labels, annotation.decided_at, annotation.event


def annotations_in(view: View) -> Iterable[tuple[tuple[int, int], Annotation]]:
    """All annotations, with the voice of each."""
    for folded in view.articles.values():
        for voice, said in folded.annotations.items():
            yield from ((voice, annotation) for annotation in said.values())


def last_of_each_span(decisions: Iterable[Event]) -> list[Event]:
    """By voice and span, what was decided last, where it was not cleared."""
    found = {}
    for event in decisions:
        found[0 if event.layer == GOLD else event.person, event.layer, event.start, event.end] = event
    return [event for event in found.values() if event.kind != "clear"]


def is_rival(other: Event, event: Event) -> bool:
    """Whether another decision of the same voice on some of the same text is later, or one that it gives way to."""
    if other.layer != event.layer or other.id == event.id or (event.layer != GOLD and other.person != event.person):
        return False
    assert event.start is not None and event.end is not None and other.start is not None and other.end is not None
    if other.start >= event.end or event.start >= other.end:
        return False
    is_weak = ("origin" in event.payload and "origin" not in other.payload) or bool(event.payload.get("rule"))
    return other.id > event.id or is_weak


def is_firm(here: Annotation, voice: tuple[int, int], event: Event, rules: set[bytes]) -> bool:
    """Whether an event, a rule or an import, must leave an annotation as it is."""
    if event.id in rules and voice == (0, GOLD) and not rules.issuperset(here.sources):
        return True
    return "origin" in event.payload and not here.imported and moment(event.at) < moment(here.decided_at or event.at)


def in_short(event: Event) -> str:
    """One line about an event."""
    span = "" if event.start is None else f" {event.start}-{event.end}"
    layer = "" if event.layer in (None, MAIN) else f" layer {event.layer}"
    undoes = f" of {event.undoes.hex()[-4:]}" if event.undoes else ""
    action = "" if event.action == event.id else f" with {event.action.hex()[-4:]}"
    return (
        f"{event.id.hex()[-4:]}{action} {event.at[:19]} {event.person} {event.kind}"
        f" {event.article or ''}{span}{layer}{undoes} {dict(event.payload)}"
    )
