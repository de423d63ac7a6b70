"""Random histories: what several machines with wrong clocks say of two articles, and what they exchange."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from labels.journal.event import DECISION_KINDS, GOLD, MAIN, Act, Event
from labels.journal.fold import Registry, fold_article
from labels.journal.kinds import KINDS, UNDOABLE
from labels.journal.kinds.segment import segment_payload
from labels.journal.project_fold import people_of, registry_of
from labels.segmentation import CutResult
from labels.sentence import Cut

Span = tuple[int, int]

#: Three ways of cutting each of two texts. Between sentences is one blank.
CUTS: dict[int, tuple[tuple[Span, ...], ...]] = {
    1: (((0, 20), (21, 50), (51, 90)), ((0, 50), (51, 70), (71, 90)), ((0, 20), (21, 35), (36, 50), (51, 90))),
    2: (((0, 30), (31, 60)), ((0, 60),), ((0, 14), (15, 60))),
}

#: The numbers that the file has for the keys of people.
NUMBERS = {"ana~1": 1, "ben~2": 2, "cleo~3": 3, "dee~4": 4, "eve~5": 5, "lea~6": 6}
KEYS = {number: key for key, number in NUMBERS.items()}
LEA = 6

#: An unknown kind, of a later version.
FUTURE = "hologram"

#: Kinds on which the sentences of an article depend.
_MOVING = frozenset({"segment", "split", "join"})

BEGAN = datetime(2026, 9, 1, 12, tzinfo=UTC)
YEAR = timedelta(days=365)

#: How often each verb comes.
VERBS = {
    "label": 12, "skip": 2, "clear": 2, "flag": 2, "note": 2, "split": 5, "join": 5, "undo": 7, "redo": 5, "segment": 1,
    "adopt": 1, "codebook": 2, "example": 2, "assign": 2, "gold": 5, "rule": 3, "whole": 1, "bulk": 2, "imported": 5,
    "role": 2, "same": 1, "setting": 1, "future": 1, "late": 6, "foreign_undo": 1,
}  # fmt: skip


#: The same where little is done but to sentences and to what is said of them, so that it meets.
FEW_VERBS = {
    "label": 4, "clear": 1, "flag": 1, "split": 6, "join": 6, "undo": 3, "redo": 2, "late": 10, "imported": 2,
    "gold": 2, "rule": 1, "role": 1,
}  # fmt: skip


class Machine:
    """A copy of the project: the events that are here, a clock that is wrong, and the people who sit here."""

    def __init__(self, draw: random.Random, number: int, verbs: Mapping[str, int] = VERBS) -> None:
        self.draw = draw
        self.verbs = verbs
        self.number = number
        self.events: dict[bytes, Event] = {}
        self.clock = BEGAN + draw.uniform(-1, 1) * YEAR
        self.people = [number, number, LEA]
        self.spans: dict[int, list[Span]] = {}

    def step(self) -> None:
        """Say one thing."""
        verb = self.draw.choices(list(self.verbs), list(self.verbs.values()))[0]
        if not self.spans:
            verb = "segment"
        who = self.draw.choice(self.people)
        acts = getattr(self, f"_{verb}")(who)
        if acts:
            self.act(who, acts)

    def take(self, events: Iterable[Event]) -> None:
        """Merge events of another machine."""
        new = [event for event in events if event.id not in self.events]
        self.events.update((event.id, event) for event in new)
        self._look_again(new)

    def act(self, who: int, acts: Sequence[Act], at: datetime | None = None) -> None:
        """Write one action."""
        self.clock += timedelta(milliseconds=self.draw.choice((0, 1, 5000)))
        new = made(self.draw, self.events, acts, who, self.clock, self.number)
        if any(act.payload.get("origin") for act in acts):
            new = [event._replace(at=_text(self._another_moment())) for event in new]
        self.events.update((event.id, event) for event in new)
        for event in new:
            if event.kind == "split":
                self._replace(event, [(event.start, event.end)], event.payload["into"])
            elif event.kind == "join":
                self._replace(event, event.payload["of"], [(event.start, event.end)])
            else:
                self._look_again([event])

    def born(self, n: int) -> list[Act]:
        """What is known of an article, unless it is known already."""
        known = any(event.kind == "article" and event.article == n for event in self.events.values())
        return [] if known else [Act("article", n, payload={"title": f"text {n}"})]

    def segmented(self, n: int, *, adopt: bool = False) -> list[Act]:
        """One of the ways of cutting an article."""
        cut = CutResult(tuple(Cut(*span, 0) for span in self.draw.choice(CUTS[n])), "test", "en", "given")
        return [Act("segment", n, payload=segment_payload(cut, adopt=adopt))]

    # -- what can be said --------------------------------------------------------------------------------

    def _label(self, who: int) -> list[Act]:
        return [self._of(*self._unit(), "label", self._labels())]

    def _skip(self, who: int) -> list[Act]:
        return [self._of(*self._unit(), "skip", {"seconds": 2.5})]

    def _clear(self, who: int) -> list[Act]:
        return [self._of(*self._unit(), "clear", {})]

    def _flag(self, who: int) -> list[Act]:
        on = self.draw.random() < 0.7
        return [
            self._of(*self._unit(), "flag", {"on": on, "reason": self.draw.choice(("", "odd"))} if on else {"on": on})
        ]

    def _note(self, who: int) -> list[Act]:
        return [self._of(*self._unit(), "note", {"text": self.draw.choice(("", "x", "y"))})]

    def _whole(self, who: int) -> list[Act]:
        return [
            Act(
                self.draw.choice(("label", "note")),
                self._article(),
                payload={**self._labels(), "text": "w"},
                layer=MAIN,
            )
        ]

    def _bulk(self, who: int) -> list[Act]:
        payload = self._labels()
        return [self._of(n, span, "label", payload) for n in sorted(self.spans) for span in self.spans[n]]

    def _late(self, who: int) -> list[Act]:
        """A decision, flag or note on any span that was ever heard of, as if its sentence had been there."""
        n = self._article()
        heard = {span for cut in CUTS[n] for span in cut}
        for event in self.events.values():
            if event.article == n and event.kind in ("split", "join"):
                heard |= {tuple(each) for each in event.payload.get("into", event.payload.get("of"))}
        kind = self.draw.choice(("label", "label", "label", "skip", "clear", "flag", "note"))
        payload = {"label": self._labels(), "flag": {"on": True, "reason": "late"}, "note": {"text": "late"}}
        layer = self.draw.choice((MAIN, MAIN, GOLD))
        said = dict(payload.get(kind, {}))
        if layer == GOLD and kind in DECISION_KINDS and self.draw.random() < 0.4:
            said["rule"] = True
        elif kind in ("label", "skip") and self.draw.random() < 0.3:
            said["origin"] = "test"
        return [Act(kind, n, *self.draw.choice(sorted(heard)), said, layer)]

    def _split(self, who: int) -> list[Act]:
        n, (start, end) = self._unit()
        if end - start < 4:
            return []
        usual = [span[0] - 1 for cut in CUTS[n] for span in cut if start < span[0] - 1 < end - 2]
        middle = self.draw.choice(usual) if usual else self.draw.randrange(start + 1, end - 2)
        return [Act("split", n, start, end, {"into": [[start, middle], [middle + 1, end]]})]

    def _join(self, who: int) -> list[Act]:
        n = self._article()
        spans = sorted(self.spans[n])
        if len(spans) < 2:
            return []
        row = self.draw.randrange(len(spans) - 1)
        return [Act("join", n, spans[row][0], spans[row + 1][1], {"of": [list(spans[row]), list(spans[row + 1])]})]

    def _undo(self, who: int) -> list[Act]:
        return self._reversal("undo", [event for event in self.events.values() if event.person == who])

    def _redo(self, who: int) -> list[Act]:
        undone = {event.undoes for event in self.events.values() if event.person == who}
        return self._reversal("redo", [event for event in self.events.values() if event.action in undone])

    def _foreign_undo(self, who: int) -> list[Act]:
        """Of what somebody else did: it has no effect."""
        return self._reversal("undo", [event for event in self.events.values() if event.person != who])

    def _segment(self, who: int) -> list[Act]:
        n = self.draw.choice((1, 2))
        return [*self.born(n), *self.segmented(n)]

    def _adopt(self, who: int) -> list[Act]:
        n = self.draw.choice((1, 2))
        return [*self.born(n), *self.segmented(n, adopt=True)]

    def _codebook(self, who: int) -> list[Act]:
        books = sorted(event.id.hex() for event in self.events.values() if event.kind == "codebook")
        parents = books[-self.draw.choice((0, 1, 2)) :] if books else []
        seen = [event.id.hex() for event in self.events.values() if event.kind == "example"]
        payload: dict[str, Any] = {"value": {"labels": []}, "parents": parents, "seen": sorted(seen)}
        return [Act("codebook", payload=payload | ({"default": True} if self.draw.random() < 0.2 else {}))]

    def _example(self, who: int) -> list[Act]:
        n, (start, end) = self._unit()
        return [Act("example", n, start, end, {"labels": ["c"], "text": f"{start}", "on": self.draw.random() < 0.7})]

    def _assign(self, who: int) -> list[Act]:
        to = KEYS[self.draw.choice(self.people)]
        return [Act("assign", self._article(), payload={"to": to, "on": self.draw.random() < 0.7})]

    def _setting(self, who: int) -> list[Act]:
        return [Act("setting", payload={"key": "goal", "value": self.draw.randrange(9)})]

    def _gold(self, who: int, *, rule: bool = False) -> list[Act]:
        n, span = self._unit()
        known = [
            event.id.hex() for event in self.events.values() if event.article == n and event.kind in DECISION_KINDS
        ]
        saw = known if self.draw.random() < 0.7 else []
        kind = self.draw.choice(("label", "label", "label", "skip", "clear"))
        said = {
            **(self._labels() if kind == "label" else {}),
            "saw": sorted(saw),
            **({"rule": "unanimous"} if rule else {}),
        }
        return [Act(kind, n, *span, said, GOLD)]

    def _rule(self, who: int) -> list[Act]:
        return self._gold(who, rule=True)

    def _imported(self, who: int) -> list[Act]:
        n, span = self._unit()
        return [self._of(n, span, "label", {**self._labels(), "origin": "test"})]

    def _role(self, who: int) -> list[Act]:
        role = self.draw.choice(("lead", "annotator"))
        return [Act("annotator", payload={"who": KEYS[self.draw.choice(self.people)], "role": role})]

    def _same(self, who: int) -> list[Act]:
        one, other = self.draw.sample(sorted(NUMBERS), 2)
        return [Act("annotator", payload={"who": one, "same_as": self.draw.choice((other, ""))})]

    def _future(self, who: int) -> list[Act]:
        if self.draw.random() < 0.3:
            return self._reversal(FUTURE, [event for event in self.events.values() if event.person == who])
        return [self._of(*self._unit(), FUTURE, {"x": 1})]

    # -- inside ------------------------------------------------------------------------------------------

    def _article(self) -> int:
        return self.draw.choice(sorted(self.spans))

    def _unit(self) -> tuple[int, Span]:
        n = self._article()
        return n, self.draw.choice(self.spans[n])

    def _of(self, n: int, span: Span, kind: str, payload: dict[str, Any]) -> Act:
        return Act(kind, n, *span, payload, self.draw.choice((MAIN, MAIN, MAIN, GOLD + 1)))

    def _labels(self) -> dict[str, Any]:
        return {"labels": sorted(self.draw.sample("cqn", self.draw.choice((1, 1, 2))))}

    def _reversal(self, kind: str, events: Iterable[Event]) -> list[Act]:
        actions = sorted({event.action for event in events if event.kind in UNDOABLE})
        return [Act(kind, undoes=self.draw.choice(actions[-5:]))] if actions else []

    def _another_moment(self) -> datetime:
        """Somewhere among the times of what was said here."""
        times = [event.at for event in self.events.values()] or [_text(self.clock)]
        return datetime.fromisoformat(self.draw.choice(times)) + timedelta(hours=self.draw.choice((-1, 0, 1)))

    def _replace(self, event: Event, old: Iterable[Sequence[int]], new: Iterable[Sequence[int]]) -> None:
        assert event.article is not None
        gone = {tuple(each) for each in old}
        kept = [span for span in self.spans[event.article] if span not in gone]
        self.spans[event.article] = sorted([*kept, *((start, end) for start, end in new)])

    def _look_again(self, new: Sequence[Event]) -> None:
        """Learn which sentences there are now, where the new events can have changed it."""
        undone = {event.undoes for event in new if event.undoes is not None}
        touched = [*new, *(event for event in self.events.values() if event.action in undone)]
        if not any(event.kind in ("split", "join", "segment", "annotator") for event in touched):
            return
        registry = registry_for(self.events.values())
        reversals = [event for event in self.events.values() if event.undoes is not None]
        for n in CUTS:
            about = [event for event in self.events.values() if event.article == n and event.kind in _MOVING]
            if any(event.kind == "segment" for event in about):
                self.spans[n] = sorted(fold_article(about, reversals, registry).sentences)


def made(
    draw: random.Random, known: Iterable[bytes], acts: Sequence[Act], who: int, now: datetime, sitting: int
) -> list[Event]:
    """The events of one action, as the journal of a machine that knows those ids would write them."""
    milliseconds = int(now.timestamp() * 1000)
    if newest := max(known, default=None):
        milliseconds = max(milliseconds, int.from_bytes(newest[:6], "big") + 1)
    first = milliseconds << 80 | 7 << 76 | draw.getrandbits(12) << 64 | 2 << 62 | draw.getrandbits(61)
    ids = [(first + n).to_bytes(16, "big") for n in range(len(acts))]
    return [
        Event(
            0, id, _text(now), who, sitting, act.kind, act.article, act.start, act.end, _layer(act),
            draw.randbytes(2) if act.kind in DECISION_KINDS else None, act.payload, ids[0], act.undoes,
        )
        for id, act in zip(ids, acts, strict=True)
    ]  # fmt: skip


def drawn(draw: random.Random, steps: int) -> list[Event]:
    """All events of a history, in an order in which they might arrive somewhere."""
    verbs = draw.choice((VERBS, VERBS, FEW_VERBS))
    machines = [Machine(draw, number, verbs) for number in range(1, 1 + draw.choice((2, 2, 3, 3, 4, 5)))]
    for machine in machines:
        key = KEYS[machine.number]
        machine.act(machine.number, [Act("annotator", payload={"who": key, "name": "ana"})])
    if draw.random() < 0.7:  # copies of one project
        first = machines[0]
        for n in CUTS:
            first.act(first.number, [*first.born(n), *first.segmented(n)])
        for other in machines[1:]:
            other.take(first.events.values())
    for _ in range(steps):
        one = draw.choice(machines)
        if draw.random() < 0.15:
            other = draw.choice(machines)
            events = list(other.events.values())
            one.take(events if draw.random() < 0.6 else draw.sample(events, draw.randrange(len(events) + 1)))
        else:
            one.step()
    every = {id: event for machine in machines for id, event in machine.events.items()}
    assert len(every) >= len({event for machine in machines for event in map(_whole, machine.events.values())})
    return draw.sample(list(every.values()), len(every))


def registry_for(events: Iterable[Event]) -> Registry:
    """Who is who, by all events that are known."""
    told = sorted((event for event in events if event.kind == "annotator"), key=lambda event: event.id)
    return registry_of(people_of(told), NUMBERS)


def _layer(act: Act) -> int | None:
    if act.kind == FUTURE or KINDS[act.kind].layered:
        return MAIN if act.layer is None else act.layer
    return None


def _whole(event: Event) -> tuple[object, ...]:
    return (*event[:11], repr(event.payload), *event[12:])


def _text(moment: datetime) -> str:
    return moment.isoformat(timespec="milliseconds")
