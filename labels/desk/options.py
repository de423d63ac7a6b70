"""How an annotator wants the desk to work."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

#: To the next sentence without a decision, so that fast typing replaces no decision; or to the next sentence.
Advance = Literal["undecided", "sentence"]


@dataclass(frozen=True, slots=True)
class DeskOptions:
    """How the desk goes on after a decision, and which messages it shows.

    `advance` leads to the next undecided sentence or the next one. `summary` stops at the finish of each article.
    `nudge` warns when decisions outpace reading. `goal` is how many sentences the annotator wants to decide a day; 0
    is none.
    """

    advance: Advance = "undecided"
    summary: bool = False
    nudge: bool = False
    goal: int = 0


USUAL = DeskOptions()
