"""What the events of an article amount to, worked out anew: by the life of each sentence, and by whoever speaks.

Slow and plain. First the sentences live and die, by splits and joins alone; then what one voice says of one sentence is
read from that sentence's beginning to its end, going back to those that it came from.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from labels.journal.event import Event

Span = tuple[int, int]
Voice = tuple[int, int]
Said = dict[str, Any]

WHOLE = (-1, -1)
MAIN, GOLD = 0, 1
DECISIONS, BESIDE = ("label", "skip", "clear"), ("flag", "note")
NEVER_UNDONE = ("article", "segment", "annotator", "codebook", "setting", "undo", "redo", "hologram")

NOTHING: Said = {
    "status": "undecided", "labels": (), "at": None, "seconds": None, "codebook": None, "event": None, "carried": False,
    "imported": False, "shared": False, "flagged": False, "reason": "", "note": "", "sources": frozenset(),
}  # fmt: skip


@dataclass(eq=False)
class Life:
    """A sentence from when it came, by a cut (-1) or the event of that number, until another event took its place."""

    span: Span
    paragraph: int
    born: int
    died: int
    parents: list[Life] = field(default_factory=list)
    joined: bool = False


class People:
    """Who is who, by the annotator events and the numbers of keys."""

    def __init__(self, events: Iterable[Event], numbers: Mapping[str, int]) -> None:
        told: dict[str, dict[str, Any]] = {}
        first: dict[str, bytes] = {}
        for event in sorted((each for each in events if each.kind == "annotator"), key=lambda each: each.id):
            key = event.payload["who"]
            first.setdefault(key, event.id)
            told.setdefault(key, {}).update(event.payload)
        links = [(key, each["same_as"]) for key, each in told.items() if each.get("same_as") in numbers]
        self._root = {}
        for key, number in numbers.items():
            same, before = {key}, set[str]()
            while same != before:
                before = set(same)
                same |= {other for link in links if set(link) & same for other in link}
            self._root[number] = numbers[min(same, key=lambda each: (first.get(each, b"\xff" * 17), each))]
        self.leads = {self._root[numbers[key]] for key, each in told.items() if each.get("role") == "lead"}

    def who(self, person: int) -> int:
        return self._root[person]

    def may(self, person: int) -> bool:
        return not self.leads or self.who(person) in self.leads


class Reference:
    """Sentences, annotations, what waits and the states of gold of one article."""

    def __init__(self, n: int, events: Iterable[Event], people: People) -> None:
        every = sorted(events, key=lambda each: each.id)
        about = [each for each in every if each.article == n]
        self._people = people
        self.events = [each for each in about if self._stands(each, every)]
        self._shared = {
            each.action
            for each in self.events
            if each.kind in DECISIONS and sum(e.action == each.action and e.kind in DECISIONS for e in self.events) > 1
        }
        cuts = [each for each in self.events if each.kind == "segment"]
        self._places = {span[0] for each in cuts for span in _spans(each)}
        self._places |= {part[0] for each in self.events if each.kind == "split" for part in each.payload["into"]}
        self._lives = self._lived(self._cut(cuts))
        self._now = [life for life in self._lives if life.died == len(self.events)]
        self._article = Life(WHOLE, 0, -1, len(self.events))
        self._memory: dict[tuple[Voice, int], Said] = {}
        self.sentences = {life.span: life.paragraph for life in self._now}
        self.annotations = {
            (voice, life.span): said
            for voice in self._voices()
            for life in [*self._now, self._article]
            if (said := self._said(voice, life)) != NOTHING
        }

    # -- what stands, and the cut in force ---------------------------------------------------------------

    def _stands(self, event: Event, every: list[Event]) -> bool:
        if event.kind in NEVER_UNDONE:
            return True
        last = ""
        for each in every:
            own = self._people.who(each.person) == self._people.who(event.person)
            if each.kind in ("undo", "redo") and each.undoes == event.action and own:
                last = each.kind
        return last != "undo"

    def _cut(self, cuts: list[Event]) -> Event | None:
        lead = [each for each in cuts if self._people.may(each.person)]
        for some, place in (([each for each in lead if each.payload.get("adopt")], -1), (lead, 0), (cuts, 0)):
            if some:
                return some[place]
        return None

    # -- the lives of sentences --------------------------------------------------------------------------

    def _lived(self, cut: Event | None) -> list[Life]:
        end = len(self.events)
        lives = [Life(span, 0, -1, end) for span in (_spans(cut) if cut else ())]
        for at, event in enumerate(self.events):
            if event.kind == "split":
                old, new = [_span(event)], [tuple(each) for each in event.payload["into"]]
            elif event.kind == "join":
                old, new = [tuple(each) for each in event.payload["of"]], [_span(event)]
            else:
                continue
            dying = [life for span in old for life in lives if life.span == span and life.died == end]
            if len(dying) == len(old):
                for life in dying:
                    life.died = at
                lives += [Life(span, dying[0].paragraph, at, end, dying, len(old) > 1) for span in new]
        return lives

    # -- what is said ------------------------------------------------------------------------------------

    def _counts(self, event: Event) -> bool:
        return event.kind in DECISIONS + BESIDE and (event.layer != GOLD or self._people.may(event.person))

    def _voice(self, event: Event) -> Voice:
        return (0 if event.layer == GOLD else self._people.who(event.person)), event.layer or MAIN

    def _voices(self) -> set[Voice]:
        return {self._voice(event) for event in self.events if self._counts(event)}

    def _said(self, voice: Voice, life: Life) -> Said:
        """What a voice says of a sentence at the end of its life."""
        if (voice, id(life)) not in self._memory:
            self._memory[voice, id(life)] = self._read(voice, life)
        return self._memory[voice, id(life)]

    def _read(self, voice: Voice, life: Life) -> Said:
        before = [self._said(voice, parent) for parent in life.parents]
        said = NOTHING if not before else _agreed(before) if life.joined else _carried(before[0])
        parts: list[Event] = []
        for event in self.events[life.born + 1 : life.died]:
            if not self._counts(event) or self._voice(event) != voice or not _touch(_span(event), life.span):
                continue
            whole = _inside(life.span, _span(event))
            if event.kind in BESIDE:
                said = _beside(said, event)
            elif whole and not self._yields(event, said):
                parts = [part for part in parts if self._yields(event, self._decided(part, NOTHING))]
                after = self._decided(event, said)
                said = after if _span(event) == life.span else _carried(after)
            elif not whole:
                parts.append(event)
                value = self._of_parts(parts, life.span)
                if value is not None and not self._yields(event, said):
                    said = _carried({**value, **{name: said[name] for name in ("flagged", "reason", "note")}})
        return said

    def _of_parts(self, parts: list[Event], span: Span) -> Said | None:
        """What decisions on parts of a sentence agree on, once every place and the end is decided."""
        found = []
        for place in sorted({span[0], span[1] - 1, *(each for each in self._places if _touch((each, each + 1), span))}):
            here: Said | None = None
            for part in parts:
                if part.start <= place < part.end and (here is None or not self._yields(part, here)):  # type: ignore[operator]
                    here = self._decided(part, NOTHING)
            if here is None:
                return None
            found.append(here)
        return _agreed(found)

    def _decided(self, event: Event, before: Said) -> Said:
        kept = {name: before[name] for name in ("flagged", "reason", "note")}
        if event.kind == "clear":
            return {**NOTHING, **kept}
        return {
            **NOTHING,
            **kept,
            "status": "labelled" if event.kind == "label" else "skipped",
            "labels": tuple(event.payload.get("labels", ())),
            "at": event.at,
            "seconds": event.payload.get("seconds"),
            "codebook": event.codebook,
            "event": event.id,
            "imported": "origin" in event.payload,
            "shared": event.action in self._shared,
            "sources": frozenset({event.id}),
        }

    def _yields(self, event: Event, here: Said) -> bool:
        """Whether a decision leaves what is here: a rule what a person settled, an import what is newer."""
        if here["status"] == "undecided":
            return False
        rules = {each.id for each in self.events if each.layer == GOLD and each.payload.get("rule")}
        if event.id in rules and here["sources"] - rules:
            return True
        return "origin" in event.payload and not here["imported"] and _moment(event.at) < _moment(here["at"])

    # -- what waits, and gold ----------------------------------------------------------------------------

    def waiting(self) -> dict[tuple[Voice, Span], bytes]:
        """The decisions that a sentence which they touch does not show, and that no other one there replaced."""
        last: dict[tuple[Voice, Span], Event] = {}
        for event in self.events:
            if self._counts(event) and event.kind in DECISIONS and _span(event) != WHOLE:
                key = self._voice(event), _span(event)
                if key not in last or not self._yields(event, self._decided(last[key], NOTHING)):
                    last[key] = event
        return {key: event.id for key, event in last.items() if event.kind != "clear" and self._waits(key, event, last)}

    def _waits(self, key: tuple[Voice, Span], event: Event, last: Mapping[tuple[Voice, Span], Event]) -> bool:
        voice, span = key
        rivals = [other for (whose, _), other in last.items() if whose == voice and self._replaces(other, event)]
        touched = [unit for unit in self.sentences if _touch(unit, span)]
        for unit in touched:
            if event.id in self.annotations.get((voice, unit), NOTHING)["sources"]:
                continue
            start, end = max(unit[0], span[0]), min(unit[1], span[1])
            for place in {start, end - 1, *(each for each in self._places if start < each < end)}:
                if not any(_touch(_span(other), (place, place + 1)) for other in rivals):
                    return True
        return not touched

    def _replaces(self, other: Event, event: Event) -> bool:
        if other.id > event.id:
            return not self._yields(other, self._decided(event, NOTHING))
        return other.id < event.id and self._yields(event, self._decided(other, NOTHING))

    def gold(self) -> dict[Span, str]:
        """Whether what was settled has met votes that it did not see, or what somebody else settled."""
        return {span: self._state(span, said["sources"]) for (voice, span), said in self.annotations.items()
                if voice == (0, GOLD) and said["status"] != "undecided"}  # fmt: skip

    def _state(self, span: Span, sources: Iterable[bytes]) -> str:
        decisions = [
            each for each in self.events if self._counts(each) and each.layer == GOLD and each.kind in DECISIONS
        ]
        made_on = [each for each in decisions if each.id in sources]
        seen = {id for each in made_on for id in each.payload.get("saw", ())}
        others: dict[int, Event] = {}
        for each in decisions:
            person = self._people.who(each.person)
            mine = {self._people.who(one.person) for one in made_on}
            if _span(each) == span and person not in mine and not each.payload.get("rule"):
                others[person] = each
        for rival in others.values():
            knew = rival.id.hex() in seen or {one.id.hex() for one in made_on} & set(rival.payload.get("saw", ()))
            if rival.kind != "clear" and not knew:
                return "contested"
        main = [said for (voice, unit), said in self.annotations.items() if unit == span and voice[1] == MAIN]
        votes = {said["event"].hex() for said in main if said["status"] != "undecided" and not said["carried"]}
        return "settled" if votes <= seen else "reopened"


def _agreed(several: list[Said]) -> Said:
    """What all of these say; flags and notes of each stay."""
    if len(several) == 1:
        return several[0]
    said = {
        **NOTHING,
        "flagged": any(each["flagged"] for each in several),
        "reason": "\n".join(dict.fromkeys(each["reason"] for each in several if each["reason"])),
        "note": "\n".join(dict.fromkeys(each["note"] for each in several if each["note"])),
    }
    common = set.intersection(*(set(each["labels"]) for each in several))
    statuses = {each["status"] for each in several}
    if len(statuses) > 1 or "undecided" in statuses or (statuses == {"labelled"} and not common):
        return said
    last = max(several, key=lambda each: each["event"])
    return {
        **said,
        **{name: last[name] for name in ("status", "at", "codebook", "event", "imported")},
        "labels": tuple(sorted(common)),
        "carried": True,
        "sources": frozenset().union(*(each["sources"] for each in several)),
    }


def _carried(said: Said) -> Said:
    return said if said["status"] == "undecided" else {**said, "carried": True, "seconds": None}


def _beside(said: Said, event: Event) -> Said:
    if event.kind == "note":
        return {**said, "note": event.payload["text"]}
    on = event.payload["on"]
    return {**said, "flagged": on, "reason": event.payload.get("reason", "") if on else ""}


def _spans(event: Event) -> list[Span]:
    found, at = [], 0
    numbers = list(event.payload["spans"])
    while numbers:
        start = at + numbers.pop(0)
        at = start + numbers.pop(0)
        found.append((start, at))
    return found


def _span(event: Event) -> Span:
    return WHOLE if event.start is None or event.end is None else (event.start, event.end)


def _touch(one: Span, other: Span) -> bool:
    return one == other or (one[0] < other[1] and other[0] < one[1])


def _inside(one: Span, other: Span) -> bool:
    return one == other or (other[0] <= one[0] and one[1] <= other[1])


def _moment(at: str) -> datetime:
    return datetime.fromisoformat(at)
