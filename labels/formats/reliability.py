"""Reliability data: a matrix of units by annotators for programs that compute agreement.

A folder with three files. `units.csv` has a row for each sentence and a column for each annotator, with the names of
labels: for R (irr), SPSS and others. `codes.csv` has the same cells as numbers, without a heading, and # where somebody
has not decided: as ReCal reads it. `codebook.csv` says what the numbers mean. A skip is a mark without labels, 0.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import get_type_hints

from labels.files.atomic import replacing_folder
from labels.formats.cells import defused, joined
from labels.formats.dataset import Dataset
from labels.formats.losses import has_author, has_meta
from labels.formats.record import RecordInContext
from labels.formats.votes import breaks_ties, carries, names_of, votes_among
from labels.formats.writer import CountedRows, Loss
from labels.values.progress import Progress

UNITS, CODES, CODEBOOK = "units.csv", "codes.csv", "codebook.csv"

#: What stands for a skip, and for no decision: in names an empty cell, in codes the sign that ReCal reads.
SKIPPED, NO_CODE = "no label", "#"

_HOLDS = r"(units|codes|codebook)\.csv"

_NOT_WRITTEN = "not written: the format holds units, annotators and labels only"
#: What is written of a record; the one label of a record stands among its labels.
_WRITTEN = ("id", "article_id", "label", "labels", "annotator", "status", "annotator_key")


def _is_undecided(status: object) -> bool:
    return status == "undecided"


class ReliabilityWriter:
    """Writes a folder with a matrix of units by annotators, by the names of labels and by numbers."""

    name = "reliability"
    suffix = ""
    units = ("decision",)
    counts = "sentence"
    refuses_gold = "the format holds what each annotator said, and what was settled is nobody’s."
    losses = (
        *(Loss(field, _NOT_WRITTEN) for field in get_type_hints(RecordInContext) if field not in _WRITTEN),
        Loss("status", "undecided sentences are left out; a skip is “no label”, with the number 0", _is_undecided),
        Loss("annotator_key", "written only where two annotators have one name"),
        Loss("carried", "left out: decisions that nobody made for that sentence", where=carries),
        Loss("tie-break", "left out: answers that were asked for because others differed", where=breaks_ties),
        Loss("author", _NOT_WRITTEN, where=has_author),
        Loss("meta", _NOT_WRITTEN, where=has_meta),
    )

    def write(self, dataset: Dataset, path: Path, progress: Progress) -> int:
        """One row a sentence that somebody decided; how many there are. Raises WritingError."""
        people = _people(dataset)
        codes = _Codes(dataset)
        with replacing_folder(path, _HOLDS) as folder:
            rows = CountedRows(_rows(dataset), progress)
            _write_matrices(folder, rows, people, codes)
            _write_codebook(folder, codes)
        return rows.count


class _Codes:
    """The numbers of label sets: 0 for none, then the labels in the order of the codebook, then sets as they come."""

    def __init__(self, dataset: Dataset) -> None:
        self._definitions: dict[tuple[str, ...], str] = {
            (label.name,): label.definition for label in dataset.described_labels
        }
        self._numbers: dict[tuple[str, ...], int] = {(): 0}
        for labels in self._definitions:
            self._numbers.setdefault(labels, len(self._numbers))

    def number(self, labels: Sequence[str]) -> int:
        """The number of a label set."""
        return self._numbers.setdefault(tuple(labels), len(self._numbers))

    def rows(self) -> Iterator[list[str]]:
        """A row for each number: it, what it means, and how the codebook defines that."""
        for labels, number in self._numbers.items():
            yield [str(number), _cell(labels), defused(self._definitions.get(labels, ""))]


def _cell(labels: Sequence[str]) -> str:
    return defused(joined(labels)) if labels else SKIPPED


def _people(dataset: Dataset) -> dict[str, str]:
    """The heading of each annotator's column by key, in the order of names."""
    records = votes_among(dataset.project, dataset.records())
    return names_of({(record["annotator"], record["annotator_key"] or "") for record in records})


def _rows(dataset: Dataset) -> Iterator[list[RecordInContext]]:
    """The votes on each sentence."""
    for _, votes in groupby(votes_among(dataset.project, dataset.records()), key=lambda record: record["id"]):
        yield list(votes)


def _write_matrices(
    folder: Path, rows: CountedRows[list[RecordInContext]], people: Mapping[str, str], codes: _Codes
) -> None:
    with (
        (folder / UNITS).open("w", encoding="utf-8", newline="") as units_file,
        (folder / CODES).open("w", encoding="utf-8", newline="") as codes_file,
    ):
        units, numbers = csv.writer(units_file), csv.writer(codes_file)
        units.writerow(["unit", "article", *map(defused, people.values())])
        for votes in rows:
            said = {vote["annotator_key"] or "": vote["labels"] for vote in votes}
            units.writerow(
                [votes[0]["id"], votes[0]["article_id"], *(_cell(said[key]) if key in said else "" for key in people)]
            )
            numbers.writerow([codes.number(said[key]) if key in said else NO_CODE for key in people])


def _write_codebook(folder: Path, codes: _Codes) -> None:
    with (folder / CODEBOOK).open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["code", "label", "definition"])
        rows.writerows(codes.rows())
