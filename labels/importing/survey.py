"""A survey of files without a project: counts of articles, decisions, labels and annotators."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, fields

from labels.formats.reader import ImportedArticle
from labels.importing.left_alone import LeftAlone
from labels.importing.report import Refused, Remark, Skipped
from labels.words import counted

#: Sets of labels that stand together are noted up to so many different ones.
_MOST_SETS = 10_000


@dataclass(frozen=True, slots=True)
class _Counted:
    """What a survey had counted at some time."""

    articles: int
    sentences: int
    decisions: int
    suggestions: int
    skipped: int
    labels: Counter[str]
    annotators: Counter[str]
    together: set[tuple[str, ...]]
    groups: dict[str, str]


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
    _file: str | None = field(default=None, init=False, repr=False)
    _before: _Counted | None = field(default=None, init=False, repr=False)

    @property
    def several(self) -> bool:
        """Whether any sentence carries more than one label of one annotator."""
        return bool(self.together)

    def take(self, item: ImportedArticle | Refused | Skipped | Remark) -> None:
        """Count one more item. If a file is refused, its earlier counts are removed."""
        match item:
            case Refused():
                self._forget(item.where)
                self.refused.append(item)
            case Skipped():
                self.skipped += 1
            case Remark():
                self.remarks.setdefault(item.words, item)
            case ImportedArticle():
                self._count(item)

    def _count(self, found: ImportedArticle) -> None:
        if found.where != self._file:
            self._file, self._before = found.where, self._counted()
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

    def _counted(self) -> _Counted:
        return _Counted(
            self.articles,
            self.sentences,
            self.decisions,
            self.suggestions,
            self.skipped,
            self.labels.copy(),
            self.annotators.copy(),
            self.together.copy(),
            self.groups.copy(),
        )

    def _forget(self, file: str) -> None:
        """Go back to what was counted before the articles of a file."""
        if file != self._file or self._before is None:
            return
        for each in fields(self._before):
            setattr(self, each.name, getattr(self._before, each.name))
        self._file = self._before = None

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
    """Read everything once, and count it."""
    seen = Survey()
    for each in found:
        seen.take(each)
    return seen
