"""Label Studio: tasks with their annotations and predictions (JSON), or one row an annotation (JSON-MIN)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from labels.decision import Decision
from labels.files.source import Source
from labels.formats.copydesk_key import (
    COPYDESK_KEY,
    CopydeskFacts,
    article_facts,
    copydesk_facts,
    credited,
    reconciled,
)
from labels.formats.json.head import first_keys
from labels.formats.label_studio.annotation_ids import annotation_id
from labels.formats.reader import ImportedArticle, Object
from labels.formats.row_grouping import article_key, group_rows
from labels.formats.row_values import as_name, as_names, as_number, as_object, as_objects, as_time, take_text, unique
from labels.formats.text_rows import Row, for_nobody, model_name, rows_from_json

#: What Label Studio itself writes into a row of JSON-MIN among the answers, and what else that is no metadata.
_MIN = ("annotation_id", "annotator", "lead_time", "created_at")
_NO_METADATA = frozenset({*_MIN, "id", "updated_at", "agreement"})

#: What text areas are called that a row cannot tell from choices.
_NOTES = frozenset({"note", "notes", "comment", "comments"})


class LabelStudioReader:
    """Reads both of Label Studio's JSON exports; choices become labels, text areas notes."""

    name = "label-studio"
    suffixes = (".json", ".jsonl")

    def recognises(self, head: bytes) -> bool:
        """A task has an object `data`; a JSON-MIN row has the id of its annotation."""
        keys = first_keys(head)
        if keys.get("data") == "{":
            return True
        return "annotation_id" in keys and ("annotator" in keys or "lead_time" in keys)

    def read(self, source: Source) -> Iterator[ImportedArticle]:
        """The articles. Raises ReadingError naming the line of what cannot be read."""
        return group_rows(source, lambda: rows_from_json(source, _row), self.name)


def _row(record: Object) -> Row:
    return _task(record) if isinstance(record.get("data"), Mapping) else _min_row(record)


def _task(record: Object) -> Row:
    data = dict(as_object(record, "data"))
    own = copydesk_facts(data.pop(COPYDESK_KEY, None))
    data = article_facts(data, own)
    text = take_text(data)
    predictions = _predictions(record)
    latest = predictions[0] if predictions else None
    annotations = as_objects(record, "annotations") or as_objects(record, "completions")  # older than 1.0
    said = [_credited(_annotation(each, _seen(each, latest)), own, _imported(each, own, data)) for each in annotations]
    standing = reconciled(said, own)
    if own:  # what was in view at a decision, when it was exported
        predictions = [each for each in predictions if each.model != COPYDESK_KEY]
    left = for_nobody([(label, each.score) for each in predictions for label in each.labels], standing)
    models = tuple(each.model for each in predictions if each.model) if left else ()
    return Row(text, article_key(data), data, (*standing, *left), place=own.place if own else None, models=models)


def _seen(annotation: Mapping[str, Any], latest: _Prediction | None) -> _Prediction | None:
    """The prediction that an annotation began with, which newer versions keep with it, else the latest of the task."""
    began = annotation.get("prediction")
    if not isinstance(began, Mapping) or not began:
        return latest
    return next(iter(_predictions({"predictions": [began]})), None)


def _imported(annotation: Mapping[str, Any], own: CopydeskFacts | None, data: Mapping[str, Any]) -> Decision | None:
    """The exported decision from which an annotation was made when it was imported there."""
    # In a file that Label Studio has not seen yet the id stands where it was written.
    known_by = annotation.get("import_id") or annotation.get("id")
    for ours in own.decisions if own else ():
        names = (ours.annotator, ours.annotator_key)
        ids = [annotation_id(data.get("article_id"), own.place.start, name) for name in names] if own else []
        if known_by in ids:
            return ours
    return None


def _credited(said: Decision, own: CopydeskFacts | None, imported: Decision | None = None) -> Decision:
    """A decision under the name of its annotator: Label Studio credits all of a file to whoever imports it.

    It is known by its id, and where that is not written, by its labels and the seconds that it took.
    """
    alike = [each for each in own.decisions if each.seconds is not None and each.seconds == said.seconds] if own else []
    for ours in [imported] if imported else alike:
        if (ours.status, sorted(ours.labels)) == (said.status, sorted(said.labels)):
            return credited(said, ours)
    return said


