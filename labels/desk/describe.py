"""Actions and entries of the journal in words, for notices and lists. Each kind of event has its own words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Literal

from labels.codebook import Codebook
from labels.journal.event import Event
from labels.journal.history import Entry
from labels.journal.kinds import KINDS
from labels.journal.kinds.kind import label_in_words
from labels.values.annotation import Annotation
from labels.values.returned import Returned
from labels.words import counted

Way = Literal["undo", "redo"]


def action_in_words(events: Sequence[Event], codebook: Codebook) -> str:
    """What an action did, such as "claim" or "skip of 3 sentences"."""
    done = [KINDS[event.kind].as_done(event.payload, codebook) for event in events]
    if len(events) == 1:
        return done[0]
    return f"{done[0] if len(set(done)) == 1 else 'decisions'} of {len(events)} sentences"


def reversal_in_words(way: Way, events: Sequence[Event], sitting: int | None, codebook: Codebook) -> str:
    """What was undone or redone, with its time where it was done in another sitting than `sitting` (its number)."""
    done = f"{'Undone' if way == 'undo' else 'Done again'}: {action_in_words(events, codebook)}"
    if events[0].sitting == sitting:
        return f"{done}."
    when = datetime.fromisoformat(events[0].at).astimezone()
    return f"{done}, of another sitting ({when:%Y-%m-%d %H:%M})."


def replaced_in_words(changes: Sequence[tuple[Annotation, Annotation]], codebook: Codebook) -> str:
    """Which decisions took the place of others, such as "was news, now caption"; empty if none did.

    `changes` has the annotation of each sentence before and after.
    """
    others = [change for change in changes if takes_the_place(*change)]
    if not others:
        return ""
    was, now = others[0]
    many = f"{len(others)} of {len(changes)} {'was' if len(others) == 1 else 'were'} decided otherwise"
    first = f"was {_decision_in_words(was, codebook)}" if len(changes) == 1 else many
    alike = len({_decision(now) for _, now in others}) == 1
    return f"{first}, now {_decision_in_words(now, codebook) if alike else 'others'}"


def flags_off_in_words(annotations: Sequence[Annotation]) -> str:
    """The notice that flags were removed with their reasons; empty if no flag of these sentences had a reason."""
    reasons = sum(bool(each.flag_reason) for each in annotations)
    if not reasons:
        return ""
    if len(annotations) == 1:
        return "Flag and its reason taken off"
    return f"{counted(len(annotations), 'flag')} and {counted(reasons, 'reason')} taken off"


def reasons_replaced_in_words(annotations: Sequence[Annotation], reason: str) -> str:
    """The notice that other reasons of these sentences are replaced by `reason`; empty if there are none."""
    others = sum(bool(each.flag_reason) and each.flag_reason != reason for each in annotations)
    return f"{counted(others, 'other reason')} replaced" if others else ""


def takes_the_place(was: Annotation, now: Annotation) -> bool:
    """Whether a decision took the place of another one."""
    return was.decided and _decision(was) != _decision(now)


def _decision(annotation: Annotation) -> tuple[str, frozenset[str]]:
    return annotation.status, frozenset(annotation.labels)


def _decision_in_words(annotation: Annotation, codebook: Codebook) -> str:
    return " + ".join(label_in_words(id, codebook) for id in annotation.labels) or annotation.status


def returned_in_words(returned: Returned | None) -> str:
    """The notice that a lead sent a sentence back, with the reason, on one line; empty for None."""
    if returned is None:
        return ""
    what = "Article sent back" if returned.whole else "Sent back"
    return f"{what}: {' '.join(returned.why.split())}" if returned.why.strip() else f"{what} to be decided again."


def article_sent_back_in_words(returned: Returned | None) -> str:
    """The notice that an article was sent back as a whole, with the reason; empty for None."""
    if returned is None:
        return ""
    why = f": {' '.join(returned.why.split())}" if returned.why.strip() else "."
    return f"This article was sent back to you as a whole{why}"


def beside_in_words(annotation: Annotation) -> str:
    """The reason of a sentence's flag and its note, on one line; empty if there are none."""
    said = [("Flag", annotation.flag_reason), ("Note", annotation.note)]
    return " · ".join(f"{what}: {' '.join(words.split())}" for what, words in said if words)


def entry_in_words(entry: Entry, codebook: Codebook) -> str:
    """One line of history, such as "2026-11-25 14:03:11  ana  claim  (4.2 s, codebook 2)"."""
    event = entry.event
    when = datetime.fromisoformat(event.at).astimezone().strftime("%Y-%m-%d %H:%M:%S")
    details = _details(entry, codebook)
    beside = f"  ({', '.join(details)})" if details else ""
    return f"{when}  {entry.annotator}  {_event_in_words(event, codebook)}{beside}"


def _details(entry: Entry, codebook: Codebook) -> list[str]:
    payload = entry.event.payload
    details = []
    if payload.get("seconds") is not None:
        details.append(f"{payload['seconds']:g} s")
    if entry.version is not None and entry.event.kind != "clear":
        details.append(f"codebook {entry.version}")
    if payload.get("suggestion"):
        details.append(_suggestion_in_words(payload["suggestion"], codebook))
    if not entry.in_force:
        details.append("undone")
    if entry.waits:
        details.append("waits: its sentence has other boundaries here")
    return details


def _suggestion_in_words(suggestion: Mapping[str, Any], codebook: Codebook) -> str:
    """What was in view when a sentence was decided, such as "claim, quote were marked"."""
    marked = [" + ".join(label_in_words(id, codebook) for id in labels) for labels in suggestion.get("marked", ())]
    if marked:
        return f"{', '.join(marked)} {'was' if len(marked) == 1 else 'were'} marked"
    ids = suggestion.get("labels") or [suggestion["label"]]
    when = " after the first answer" if suggestion.get("mode") == "second look" else ""
    return f"{' + '.join(label_in_words(id, codebook) for id in ids)} was suggested{when}"


def _event_in_words(event: Event, codebook: Codebook) -> str:
    """What an event did; of a kind that this version does not know, the kind alone."""
    kind = KINDS.get(event.kind)
    return event.kind if kind is None else kind.in_words(event.payload, codebook)
