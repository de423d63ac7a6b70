"""What the records of a dataset amount to: the figures that a description of it is made of."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from labels.exporting.dataset import Dataset
from labels.exporting.record import RecordInContext


@dataclass(slots=True)
class Tally:
    """What the records amount to. `answers` counts sentences by the number of decisions on each.

    `annotators` counts records by name and key: two annotators may have one name.
    """

    records: int = 0
    sentences: int = 0
    latest: str = ""
    articles: set[str] = field(default_factory=set)
    labels: Counter[str] = field(default_factory=Counter)
    statuses: Counter[str] = field(default_factory=Counter)
    annotators: Counter[tuple[str, str]] = field(default_factory=Counter)
    languages: Counter[str] = field(default_factory=Counter)
    parts: Counter[str] = field(default_factory=Counter)
    part_labels: Counter[tuple[str, str]] = field(default_factory=Counter)
    versions: set[int] = field(default_factory=set)
    answers: Counter[int] = field(default_factory=Counter)
    suggested: int = 0
    first: str = ""
    last: str = ""
    _answered: int = 0

    def take(self, record: RecordInContext) -> None:
        """Count one more record."""
        self.records += 1
        if record["id"] != self.latest:  # the records of a sentence come one after the other
            self.sentences, self.latest, self._answered = self.sentences + 1, record["id"], 0
        if record["status"] != "undecided":
            self.answers[self._answered] -= 1
            self._answered += 1
            self.answers[self._answered] += 1
        if record["article_id"] not in self.articles:
            self.articles.add(record["article_id"])
            self.languages[record["language"] or "unknown"] += 1
        self.labels.update(record["labels"])
        self.statuses[record["status"]] += 1
        self.annotators[record["annotator"], record["annotator_key"] or ""] += 1
        self.suggested += record["suggested_label"] is not None
        part, at, version = record["split"], record["decided_at"], record["scheme_version"]
        if part is not None:
            self.parts[part] += 1
            self.part_labels.update((part, label) for label in record["labels"])
        if at is not None:
            self.first = min(self.first or at, at)
            self.last = max(self.last, at)
        if version is not None:
            self.versions.add(version)


def tallied(dataset: Dataset) -> Tally:
    """Count all records. Raises UsageError."""
    tally = Tally()
    for record in dataset.records():
        tally.take(record)
    return tally
