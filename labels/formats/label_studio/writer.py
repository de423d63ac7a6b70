"""Label Studio: a list of tasks, each a sentence with everyone's annotations and the suggestions as predictions."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from labels.formats.copydesk_key import COPYDESK_KEY, ToolMetadata, by_sentence, suggestions
from labels.formats.dataset import Dataset
from labels.formats.gold_record import is_gold
from labels.formats.json.lines import write_list
from labels.formats.label_studio.annotation_ids import annotation_id
from labels.formats.losses import TOOL_LOSSES
from labels.formats.record import Record
from labels.values.progress import Progress


class LabelStudioWriter:
    """Writes what Label Studio imports; its control is called `label`, its object `text`.

    It refuses files that name people whom it does not know, and credits everything to whoever imports them. So nobody
    is named; an annotation is told by its id, which is its `import_id` there, when it comes back.
    """

    name = "label-studio"
    suffix = ".json"
    losses = TOOL_LOSSES

    def write(self, dataset: Dataset, path: Path, progress: Progress) -> int:
        """One task a sentence. Raises WritingError."""
        return write_list(path, _tasks(dataset), progress)


def _tasks(dataset: Dataset) -> Iterator[dict[str, Any]]:
    beside = ToolMetadata(dataset)
    for records in by_sentence(dataset):
        data = {"text": records[0]["text"], **beside.about(records[0]), COPYDESK_KEY: beside.own(*records)}
        yield {
            "data": data,
            "annotations": [
                _annotation(record, beside.who(record)) for record in records if record["status"] != "undecided"
            ],
            "predictions": [_prediction(records[0], label, score) for label, score in suggestions(list(records))],
        }


def _annotation(record: Record, who: str) -> dict[str, Any]:
    at = None if record["decided_at"] is None else record["decided_at"].replace("+00:00", "Z")
    return {
        "id": annotation_id(record["article_id"], record["start"], who),
        "result": _result(record, who, record["labels"]),
        "was_cancelled": record["status"] == "skipped",
        "ground_truth": "state" in record and is_gold(record) and record["state"] == "settled",
        "created_at": at,
        "updated_at": at,
        "lead_time": record["seconds"],
    }


def _prediction(record: Record, label: str, score: float | None) -> dict[str, Any]:
    return {"model_version": "copydesk", "score": score, "result": _result(record, f"prediction {label}", [label])}


def _result(record: Record, of: str, labels: list[str]) -> list[dict[str, Any]]:
    if not labels:
        return []
    id = hashlib.sha256(f"{record['id']} {of}".encode()).hexdigest()[:10]
    return [{"id": id, "from_name": "label", "to_name": "text", "type": "choices", "value": {"choices": labels}}]
