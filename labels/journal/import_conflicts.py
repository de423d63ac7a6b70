"""Compares what a project holds of one annotator on one sentence with what an import says about it."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime

from labels.journal.event import MAIN, Act, Event
from labels.journal.rows import events_of_article
from labels.projections import codebooks
from labels.projections.annotations import annotations_of_article
from labels.projections.people import read_registry
from labels.values.annotation import UNTOUCHED, Annotation

#: Acts that replace each other: decisions, flags, notes.
_ALIKE = {kind: kinds for kinds in (("label", "skip", "clear"), ("flag",), ("note",)) for kind in kinds}


class Known:
    """The annotation of an annotator on a sentence, and the events that led to it, undone ones too."""

    def __init__(
        self, annotation: Annotation = UNTOUCHED, events: Sequence[Event] = (), same: Mapping[str, str] | None = None
    ) -> None:
        """Without arguments, nothing is known about a sentence.

        `same` maps merged labels to the labels that they are read as.
        """
        self._annotation = annotation
        self._events = events
        self._same = same or {}

    def lacks(self, act: Act, at: str | None) -> bool:
        """Whether an act of the moment `at` (ISO 8601; None is not known) is news.

        It is not news if the annotation says the same, if the journal has this very act, or if the annotator has said
        something else since that moment. So an older export never overrides a newer decision.
        """
        return not (self._says(act) or self._has(act, at) or self._is_beyond(act, at))

    def _says(self, act: Act) -> bool:
        here = self._annotation
        match act.kind:
            case "flag":
                # Old records have no reasons. This must not delete a reason.
                return here.flagged and str(act.payload["reason"]) in ("", here.flag_reason)
            case "note":
                return here.note == str(act.payload["text"])
        return (here.status, self._read(here.labels)) == self._said(act)

    def _has(self, act: Act, at: str | None) -> bool:
        """Whether the journal has this act, because it was imported before or exported from here."""
        for event in self._rivals(act):
            if event.kind != act.kind:
                continue
            if event.payload == act.payload:
                return True
            if act.kind in ("label", "skip") and self._said(event) == self._said(act) and _is_same(event.at, at):
                return True
        return False

    def _is_beyond(self, act: Act, at: str | None) -> bool:
        if at is None:
            return False
        since = [event.at for event in self._rivals(act)]
        if act.kind in ("label", "skip") and self._annotation.decided_at is not None:
            since.append(self._annotation.decided_at)  # carried over from a sentence that was split or joined
        return any(_moment(each) > _moment(at) for each in since)

    def _rivals(self, act: Act) -> Iterator[Event]:
        return (event for event in self._events if event.kind in _ALIKE[act.kind])

    def _said(self, said: Act | Event) -> tuple[str, tuple[str, ...]]:
        """Status and labels, as an annotation has them when it is read."""
        if said.kind == "clear":
            return UNTOUCHED.status, ()
        return "labelled" if said.kind == "label" else "skipped", self._read(said.payload.get("labels", ()))

    def _read(self, labels: Iterable[str]) -> tuple[str, ...]:
        return tuple(sorted({self._same.get(label, label) for label in labels}))


def known_in(connection: sqlite3.Connection, n: int) -> dict[tuple[int, int, int], Known]:
    """Everything that anybody said in an article (number), by span and person."""
    registry = read_registry(connection)
    events: dict[tuple[int, int, int], list[Event]] = defaultdict(list)
    for event in events_of_article(connection, n):
        if event.layer == MAIN and event.start is not None and event.end is not None:
            events[event.start, event.end, registry.who(event.person)].append(event)
    said = {
        (*span, person): annotation
        for ((person, layer), span), annotation in annotations_of_article(connection, n).items()
        if layer == MAIN
    }
    same = codebooks.merged(connection)
    return {key: Known(said.get(key, UNTOUCHED), events.get(key, ()), same) for key in said.keys() | events.keys()}


def _is_same(one: str, other: str | None) -> bool:
    return other is not None and _moment(one) == _moment(other)


def _moment(at: str) -> datetime:
    moment = datetime.fromisoformat(at)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
