"""doccano's text classification exports: JSON Lines, JSON and CSV, of today and of older versions."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping

from labels.errors import ReadingError
from labels.exchange.names import OWN
from labels.importing.files.source import Source
from labels.importing.found import Found
from labels.importing.objects.json_head import first_keys
from labels.importing.peers.doccano_row import doccano_row
from labels.importing.records.gathering import gather
from labels.importing.records.row import Row, rows_from_json

#: Files in doccano's zip that hold everyone's work, not one user's.
_NOBODY = frozenset({"all", "unknown"})
#: So many labels must be ours for each one that is not.
_MUCH_MORE = 9


class Doccano:
    """Reads one export file. In a project whose annotations are not shared, a file is named after its user."""

    name = "doccano"
    suffixes = (".jsonl", ".json", ".csv")

    def recognises(self, head: bytes) -> bool:
        """By the keys that go together in doccano only; a CSV file by its column of comments."""
        keys = first_keys(head)
        if not keys:
            header = head.removeprefix(b"\xef\xbb\xbf").split(b"\n", 1)[0].strip().split(b",")
            return {b"text", b"label", b"Comments"} <= set(header)
        return _is_doccano(keys)

    def read(self, source: Source) -> Iterator[Found]:
        """The articles. Raises ReadingError naming the line of what cannot be read."""
        user = _user(source)
        if user is not None and _is_importers(source):
            return gather(source, lambda: _rows(source, user, credited=True), self.name)
        return gather(source, lambda: _rows(source, user), self.name)


def _is_doccano(keys: Mapping[str, str]) -> bool:
    if keys.get("text", keys.get("data")) != '"' or "scheme_version" in keys or "answer" in keys:
        return False
    if "Comments" in keys or "annotation_approver" in keys or keys.get("annotations") == "[":
        return True
    if keys.get("label") == "[" and ("id" in keys or OWN in keys):
        return True
    if keys.get("labels") == "[" and ("doc_id" in keys or "username" in keys):
        return True
    return keys.get("cats") == "[" and "entities" in keys


def _user(source: Source) -> str | None:
    """The user after whom a file in a zip is named."""
    return source.stem if ".zip/" in source.name and source.stem not in _NOBODY else None


def _is_importers(source: Source) -> bool:
    """Whether a user's file holds what we sent: doccano credits everything that is imported to whoever imports it.

    Somebody who labelled the same texts anew has not given nearly all of them the same labels.
    """
    same = others = 0
    with source.looking_ahead():
        for row in _rows(source, None, credited=True):
            for decision in row.decisions:
                if decision.status == "labelled":
                    same, others = (same + 1, others) if decision.annotator is not None else (same, others + 1)
    return same > others * _MUCH_MORE


def _rows(source: Source, annotator: str | None, *, credited: bool = False) -> Iterator[Row]:
    if first_keys(source.head()):
        return rows_from_json(source, lambda record: doccano_row(record, annotator, credited=credited))
    return _csv_rows(source, annotator, credited)


def _csv_rows(source: Source, annotator: str | None, credited: bool) -> Iterator[Row]:
    text, _ = source.text()
    reader = csv.DictReader(io.StringIO(text, newline=""))
    line = 1
    try:
        for record in reader:
            cells = {key: value for key, value in record.items() if isinstance(key, str) and isinstance(value, str)}
            labels = [label for label in cells.pop("label", "").split("#") if label]
            try:
                row = doccano_row(cells | {"label": labels}, annotator, credited=credited)
            except ValueError as error:
                source.bad_row(line + 1, str(error))
            else:
                yield row
            line = reader.line_num
    except csv.Error as error:
        raise ReadingError(f"{source.name}: line {line + 1}: {error}. Export the file again.") from error
