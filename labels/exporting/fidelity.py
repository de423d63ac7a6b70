"""What an export loses: not what its format could lose, but what of this very data it has no place for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import groupby
from typing import cast

from labels.exporting.agreed import agreed
from labels.exporting.dataset import Dataset
from labels.exporting.exporter import Exporter, Loss
from labels.exporting.formats import losses_of
from labels.exporting.record import RecordInContext
from labels.words import counted


@dataclass(frozen=True, slots=True)
class Lost:
    """A loss of the format that occurs, in so many records."""

    loss: Loss
    records: int


@dataclass(frozen=True, slots=True)
class Fidelity:
    """What an export of some data loses, and how many sentences it leaves out because annotators differ."""

    lost: tuple[Lost, ...]
    differing: int

    def in_words(self) -> list[str]:
        """A line for each loss; those that become of several fields in the same way stand together."""
        by_words: dict[tuple[str, int], list[str]] = {}
        for each in self.lost:
            by_words.setdefault((each.loss.words, each.records), []).append(each.loss.field)
        return [f"{', '.join(fields)} ({counted(n, 'record')}): {words}" for (words, n), fields in by_words.items()]


def fidelity(dataset: Dataset, exporter: Exporter, told: Callable[[int], None] = lambda count: None) -> Fidelity:
    """Look through the data for what `exporter` cannot carry. Nothing is read where nothing can be lost."""
    differing, found = 0, Counter[str]()
    per_sentence, losses = dataset.one_row_per == "sentence", losses_of(exporter, dataset.one_row_per)
    if not losses and not per_sentence:
        return Fidelity((), 0)

    def differ() -> None:
        nonlocal differing
        differing += 1

    with closing(cast("Generator[RecordInContext]", dataset.every_record())) as every:
        count = 0
        for _, together in groupby(agreed(every, differ) if per_sentence else every, lambda each: each["article_id"]):
            of_article = list(together)
            happening = _happening(dataset, losses, of_article)
            for record in of_article:
                found.update(loss.field for loss in happening if _occurs(loss, record))
            told(count := count + len(of_article))
    lost = tuple(Lost(loss, found[loss.field]) for loss in losses if found[loss.field])
    return Fidelity(lost, differing)


def _happening(dataset: Dataset, losses: Sequence[Loss], records: Sequence[RecordInContext]) -> list[Loss]:
    """The losses that can happen to an article with these records."""
    tests = {loss.where for loss in losses if loss.where is not None}
    happens = {where: where(dataset.project, records) for where in tests}
    return [loss for loss in losses if loss.where is None or happens[loss.where]]


def _occurs(loss: Loss, record: Mapping[str, object]) -> bool:
    if loss.occurs is not None:
        return loss.field in record and loss.occurs(record[loss.field])
    return _is_there(record, loss.field)


def _is_there(record: Mapping[str, object], field: str) -> bool:
    """Whether a record says something in this field: more than nothing, no, or an empty list or text."""
    value = record.get(field)
    if field == "status":
        return value != "labelled"
    return value is not None and value is not False and value != [] and value != ""
