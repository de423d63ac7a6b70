"""Potato: annotations that carry their text, as adjudicated data sets do, or as the data file joined to them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from labels.decision import Decision
from labels.importing.article_facts import article_key
from labels.importing.found import Found
from labels.importing.gathering import gather
from labels.importing.json_head import first_keys
from labels.importing.json_rows import Object
from labels.importing.row import Row, rows_from_json
from labels.importing.row_values import as_name, as_names, as_object, take_text, unique
from labels.importing.source import Source

#: What an adjudicated label is credited to where nobody is named.
_TEAM = "potato"

_POTATO = frozenset(
    {
        *("instance_id", "id", "user_id", "labels", "spans", "links", "item_data", "source", "adjudicator"),
        *("confidence", "provenance", "num_annotators"),
    }
)


class Potato:
    """Reads JSON Lines or a list; the names that are set in any of the schemes become labels."""

    name = "potato"
    suffixes = (".jsonl", ".json")

    def recognises(self, head: bytes) -> bool:
        """By the id of an instance beside its labels."""
        return {"instance_id", "labels"} <= first_keys(head).keys()

    def read(self, source: Source) -> Iterator[Found]:
        """The articles. Raises ReadingError naming the line of what cannot be read."""
        return gather(source, lambda: rows_from_json(source, _row), self.name)


def _row(record: Object) -> Row:
    about = dict(as_object(record, "item_data")) or {key: record[key] for key in record if key not in _POTATO}
    if not any(isinstance(value, str) for value in about.values()):
        raise ValueError("has no text. Join Potato's data file to its annotations, by id, as “text”.")
    text = take_text(about)
    about.pop("id", None)
    labels = unique(name for chosen in as_object(record, "labels").values() for name in _chosen(chosen))
    if "item_data" in record:
        annotator: str | None = as_name(record.get("adjudicator")) or _TEAM
        labels = () if record.get("source") == "unresolved" else labels
    else:
        annotator = as_name(record.get("user_id"))
    decisions = (Decision(0, 0, "labelled", labels, annotator),) if labels else ()
    id = as_name(record.get("instance_id"))
    return Row(text, article_key(about), about, decisions, same=id)


def _chosen(value: object) -> tuple[str, ...]:
    """The names in a scheme's answer; a written answer to an option (`{"other": "…"}`) counts as choosing it."""
    if isinstance(value, Mapping):
        return as_names([name for name, answer in value.items() if answer not in (None, False, "", "false", 0)])
    return as_names(value)
