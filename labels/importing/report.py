"""The result of an import, in numbers and in words."""

from __future__ import annotations

from dataclasses import dataclass, field

from labels.duplicates.finding import NearDuplicate
from labels.errors import CopydeskError
from labels.files.source import one_line
from labels.importing.left_alone import LeftAlone
from labels.words import counted


@dataclass(frozen=True, slots=True)
class Refused:
    """A file, folder or stream that gave no article: `reason` is one line that says what to do."""

    where: str
    reason: str


def refused(where: str, error: CopydeskError) -> Refused:
    """The refusal for an error: its message without the name at the beginning."""
    return Refused(where, in_a_line(str(error).removeprefix(f"{where}: ").removeprefix(f"{where}/")))


#: What is told of a file is no longer than so many characters; names of columns and labels may be longer.
_LONGEST = 600


def in_a_line(words: str) -> str:
    """A message about a file on one line of limited length, even if it quotes the file."""
    if len(words) > _LONGEST:  # the remedy is at the end
        words = f"{words[: _LONGEST // 2]}…{words[-_LONGEST // 2 :]}"
    return one_line(words)


@dataclass(frozen=True, slots=True)
class Skipped:
    """A row that could not be read and was left out on request; `reason` names its line and what to do."""

    where: str
    reason: str


@dataclass(frozen=True, slots=True)
class Remark:
    """Something worth telling about a file that stops nothing, such as which columns were guessed."""

    where: str
    words: str

    def in_words(self) -> str:
        """One line that names the file."""
        return f"{self.where}: {self.words}"


#: How many of the rows that were left out are named one by one.
_NAMED_ROWS = 20


@dataclass(slots=True)
class ImportReport:
    """What became of the files: articles that were new, articles the project had already, decisions, refusals.

    `skipped` counts the rows that were left out on request; `skipped_rows` holds the first of them. `labels` are
    those that the codebook did not have before. `near_duplicates` has each article that is much like an earlier one,
    with the one that it is most like; `alike` says so in words; `compared` is false if they were not looked for. `told`
    are remarks that a person has seen before anything was written. `suggestions` counts those that were kept for
    sentences about which nobody decided, `elsewhere` the decisions on other sentences than the project's.
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
    told: list[Remark] = field(default_factory=list)
    near_duplicates: list[NearDuplicate] = field(default_factory=list)
    alike: str = ""
    suggestions: int = 0
    elsewhere: int = 0
    left_alone: LeftAlone = field(default_factory=LeftAlone)
    compared: bool = True
    _files: dict[str, set[str]] = field(default_factory=dict, init=False, repr=False)

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
        """Note a remark. If another file had the same remark, only count the files."""
        if all(remark.words != known.words for known in self.remarks):
            self.remarks.append(remark)
        self._files.setdefault(remark.words, set()).add(remark.where)

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
        """A line for each remark that was not told yet and the first rows that were left out, naming the file; then
        the near-duplicates.
        """
        lines = [
            f"{remark.where}{self._more(remark)}: {remark.words}" for remark in self.remarks if remark not in self.told
        ]
        lines += [f"{row.where}: {row.reason}" for row in self.skipped_rows]
        if self.elsewhere:
            lie = "lies" if self.elsewhere == 1 else "lie"
            lines.append(
                f"{counted(self.elsewhere, 'decision')} {lie} on other sentences than the project’s:"
                " carried to the sentences inside them, or waiting"
            )
        lines += self.left_alone.in_words()
        if self.new and not self.compared:
            lines.append("Near-duplicates were not looked for. To look for them: copydesk duplicates")
        return [*lines, self.alike] if self.alike else lines

    def _more(self, remark: Remark) -> str:
        """How many other files a remark holds for."""
        more = len(self._files.get(remark.words, ())) - 1
        return f" and {counted(more, 'more file')}" if more > 0 else ""

    def refusals_in_words(self) -> list[str]:
        """A line for each refusal, naming the file and the remedy."""
        return [f"{refused.where}: {refused.reason}" for refused in self.refused]
