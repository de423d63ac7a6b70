"""What an export loses: only what these data really have and the format cannot hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from typing import get_type_hints

from labels.formats.dataset import Dataset, agreed
from labels.formats.plugins import PluginWriter
from labels.formats.record import RecordInContext
from labels.formats.writer import Loss, Writer, report
from labels.formats.writer_registry import losses_of
from labels.values.progress import UNWATCHED, Progress
from labels.words import counted

_FIELDS = frozenset(get_type_hints(RecordInContext))


@dataclass(frozen=True, slots=True)
class Lost:
    """A loss of the format that occurs, in so many records."""

    loss: Loss
    records: int


@dataclass(frozen=True, slots=True)
class Fidelity:
    """What an export of some data loses, and how many sentences it leaves out because annotators differ.

    `annotators` is how many annotators the records are of, where the format does not tell them apart.
    """

    lost: tuple[Lost, ...]
    differing: int
    annotators: int = 0

    def in_words(self) -> list[str]:
        """A line for each loss; those that become of several fields in the same way stand together."""
        by_words: dict[tuple[str, int], list[str]] = {}
        for each in self.lost:
            by_words.setdefault((each.loss.words, each.records), []).append(each.loss.field)
        return [f"{', '.join(fields)} ({counted(n, 'record')}): {words}" for (words, n), fields in by_words.items()]


class Watch:
    """Counts what a writer cannot hold while it writes, so that the data need not be read again."""

    def __init__(self, dataset: Dataset, writer: Writer, want: Callable[[Loss], bool] = lambda loss: True) -> None:
        """Watch for these losses. Nothing is read yet."""
        self._dataset = dataset
        losses = tuple(filter(want, losses_of(writer, dataset.one_row_per, gold=dataset.gold)))
        self._losses = losses
        self._of_records = [loss for loss in losses if loss.where is None]
        self._of_articles = [loss for loss in losses if loss.where is not None]
        self._mixes_annotators = any(loss.field == "annotator" and loss.occurs is None for loss in self._of_records)
        self._found: Fidelity | None = None
        # A plug-in's own tests may fail. This is reported after its data is written.
        is_watched = self._may_find_any and not isinstance(writer, PluginWriter)
        self.dataset = replace(dataset, over=self.over) if is_watched else dataset

    def over(self, every: Iterator[RecordInContext]) -> Iterator[RecordInContext]:
        """Pass on the records from which rows are made. The first complete pass counts."""
        differing, found, annotators = 0, Counter[str](), set[str | None]()

        def differ() -> None:
            nonlocal differing
            differing += 1

        of_article: list[RecordInContext] = []
        for record in agreed(every, differ) if self._dataset.one_row_per == "sentence" else every:
            if self._found is None:
                if of_article and of_article[0]["article_id"] != record["article_id"]:
                    found += self._lost_of(of_article)
                    of_article = []
                if self._of_articles:
                    of_article.append(record)
                for loss in self._of_records:
                    if _occurs(loss, record):
                        found[loss.field] += 1
                if self._mixes_annotators:
                    annotators.add(record["annotator_key"])
            yield record
        if self._found is None:
            if of_article:
                found += self._lost_of(of_article)
            lost = tuple(Lost(loss, found[loss.field]) for loss in self._losses if found[loss.field])
            self._found = Fidelity(lost, differing, len(annotators))

    def fidelity(self, progress: Progress = UNWATCHED) -> Fidelity:
        """What is lost. The data is looked through, which `progress` hears of, if it has not gone by."""
        if self._found is None:
            if not self._may_find_any:
                return Fidelity((), 0)
            # If a plug-in's test raises, no query may stay open.
            with closing(self._dataset.every_record()) as every:
                for count, _ in enumerate(self.over(every), 1):
                    if count % 1000 == 0:
                        report(progress, count)
        assert self._found is not None
        return self._found

    @property
    def _may_find_any(self) -> bool:
        return bool(self._losses) or self._dataset.one_row_per == "sentence"

    def _lost_of(self, records: Sequence[RecordInContext]) -> Counter[str]:
        """In how many of the records of an article something is lost that depends on all of them."""
        tests = {loss.where for loss in self._of_articles if loss.where is not None}
        happening = {where for where in tests if where(self._dataset.project, records)}
        losses = [loss for loss in self._of_articles if loss.where in happening]
        return Counter(loss.field for loss in losses for record in records if _occurs(loss, record))


def fidelity(dataset: Dataset, writer: Writer, progress: Progress = UNWATCHED) -> Fidelity:
    """Look through the data for what `writer` cannot carry. Nothing is read where nothing can be lost."""
    return Watch(dataset, writer).fidelity(progress)


def _occurs(loss: Loss, record: Mapping[str, object]) -> bool:
    if loss.field not in record:  # what is not a field of a record belongs to the article, and `where` tells it
        return loss.where is not None and loss.field not in _FIELDS
    if loss.occurs is not None:
        return loss.occurs(record[loss.field])
    return _is_there(record, loss.field)


def _is_there(record: Mapping[str, object], field: str) -> bool:
    """Whether a record has a value in this field other than None, False, and an empty list or text."""
    value = record.get(field)
    if field == "status":
        return value != "labelled"
    return value is not None and value is not False and value != [] and value != ""
