"""The features of a Hugging Face dataset: types of columns, and columns of numbers that are classes with names.

Features are written in two ways (datasets documentation, “Dataset features” and “Structure your repository”): as JSON
in Parquet, Arrow and dataset_info.json, and as YAML in a dataset card.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

#: The names of the classes by column.
Classes = dict[str, list[str]]


def classes_in_json(features: Any) -> Classes:
    """From features by column, as the datasets library writes them; nothing from anything else."""
    if not isinstance(features, dict):
        return {}
    return {str(column): names for column, feature in features.items() if (names := _names_in_json(feature))}


def classes_in_card(features: Any) -> Classes:
    """From the list of features in a card; nothing from anything else."""
    if not isinstance(features, list):
        return {}
    named = [each for each in features if isinstance(each, dict) and isinstance(each.get("name"), str)]
    return {each["name"]: names for each in named if (names := _names_in_card(each))}


def named(column: str, value: Any, names: list[str]) -> Any:
    """The name for a number, or for each in a list; None for none. Raises ValueError for a number without a name."""
    if isinstance(value, list):
        return [named(column, each, names) for each in value]
    if value is None or value == "" or value == -1:  # the datasets library writes -1 for no class
        return None
    if isinstance(value, str):
        if value in names:
            return value
        digits = value.removesuffix(".0")  # as pandas writes whole numbers beside empty cells
        value = int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 10 else value
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < len(names):
        raise ValueError(f"its “{column}” is {str(value)[:20]}, and there are {len(names)} classes. Export it again.")
    return names[value]


def _names_in_json(feature: Any) -> list[str] | None:
    if isinstance(feature, list):
        feature = feature[0] if feature else None
    if isinstance(feature, dict) and feature.get("_type") in ("Sequence", "List", "LargeList"):
        feature = feature.get("feature")
    if not isinstance(feature, dict) or feature.get("_type") != "ClassLabel":
        return None
    return _as_list(feature.get("names"))


def _names_in_card(feature: Mapping[str, Any]) -> list[str] | None:
    for key in ("dtype", "sequence", "list"):
        inner = feature.get(key)
        if isinstance(inner, dict) and isinstance(inner.get("class_label"), dict):
            return _as_list(inner["class_label"].get("names"))
    return None


def _as_list(names: Any) -> list[str] | None:
    """Names in their order: of a list, or of what numbers stand for."""
    if isinstance(names, dict):
        try:
            names = [name for _, name in sorted(names.items(), key=lambda item: int(item[0]))]
        except ValueError:
            return None
    if not isinstance(names, list) or not names or any(isinstance(name, list | dict) for name in names):
        return None
    return [str(name) for name in names]


_TYPES = {str: "string", int: "int64", float: "float64", bool: "bool"}


def class_column(several: bool) -> str:
    """The column of classes; the other of `label` and `labels` is not written, as it says the same."""
    return "labels" if several else "label"


def features(columns: Mapping[str, type], names: Sequence[str], several: bool) -> dict[str, Any]:
    """The features by column, as they stand in a file's own metadata."""
    classes = {"names": list(names), "_type": "ClassLabel"}
    found: dict[str, Any] = {}
    for column, type in columns.items():
        if column == class_column(several):
            found[column] = {"feature": classes, "_type": "Sequence"} if several else classes
        elif column == class_column(not several):
            continue
        elif type is list:
            found[column] = {"feature": {"dtype": "string", "_type": "Value"}, "_type": "Sequence"}
        else:
            found[column] = {"dtype": _TYPES[type], "_type": "Value"}
    return found
