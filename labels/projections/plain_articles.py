"""The annotations of a plain article as rows, straight from its events.

While nobody split, joined or resegmented it, the annotation of a unit is the last decision, flag and note about it.
Checking a million decisions needs no more than that. If the result differs from what is stored, the whole article is
folded.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from labels.journal.article_state import moment
from labels.journal.event import DECISION_KINDS, MAIN, Event
from labels.journal.payload import labels_as_json

Row = tuple[Any, ...]

#: Kinds that a plain article may have besides those about its units.
BESIDE = frozenset({"article", "segment", "example", "assign"})

#: The last decision, flag and note about a unit by one person.
_Last = list[Event | None]


def plain_rows(n: int, events: Iterable[Event], spans: frozenset[tuple[int, int]]) -> set[Row] | None:
    """The rows of the table of annotations for article `n`; None if the article is not plain.

    `events` are its events in force, in the order of their ids, `spans` its sentences as they were cut.
    """
    last: dict[tuple[int, int, int], _Last] = {}
    actions: list[bytes] = []
    for event in events:
        kind = event.kind
        if kind in BESIDE:
            continue
        if event.layer != MAIN or event.start is None or event.end is None or (event.start, event.end) not in spans:
            return None
        said = last.setdefault((event.start, event.end, event.person), [None, None, None])
        if kind in DECISION_KINDS:
            actions.append(event.action)
            if not _is_older(event, said[0]):
                said[0] = event
        elif kind == "flag":
            said[1] = event
        elif kind == "note":
            said[2] = event
        else:
            return None
    several = frozenset(action for action, count in Counter(actions).items() if count > 1)
    rows = (_row(n, key, said, several) for key, said in last.items())
    return {row for row in rows if row is not None}


def _is_older(event: Event, here: Event | None) -> bool:
    """Whether an imported decision is older than one that the annotator made here."""
    if "origin" not in event.payload or here is None or here.kind == "clear" or "origin" in here.payload:
        return False
    return moment(event.at) < moment(here.at)


def _row(n: int, key: tuple[int, int, int], said: Sequence[Event | None], several: frozenset[bytes]) -> Row | None:
    start, end, person = key
    decision, flag, note = said
    on = flag is not None and bool(flag.payload["on"])
    reason = str(flag.payload.get("reason", "")) if flag is not None and on else ""
    text = "" if note is None else str(note.payload["text"])
    beside = (int(on), reason, text)
    if decision is None or decision.kind == "clear":
        if not on and not text:
            return None
        nothing = (None,) * 7
        return (n, start, end, MAIN, person, "undecided", "[]", *nothing, 0, 0, 0, *beside)
    payload = decision.payload
    suggestion = payload.get("suggestion") or {}
    seconds, score = payload.get("seconds"), suggestion.get("score")
    return (
        n,
        start,
        end,
        MAIN,
        person,
        "labelled" if decision.kind == "label" else "skipped",
        labels_as_json(tuple(payload.get("labels", ()))),
        decision.at,
        None if seconds is None else float(seconds),
        suggestion.get("label"),
        None if score is None else float(score),
        decision.codebook,
        payload.get("version"),
        decision.id,
        0,
        int("origin" in payload),
        int(decision.action in several),
        *beside,
    )
