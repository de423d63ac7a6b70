"""A Hugging Face dataset folder: Parquet files by split, a dataset card that declares their features, and Croissant.

With one label a sentence, `label` is a class (a number whose name the card tells), null for skipped and undecided
sentences and left out of training with `--status labelled`. With several, `labels` is a list of classes instead.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from labels.errors import UsageError
from labels.files.atomic import replacing_folder
from labels.formats.dataset import Dataset
from labels.formats.dataset_card.features import class_column, features
from labels.formats.description.card import card_text
from labels.formats.description.croissant import FILE_NAME, croissant_text, data_file
from labels.formats.description.croissant_records import LAYOUTS
from labels.formats.description.figures import Tally, tallied
from labels.formats.losses import ORDER, RECORD_LOSSES
from labels.formats.parquet import ParquetRows, arrow_schema, load_pyarrow
from labels.formats.record import RecordInContext
from labels.formats.writer import CountedRows
from labels.values.progress import Progress

#: The splits, in the order in which readers list them.
SPLITS = ("train", "validation", "test")

_HOLDS = r"README\.md|croissant\.json|data/(train|validation|test)-00000-of-00001\.parquet"


class HuggingFaceWriter:
    """Writes a folder that `datasets.load_dataset` reads as it is."""

    name = "huggingface"
    extra = "parquet"
    suffix = ""
    losses = (*RECORD_LOSSES, ORDER)

    def write(self, dataset: Dataset, path: Path, progress: Progress) -> int:
        """One row a record; one file for each part of the data, else all is `train`.

        Raises WritingError, MissingExtraError without pyarrow, UsageError for what the codebook does not provide for
        and for an article that is in no part.
        """
        load_pyarrow()
        with replacing_folder(path, _HOLDS) as folder:
            (folder / "data").mkdir()
            counts = _write_rows(dataset, folder, progress)
            tally = tallied(dataset)
            (folder / "README.md").write_text(hf_card_text(dataset, tally, counts), encoding="utf-8", newline="\n")
            files = [data_file(folder / name, name) for name in map(_data_name, counts)]
            described = croissant_text(dataset, tally, LAYOUTS[self.name], files)
            (folder / FILE_NAME).write_text(described, encoding="utf-8", newline="\n")
        return sum(counts.values())


def _write_rows(dataset: Dataset, folder: Path, progress: Progress) -> dict[str, int]:
    """The number of rows by split."""
    schema = _schema(dataset, dataset.columns)
    counts: dict[str, int] = {}
    files: dict[str, ParquetRows] = {}
    with ExitStack() as open_files:
        for split, row in CountedRows(_rows(dataset), progress):
            if split not in files:
                file = open_files.enter_context((folder / _data_name(split)).open("wb"))
                files[split] = open_files.enter_context(ParquetRows(file, schema))
            files[split].add(row)
            counts[split] = counts.get(split, 0) + 1
    if not counts:
        raise UsageError("There is nothing to export, and a dataset without rows cannot be loaded. Label something.")
    return {split: counts[split] for split in SPLITS if split in counts}


def _data_name(split: str) -> str:
    """The file of a split, by its path in the folder."""
    return f"data/{split}-00000-of-00001.parquet"


def _schema(dataset: Dataset, columns: dict[str, type]) -> Any:
    """The columns, with the features in the place where the datasets library looks for them."""
    pa = load_pyarrow()
    wanted = features(columns, dataset.labels, dataset.several)
    plain = arrow_schema({name: columns[name] for name in wanted})
    column = class_column(dataset.several)
    type = pa.list_(pa.int64()) if dataset.several else pa.int64()
    plain = plain.set(plain.get_field_index(column), pa.field(column, type))
    return plain.with_metadata({"huggingface": json.dumps({"info": {"features": wanted}}, ensure_ascii=False)})


def _rows(dataset: Dataset) -> Iterator[tuple[str, dict[str, Any]]]:
    numbers = {name: number for number, name in enumerate(dataset.labels)}
    several = dataset.several
    for record in dataset.records():
        row: dict[str, Any] = dict(record)
        classes = [numbers[label] for label in record["labels"]]
        if several:
            row["labels"] = classes
            del row["label"]
        elif len(classes) > 1:
            raise UsageError(
                f"{record['id']} carries {len(classes)} labels, and the codebook allows one. Relabel it, or set"
                ' choose = "many" with: copydesk codebook set'
            )
        else:
            row["label"] = classes[0] if classes else None
            del row["labels"]
        yield _split(dataset, record), row


def _split(dataset: Dataset, record: RecordInContext) -> str:
    split = "train" if dataset.parts is None else record["split"]
    if split not in SPLITS:
        raise UsageError(f"The article {record['article_id']} is in no part of the data. Split all of it.")
    return split


def hf_card_text(dataset: Dataset, tally: Tally, counts: Mapping[str, int]) -> str:
    """README.md for a dataset with so many rows in each split."""
    columns = dataset.columns
    wanted = features(columns, dataset.labels, dataset.several)
    return "\n".join(["---", *_front_matter(wanted, counts), "---", "", card_text(dataset, tally)])


def _front_matter(wanted: Mapping[str, Any], counts: Mapping[str, int]) -> Iterator[str]:
    yield "task_categories:\n- text-classification\nconfigs:\n- config_name: default\n  data_files:"
    for split in counts:
        yield f"  - split: {split}\n    path: data/{split}-*"
    yield "dataset_info:\n  features:"
    for column, feature in wanted.items():
        yield f"  - name: {column}"
        if feature["_type"] == "Sequence":
            inner = feature["feature"]
            yield from _class("    sequence:", inner) if "names" in inner else ["    sequence: string"]
        else:
            yield from _class("    dtype:", feature) if "names" in feature else [f"    dtype: {feature['dtype']}"]


def _class(key: str, feature: Mapping[str, Any]) -> Iterator[str]:
    yield f"{key}\n      class_label:\n        names:"
    for number, name in enumerate(feature["names"]):
        yield f"          '{number}': {json.dumps(name, ensure_ascii=False)}"  # a JSON string is one in YAML too
