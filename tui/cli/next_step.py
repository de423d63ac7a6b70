"""What to do next with data that were just written: one line, by format."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from labels.formats.dataset import Dataset

Words = Callable[[str, str], str]


def _pandas(reader: str, more: str = "") -> Words:
    return lambda python, shell: f"read it in Python with pandas.{reader}({python}{more})"


#: The words for each format, from the path as Python and as a shell write it.
_STEPS: Mapping[str, Words] = {
    "jsonl": _pandas("read_json", ", lines=True"),
    "csv": lambda python, shell: f"open it in a spreadsheet, or in Python with pandas.read_csv({python})",
    "tsv": lambda python, shell: f'open it in a spreadsheet, or in Python with pandas.read_csv({python}, sep="\\t")',
    "parquet": _pandas("read_parquet"),
    "conllu": lambda python, shell: "read it with any program for CoNLL-U; “# labels = ” has the labels of a sentence",
    "huggingface": lambda python, shell: f"load it in Python with datasets.load_dataset({python})",
    "prodigy": lambda python, shell: f"prodigy db-in news {shell}",
    "doccano": lambda python, shell: "copydesk codebook show --for doccano; then import both files in doccano",
    "label-studio": lambda python, shell: "copydesk codebook show --for label-studio; then import both in Label Studio",
    "argilla": lambda python, shell: f"copydesk codebook show --for argilla; then dataset.records.from_json({python})",
    "fasttext": lambda python, shell: f"fasttext supervised -input {shell} -output model",
    "archive": lambda python, shell: f"keep it as a backup; copydesk import {shell} --project other.db unpacks it",
}

#: Formats that training data are divided in, and whose rows need no other tool.
_DIVIDED = ("jsonl", "csv", "tsv", "parquet", "huggingface")


def next_step(dataset: Dataset, format: str, path: Path, count: int) -> str | None:
    """A line that says what can be done with the data at `path`; None for a format of another package."""
    if count == 0 and dataset.gold:
        return "Next: settle some sentences (copydesk gold --rule unanimous), or select others with --state or --query."
    if count == 0:
        return "Next: label some sentences (copydesk), or select others with --status, --annotator or --query."
    words = _spacy(path, dataset.parts is not None) if format == "spacy" else _STEPS.get(format)
    if words is None:
        return None
    name = str(path)
    step = words('"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"', shlex.quote(name))
    divides = format in _DIVIDED and dataset.parts is None and dataset.one_row_per != "article"
    return f"Next: {step}{'; --split 80/10/10 divides it for training' if divides else ''}"


def _spacy(path: Path, in_parts: bool) -> Words:
    if path.suffix.lower() == ".spacy":
        return lambda python, shell: f"read it in Python with spacy.tokens.DocBin().from_disk({python})"
    if not in_parts:
        return lambda python, shell: f"spacy train reads {shell}; --split 80/10/10 divides it in train, dev and test"
    return lambda python, shell: f"spacy train config.cfg --paths.train {shell}/train --paths.dev {shell}/dev"
