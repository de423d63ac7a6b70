"""A codebook as JSON values, which is how a project keeps it. Read at every start, so no checks, no pydantic."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from labels.codebook.model import Codebook, Label


def codebook_to_record(codebook: Codebook) -> dict[str, Any]:
    """`codebook` as a dict of JSON values, always with the same keys in the same order."""
    return {
        "title": codebook.title,
        "choose": codebook.choose,
        "guidelines": codebook.guidelines,
        "labels": [_label_to_record(label) for label in codebook.labels],
    }


def codebook_from_record(record: Mapping[str, Any]) -> Codebook:
    """The codebook that `codebook_to_record` turned into `record`; fields missing from it are empty."""
    return Codebook(
        labels=tuple(_label_from_record(label) for label in record["labels"]),
        choose=record.get("choose", "one"),
        title=record.get("title", ""),
        guidelines=record.get("guidelines", ""),
    )


def _label_to_record(label: Label) -> dict[str, Any]:
    return {
        "id": label.id,
        "name": label.name,
        "key": label.key,
        "colour": label.colour,
        "definition": label.definition,
        "examples": list(label.examples),
        "counter_examples": list(label.counter_examples),
        "group": label.group,
        "retired": label.retired,
        "formerly": list(label.formerly),
    } | ({} if label.same_as is None else {"same_as": label.same_as})


def _label_from_record(record: Mapping[str, Any]) -> Label:
    return Label(
        id=record["id"],
        name=record["name"],
        key=record.get("key"),
        colour=record.get("colour"),
        definition=record.get("definition", ""),
        examples=tuple(record.get("examples", ())),
        counter_examples=tuple(record.get("counter_examples", ())),
        group=record.get("group"),
        retired=record.get("retired", False) or record.get("same_as") is not None,
        formerly=tuple(record.get("formerly", ())),
        same_as=record.get("same_as"),
    )
