"""Actions in words, for notices."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Literal

from labels.event import Event
from labels.mark import Mark
from labels.scheme import Scheme
from labels.store.history import Entry


def action_in_words(events: Sequence[Event], scheme: Scheme) -> str:
    """What an action did, such as "claim" or "skip of 3 sentences"."""
    first = events[0]
    what = {"clear": "clearing", "join": "joining", "split": "splitting", "example": "example in the codebook"}.get(
        first.kind, first.kind
    )
    if first.kind == "label":
        what = " + ".join(label_in_words(id, scheme) for id in first.payload["labels"])
    elif first.kind == "flag" and not first.payload["on"]:
        what = "taking the flag off"
    return what if len(events) == 1 else f"{what} of {len(events)} sentences"


def reversal_in_words(way: Literal["undo", "redo"], events: Sequence[Event], session: str, scheme: Scheme) -> str:
    """What was undone or redone, with its time where it was done in another sitting than `session`."""
    done = f"{'Undone' if way == 'undo' else 'Done again'}: {action_in_words(events, scheme)}"
    if events[0].session == session:
        return f"{done}."
    when = datetime.fromisoformat(events[0].at).astimezone()
    return f"{done}, of another sitting ({when:%Y-%m-%d %H:%M})."


def label_in_words(id: str, scheme: Scheme) -> str:
    """The name of a label, or its id if the codebook does not know it any more."""
    try:
        return scheme.label(id).name
    except KeyError:
        return id


def replaced_in_words(changes: Sequence[tuple[Mark, Mark]], scheme: Scheme) -> str:
    """Which decisions took the place of others, such as "was news, now caption"; empty if none did.

    `changes` has the mark of each sentence before and after.
    """
    others = [(was, now) for was, now in changes if was.decided and _decision(was) != _decision(now)]
    if not others:
        return ""
    was, now = others[0]
    many = f"{len(others)} of {len(changes)} {'was' if len(others) == 1 else 'were'} decided otherwise"
    first = f"was {_decision_in_words(was, scheme)}" if len(changes) == 1 else many
    return f"{first}, now {_decision_in_words(now, scheme)}"


def _decision(mark: Mark) -> tuple[str, frozenset[str]]:
    return mark.status, frozenset(mark.labels)


def _decision_in_words(mark: Mark, scheme: Scheme) -> str:
    return " + ".join(label_in_words(id, scheme) for id in mark.labels) or mark.status


def beside_in_words(mark: Mark) -> str:
    """Why a sentence is flagged and what is noted of it, on one line; empty where nobody said."""
    said = [("Flag", mark.flag_reason), ("Note", mark.note)]
    return " · ".join(f"{what}: {' '.join(words.split())}" for what, words in said if words)


def entry_in_words(entry: Entry, scheme: Scheme) -> str:
    """One line of history, such as "2026-11-25 14:03:11  ana  claim  (4.2 s, codebook 2)"."""
    event = entry.event
    when = datetime.fromisoformat(event.at).astimezone().strftime("%Y-%m-%d %H:%M:%S")
    details = []
    if event.payload.get("seconds") is not None:
        details.append(f"{event.payload['seconds']:g} s")
    if event.payload.get("scheme_version") is not None:
        details.append(f"codebook {event.payload['scheme_version']}")
    if event.payload.get("suggested_label"):
        details.append(f"{label_in_words(event.payload['suggested_label'], scheme)} was suggested")
    if not entry.standing:
        details.append("undone")
    beside = f"  ({', '.join(details)})" if details else ""
    return f"{when}  {event.annotator}  {_event_in_words(event, scheme)}{beside}"


def _event_in_words(event: Event, scheme: Scheme) -> str:
    payload = event.payload
    match event.kind:
        case "label":
            return " + ".join(label_in_words(id, scheme) for id in payload["labels"])
        case "flag":
            return (
                ("flagged" + (f": {payload['reason']}" if payload.get("reason") else ""))
                if payload["on"]
                else "unflagged"
            )
        case "note":
            return f"noted: {payload['text']}" if payload["text"] else "note taken away"
        case "example":
            kind = "counter-example" if payload["counter"] else "example"
            return f"made {kind} of {label_in_words(payload['label'], scheme)}"
        case "skip" | "clear" | "split" | "join":
            return {
                "skip": "skipped",
                "clear": "decision cleared",
                "split": "split in two",
                "join": "joined with the next",
            }[event.kind]
        case "scheme":
            return "changed the codebook"
        case _:
            return f"{event.kind} of an action"
