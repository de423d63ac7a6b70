"""What a merge brought, in figures."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from labels.journal.label_changes import LabelChange


@dataclass(slots=True)
class Merged:
    """What a merge brought, or would bring.

    `articles` and `sentences` are new ones, `events` new events, `texts` new texts. `decisions` counts new decisions by
    annotator. `recut` are the articles (ids) whose sentences changed, with the number of carried decisions in each
    afterwards. `waiting` is how many decisions lie on spans that are no sentences, in the whole project. `codebooks` is
    how many codebooks are to be settled (1: nothing is). `future` counts events dated a day or more after now,
    `unknown` those of kinds that this version does not know. `clashes` are names that several people have.
    `suggestions` are new. `labels` are the labels that are read differently now: those of new decisions, and if another
    codebook has come into force, also those of decisions that were here.
    """

    articles: int = 0
    sentences: int = 0
    events: int = 0
    texts: int = 0
    decisions: Counter[str] = field(default_factory=Counter)
    recut: list[tuple[str, int]] = field(default_factory=list)
    waiting: int = 0
    codebooks: int = 1
    future: int = 0
    unknown: int = 0
    clashes: tuple[str, ...] = ()
    suggestions: int = 0
    labels: tuple[LabelChange, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing is new."""
        return not (self.events or self.texts or self.suggestions)
