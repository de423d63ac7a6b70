"""Kinds that hold for the whole project: annotator, codebook, example, setting, assign."""

from __future__ import annotations

from typing import TYPE_CHECKING

from labels.journal.event import Act
from labels.journal.kinds.decision import check_labels
from labels.journal.kinds.kind import Kind, Payload, are_texts, is_text, label_in_words

if TYPE_CHECKING:
    from labels.codebook import Codebook

#: The roles that a person can have.
ROLES = ("annotator", "lead")

#: The reasons of an assignment that are not shown in words.
_USUAL = ("dealt", "overlap", "everyone")


class AnnotatorKind(Kind):
    """Register a person, rename them, give them a role, or say that they are the same as a known person."""

    name = "annotator"
    about = "project"

    def problem(self, payload: Payload) -> str | None:
        if not is_text(payload.get("who")) or not payload["who"].strip():
            return "it does not say who"
        if not all(is_text(payload.get(name, "")) for name in ("name", "role", "same_as")):
            return "what it says of a person is no text"
        return None if payload.get("role", "lead") in ROLES else "there is no such role"

    def in_words(self, payload: Payload, codebook: Codebook) -> str:
        if payload.get("same_as"):
            return f"said that {payload['who']} is {payload['same_as']}"  # two people may have one name
        if payload.get("role"):
            return f"made {payload.get('name') or name_in(payload['who'])} {payload['role']}"
        return f"registered {payload.get('name', payload['who'])}"


class CodebookKind(Kind):
    """Write a version of the codebook: `value` is the codebook, `parents` the versions that it is based on."""

    name = "codebook"
    about = "project"

    def problem(self, payload: Payload) -> str | None:
        from labels.codebook.merging import circles
        from labels.codebook.record import codebook_from_record

        if not are_texts(payload.get("parents", ())) or not are_texts(payload.get("seen", ())):
            return "its parents are no list of events"
        try:
            labels = codebook_from_record(payload["value"]).labels
            in_circle = circles({label.id: label.same_as for label in labels if label.same_as is not None})
        except (KeyError, TypeError, AttributeError, ValueError):
            return "it holds no codebook"
        return "it merges labels in a circle" if in_circle else None

    def in_words(self, payload: Payload, codebook: Codebook) -> str:
        return "changed the codebook"


class Example(Kind):
    """Put a sentence into the codebook as an example of a label, or (`on` false) as what the label is not."""

    name = "example"
    about = "sentence"
    undoable = True

    def check(self, act: Act, codebook: Codebook | None) -> None:
        super().check(act, codebook)
        if codebook is not None:
            check_labels(act.payload["labels"], codebook)

    def problem(self, payload: Payload) -> str | None:
        labels = payload.get("labels")
        if not are_texts(labels) or len(labels or ()) != 1:
            return "it is an example of no label"
        if not is_text(payload.get("text")) or not isinstance(payload.get("on"), bool):
            return "it has no text"
        return None

    def in_words(self, payload: Payload, codebook: Codebook) -> str:
        kind = "example" if payload["on"] else "counter-example"
        return f"made {kind} of {label_in_words(payload['labels'][0], codebook)}"

    def as_done(self, payload: Payload, codebook: Codebook) -> str:
        return "example in the codebook"


class Setting(Kind):
    """Set something for the whole project."""

    name = "setting"
    about = "project"

    def problem(self, payload: Payload) -> str | None:
        if not is_text(payload.get("key")) or not payload["key"]:
            return "it does not say what is set"
        return None if "value" in payload else "it has no value"

    def in_words(self, payload: Payload, codebook: Codebook) -> str:
        return f"set {payload['key']}"


class Assign(Kind):
    """Give an article or a sentence to one person, or take it back."""

    name = "assign"
    about = "article"
    undoable = True

    def problem(self, payload: Payload) -> str | None:
        if not is_text(payload.get("to")) or not isinstance(payload.get("on"), bool):
            return "it does not say who gets the work"
        return None if is_text(payload.get("why", "")) else "its reason is no text"

    def in_words(self, payload: Payload, codebook: Codebook) -> str:
        name, why = name_in(payload["to"]), payload.get("why", "")
        if not payload["on"]:
            return f"taken back from {name}"
        return f"assigned to {name}" + (f" ({why})" if why and why not in _USUAL else "")


def name_in(key: str) -> str:
    """The name that a key was made from."""
    return key.rpartition("~")[0] or key
