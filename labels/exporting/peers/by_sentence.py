"""Records put together by sentence, for tools that keep everyone's decisions on a text in one record."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from labels.exporting.dataset import Dataset
from labels.exporting.record import RecordInContext


def by_sentence(dataset: Dataset) -> Iterator[list[RecordInContext]]:
    """The records of each sentence, in the order of the dataset, which has them one after the other."""
    for _, records in groupby(dataset.records(), key=lambda record: record["id"]):
        yield list(records)


def suggestions(records: list[RecordInContext]) -> list[tuple[str, float | None]]:
    """The suggestions that were in view, label and score, without repeats."""
    found = [(each["suggested_label"], each["suggested_score"]) for each in records]
    return [(label, score) for label, score in dict.fromkeys(found) if label is not None]
