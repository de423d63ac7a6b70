"""Decisions on a unit: label, skip, and clear, which takes a decision away."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from labels.errors import UsageError
from labels.journal.event import Act, Event
from labels.journal.kinds.kind import Kind, Payload, are_texts, is_number, is_text, label_in_words
from labels.values.annotation import Annotation, without_decision

if TYPE_CHECKING:
    from labels.codebook import Codebook
    from labels.journal.article_state import ArticleState

#: The keys of a payload that are about suggestions: what was in view, what was kept back, the model's probabilities,
#: and why the sentence was shown.
SUGGESTION_KEYS = frozenset({"suggestion", "withheld", "p_given", "p_other", "other", "shown"})


class _Decision(Kind):
    about = "unit"
    undoable = True
    layered = True

    def problem(self, payload: Payload) -> str | None:
        seconds, version, saw = payload.get("seconds"), payload.get("version"), payload.get("saw")
        if seconds is not None and not (is_number(seconds) and seconds >= 0):
            return "its seconds are no number of seconds"
        if version is not None and type(version) is not int:
            return "its version of the codebook is no number"
        if saw is not None and not are_texts(saw):
            return "what it saw is no list of events"
        if not is_text(payload.get("rule", "")) or not is_text(payload.get("reason", "")):
            return "its rule or its reason is no text"
        if SUGGESTION_KEYS.isdisjoint(payload):
            return None
        from labels.journal.kinds.suggested import problem_with_suggestions

        return problem_with_suggestions(payload)

    def apply(self, state: ArticleState, event: Event) -> None:
        shared = event.action in state.of_several
        state.decide(event, lambda annotation: decided(annotation, event, shared=shared))


class Label(_Decision):
    """Give a unit labels, in place of what was decided before."""

    name = "label"

    def check(self, act: Act, codebook: Codebook | None) -> None:
        super().check(act, codebook)
        if codebook is not None:
            check_labels(act.payload["labels"], codebook, retired="origin" in act.payload)

    def problem(self, payload: Payload) -> str | None:
        labels = payload.get("labels")
        if not labels or not are_texts(labels) or list(labels) != sorted(set(labels)):
            return "its labels are no sorted list of different labels"
        return super().problem(payload)

    def in_words(self, payload: Payload, codebook: Codebook) -> str:
        return " + ".join(label_in_words(id, codebook) for id in payload["labels"])

    def as_done(self, payload: Payload, codebook: Codebook) -> str:
        return self.in_words(payload, codebook)


class Skip(_Decision):
    """Decide that a unit gets no label."""

    name = "skip"

    def in_words(self, payload: Payload, codebook: Codebook) -> str:
        return "skipped"


class Clear(_Decision):
    """Take the decision on a unit away."""

    name = "clear"

    def in_words(self, payload: Payload, codebook: Codebook) -> str:
        return "decision cleared"

    def as_done(self, payload: Payload, codebook: Codebook) -> str:
        return "clearing"


def check_labels(ids: list[str] | tuple[str, ...], codebook: Codebook, *, retired: bool = False) -> None:
    """Raise UsageError for labels that cannot be given together, or not any more (unless `retired` ones may be)."""
    for id in ids:
        try:
            label = codebook.label(id)
        except KeyError as error:
            raise UsageError(f"“{id}” is no label of the codebook.") from error
        if not retired and not codebook.can_be_given(label):
            raise UsageError(f"“{label.name}” is no longer in the codebook.")
    for one, other in combinations(ids, 2):
        if codebook.excludes(one, other):
            raise UsageError(
                f"“{codebook.label(one).name}” and “{codebook.label(other).name}” exclude each other in this codebook."
                " Give one of them."
            )


def decided(annotation: Annotation, event: Event, *, shared: bool = False) -> Annotation:
    """The annotation after a decision: flag and note stay. `shared` says that its action decided several sentences."""
    if event.kind == "clear":
        return without_decision(annotation)
    payload = event.payload
    suggestion = payload.get("suggestion") or {}
    return Annotation(
        status="labelled" if event.kind == "label" else "skipped",
        labels=tuple(payload.get("labels", ())),
        decided_at=event.at,
        seconds=payload.get("seconds"),
        suggested_label=suggestion.get("label"),
        suggested_score=suggestion.get("score"),
        codebook=event.codebook,
        version=payload.get("version"),
        event=event.id,
        imported="origin" in payload,
        shared=shared,
        flagged=annotation.flagged,
        flag_reason=annotation.flag_reason,
        note=annotation.note,
        sources=(event.id,),
    )
