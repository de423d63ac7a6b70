"""The features of a Hugging Face dataset: the type of each column, and the names of the classes.

As in the datasets library, “About dataset features” in its documentation.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

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
