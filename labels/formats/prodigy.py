"""Prodigy: one JSON object a line, for one annotator's answer on one task; choice and binary interfaces, and review."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from labels.decision import Decision
from labels.files.source import Source
from labels.formats.copydesk_key import COPYDESK_KEY, ToolMetadata, article_facts, copydesk_facts, reconciled
from labels.formats.dataset import Dataset
from labels.formats.gold_record import GoldRecord, is_gold, vote_labels
from labels.formats.json.head import first_keys
from labels.formats.json.lines import one_line, write_lines
from labels.formats.losses import TOOL_LOSSES
from labels.formats.reader import ImportedArticle, Object
from labels.formats.record import Record
from labels.formats.row_grouping import article_key, group_rows
from labels.formats.row_values import as_name, as_names, as_number, as_object, as_objects, as_time, take_text
from labels.formats.text_rows import Row, for_nobody, model_name, rows_from_json
from labels.values.progress import Progress

_MARKS = frozenset({"answer", "_input_hash", "_task_hash", "_view_id", "accept", "options"})

#: Sessions without a name are called by the time at which they began.
_UNNAMED = re.compile(r"(.*-)?\d{4}-\d{2}-\d{2}_\d{2}-\d{2}-\d{2}")


class ProdigyReader:
    """Reads what `prodigy db-out` writes, and tasks that were never answered."""

    name = "prodigy"
    suffixes = (".jsonl", ".json")

    def recognises(self, head: bytes) -> bool:
        """By the keys that Prodigy adds to a task."""
        keys = first_keys(head)
        return "text" in keys and not _MARKS.isdisjoint(keys)

    def read(self, source: Source) -> Iterator[ImportedArticle]:
        """The articles. Raises ReadingError naming the line of what cannot be read."""
        return group_rows(source, lambda: rows_from_json(source, _row), self.name)


def _row(record: Object) -> Row:
    text, own = take_text(record, "text"), copydesk_facts(record.get(COPYDESK_KEY))
    about = article_facts(as_object(record, "meta"), own)
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
        (*reconciled(said, own), *suggested),
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
    """The decision for an answer; None for a task that nobody has answered."""
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
    """A rejected answer in words, because Copydesk has no decision for it."""
    if answer == "reject":
        return "not " + ", ".join(offered) if offered else "rejected"
    return "no option chosen" if answer == "accept" and not offered else ""


def _annotator(record: Mapping[str, Any]) -> str | None:
    return _named(as_name(record.get("_annotator_id")) or as_name(record.get("_session_id")))


def _named(name: str | None) -> str | None:
    return None if name is None or _UNNAMED.fullmatch(name) else name


class ProdigyWriter:
    """Writes what `prodigy db-in` takes. Hashes are left to Prodigy, so that they are the ones it knows a text by."""

    name = "prodigy"
    suffix = ".jsonl"
    losses = TOOL_LOSSES

    def write(self, dataset: Dataset, path: Path, progress: Progress) -> int:
        """One line a record. Raises WritingError."""
        return write_lines(path, map(one_line, _tasks(dataset)), progress)


def _tasks(dataset: Dataset) -> Iterator[dict[str, Any]]:
    beside = ToolMetadata(dataset)
    options = [{"id": label, "text": label} for label in dataset.labels]
    style = "multiple" if dataset.several else "single"
    for record in dataset.records():
        yield {
            "text": record["text"],
            "meta": beside.about(record),
            "options": options,
            "_view_id": "choice",
            "config": {"choice_style": style},
            **_answer(record, beside.who(record)),
            **(_review(record, options) if dataset.gold and is_gold(record) else {}),
            COPYDESK_KEY: beside.own(record),
        }


def _answer(record: Record, who: str) -> dict[str, Any]:
    """What the annotator answered; nothing for a task that waits for an answer."""
    if record["status"] == "undecided":
        return {}
    answer: dict[str, Any] = {
        "accept": record["labels"],
        "answer": "accept" if record["status"] == "labelled" else "ignore",
    }
    if record["decided_at"] is not None:
        answer["_timestamp"] = int(datetime.fromisoformat(record["decided_at"]).timestamp())
    if not record["annotator"]:
        return answer
    return answer | {"_annotator_id": who, "_session_id": who}


def _review(record: GoldRecord, options: list[dict[str, str]]) -> dict[str, Any]:
    """What a review in Prodigy writes besides: each answer that was given, with the sessions that gave it, and all."""
    people: dict[str, list[str]] = {}
    for who, said in zip(record["voters"], record["votes"], strict=True):
        people.setdefault(said, []).append(who)
    versions = [
        {
            "text": record["text"],
            "options": options,
            "accept": vote_labels(said),
            "answer": "accept" if vote_labels(said) else "ignore",
            "sessions": sessions,
        }
        for said, sessions in people.items()
    ]
    return {"versions": versions, "sessions": record["voters"]}
