"""The dataset card of a Hugging Face folder: the front matter that tells its features, and a text below."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from labels.exporting.dataset import Dataset
from labels.exporting.describing.card import card_text
from labels.exporting.describing.hf_features import features
from labels.exporting.describing.tally import Tally
from labels.exporting.record import column_types


def hf_card_text(dataset: Dataset, tally: Tally, counts: Mapping[str, int]) -> str:
    """README.md for a dataset with so many rows in each split."""
    columns = column_types(dataset.selection.context > 0)
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
