"""What a decision says of suggestions, as fields of the training record, and back.

A record has names of labels where an event has their ids. What a model suggested that was in view stands in
`suggested_…`, what the blind control kept back in `withheld_…`; the fields `suggestion_…` and `marked_labels` are about
whichever there was.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypedDict

from labels.formats.row_values import as_names, as_number, as_text

#: The columns that are lists of labels, beside `labels` itself.
LABEL_LISTS = ("suggested_labels", "marked_labels", "withheld_labels", "other_labels")


class SuggestionFields(TypedDict):
    """The fields at the end of a training record; a list that has nothing to say is empty.

    `suggested_labels` has all labels of the suggestion in `suggested_label`, which names the first. `marked_labels` are
    the two or three that were only marked. `other_labels` are the most probable ones beside those given.
    """

    suggested_labels: list[str]
    suggestion_mode: str | None
    suggestion_accepted: bool | None
    suggestion_run: str | None
    marked_labels: list[str]
    withheld_labels: list[str]
    withheld_score: float | None
    p_given: float | None
    p_other: float | None
    other_labels: list[str]
    shown_order: str | None
    shown_probability: float | None


def suggestion_fields(payload: Mapping[str, Any], named: Callable[[str], str]) -> SuggestionFields:
    """The fields of a decision with this payload."""
    seen, kept = payload.get("suggestion") or {}, payload.get("withheld") or {}
    either, why = seen or kept, payload.get("shown") or {}
    marked = dict.fromkeys(label for labels in either.get("marked", ()) for label in labels)
    return {
        "suggested_labels": [named(each) for each in _labels(seen)],
        "suggestion_mode": either.get("mode"),
        "suggestion_accepted": either.get("accepted"),
        "suggestion_run": either.get("run"),
        "marked_labels": [named(each) for each in marked],
        "withheld_labels": [named(each) for each in _labels(kept)],
        "withheld_score": _float(kept.get("score")),
        "p_given": _float(payload.get("p_given")),
        "p_other": _float(payload.get("p_other")),
        "other_labels": [named(each) for each in payload.get("other", ())],
        "shown_order": why.get("order"),
        "shown_probability": _float(why.get("probability")),
    }


def suggestion_payload(fields: Mapping[str, Any]) -> dict[str, Any]:
    """What a record with these fields says of suggestions, as the payload of an event has it, with names of labels.

    Nothing for a record that does not have them, or says no more than which label was in view. Raises ValueError.
    """
    payload: dict[str, Any] = {}
    label, score = as_text(fields, "suggested_label"), as_number(fields.get("suggested_score"))
    seen, kept = as_names(fields.get("suggested_labels")), as_names(fields.get("withheld_labels"))
    about = _about(fields)
    if label is not None and (about or len(seen) > 1):
        payload["suggestion"] = _one(seen or (label,), score) | about
    elif kept:
        payload["withheld"] = _one(kept, as_number(fields.get("withheld_score"))) | about
    given, other = as_number(fields.get("p_given")), as_number(fields.get("p_other"))
    if given is not None and other is not None:
        payload |= {"p_given": given, "p_other": other, "other": list(as_names(fields.get("other_labels")))}
    order, probability = as_text(fields, "shown_order"), as_number(fields.get("shown_probability"))
    if order:
        payload["shown"] = {"order": order} | ({} if probability is None else {"probability": probability})
    return payload


def _labels(suggestion: Mapping[str, Any]) -> Iterable[str]:
    if not suggestion:
        return ()
    found: Iterable[str] = suggestion.get("labels") or (suggestion["label"],)
    return found


def _about(fields: Mapping[str, Any]) -> dict[str, Any]:
    """What is said of the suggestion beside its labels and score."""
    about: dict[str, Any] = {}
    for key in ("mode", "run"):
        if value := as_text(fields, f"suggestion_{key}"):
            about[key] = value
    if isinstance(fields.get("suggestion_accepted"), bool):
        about["accepted"] = fields["suggestion_accepted"]
    if marked := as_names(fields.get("marked_labels")):
        about["marked"] = [[each] for each in marked]
    return about


def _one(labels: Iterable[str], score: float | None) -> dict[str, Any]:
    found = list(labels)
    one: dict[str, Any] = {"label": found[0]} if len(found) == 1 else {"label": found[0], "labels": found}
    return one if score is None else one | {"score": score}


def _float(value: float | None) -> float | None:
    return None if value is None else float(value)
