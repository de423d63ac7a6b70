"""Argilla 2: a list of records as `Dataset.records.from_json` takes them, each a sentence with everyone's responses."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from labels.exchange.names import OWN
from labels.exchange.user_ids import user_id
from labels.exporting.dataset import Dataset
from labels.exporting.exporter import Told
from labels.exporting.json_text import one_line, write_list
from labels.exporting.peers.by_sentence import by_sentence, suggestions
from labels.exporting.peers.own_facts import LOSSES, Beside
from labels.exporting.record import RecordInContext


class Argilla:
    """Writes nested records with the status of each response, for a field `text` and a question `label`.

    Argilla takes no response without a value, so skips are metadata only.
    """

    name = "argilla"
    suffix = ".json"
    losses = LOSSES

    def write(self, dataset: Dataset, path: Path, told: Told) -> int:
        """One record a sentence. Raises WritingError."""
        return write_list(path, _records(dataset), told)


def _records(dataset: Dataset) -> Iterator[dict[str, Any]]:
    beside, several = Beside(dataset), dataset.several
    for records in by_sentence(dataset):
        first = records[0]
        labelled = [record for record in records if record["status"] == "labelled"]
        yield {
            "id": first["id"],
            "fields": {"text": first["text"]},
            "metadata": {**beside.about(first), OWN: one_line(beside.own(*records))},
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
    return {"label": {"value": _value([label], several), "score": score, "agent": OWN}}


def _value(labels: list[str], several: bool) -> str | list[str]:
    return labels if several or len(labels) > 1 else labels[0]
