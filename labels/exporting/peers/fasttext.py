"""fastText: a labelled sentence a line, its labels first. Holds texts and labels, nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import get_type_hints

from labels.exchange.names import LABEL_PREFIX
from labels.exporting.dataset import Dataset
from labels.exporting.exporter import Loss, Told
from labels.exporting.json_text import write_lines
from labels.exporting.record import Record, RecordInContext

_IN_WORDS = {
    "text": "blanks and line breaks of any kind become one blank, and a word like “__label__x” loses its prefix; a"
    " sentence of nothing else is left out",
    "label": "blanks in a label’s name become “_”",
    "labels": "blanks in a label’s name become “_”",
    "status": "skipped and undecided sentences are left out: a line without a label would teach nothing",
}


class FastText:
    """Writes training input for `fasttext supervised`."""

    name = "fasttext"
    suffix = ".txt"
    losses = tuple(
        Loss(field, _IN_WORDS.get(field, "not written: the format holds texts and labels only"))
        for field in get_type_hints(RecordInContext)
    )

    def write(self, dataset: Dataset, path: Path, told: Told) -> int:
        """One line a labelled record. Raises WritingError."""
        return write_lines(path, _lines(dataset), told)


def _lines(dataset: Dataset) -> Iterator[str]:
    for record in dataset.records():
        if record["labels"] and (text := _text(record["text"])):
            yield f"{_labels(record)} {text}"


def _labels(record: Record) -> str:
    return " ".join(LABEL_PREFIX + "_".join(label.split()) for label in record["labels"])


def _text(text: str) -> str:
    """One line on which no word of the text is taken for a label. fastText also splits at NUL."""
    words = text.replace("\0", " ").split()
    plain = (word.replace(LABEL_PREFIX, "") if word.startswith(LABEL_PREFIX) else word for word in words)
    return " ".join(word for word in plain if word)
