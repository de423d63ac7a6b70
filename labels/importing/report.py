"""What became of an import, in numbers and in words."""

from __future__ import annotations

from dataclasses import dataclass, field

from labels.duplicates.finding import NearDuplicate
from labels.importing.found import Refused, Remark, Skipped
from labels.words import counted

#: So many of the rows that were left out are named one by one.
_NAMED_ROWS = 20


@dataclass(slots=True)
class ImportReport:
    """What became of the files: articles that were new, articles the project had already, decisions, refusals.

    `skipped` counts the rows that were left out on request; `skipped_rows` holds the first of them. `labels` are
    those that the codebook did not have before. `near_duplicates` has each article that is much like an earlier one,
    with the one that it is most like; `alike` says so in words. `suggestions` counts those that were kept for sentences
    about which nobody decided, `elsewhere` the decisions on other sentences than the project's.
    """

    new: int = 0
    known: int = 0
    sentences: int = 0
    decisions: int = 0
    skipped: int = 0
    labels: list[str] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    skipped_rows: list[Skipped] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    near_duplicates: list[NearDuplicate] = field(default_factory=list)
    alike: str = ""
    suggestions: int = 0
    elsewhere: int = 0

    def refuse(self, refused: Refused) -> None:
        """Note a refusal, unless it was noted before."""
        if refused not in self.refused:
            self.refused.append(refused)

    def skip(self, skipped: Skipped) -> None:
        """Count a row that is left out."""
        self.skipped += 1
        if len(self.skipped_rows) < _NAMED_ROWS:
            self.skipped_rows.append(skipped)

    def remark(self, remark: Remark) -> None:
        """Note a remark, unless the same was said of another file."""
        if all(remark.words != known.words for known in self.remarks):
            self.remarks.append(remark)

    def in_words(self) -> str:
        """One line, such as "3 articles added (71 sentences), 1 known already, 2 refused"."""
        parts = [f"{counted(self.new, 'article')} added"]
        if self.new:
            parts[0] += f" ({counted(self.sentences, 'sentence')})"
        if self.known:
            parts.append(f"{self.known:,} known already")
        if self.decisions:
            parts.append(counted(self.decisions, "decision"))
        if self.suggestions:
            parts.append(counted(self.suggestions, "suggestion"))
        if self.labels:
            parts.append(f"{counted(len(self.labels), 'label')} added to the codebook")
        if self.skipped:
            parts.append(f"{counted(self.skipped, 'row')} left out")
        if self.refused:
            parts.append(f"{len(self.refused):,} refused")
        return ", ".join(parts)

    def remarks_in_words(self) -> list[str]:
        """A line for each remark and the first rows that were left out, naming the file; then the near-duplicates."""
        lines = [f"{remark.where}: {remark.words}" for remark in self.remarks]
        lines += [f"{row.where}: {row.reason}" for row in self.skipped_rows]
        if self.elsewhere:
            lie = "lies" if self.elsewhere == 1 else "lie"
            lines.append(
                f"{counted(self.elsewhere, 'decision')} {lie} on other sentences than the project’s:"
                " carried to the sentences inside them, or waiting"
            )
        return [*lines, self.alike] if self.alike else lines

    def refusals_in_words(self) -> list[str]:
        """A line for each refusal, naming the file and the remedy."""
        return [f"{refused.where}: {refused.reason}" for refused in self.refused]
