"""What a dataset folder tells of one of its data files: the names of classes, and the split.

Folders are those of the Hugging Face datasets library: with a dataset card, or as `save_to_disk` writes them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from labels.errors import ReadingError
from labels.files.source import Source
from labels.formats.dataset_card.features import Classes, named
from labels.formats.json.head import first_keys
from labels.formats.reader import Object

#: A card is beside a data file, or at most this many folders above it.
_ABOVE = ("", "../", "../../")

# The words that the datasets library knows splits by, in the names of files and folders.
_SPLITS = {
    "train": "train|training",
    "validation": "validation|valid|dev|val",
    "test": "test|testing|eval|evaluation",
}
_WORDS = {split: re.compile(rf"(?:^|[-._ 0-9])(?:{words})(?:$|[-._ 0-9])") for split, words in _SPLITS.items()}


@dataclass(frozen=True, slots=True)
class FileFacts:
    """What a folder tells of a data file: the classes in its columns, and the split it is; None for no split."""

    classes: Classes = field(default_factory=dict)
    split: str | None = None

    def rows(self, source: Source, rows: Iterator[tuple[int | str, Object]]) -> Iterator[tuple[int | str, Object]]:
        """The rows with names where there were numbers. A number without a name is a bad row of the source."""
        for number, row in rows:
            try:
                row = row | {key: named(key, row[key], names) for key, names in self.classes.items() if key in row}
            except ValueError as error:
                source.bad_row(number, str(error))
                continue
            if "article_id" in row and "label" in self.classes and "labels" not in row:  # exported by Copydesk
                row["labels"] = [] if row["label"] is None else [row["label"]]
            if self.split is not None:
                row.setdefault("split", self.split)
            yield number, row


def facts_from_card(source: Source) -> FileFacts | None:
    """What a dataset card beside or above a file tells of it; None without one.

    A card that cannot be read is told as a remark of the source.
    """
    for above in _ABOVE:
        beside = source.beside(f"{above}README.md")
        if beside is None or not beside.head().lstrip(b"\xef\xbb\xbf").startswith(b"---"):
            continue
        from labels.formats.dataset_card.card import Card, is_card

        try:
            text, _ = beside.text()
            if not is_card(text):
                continue
            card = Card(text)
        except (ReadingError, ValueError) as error:
            why = str(error).removeprefix(f"{beside.name}: ")
            source.remark(
                f"The names of classes in {beside.name} are not taken; its front matter cannot be read: {why}"
            )
            return None
        path = "/".join(source.parts[-1 - above.count("/") :])
        return FileFacts(card.classes(path), card.split(path) or split_in(path))
    return None


def split_in(path: str) -> str | None:
    """The split that a path names, its file before its folders."""
    for part in reversed(path.split("/")):
        for split, words in _WORDS.items():
            if words.search(part):
                return split
    return None


def state_beside(source: Source, name: str) -> dict[str, Any]:
    """A JSON object in a file of this name beside the source; empty without one. Raises ReadingError."""
    beside = source.beside(name)
    if beside is None:
        return {}
    try:
        found = json.loads(beside.data)
    except (ValueError, RecursionError) as error:
        raise ReadingError(f"{source.name}: {name} beside it is not valid JSON. Save the dataset again.") from error
    return found if isinstance(found, dict) else {}


_CROISSANT = re.compile(rb'"(?:dct:)?conformsTo"\s*:\s*\[?\s*"http://mlcommons\.org/croissant/')
_SPLIT_NAMES = re.compile(rb'\s*\{\s*"splits"\s*:\s*\[(?:\s*"[^"]*"\s*(?:,|(?=\])))*\s*\]\s*\}\s*')

#: Keys that go together in the files beside the data: those of `save_to_disk`, and one from older times.
_BESIDE = ({"_data_files", "_fingerprint"}, {"citation", "features", "license"}, {"_type", "features"})


def describes_a_dataset(head: bytes) -> bool:
    """Whether a JSON file that begins like this describes a dataset, and holds none of it."""
    if not head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return False
    keys = first_keys(head).keys()
    return (
        any(beside <= keys for beside in _BESIDE)
        or _SPLIT_NAMES.fullmatch(head) is not None
        or (bool({"conformsTo", "dct:conformsTo"} & keys) and _CROISSANT.search(head) is not None)
    )
