"""The training record: one decision on one sentence, flat, the same keys and types on every line."""

from __future__ import annotations

from collections.abc import Mapping
from types import UnionType
from typing import Any, TypedDict, get_args, get_type_hints

from labels.decision import Decision
from labels.formats.row_values import as_count, as_names, as_number, as_text, as_time
from labels.formats.suggested import SuggestionFields, suggestion_payload
from labels.journal.ids import id_from_text, problem_with_id
from labels.values.annotation import Status


class _Decided(TypedDict):
    """The fields that say what was decided of which sentence.

    `label` is the label's name if there is exactly one, else null; `labels` is always a list, sorted.
    `paragraph` and `position` count from 0; `start` and `end` are code points of the article's text.
    `seconds` is how long the sentence was in view; times are ISO 8601 in UTC. `split` is null unless the
    export divides the data into parts. `annotator` is a name, which two annotators may have; `annotator_key` is who
    it is, and null only for somebody who never said anything. `scheme_version` is the number in this project of the
    codebook under which it was decided, `codebook_id` the event that made that codebook.
    """

    id: str
    text: str
    label: str | None
    labels: list[str]
    status: str
    article_id: str
    title: str | None
    source: str | None
    url: str | None
    published: str | None
    language: str | None
    paragraph: int
    position: int
    start: int
    end: int
    annotator: str
    decided_at: str | None
    seconds: float | None
    flagged: bool
    note: str | None
    suggested_label: str | None
    suggested_score: float | None
    scheme_version: int | None
    split: str | None
    flag_reason: str | None
    annotator_key: str | None
    codebook_id: str | None


class Record(_Decided, SuggestionFields):
    """What an exported line holds, in this order: what was decided, then what is known of suggestions.

    What came last stands last, so that no column moved.
    """


class RecordInContext(Record, total=False):
    """A record with the texts of its neighbours in the article, nearest last before and nearest first after."""

    previous: list[str]
    next: list[str]


def column_types(context: bool) -> dict[str, type]:
    """The plain type of each column in order: str, int, float, bool, or list for a list of texts."""
    types = plain_types(RecordInContext if context else Record)
    ordered = [*get_type_hints(Record), *(("previous", "next") if context else ())]
    return {name: types[name] for name in ordered}


def plain_types(fields: type) -> dict[str, type]:
    """The plain type of each field of a class of records."""
    return {name: _plain(hint) for name, hint in get_type_hints(fields).items()}


def _plain(hint: Any) -> type:
    """`list[str]` is list, `str | None` is str."""
    if isinstance(hint, UnionType):
        (hint,) = [each for each in get_args(hint) if each is not type(None)]
    return getattr(hint, "__origin__", hint)  # type: ignore[no-any-return]


def decision_from(fields: Mapping[str, Any], start: int = 0, end: int = 0) -> Decision:
    """What is said of the sentence with this span. Raises ValueError for what Copydesk never writes."""
    status: Any = fields.get("status")
    labels = as_names(fields.get("labels"))
    if status not in get_args(Status) or (status == "labelled") != bool(labels):
        raise ValueError(f"its “status” is {str(status)[:20]!r} with {len(labels)} labels. Export the file again.")
    return Decision(
        start,
        end,
        status,
        labels,
        annotator=as_text(fields, "annotator"),
        at=_time(as_text(fields, "decided_at")),
        seconds=as_number(fields.get("seconds")),
        suggested_label=as_text(fields, "suggested_label"),
        suggested_score=as_number(fields.get("suggested_score")),
        flagged=fields.get("flagged") is True,
        flag_reason=as_text(fields, "flag_reason") or "",
        note=as_text(fields, "note") or "",
        codebook_version=None if fields.get("scheme_version") is None else as_count(fields, "scheme_version"),
        codebook=_event_id(as_text(fields, "codebook_id")),
        annotator_key=as_text(fields, "annotator_key") or None,
        suggestions=suggestion_payload(fields) or None,
    )


def _event_id(written: str | None) -> str | None:
    """The id of an event as it was written; None for nothing."""
    if not written:
        return None
    try:
        problem = problem_with_id(id_from_text(written))
    except ValueError:
        problem = "is no event id"
    if problem is not None:
        raise ValueError(f"its “codebook_id” {problem}. Export the file again.")
    return written


def _time(written: str | None) -> str | None:
    """A time in UTC exactly as it was written, so that it comes back the same; any other as that moment in UTC."""
    moment = as_time(written)
    return written if written and written.endswith("+00:00") else moment
