"""Prodigy: one JSON object a line, for one annotator's answer on one task; choice and binary interfaces, and review."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from labels.decision import Decision
from labels.exchange.names import OWN
from labels.importing.files.source import Source
from labels.importing.found import Found
from labels.importing.objects.json_head import first_keys
from labels.importing.objects.rows import Object
from labels.importing.records.article_facts import article_key
from labels.importing.records.gathering import gather
from labels.importing.records.own_facts import own_facts, settled
from labels.importing.records.row import Row, rows_from_json
from labels.importing.records.row_values import as_name, as_names, as_number, as_object, as_objects, as_time, take_text
from labels.importing.records.suggestions import for_nobody, model_name

_MARKS = frozenset({"answer", "_input_hash", "_task_hash", "_view_id", "accept", "options"})

#: Sessions without a name are called by the time at which they began.
_UNNAMED = re.compile(r"(.*-)?\d{4}-\d{2}-\d{2}_\d{2}-\d{2}-\d{2}")


class Prodigy:
    """Reads what `prodigy db-out` writes, and tasks that were never answered."""

    name = "prodigy"
    suffixes = (".jsonl", ".json")

    def recognises(self, head: bytes) -> bool:
        """By the keys that Prodigy adds to a task."""
        keys = first_keys(head)
        return "text" in keys and not _MARKS.isdisjoint(keys)

    def read(self, source: Source) -> Iterator[Found]:
        """The articles. Raises ReadingError naming the line of what cannot be read."""
        return gather(source, lambda: rows_from_json(source, _row), self.name)


def _row(record: Object) -> Row:
    text, about = take_text(record, "text"), as_object(record, "meta")
    own = own_facts(record.get(OWN))
    said = [decision for version in as_objects(record, "versions") for decision in _by_sessions(version)]
    answered = _decision(record, _annotator(record))
    if answered is not None:
        said.append(answered)
    suggested = for_nobody(_suggested(record)) if answered is None else ()
    model = model_name(record.get("model_version", about.get("model_version")))
    return Row(
        text,
        article_key(about) or article_key(record),
        {key: value for key, value in about.items() if key not in ("score", "model_version")},
        (*settled(said, own), *suggested),
        same=text,  # as in Prodigy, where the same text is the same input
        place=own.place if own else None,
        adds=_is_binary(record),
        models=(model,) if model and suggested else (),
    )


def _suggested(record: Mapping[str, Any]) -> list[tuple[str, float | None]]:
    """What a task that waits for an answer suggests: the label it asks about if it has a score, or what is chosen."""
    if _is_binary(record):
        label, score = as_name(record["label"]), as_number(record.get("score"))
        return [] if label is None or score is None else [(label, score)]
    scores = {str(each.get("id")): each.get("score", each.get("meta")) for each in as_objects(record, "options")}
    return [(label, _score(scores.get(label))) for label in as_names(record.get("accept"), "accept")]


def _score(value: object) -> float | None:
    """The score of an option, which the recipes write beside its text ("0.93")."""
    try:
        return as_number(float(value) if isinstance(value, str) else value)
    except ValueError:
        return None


def _by_sessions(version: Mapping[str, Any]) -> Iterator[Decision]:
    """What the annotators had said before a review; a version says who they were."""
    for name in as_names(version.get("sessions"), "sessions"):
        decision = _decision(version, _named(name))
        if decision is not None:
            yield decision


def _is_binary(record: Mapping[str, Any]) -> bool:
    return "accept" not in record and isinstance(record.get("label"), str)


def _decision(record: Mapping[str, Any], annotator: str | None) -> Decision | None:
    """What an answer amounts to; None for a task that nobody has answered."""
    answer = record.get("answer")
    if answer not in ("accept", "reject", "ignore", None):
        raise ValueError(f"its “answer” is {str(answer)[:20]!r}. It can be accept, reject or ignore.")
    if answer is None:
        return None
    binary = _is_binary(record)
    suggested = as_name(record.get("label")) if binary and as_number(record.get("score")) is not None else None
    if not binary and "accept" not in record and record.get("spans") and answer == "accept":
        raise ValueError("its “spans” mark parts of the text; Copydesk labels whole texts. Export other data.")
    offered = as_names(record.get("label")) if binary else as_names(record.get("accept"), "accept")
    labels = offered if answer == "accept" else ()
    return Decision(
        0,
        0,
        "labelled" if labels else "skipped",
        labels,
        annotator,
        as_time(record.get("_timestamp")),
        suggested_label=suggested,
        suggested_score=as_number(record.get("score")) if suggested else None,
        note=_refusal(str(answer), offered),
    )


def _refusal(answer: str, offered: tuple[str, ...]) -> str:
    """In words what Copydesk has no decision for."""
    if answer == "reject":
        return "not " + ", ".join(offered) if offered else "rejected"
    return "no option chosen" if answer == "accept" and not offered else ""


def _annotator(record: Mapping[str, Any]) -> str | None:
    return _named(as_name(record.get("_annotator_id")) or as_name(record.get("_session_id")))


def _named(name: str | None) -> str | None:
    return None if name is None or _UNNAMED.fullmatch(name) else name
