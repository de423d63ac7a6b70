"""What a project holds of one annotator on one sentence, set against what an import says of the same."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from labels.event import Act, Event
from labels.mark import UNTOUCHED, Mark
from labels.store.mark_rows import marks_in
from labels.store.rows import EVENT_COLUMNS, event_from_row

#: Acts that take each other's place: decisions, flags, notes.
_ALIKE = {kind: kinds for kinds in (("label", "skip", "clear"), ("flag",), ("note",)) for kind in kinds}


class Standing:
    """The mark of an annotator on a sentence, and the events that led to it, undone ones too."""

    def __init__(self, mark: Mark = UNTOUCHED, events: Sequence[Event] = ()) -> None:
        """Nothing is known of a sentence, unless it is given."""
        self._mark = mark
        self._events = events

    def lacks(self, act: Act, at: str | None) -> bool:
        """Whether an act of the moment `at` (ISO 8601; None is not known) is news.

        It is not if the mark says the same, if the journal has this very act, or if the annotator has said something
        else instead since that moment: an older export never overrides a newer decision.
        """
        return not (self._says(act) or self._has(act, at) or self._is_beyond(act, at))

    def _says(self, act: Act) -> bool:
        mark = self._mark
        match act.kind:
            case "flag":
                # Records from before reasons were written have none: that takes nobody's reason back.
                return mark.flagged and str(act.payload["reason"]) in ("", mark.flag_reason)
            case "note":
                return mark.note == str(act.payload["text"])
        return (mark.status, mark.labels) == _said(act)

    def _has(self, act: Act, at: str | None) -> bool:
        """Whether it was imported before, or exported from here: the journal has it, whatever became of it."""
        for event in self._rivals(act):
            if event.kind != act.kind:
                continue
            if event.payload == act.payload:
                return True
            if act.kind in ("label", "skip") and _said(event) == _said(act) and _is_same(event.at, at):
                return True
        return False

    def _is_beyond(self, act: Act, at: str | None) -> bool:
        if at is None:
            return False
        since = [event.at for event in self._rivals(act)]
        if act.kind in ("label", "skip") and self._mark.decided_at is not None:
            since.append(self._mark.decided_at)  # carried over from a sentence that was split or joined
        return any(_moment(each) > _moment(at) for each in since)

    def _rivals(self, act: Act) -> Iterator[Event]:
        return (event for event in self._events if event.kind in _ALIKE[act.kind])


def standing_in(connection: sqlite3.Connection, n: int, article: str) -> dict[tuple[int, int, str], Standing]:
    """All that anybody said in an article, which goes by its number `n` and its id: by span and annotator."""
    events: dict[tuple[int, int, str], list[Event]] = defaultdict(list)
    for row in connection.execute(f"SELECT {EVENT_COLUMNS} FROM event WHERE article = ?", (article,)):
        event = event_from_row(row)
        if event.start is not None and event.stop is not None:
            events[event.start, event.stop, event.annotator].append(event)
    marks = marks_in(connection, n)
    return {key: Standing(marks.get(key, UNTOUCHED), events.get(key, ())) for key in marks.keys() | events.keys()}


def _said(said: Act | Event) -> tuple[str, tuple[str, ...]]:
    """Status and labels, as a mark has them."""
    if said.kind == "clear":
        return UNTOUCHED.status, ()
    return "labelled" if said.kind == "label" else "skipped", tuple(said.payload.get("labels", ()))


def _is_same(one: str, other: str | None) -> bool:
    return other is not None and _moment(one) == _moment(other)


def _moment(at: str) -> datetime:
    moment = datetime.fromisoformat(at)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
