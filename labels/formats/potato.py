"""Potato: annotations that carry their text, as adjudicated data sets do, or as the data file joined to them.

Those of version 1 have the text, and lie in a folder named after the annotator.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from labels.decision import Decision
from labels.files.source import Source
from labels.formats.json.head import first_keys
from labels.formats.reader import ImportedArticle, Object
from labels.formats.row_grouping import article_key, group_rows
from labels.formats.row_values import as_name, as_names, as_object, take_text, unique
from labels.formats.text_rows import Row, rows_from_json
from labels.values.annotation import Status

#: The annotator of an adjudicated label if nobody is named.
_TEAM = "potato"

_POTATO = frozenset(
    {
        *("instance_id", "id", "user_id", "labels", "spans", "links", "item_data", "source", "adjudicator"),
        *("confidence", "provenance", "num_annotators", "displayed_text", "label_annotations", "span_annotations"),
        *("behavioral_data",),
    }
)


#: Answers that choose nothing.
_NOT = (None, False, "", "false", 0)
#: What was written, not chosen.
_WRITTEN = frozenset({"text_box", "free_response"})


class PotatoReader:
    """Reads JSON Lines or a list; the names that are set in any codebook become labels, what was written a note."""

    name = "potato"
    suffixes = (".jsonl", ".json")

    def recognises(self, head: bytes) -> bool:
        """By the id of an instance beside its labels."""
        keys = first_keys(head).keys()
        return {"instance_id", "labels"} <= keys or {"displayed_text", "label_annotations"} <= keys

    def read(self, source: Source) -> Iterator[ImportedArticle]:
        """The articles. Raises ReadingError naming the line of what cannot be read."""
        folder = source.path.parent.name if source.path else None
        return group_rows(source, lambda: rows_from_json(source, lambda record: _row(record, folder)), self.name)


def _row(record: Object, folder: str | None) -> Row:
    about = dict(as_object(record, "item_data")) or {key: record[key] for key in record if key not in _POTATO}
    is_first_version = isinstance(record.get("displayed_text"), str) and "labels" not in record
    if is_first_version:
        about["text"] = record["displayed_text"]
    if not any(isinstance(value, str) for value in about.values()):
        raise ValueError("has no text. Join Potato's data file to its annotations, by id, as “text”.")
    text = take_text(about)
    about.pop("id", None)
    answers = as_object(record, "label_annotations" if is_first_version else "labels")
    labels = unique(name for chosen in answers.values() for name in _chosen(chosen))
    annotator = as_name(record.get("user_id")) or (folder if is_first_version else None)
    if "item_data" in record:
        annotator = as_name(record.get("adjudicator")) or _TEAM
        labels = () if record.get("source") == "unresolved" else labels
    note = "\n".join(line for chosen in answers.values() for line in _written(chosen))
    status: Status = "labelled" if labels else "undecided"
    decisions = (Decision(0, 0, status, labels, annotator, note=note),) if labels or note else ()
    id = as_name(record.get("instance_id", record.get("id")))
    return Row(text, article_key(about), about, decisions, same=id)


def _chosen(value: object) -> tuple[str, ...]:
    """The names in a codebook's answer; a written answer to an option (`{"other": "…"}`) counts as choosing it."""
    if isinstance(value, Mapping):
        value = [name for name, answer in value.items() if answer not in _NOT and name not in _WRITTEN]
    return as_names(value)


def _written(value: object) -> Iterator[str]:
    """What was written into the boxes of a codebook's answer."""
    if isinstance(value, Mapping):
        for name in _WRITTEN & value.keys():
            if isinstance(value[name], str) and value[name].strip():
                yield value[name].strip()
