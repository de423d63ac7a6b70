"""doccano's text classification: JSON Lines with the labels of one decision; everything else is metadata there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from labels.exchange.names import OWN
from labels.exporting.dataset import Dataset
from labels.exporting.exporter import Told
from labels.exporting.json_text import one_line, write_lines
from labels.exporting.peers.own_facts import LOSSES, Beside


class Doccano:
    """Writes what doccano imports. It knows no skips: a skipped text has no label, and is skipped on its return."""

    name = "doccano"
    suffix = ".jsonl"
    losses = LOSSES

    def write(self, dataset: Dataset, path: Path, told: Told) -> int:
        """One line a record. Raises WritingError."""
        return write_lines(path, map(one_line, _examples(dataset)), told)


def _examples(dataset: Dataset) -> Iterator[dict[str, Any]]:
    beside = Beside(dataset)
    for record in dataset.records():
        yield {
            "text": record["text"],
            "label": record["labels"],
            **beside.about(record),
            OWN: one_line(beside.own(record)),  # as text, which its CSV can hold
        }