def _annotation(annotation: Mapping[str, Any], seen: _Prediction | None) -> Decision:
    results = as_objects(annotation, "result")
    labels = _choices(results)
    cancelled = annotation.get("was_cancelled") is True
    return Decision(
        0,
        0,
        "labelled" if labels and not cancelled else "skipped" if cancelled else "undecided",
        () if cancelled else labels,
        _who(annotation.get("completed_by")),
        as_time(annotation.get("updated_at") or annotation.get("created_at")),
        as_number(annotation.get("lead_time")),
        suggested_label=seen.labels[0] if seen else None,
        suggested_score=seen.score if seen else None,
        note="\n".join(_texts(results)),
    )


def _choices(results: list[Mapping[str, Any]]) -> tuple[str, ...]:
    found: tuple[str, ...] = ()
    for result in results:
        value = as_object(result, "value")
        if "choices" in value:
            found = unique((*found, *as_names(value["choices"], "choices")))
        elif "start" in value and "end" in value:
            raise ValueError("its results mark spans inside the text; Copydesk labels whole texts. Export other data.")
    return found


def _texts(results: list[Mapping[str, Any]]) -> list[str]:
    """What was written into text areas."""
    written = (as_object(result, "value").get("text") for result in results if result.get("type") == "textarea")
    lines = (line for each in written for line in (each if isinstance(each, list) else [each]))
    return [line for line in lines if isinstance(line, str) and line.strip()]


@dataclass(frozen=True, slots=True)
class _Prediction:
    """What a model predicted: labels, one at least, its score for them, and its version."""

    labels: tuple[str, ...]
    score: float | None
    model: str | None


def _predictions(record: Mapping[str, Any]) -> list[_Prediction]:
    """The predictions that choose a label, the latest first."""
    predictions = record.get("predictions")
    if isinstance(predictions, list):  # without those that are told by their number only
        predictions = [each for each in predictions if not isinstance(each, int)]
    return [
        _Prediction(labels, as_number(each.get("score")), model_name(each.get("model_version")))
        for each in reversed(as_objects({"predictions": predictions}, "predictions"))
        if (labels := _choices(as_objects(each, "result")))
    ]


def _who(value: object) -> str | None:
    """`completed_by` is a number, or an object that has an address."""
    if isinstance(value, Mapping):
        return as_name(value.get("email")) or as_name(value.get("id"))
    return as_name(value)


def _min_row(record: Object) -> Row:
    answers = _answers(record)
    data = {key: value for key, value in record.items() if key not in answers and key not in _NO_METADATA}
    own = copydesk_facts(data.pop(COPYDESK_KEY, None))
    data = article_facts(data, own)
    text, id = take_text(data), record.get("id")
    return Row(
        text,
        article_key(data),
        data,
        reconciled([_credited(_min_decision(record, answers), own)], own, ("undecided", "skipped")),
        same=id if isinstance(id, int | str) else None,
        place=own.place if own else None,
    )


def _min_decision(record: Object, answers: list[str]) -> Decision:
    labels: tuple[str, ...] = ()
    notes: list[str] = []
    for key in answers:
        value = record[key]
        if key.lower() in _NOTES and isinstance(value, str):
            notes.append(value)
        else:
            labels = unique((*labels, *as_names(value.get("choices") if isinstance(value, Mapping) else value, key)))
    return Decision(
        0,
        0,
        "labelled" if labels else "undecided",
        labels,
        _who(record.get("annotator")),
        as_time(record.get("updated_at") or record.get("created_at")),
        as_number(record.get("lead_time")),
        note="\n".join(notes),
    )


def _answers(record: Object) -> list[str]:
    """The names of the controls: they stand between the task's id and the annotator."""
    keys = list(record)
    if "id" in keys and "annotator" in keys:
        between = keys[keys.index("id") + 1 : keys.index("annotator")]
        answers = [
            key for key in between if isinstance(record[key], str | Mapping) and key not in _MIN and key != COPYDESK_KEY
        ]
        if answers and "text" not in answers:
            return answers
    usual = [key for key in record if key in ("label", "labels", "choice", "choices", "sentiment")]
    return usual[:1]
