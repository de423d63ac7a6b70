"""The trail of a study: who changed what, when and why, from the journal; labelling itself is counted by day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

from labels.codebook import Codebook
from labels.journal.event import GOLD, Event
from labels.journal.history import Entry
from labels.journal.kinds import KINDS
from labels.project import Project
from labels.report.figures import renamed
from labels.report.table import Table

#: The kinds that are listed one by one. Everything else is counted by day and person.
_ONE_BY_ONE = frozenset({"annotator", "codebook", "setting", "reveal", "feedback", "return", "example"})

_COUNTED = {
    "label": "labelled",
    "skip": "skipped",
    "clear": "took decisions away",
    "flag": "flagged or unflagged",
    "note": "noted",
    "split": "split sentences",
    "join": "joined sentences",
    "article": "imported articles",
    "segment": "cut articles into sentences",
    "assign": "assigned or took back",
    "undo": "undid actions",
    "redo": "redid actions",
}

#: The day, who, and what they did: what is counted together.
_Key = tuple[str, str, str, str]


def audit_trail(project: Project, names: Mapping[str, str]) -> Table:
    """Everything that was done, the oldest first; `names` are those that the report gives to people."""
    rows = tuple(_rows(_in_order(project), project.codebook, names))
    head = ("day (UTC)", "who", "what", "how many", "why")
    note = "What is undone is counted as well, and so is the undoing. Times are those of the computers that wrote them."
    return Table("audit", "Who changed what", head, rows, "copydesk log", note)


def _in_order(project: Project) -> list[Entry]:
    return list(reversed(list(project.log())))


def _rows(
    entries: list[Entry], codebook: Codebook, names: Mapping[str, str]
) -> Iterator[tuple[str, str, str, int, str]]:
    counts: dict[_Key, int] = {}
    for entry in entries:
        key = _key(entry, codebook, names)
        counts[key] = counts.get(key, 0) + 1
    for (day, who, what, why), count in counts.items():
        yield day, who, what, count, why


def _key(entry: Entry, codebook: Codebook, names: Mapping[str, str]) -> _Key:
    event = entry.event
    day = f"{datetime.fromisoformat(event.at):%Y-%m-%d}"
    return day, names.get(entry.annotator, entry.annotator), _what(event, codebook, names), renamed(_why(event), names)


def _what(event: Event, codebook: Codebook, names: Mapping[str, str]) -> str:
    if event.layer == GOLD:
        rule = event.payload.get("rule")
        return f"settled by the rule {rule}" if rule else "settled" if event.kind != "note" else "noted in a review"
    kind = KINDS.get(event.kind)
    if kind is None:
        return event.kind
    if event.kind in _ONE_BY_ONE:
        return renamed(kind.in_words(event.payload, codebook), names)
    return _COUNTED.get(event.kind, event.kind)


def _why(event: Event) -> str:
    """The reason that was given: of a settlement, of work sent back, of an assignment."""
    if event.layer == GOLD:
        return str(event.payload.get("reason", ""))
    return str(event.payload.get("why", "")) if event.kind in ("assign", "example") else ""
