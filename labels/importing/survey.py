"""A look at what would be imported, before anything is written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from labels.importing.found import Found, Refused


@dataclass(slots=True)
class Survey:
    """What the files hold: articles, given sentences, decisions, and the labels and annotators in them.

    `several` tells whether any sentence carries more than one label of one annotator.
    """

    articles: int = 0
    sentences: int = 0
    decisions: int = 0
    several: bool = False
    labels: Counter[str] = field(default_factory=Counter)
    annotators: Counter[str] = field(default_factory=Counter)
    refused: list[Refused] = field(default_factory=list)

    def take(self, found: Found | Refused) -> None:
        """Count one more thing that was found."""
        if isinstance(found, Refused):
            self.refused.append(found)
            return
        self.articles += 1
        self.sentences += len(found.sentences or ())
        self.decisions += len(found.decisions)
        for decision in found.decisions:
            self.labels.update(decision.labels)
            self.annotators[decision.annotator or ""] += 1
            self.several = self.several or len(decision.labels) > 1


def survey(found: Iterable[Found | Refused]) -> Survey:
    """Look at everything once."""
    seen = Survey()
    for each in found:
        seen.take(each)
    return seen
