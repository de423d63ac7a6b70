"""doccano's text classification exports: JSON Lines, JSON and CSV, of today and of older versions."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from labels.decision import Decision
from labels.errors import ReadingError
from labels.files.source import Source
from labels.formats.copydesk_key import (
    COPYDESK_KEY,
    CopydeskFacts,
    ToolMetadata,
    article_facts,
    copydesk_facts,
    credited,
    reconciled,
)
from labels.formats.dataset import Dataset
from labels.formats.json.head import first_keys
from labels.formats.json.lines import one_line, write_lines
from labels.formats.losses import TOOL_LOSSES
from labels.formats.reader import ImportedArticle
from labels.formats.row_grouping import article_key, group_rows
from labels.formats.row_values import as_name, as_names, as_object, as_objects, take_text, unique
from labels.formats.text_rows import Row, rows_from_json
from labels.values.progress import Progress

#: Files in doccano's zip that hold everyone's work, not one user's.
_NOBODY = frozenset({"all", "unknown"})
#: How many unchanged labels there must be for each changed one.
_MUCH_MORE = 9


class DoccanoReader:
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

    def read(self, source: Source) -> Iterator[ImportedArticle]:
        """The articles. Raises ReadingError naming the line of what cannot be read."""
        user = _user(source)
        if user is not None and _is_importers(source):
            return group_rows(source, lambda: _rows(source, user, credited=True), self.name)
        return group_rows(source, lambda: _rows(source, user), self.name)


def _is_doccano(keys: Mapping[str, str]) -> bool:
    if keys.get("text", keys.get("data")) != '"' or "scheme_version" in keys or "answer" in keys:
        return False
    if "Comments" in keys or "annotation_approver" in keys or keys.get("annotations") == "[":
        return True
    if keys.get("label") == "[" and ("id" in keys or COPYDESK_KEY in keys):
        return True
    if keys.get("labels") == "[" and ("doc_id" in keys or "username" in keys):
        return True
    return keys.get("cats") in ("[", "{") and "entities" in keys


def _user(source: Source) -> str | None:
    """The user after whom a file in a zip is named."""
    return source.stem if ".zip/" in source.name and source.stem not in _NOBODY else None


def _is_importers(source: Source) -> bool:
    """Whether a user's file holds labels that Copydesk exported.

    doccano records everything that is imported under the user who imports it. A user who labelled the same texts again
    would not give nearly all of them the same labels.
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


#: Everything else in a record is metadata, which doccano keeps beside its own keys.
_DOCCANO = frozenset(
    {
        *("id", "text", "data", "label", "labels", "annotations", "annotation_approver", "approver"),
        *("cats", "entities", "relations", "Comments", "comments", "username", "meta", COPYDESK_KEY),
    }
)


def doccano_row(record: dict[str, Any], annotator: str | None = None, *, credited: bool = False) -> Row:
    """The row of a record; `annotator` is whose file it is, where the record does not say. Raises ValueError.

    `credited` says that exported labels are under that user's name. Then labels that are unchanged belong to their own
    annotators.
    """
    text = take_text(record, "text", "data")
    about = {key: value for key, value in record.items() if key not in _DOCCANO} | _meta(record)
    user = as_name(record.get("username"))
    if user is not None:  # one line a user and text: here the document is the text
        about.pop("doc_id", None)
    own = copydesk_facts(record.get(COPYDESK_KEY))
    about = article_facts(about, own)
    note = "\n".join(_comments(record))
    said = _decisions(record, user or as_name(record.get("annotation_approver")) or annotator, note)
    if credited and own is not None:
        said = [_ours(each, own) for each in said]
    return Row(
        text,
        article_key(about),
        about,
        reconciled(said, own, ("undecided", "skipped")),
        same=_document(record) if user is not None else None,
        place=own.place if own else None,
    )


def _ours(said: Decision, own: CopydeskFacts) -> Decision:
    alike = [each for each in own.decisions if (each.status, set(each.labels)) == (said.status, set(said.labels))]
    return credited(said, alike[0]) if alike else said


def _meta(record: Mapping[str, Any]) -> dict[str, Any]:
    """The metadata of older records, an object under "meta" that may be written as a string."""
    meta = record.get("meta")
    if isinstance(meta, str):
        try:
            meta = json.loads(meta)
        except (ValueError, RecursionError):
            return {"meta": meta}
    return dict(as_object({"meta": meta}, "meta")) if meta else {}


def _document(record: Mapping[str, Any]) -> str | None:
    id = record.get("doc_id", record.get("id"))
    return None if id is None else str(id)


def _decisions(record: Mapping[str, Any], annotator: str | None, note: str) -> list[Decision]:
    by_user: dict[str | None, tuple[str, ...]] = {}
    for annotation in as_objects(record, "annotations"):
        if "start_offset" in annotation:
            raise ValueError(
                "its “annotations” mark spans inside the text; Copydesk labels whole texts. Export other data."
            )
        who = as_name(annotation.get("user")) or annotator
        by_user[who] = unique((*by_user.get(who, ()), *as_names(annotation.get("label"))))
    for key in ("label", "labels", "cats"):
        if names := as_names(record.get(key), key):
            by_user[annotator] = unique((*by_user.get(annotator, ()), *names))
    labelled = [Decision(0, 0, "labelled", names, who, note=note) for who, names in by_user.items() if names]
    if not labelled and note:
        return [Decision(0, 0, "undecided", annotator=annotator, note=note)]
    return labelled


def _comments(record: Mapping[str, Any]) -> list[str]:
    found = record.get("Comments", record.get("comments"))
    comments = found if isinstance(found, list) else [found]
    texts = [each.get("text") if isinstance(each, Mapping) else each for each in comments]
    return [text for text in texts if isinstance(text, str) and text.strip()]


class DoccanoWriter:
    """Writes what doccano imports. It knows no skips: a skipped text has no label, and is skipped on its return."""

    name = "doccano"
    suffix = ".jsonl"
    losses = TOOL_LOSSES

    def write(self, dataset: Dataset, path: Path, progress: Progress) -> int:
        """One line a record. Raises WritingError."""
        return write_lines(path, map(one_line, _examples(dataset)), progress)


def _examples(dataset: Dataset) -> Iterator[dict[str, Any]]:
    beside = ToolMetadata(dataset)
    for record in dataset.records():
        yield {
            "text": record["text"],
            "label": record["labels"],
            **beside.about(record),
            COPYDESK_KEY: one_line(beside.own(record)),  # as text, which its CSV can hold
        }
