"""A decision as Copydesk itself wrote it: in a training record, a row of an article, or another tool's record."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, get_args

from labels.decision import Decision
from labels.importing.records.row_values import as_count, as_names, as_number, as_text, as_time
from labels.journal.ids import id_from_text, problem_with_id
from labels.values.annotation import Status


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
