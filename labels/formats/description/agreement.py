"""How far the annotators of exported data agree: the figures that a description tells."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from labels.formats.dataset import Dataset
from labels.formats.gold_record import is_gold, vote_labels
from labels.formats.votes import names_of, tie_breakers, votes_among
from labels.quality.agreement import Agreement, Comparison
from labels.quality.marks import Mark, Marks
from labels.quality.pairs import PairAgreement, by_pair


@dataclass(frozen=True, slots=True)
class Agreed:
    """The agreement of everybody, of every two annotators with sentences in common, and the names of all by key."""

    everybody: Agreement
    pairs: tuple[PairAgreement, ...]
    names: dict[str, str]


def agreed_figures(dataset: Dataset) -> Agreed | None:
    """The agreement among all selected decisions, also where only those that agree are in the data.

    None where no sentence was marked by two.
    """
    people: set[tuple[str, str]] = set()
    marks = Marks(_gold_marks(dataset, people) if dataset.gold else _marks(dataset, people))
    codebook = dataset.project.codebook
    everybody = Comparison(marks, codebook).overall()
    if not everybody.compared:
        return None
    pairs = tuple(pair for pair in by_pair(marks, codebook) if pair.units)
    return Agreed(everybody, pairs, names_of(people))


def _gold_marks(dataset: Dataset, people: set[tuple[str, str]]) -> Iterator[Mark]:
    """The votes in gold records, by the names on screen, which no two people share."""
    ids = {label.name: label.id for label in dataset.described_labels}
    article, asked = "", tie_breakers(dataset.project, "")
    for record in dataset.every_record():
        if is_gold(record):
            if record["article_id"] != article:
                article = record["article_id"]
                asked = tie_breakers(dataset.project, article)
            for name, said in zip(record["voters"], record["votes"], strict=True):
                if name in asked(record["start"], record["end"]):
                    continue
                people.add((name, name))
                labels = tuple(ids.get(label, label) for label in vote_labels(said))
                yield Mark(record["id"], name, labels, record["article_id"])


def _marks(dataset: Dataset, people: set[tuple[str, str]]) -> Iterator[Mark]:
    """The votes by annotators' keys; whose they are is added to `people`."""
    ids = {label.name: label.id for label in dataset.described_labels}
    for record in votes_among(dataset.project, dataset.every_record()):
        key = record["annotator_key"] or ""
        people.add((record["annotator"], key))
        labels = tuple(ids.get(name, name) for name in record["labels"])
        yield Mark(record["id"], key, labels, record["article_id"])
