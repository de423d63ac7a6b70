"""Labels of a file taken for what a model suggests: many files do not say whether a person or a model gave them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from labels.decision import Decision
from labels.formats.reader import ImportedArticle


def as_suggestions(found: ImportedArticle, model: str) -> ImportedArticle:
    """`found` with every label as a suggestion of `model`, and without decisions, notes and flags.

    Decisions that Copydesk itself wrote into the file were made by people, and suggest nothing.
    """
    original = found.original
    if original is not None:
        original = replace(original, decisions=_suggested(original.decisions))
    return replace(
        found, decisions=_suggested(found.decisions), original=original, groups={}, suggested_by=model or found.origin
    )


def _suggested(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """One for each label of each sentence; the first counts where several say the same."""
    once: dict[tuple[int, int, str | None], Decision] = {}
    for decision in decisions:
        for each in _each_label(decision):
            once.setdefault((each.start, each.end, each.suggested_label), each)
    return tuple(once.values())


def _each_label(decision: Decision) -> Iterator[Decision]:
    start, end = decision.start, decision.end
    if decision.suggests:
        suggested: dict[str | None, float | None] = {decision.suggested_label: decision.suggested_score}
    elif decision.status == "labelled" and decision.codebook is None:
        scored = {decision.suggested_label: decision.suggested_score}
        suggested = {label: scored.get(label) for label in decision.labels}
    else:
        suggested = {}
    for label, score in suggested.items():
        yield Decision(start, end, "undecided", suggested_label=label, suggested_score=score)
