"""One record of doccano's, in any of the shapes that its versions have written."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from labels.decision import Decision
from labels.exchange.names import OWN
from labels.importing.records.article_facts import article_key
from labels.importing.records.own_facts import OwnFacts, credited, own_facts, settled
from labels.importing.records.row import Row
from labels.importing.records.row_values import as_name, as_names, as_object, as_objects, take_text, unique

#: Everything else in a record is metadata, which doccano keeps beside its own keys.
_DOCCANO = frozenset(
    {
        *("id", "text", "data", "label", "labels", "annotations", "annotation_approver", "approver"),
        *("cats", "entities", "relations", "Comments", "comments", "username", "meta", OWN),
    }
)


def doccano_row(record: dict[str, Any], annotator: str | None = None, *, credited: bool = False) -> Row:
    """The row of a record; `annotator` is whose file it is, where the record does not say. Raises ValueError.

    `credited` tells that what we sent stands under that name: labels that are still ours are their annotator's then.
    """
    text = take_text(record, "text", "data")
    about = {key: value for key, value in record.items() if key not in _DOCCANO} | _meta(record)
    user = as_name(record.get("username"))
    if user is not None:  # one line a user and text: here the document is the text
        about.pop("doc_id", None)
    own = own_facts(record.get(OWN))
    note = "\n".join(_comments(record))
    said = _decisions(record, user or as_name(record.get("annotation_approver")) or annotator, note)
    if credited and own is not None:
        said = [_ours(each, own) for each in said]
    return Row(
        text,
        article_key(about),
        about,
        settled(said, own, ("undecided", "skipped")),
        same=_document(record) if user is not None else None,
        place=own.place if own else None,
    )


def _ours(said: Decision, own: OwnFacts) -> Decision:
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
