"""A decision about a sentence, as a plain value. Importers use it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from labels.article import Article
from labels.values.annotation import Status

if TYPE_CHECKING:
    from labels.journal.suggestions import Run
    from labels.segmentation import CutResult


@dataclass(frozen=True, slots=True)
class Decision:
    """One annotator's decision on one sentence, with flag, note and suggestion.

    `start` and `end` are the sentence's span in the article's text, in code points. `labels` are names as the other
    tool has them. `annotator` None stands for whoever imports. `at` is ISO 8601 with a time zone, or None where the
    other tool does not say. `status` "undecided" carries a flag, a note or a suggestion only. `scheme_version` and
    `codebook` (number and event) are of the codebook under which it was decided, `annotator_key` is who decided; they
    are known only for Copydesk's own records. So are `suggestions`, which is the part of a payload about them, with
    names of labels.
    """

    start: int
    end: int
    status: Status
    labels: tuple[str, ...] = ()
    annotator: str | None = None
    at: str | None = None
    seconds: float | None = None
    suggested_label: str | None = None
    suggested_score: float | None = None
    flagged: bool = False
    flag_reason: str = ""
    note: str = ""
    codebook_version: int | None = None
    codebook: str | None = None
    annotator_key: str | None = None
    suggestions: Mapping[str, Any] | None = None

    @property
    def says_something(self) -> bool:
        """Whether it holds anything: a decision, a flag, a note or a suggestion."""
        return self.status != "undecided" or self.flagged or bool(self.note) or self.suggested_label is not None

    @property
    def suggests(self) -> bool:
        """Whether it suggests a label for a sentence about which nobody decided."""
        return self.status == "undecided" and self.suggested_label is not None

    @property
    def only_suggests(self) -> bool:
        """Whether it is nothing but a suggestion."""
        return self.suggests and not self.flagged and not self.note

    def __reduce__(self) -> tuple[type[Decision], tuple[Any, ...]]:
        """Used by `pickle`, with which an import stores what it has read.

        The default of a data class takes three times as long.
        """
        return Decision, _values(self)

    def placed(self, start: int, end: int) -> Decision:
        """The same decision, for the sentence with this span."""
        # Called once for every decision of an import: `dataclasses.replace` takes twice as long.
        return Decision(
            start,
            end,
            self.status,
            self.labels,
            self.annotator,
            self.at,
            self.seconds,
            self.suggested_label,
            self.suggested_score,
            self.flagged,
            self.flag_reason,
            self.note,
            self.codebook_version,
            self.codebook,
            self.annotator_key,
            self.suggestions,
        )


#: The values of a decision, in the order in which it takes them.
_values: Callable[[Decision], tuple[Any, ...]] = attrgetter(*(each.name for each in fields(Decision)))


@dataclass(frozen=True, slots=True)
class Incoming:
    """An article on its way into a project, cut into sentences, with the decisions that come with it.

    `origin` names the format and file of the decisions, such as "prodigy: reviews.jsonl". What is suggested for
    undecided sentences is kept under `run`.
    """

    article: Article
    cut: CutResult
    decisions: Sequence[Decision] = ()
    origin: str = ""
    run: Run | None = None
