"""Decisions made elsewhere, written into the journal under the names of those who made them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from datetime import datetime

from labels.decision import Decision, Incoming
from labels.errors import UsageError
from labels.event import Act, Event, Kind
from labels.scheme.fields import fold
from labels.store.articles import add_article, article_with_id, is_sentence
from labels.store.ids import new_id
from labels.store.projections import project
from labels.store.rows import insert_event
from labels.store.standing import Standing

#: The session of events that were imported.
SESSION = "import"


def take_in(
    connection: sqlite3.Connection, incoming: Incoming, label_ids: Mapping[str, str], annotator: str, now: datetime
) -> tuple[bool, int]:
    """Write an article and the decisions on it into an open transaction.

    Returns whether the article was new, and how many decisions were; what is in the journal already is not
    written again, nor what the annotator has gone beyond since. `label_ids` gives the id for every (folded) label
    name, `annotator` is who is meant where a decision does not say. Raises UsageError for a decision on something
    that is no sentence.
    """
    article, origin = incoming.article, incoming.origin
    is_new = add_article(connection, article, incoming.cut, now.isoformat(timespec="seconds"))
    row = article_with_id(connection, article.id)
    assert row is not None
    new = 0
    # What an annotator said of a sentence last is what counts in the other tool.
    last = {(each.start, each.end, each.annotator or annotator): each for each in incoming.decisions}
    for (start, end, who), decision in last.items():
        if not is_sentence(connection, row.n, start, end):
            raise UsageError(f"{origin}: the project cuts this article otherwise; it has no sentence at {start}-{end}.")
        standing = Standing(connection, row.n, article.id, (start, end), who)
        acts = [act for act in _acts(article.id, decision, origin, label_ids) if standing.lacks(act, decision.at)]
        action = ""
        for act in acts:
            event = _event(connection, act, who, decision.at, now, action)
            action = action or event.id
            insert_event(connection, event)
            project(connection, event)
        new += bool(acts)
    return is_new, new


def _acts(article: str, decision: Decision, origin: str, label_ids: Mapping[str, str]) -> Iterable[Act]:
    def act(kind: Kind, **payload: object) -> Act:
        return Act(kind, article, decision.start, decision.end, {"origin": origin, **payload})

    if decision.status != "undecided":
        known: dict[str, object] = {}
        if decision.status == "labelled":
            known["labels"] = sorted({label_ids[fold(name)] for name in decision.labels})
        if decision.scheme_version is not None:
            known["scheme_version"] = decision.scheme_version
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
