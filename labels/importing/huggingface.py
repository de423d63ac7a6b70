"""Hugging Face datasets: Parquet files whose classes are numbers, the names of which are told in the file or a card."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from labels.errors import MissingExtraError, ReadingError
from labels.importing.found import Found
from labels.importing.json_rows import Object
from labels.importing.parquet import Parquet, parquet_rows
from labels.importing.source import Source
from labels.importing.table import read_table

_CARD = re.compile(rb"(?:\xef\xbb\xbf)?---\r?\n(?:(?!---\r?\n).*\n)*?(?:dataset_info|configs):")


class HuggingFace:
    """Reads every Parquet file of a dataset folder by itself: an article lies in one split. The card is no article."""

    name = "huggingface"
    extra = "parquet"
    suffixes = (".parquet", ".md")

    def recognises(self, head: bytes) -> bool:
        """Any Parquet file (one without classes is read as it is), and a card by its front matter."""
        return head.startswith(b"PAR1") or _CARD.match(head) is not None

    def read(self, source: Source) -> Iterator[Found]:
        """The articles; none of a card. Raises ReadingError naming the row, MissingExtraError without pyarrow."""
        if source.suffix == ".md":
            return
        classes = _classes(source)
        if not classes:
            yield from Parquet().read(source)
            return
        source.unit = "row"
        yield from read_table(source, lambda: _rows(source, classes), self.name)


def _rows(source: Source, classes: Mapping[str, list[str]]) -> Iterator[tuple[int, Object]]:
    """The rows with names where there were numbers, and both columns of labels if there is one of ours."""
    for number, row in parquet_rows(source):
        try:
            named = {key: _named(key, value, classes[key]) for key, value in row.items() if key in classes}
        except ValueError as error:
            source.bad_row(number, str(error))
            continue
        row = {**row, **named}
        if "article_id" in row and "labels" not in row and "label" in row:
            row["labels"] = [] if row["label"] is None else [row["label"]]
        yield number, row


def _named(column: str, value: object, names: list[str]) -> Any:
    if isinstance(value, list):
        return [_named(column, each, names) for each in value]
    if value is None or value == -1:  # what the datasets library writes for no class
        return None
    if not isinstance(value, int) or not 0 <= value < len(names):
        raise ValueError(f"its “{column}” is {str(value)[:20]}, and there are {len(names)} classes. Export it again.")
    return names[value]


def _classes(source: Source) -> dict[str, list[str]]:
    """The names of the classes in each column that has any."""
    try:
        import pyarrow
        from pyarrow.parquet import ParquetFile
    except ImportError as error:
        raise MissingExtraError("Reading Parquet", "parquet") from error
    try:
        with source.seekable() as file, ParquetFile(file) as table:
            metadata = table.schema_arrow.metadata or {}
    except (pyarrow.ArrowException, OSError) as error:
        why = str(error).splitlines()[0].rstrip(".")
        raise ReadingError(f"{source.name}: row 1: cut off or damaged Parquet ({why}). Export it again.") from error
    return _in_metadata(metadata.get(b"huggingface", b""))


def _in_metadata(written: bytes) -> dict[str, list[str]]:
    try:
        found = json.loads(written)["info"]["features"]
        return {name: names for name, feature in found.items() if (names := _names(feature))}
    except (ValueError, KeyError, TypeError, AttributeError):
        return {}


def _names(feature: Any) -> list[str] | None:
    """The names of a class, or of a list of them."""
    if isinstance(feature, list):
        feature = feature[0]
    if feature.get("_type") in ("Sequence", "List", "LargeList"):
        feature = feature["feature"]
    return [str(name) for name in feature["names"]] if feature.get("_type") == "ClassLabel" else None
