"""Hugging Face datasets: folders of data files whose classes are numbers, the names of which are told beside them.

Read are folders with a dataset card (Parquet, JSON Lines, JSON, CSV) and those that `save_to_disk` writes (Arrow).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from labels.errors import ReadingError
from labels.files.source import Source
from labels.formats.dataset_card.features import Classes, classes_in_json
from labels.formats.dataset_card.folder import FileFacts, describes_a_dataset, facts_from_card, split_in, state_beside
from labels.formats.parquet import parquet_metadata, parquet_rows
from labels.formats.reader import ImportedArticle
from labels.formats.tables.table import read_table

_CARD = re.compile(rb"(?:\xef\xbb\xbf)?---\r?\n(?:(?!---\r?\n).*\n)*?(?:dataset_info|configs):")


class HuggingFaceReader:
    """Reads every data file of a dataset folder by itself. A card, and what else describes the data, is no article."""

    name = "huggingface"
    extra = "parquet"
    suffixes = (".parquet", ".arrow", ".md", ".json")

    def recognises(self, head: bytes) -> bool:
        """Any Parquet or Arrow file (one without classes is read as it is), and what describes a dataset."""
        if head.startswith((b"PAR1", b"ARROW1")) or _CARD.match(head):
            return True
        return describes_a_dataset(head)

    def read(self, source: Source) -> Iterator[ImportedArticle]:
        """The articles; none of what describes them. Raises ReadingError naming the row, MissingExtraError."""
        if source.suffix == ".md" or (source.suffix == ".json" and describes_a_dataset(source.head())):
            return
        if source.suffix == ".arrow":
            yield from _read_arrow(source, self.name)
        elif source.head().startswith(b"PAR1"):
            yield from _read_parquet(source, self.name)
        else:
            yield from _read_text(source, self.name)


def _read_parquet(source: Source, name: str) -> Iterator[ImportedArticle]:
    source.unit = "row"
    by_card = facts_from_card(source) or FileFacts()
    facts = replace(by_card, classes=_in_metadata(parquet_metadata(source).get(b"huggingface", b"")) or by_card.classes)
    yield from read_table(source, lambda: parquet_rows(source), name if facts.classes else "parquet", facts)


def _read_arrow(source: Source, name: str) -> Iterator[ImportedArticle]:
    from labels.formats.arrow import arrow_metadata, arrow_rows

    source.unit = "row"
    state = state_beside(source, "state.json")
    if _chooses_rows(state):
        raise ReadingError(
            f"{source.name}: only some of its rows are in the dataset. Save it with a newer version of datasets."
        )
    files = [each.get("filename") for each in _as_list(state.get("_data_files")) if isinstance(each, dict)]
    if files and source.own_name not in files:
        source.remark("Not read: state.json beside it does not name it as part of the dataset.")
        return
    classes = _in_metadata(arrow_metadata(source).get(b"huggingface", b""))
    classes = classes or classes_in_json(state_beside(source, "dataset_info.json").get("features"))
    facts = FileFacts(classes, _split_on_disk(source, state))
    yield from read_table(source, lambda: arrow_rows(source), name, facts)


def _chooses_rows(state: dict[str, object]) -> bool:
    """Whether a file beside the data says which of its rows count, as in versions of datasets before 2."""
    return any(state.get(key) for key in ("_indices_data_files", "_indices_files"))


def _split_on_disk(source: Source, state: dict[str, object]) -> str | None:
    """The split: the name of the folder, if the one above lists it; else what the folder itself says."""
    folder = source.parts[-2] if len(source.parts) > 1 else None
    if folder in _as_list(state_beside(source, "../dataset_dict.json").get("splits")):
        return folder
    split = state.get("_split")
    return split if isinstance(split, str) else None


def _read_text(source: Source, name: str) -> Iterator[ImportedArticle]:
    """JSON Lines, JSON, CSV or TSV that somebody says is of a dataset."""
    from labels.formats.csv.reader import read_csv
    from labels.formats.json.rows import table_rows

    facts = facts_from_card(source) or FileFacts(split=split_in("/".join(source.parts[-3:])))
    if source.suffix in (".csv", ".tsv", ".tab"):
        yield from read_csv(source, name, facts)
    elif source.suffix in (".json", ".jsonl", ".ndjson"):
        yield from read_table(source, lambda: table_rows(source), name, facts)
    else:
        raise ReadingError(f"{source.name}: no data file of a dataset. Name Parquet, Arrow, JSON or CSV files.")


def _in_metadata(written: bytes) -> Classes:
    """The classes in what the datasets library writes into a file itself."""
    try:
        return classes_in_json(json.loads(written)["info"]["features"])
    except (ValueError, KeyError, TypeError, RecursionError):
        return {}


def _as_list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []
