"""Decisions made elsewhere, written into the journal under the names of those who made them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from datetime import datetime

from labels.decision import Decision
from labels.event import Act, Event, Kind
from labels.scheme.fields import fold
from labels.store.ids import new_id
from labels.store.projections import project
from labels.store.rows import as_json, insert_event

#: The session of events that were imported.
SESSION = "import"


def take_in(
    connection: sqlite3.Connection,
    article: str,
    decisions: Iterable[Decision],
    *,
    origin: str,
    label_ids: Mapping[str, str],
    annotator: str,
    now: datetime,
) -> int:
    """Write decisions on an article (by id) into an open transaction; returns how many were new.

    `origin` names the format and file they come from, `annotator` is who is meant where a decision does not
    say. `label_ids` gives the id for every label name. What is in the journal already is not written again.
    """
    new = 0
    # What an annotator said of a sentence last is what counts in the other tool.
    last = {(each.start, each.end, each.annotator or annotator): each for each in decisions}
    for (_, _, who), decision in last.items():
        acts = [act for act in _acts(article, decision, origin, label_ids) if not _is_known(connection, act, who)]
        action = ""
        for act in acts:
            event = _event(connection, act, who, decision.at, now, action)
            action = action or event.id
            insert_event(connection, event)
            project(connection, event)
        new += bool(acts)
    return new


def _acts(article: str, decision: Decision, origin: str, label_ids: Mapping[str, str]) -> Iterable[Act]:
    def act(kind: Kind, **payload: object) -> Act:
        return Act(kind, article, decision.start, decision.end, {"origin": origin, **payload})

    if decision.status != "undecided":
        known: dict[str, object] = {}
        if decision.status == "labelled":
            known["labels"] = sorted({label_ids[fold(name)] for name in decision.labels})
        if decision.seconds is not None:
            known["seconds"] = decision.seconds
        if decision.suggested_label is not None:
            known["suggested_label"] = label_ids.get(fold(decision.suggested_label), decision.suggested_label)
            known["suggested_score"] = decision.suggested_score
        yield act("label" if decision.status == "labelled" else "skip", **known)
    if decision.flagged:
        yield act("flag", on=True, reason=decision.flag_reason)
    if decision.note:
        yield act("note", text=decision.note)


def _is_known(connection: sqlite3.Connection, act: Act, annotator: str) -> bool:
    found = connection.execute(
        "SELECT 1 FROM event WHERE article = ? AND start = ? AND stop = ? AND annotator = ? AND kind = ?"
        " AND payload = ?",
        (act.article, act.start, act.stop, annotator, act.kind, as_json(act.payload)),
    ).fetchone()
    return found is not None


def _event(
    connection: sqlite3.Connection, act: Act, annotator: str, at: str | None, now: datetime, action: str
) -> Event:
    (last,) = connection.execute("SELECT max(id) FROM event").fetchone()
    id = new_id(int(now.timestamp() * 1000), last)
    return Event(
        id=id,
        at=at or now.isoformat(timespec="milliseconds"),
        annotator=annotator,
        session=SESSION,
        kind=act.kind,
        article=act.article,
        start=act.start,
        stop=act.stop,
        payload=act.payload,
        action=action or id,
    )
