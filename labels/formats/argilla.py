"""Argilla 2: records nested as `to_json` writes them, or flattened as `to_list` and datasets have them."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from labels.decision import Decision
from labels.files.source import Source
from labels.formats.copydesk_key import (
    COPYDESK_KEY,
    CopydeskFacts,
    ToolMetadata,
    article_facts,
    by_sentence,
    copydesk_facts,
    credited,
    reconciled,
    suggestions,
)
from labels.formats.dataset import Dataset
from labels.formats.json.head import first_keys
from labels.formats.json.lines import one_line, write_list
from labels.formats.losses import TOOL_LOSSES
from labels.formats.reader import ImportedArticle, Object
from labels.formats.record import RecordInContext
from labels.formats.row_grouping import article_key, group_rows
from labels.formats.row_values import as_name, as_names, as_number, as_object, as_objects, take_text
from labels.formats.text_rows import Row, for_nobody, model_name, rows_from_json
from labels.values.progress import Progress

_ARGILLA = frozenset({"id", "_server_id", "status", "vectors"})


class ArgillaReader:
    """Reads records with one question of labels. Submitted responses count; discarded ones are skips."""

    name = "argilla"
    suffixes = (".json", ".jsonl")

    def recognises(self, head: bytes) -> bool:
        """A nested record has `fields` and `responses`; a flattened one has keys such as `label.responses`."""
        keys = first_keys(head)
        if keys.get("fields") == "{" and not {"responses", "suggestions", "_server_id"}.isdisjoint(keys):
            return True
        return any(key.endswith((".responses", ".suggestion")) for key in keys)

    def read(self, source: Source) -> Iterator[ImportedArticle]:
        """The articles. Raises ReadingError naming the line of what cannot be read."""
        return group_rows(source, lambda: rows_from_json(source, _row), self.name)


def _row(record: Object) -> Row:
    nested = record if isinstance(record.get("fields"), Mapping) else _nested(record)
    about = dict(as_object(nested, "metadata"))
    own = copydesk_facts(about.pop(COPYDESK_KEY, None))
    about = article_facts(about, own)
    suggestions = as_object(nested, "suggestions")
    question = _question([*as_object(nested, "responses"), *suggestions])
    suggestion = as_object(suggestions, question)
    suggested = _suggested(suggestion)
    responses = as_objects(as_object(nested, "responses"), question)
    label, score = suggested[0] if suggested else (None, None)
    said = [_named(_decision(each, label, score), own) for each in responses]
    agent = model_name(suggestion.get("agent"))
    standing = reconciled(said, own, ("undecided", "skipped"))
    left = () if own and agent == COPYDESK_KEY else for_nobody(suggested, standing)  # ours were in view at a decision
    return Row(
        take_text(dict(as_object(nested, "fields"))),
        article_key(about),
        about,
        (*standing, *left),
        place=own.place if own else None,
        models=(agent,) if agent and left else (),
    )


def _question(names: Sequence[str]) -> str:
    """The question that holds the labels: the only one, or the one that is called so."""
    names = list(dict.fromkeys(names))
    for name in ("label", "labels"):
        if name in names or not names:
            return name
    if len(names) > 1:
        raise ValueError(f"has several questions ({', '.join(names)[:80]}). Call the one with the labels “label”.")
    return names[0]


def _suggested(suggestion: Mapping[str, Any]) -> list[tuple[str, float | None]]:
    """The labels that are suggested, each with its score: of several labels the scores are a list."""
    labels, scores = as_names(suggestion.get("value"), "suggestion"), suggestion.get("score")
    each = scores if isinstance(scores, list) else [scores] * len(labels)
    return [(label, as_number(_at(each, n))) for n, label in enumerate(labels)]


def _decision(response: Mapping[str, Any], suggested: str | None, score: float | None) -> Decision:
    labels, status = as_names(response.get("value"), "response"), response.get("status")
    annotator = as_name(response.get("user_id"))
    if status == "draft":
        note = f"draft: {', '.join(labels)}" if labels else ""
        return Decision(0, 0, "undecided", annotator=annotator, note=note)
    if status == "discarded" or not labels:
        return Decision(0, 0, "skipped", (), annotator, suggested_label=suggested, suggested_score=score)
    return Decision(0, 0, "labelled", labels, annotator, suggested_label=suggested, suggested_score=score)


def _named(decision: Decision, own: CopydeskFacts | None) -> Decision:
    """The decision under the name that its annotator had when Copydesk made an id of it."""
    for ours in own.decisions if own else ():
        if any(
            name is not None and user_id(name) == decision.annotator for name in (ours.annotator, ours.annotator_key)
        ):
            return credited(decision, ours)
    return decision


def _nested(record: Object) -> Object:
    """A flattened record as it would be nested; keys that belong to nothing are metadata, or the text."""
    responses: dict[str, list[dict[str, Any]]] = {}
    suggestions: dict[str, dict[str, Any]] = {}
    rest: dict[str, Any] = {}
    for key, value in record.items():
        question, _, what = key.partition(".")
        if what == "responses":
            users, states = _list(record, f"{key}.users"), _list(record, f"{key}.status")
            values = _list(record, key)
            responses[question] = [
                {"value": value, "user_id": _at(users, n), "status": _at(states, n)} for n, value in enumerate(values)
            ]
        elif what == "suggestion":
            suggestions[question] = {
                "value": value,
                "score": record.get(f"{key}.score"),
                "agent": record.get(f"{key}.agent"),
            }
        elif what not in ("responses.users", "responses.status", "suggestion.score", "suggestion.agent"):
            rest[key] = value
    about = {key: value for key, value in rest.items() if key not in _ARGILLA and value is not None}
    text = take_text(about)
    return {"fields": {"text": text}, "metadata": about, "responses": responses, "suggestions": suggestions}


def _list(record: Object, key: str) -> list[Any]:
    value = record.get(key)
    if value is not None and not isinstance(value, list):
        raise ValueError(f"its “{key}” is not a list. Export the file again.")
    return value or []


def _at(values: list[Any], n: int) -> Any:
    return values[n] if n < len(values) else None


class ArgillaWriter:
    """Writes nested records with the status of each response, for a field `text` and a question `label`.

    Argilla takes no response without a value, so skips are metadata only.
    """

    name = "argilla"
    suffix = ".json"
    losses = TOOL_LOSSES

    def write(self, dataset: Dataset, path: Path, progress: Progress) -> int:
        """One record a sentence. Raises WritingError."""
        return write_list(path, _records(dataset), progress)


def _records(dataset: Dataset) -> Iterator[dict[str, Any]]:
    beside, several = ToolMetadata(dataset), dataset.several
    for records in by_sentence(dataset):
        first = records[0]
        labelled = [record for record in records if record["status"] == "labelled"]
        yield {
            "id": first["id"],
            "fields": {"text": first["text"]},
            "metadata": {**beside.about(first), COPYDESK_KEY: one_line(beside.own(*records))},
            "suggestions": _suggestions(records, several),
            "responses": {"label": [_response(each, beside.who(each), several) for each in labelled]}
            if labelled
            else {},
            "vectors": {},
        }


def _response(record: RecordInContext, who: str, several: bool) -> dict[str, Any]:
    return {
        "value": _value(record["labels"], several),
        "user_id": user_id(who),
        "status": "submitted",
    }


def _suggestions(records: list[RecordInContext], several: bool) -> dict[str, Any]:
    """The latest: a question has room for one."""
    found = suggestions(records)
    if not found:
        return {}
    label, score = found[-1]
    return {"label": {"value": _value([label], several), "score": score, "agent": COPYDESK_KEY}}


def _value(labels: list[str], several: bool) -> str | list[str]:
    return labels if several or len(labels) > 1 else labels[0]


def user_id(annotator: str) -> str:
    """The UUID for an annotator's name: always the same, and the name itself where it is a UUID already."""
    try:
        return str(uuid.UUID(annotator))
    except ValueError:
        return str(uuid.uuid5(uuid.NAMESPACE_OID, f"copydesk annotator {annotator}"))
