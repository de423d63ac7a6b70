"""Prodigy: a choice task a line, with the answer of one annotator; skips are ignored tasks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from labels.exchange.names import OWN
from labels.exporting.dataset import Dataset
from labels.exporting.exporter import Told
from labels.exporting.json_text import one_line, write_lines
from labels.exporting.peers.own_facts import LOSSES, Beside
from labels.exporting.record import Record


class Prodigy:
    """Writes what `prodigy db-in` takes. Hashes are left to Prodigy, so that they are the ones it knows a text by."""

    name = "prodigy"
    suffix = ".jsonl"
    losses = LOSSES

    def write(self, dataset: Dataset, path: Path, told: Told) -> int:
        """One line a record. Raises WritingError."""
        return write_lines(path, map(one_line, _tasks(dataset)), told)


def _tasks(dataset: Dataset) -> Iterator[dict[str, Any]]:
    beside = Beside(dataset)
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
            OWN: beside.own(record),
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
    return answer | {"_annotator_id": who, "_session_id": who}
