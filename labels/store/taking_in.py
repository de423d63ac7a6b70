"""Decisions made elsewhere, written into the journal under the names of those who made them."""

from __future__ import annotations

import itertools
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime

from labels.decision import Decision, Incoming
from labels.errors import UsageError
from labels.event import Act, Event, Kind
from labels.scheme.fields import fold
from labels.store.articles import add_article, article_with_id, sentences_of
from labels.store.entries import enter
from labels.store.ids import new_ids
from labels.store.standing import Standing, standing_in

#: The session of events that were imported.
SESSION = "import"

_NOTHING = Standing()

#: An act on its way into the journal: what, who did it, and when (ISO 8601; None is not known).
_Said = tuple[Act, str, str | None]


def take_in(
    connection: sqlite3.Connection, incoming: Incoming, label_ids: Mapping[str, str], annotator: str, now: datetime
) -> tuple[bool, int]:
    """Write an article and the decisions on it into an open transaction.

    Returns whether the article was new, and how many decisions were; what is in the journal already is not
    written again, nor what the annotator has gone beyond since. `label_ids` gives the id for every (folded) label
    name, `annotator` is who is meant where a decision does not say. Raises UsageError for a decision on something
    that is no sentence.
    """
    article, origin = incoming.article.id, incoming.origin
    is_new = add_article(connection, incoming.article, incoming.cut, now.isoformat(timespec="seconds"))
    if not incoming.decisions:
        return is_new, 0
    row = article_with_id(connection, article)
    assert row is not None
    sentences = {(start, end) for start, end, _ in sentences_of(connection, row.n)}
    standing = {} if is_new else standing_in(connection, row.n, article)
    news: list[list[_Said]] = []
    # What an annotator said of a sentence last is what counts in the other tool.
    last = {(each.start, each.end, each.annotator or annotator): each for each in incoming.decisions}
    for (start, end, who), decision in last.items():
        if (start, end) not in sentences:
            raise UsageError(
                f"{origin}: the project cuts this article otherwise; it has no sentence at {start}-{end}."
                " Import it into a new project."
            )
        known = standing.get((start, end, who), _NOTHING)
        acts = [act for act in _acts(article, decision, origin, label_ids) if known.lacks(act, decision.at)]
        if acts:
            news.append([(act, who, decision.at) for act in acts])
    enter(connection, list(_events(connection, news, now)))
    return is_new, len(news)


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


def _events(connection: sqlite3.Connection, news: Sequence[Sequence[_Said]], now: datetime) -> Iterator[Event]:
    """What is said of a sentence at once is one action."""
    (last,) = connection.execute("SELECT max(id) FROM event").fetchone()
    ids = new_ids(int(now.timestamp() * 1000), last)
    moment = now.isoformat(timespec="milliseconds")
    for together in news:
        of_action = list(itertools.islice(ids, len(together)))
        for id, (act, who, at) in zip(of_action, together, strict=True):
            yield Event(
                id=id,
                at=at or moment,
                annotator=who,
                session=SESSION,
                kind=act.kind,
                article=act.article,
                start=act.start,
                stop=act.stop,
                payload=act.payload,
                action=of_action[0],
            )
