"""What an import finds and what becomes of it, in numbers and in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from labels.duplicates.finding import NearDuplicate
from labels.errors import CopydeskError
from labels.formats.reader import ImportedArticle
from labels.importing.left_alone import LeftAlone
from labels.words import counted


@dataclass(frozen=True, slots=True)
class Refused:
    """A file, folder or stream that gave no article: `reason` is one line that says what to do."""

    where: str
    reason: str


def refused(where: str, error: CopydeskError) -> Refused:
    """The refusal that an error amounts to: its words without the name that they begin with."""
    return Refused(where, str(error).removeprefix(f"{where}: ").removeprefix(f"{where}/"))


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


#: Sets of labels that stand together are noted up to so many different ones.
_MOST_SETS = 10_000


@dataclass(slots=True)
class Survey:
    """What the files hold: articles, given sentences, decisions, suggestions, and the labels and annotators in them.

    `decisions` counts flags and notes without a decision as well, `suggestions` what is suggested for sentences that
    nobody decided about. An annotator that is not named counts under an empty name. `together` holds the sets of
    several labels that one annotator gave one sentence; `groups` what the files say of which labels exclude each
    other: label to group.
    """

    articles: int = 0
    sentences: int = 0
    decisions: int = 0
    suggestions: int = 0
    skipped: int = 0
    labels: Counter[str] = field(default_factory=Counter)
    annotators: Counter[str] = field(default_factory=Counter)
    together: set[tuple[str, ...]] = field(default_factory=set)
    groups: dict[str, str] = field(default_factory=dict)
    refused: list[Refused] = field(default_factory=list)
    remarks: dict[str, Remark] = field(default_factory=dict)
    left_alone: LeftAlone = field(default_factory=LeftAlone)

    @property
    def several(self) -> bool:
        """Whether any sentence carries more than one label of one annotator."""
        return bool(self.together)

    def take(self, item: ImportedArticle | Refused | Skipped | Remark) -> None:
        """Count one more thing that was found."""
        match item:
            case Refused():
                self.refused.append(item)
            case Skipped():
                self.skipped += 1
            case Remark():
                self.remarks.setdefault(item.words, item)
            case ImportedArticle():
                self._count(item)

    def _count(self, found: ImportedArticle) -> None:
        self.articles += 1
        self.sentences += len(found.sentences or ())
        self.groups.update(found.groups)
        for decision in found.decisions:
            self.suggestions += decision.suggests
            if decision.only_suggests:
                continue
            self.decisions += 1
            self.annotators[decision.annotator or ""] += 1
            self.labels.update(decision.labels)
            if len(decision.labels) > 1 and len(self.together) < _MOST_SETS:
                self.together.add(tuple(sorted(decision.labels)))

    def in_words(self, me: str) -> list[str]:
        """What would come, a line for each thing; `me` is who decisions go to where no annotator is named."""
        lines = [f"{counted(self.articles, 'article')}, {counted(self.sentences, 'sentence')}"]
        if self.decisions:
            lines[0] += f", {counted(self.decisions, 'decision')}"
        if self.suggestions:
            lines[0] += f", {counted(self.suggestions, 'suggestion')}"
        if self.skipped:
            lines[0] += f"; {counted(self.skipped, 'row')} left out"
        if self.labels:
            lines.append("labels: " + ", ".join(f"{name} {count:,}" for name, count in self.labels.most_common()))
        if self.annotators:
            who = ", ".join(f"{name or me} {count:,}" for name, count in self.annotators.most_common())
            lines.append(f"annotators: {who}")
        if self.several:
            lines.append("some sentences carry several labels")
        return lines


def survey(found: Iterable[ImportedArticle | Refused | Skipped | Remark]) -> Survey:
    """Look at everything once."""
    seen = Survey()
    for each in found:
        seen.take(each)
    return seen


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
    left_alone: LeftAlone = field(default_factory=LeftAlone)

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
        """A line for each remark and the first rows that were left out, naming the file; then what concerns all.

        The last are decisions on other sentences, files that were left alone, and near-duplicates.
        """
        lines = [f"{remark.where}: {remark.words}" for remark in self.remarks]
        lines += [f"{row.where}: {row.reason}" for row in self.skipped_rows]
        if self.elsewhere:
            lie = "lies" if self.elsewhere == 1 else "lie"
            lines.append(
                f"{counted(self.elsewhere, 'decision')} {lie} on other sentences than the project’s:"
                " carried to the sentences inside them, or waiting"
            )
        lines += self.left_alone.in_words()
        return [*lines, self.alike] if self.alike else lines

    def refusals_in_words(self) -> list[str]:
        """A line for each refusal, naming the file and the remedy."""
        return [f"{refused.where}: {refused.reason}" for refused in self.refused]
