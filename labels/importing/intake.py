"""Taking articles into a project: read, cut into sentences, and kept in batches, the same however often it is run."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from labels.decision import Incoming
from labels.errors import MissingExtraError
from labels.importing.found import Found, Refused
from labels.importing.reading import read_articles
from labels.project import Project
from labels.segmentation import Abbreviations, CutResult, cut, given
from labels.segmentation.languages import guess
from labels.store.storable import fault_in_article
from labels.words import counted

#: A batch is one transaction: so many articles, or so many sentences if they are long. Labellers wait for
#: no longer than one batch takes to write.
_ARTICLES, _SENTENCES = 100, 20_000


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """How files are read and cut; everything unset is found out. `given` keeps one sentence a line as it is."""

    format: str | None = None
    encoding: str | None = None
    language: str | None = None
    layout: str = "auto"
    given: bool = False
    abbreviations: Abbreviations | None = None


@dataclass(slots=True)
class ImportReport:
    """What became of the files: articles that were new, articles the project had already, and refusals."""

    new: int = 0
    known: int = 0
    sentences: int = 0
    decisions: int = 0
    refused: list[Refused] = field(default_factory=list)

    def in_words(self) -> str:
        """One line, such as "3 articles added (71 sentences), 1 known already, 2 refused"."""
        parts = [f"{counted(self.new, 'article')} added"]
        if self.new:
            parts[0] += f" ({counted(self.sentences, 'sentence')})"
        if self.known:
            parts.append(f"{self.known:,} known already")
        if self.decisions:
            parts.append(counted(self.decisions, "decision"))
        if self.refused:
            parts.append(f"{len(self.refused):,} refused")
        return ", ".join(parts)

    def refusals_in_words(self) -> list[str]:
        """A line for each refusal, naming the file and the remedy."""
        return [f"{refused.where}: {refused.reason}" for refused in self.refused]


def import_articles(
    project: Project,
    paths: Sequence[Path | str],
    options: ImportOptions | None = None,
    *,
    stdin: BinaryIO | None = None,
    told: Callable[[ImportReport], None] = lambda report: None,
) -> ImportReport:
    """Add the articles of files, folders and streams (`-`) to a project; `told` hears of each one.

    What cannot be read is refused and does not stop the rest. Interrupted, it can be run again: articles
    that were kept are known then. Raises UsageError for options that cannot be, ProjectError if the project
    cannot be written.
    """
    options = options or ImportOptions()
    report = ImportReport()
    batch = _Batch(project, report)
    for found in read_articles(
        paths, encoding=options.encoding, language=options.language, format=options.format, stdin=stdin
    ):
        if isinstance(found, Refused):
            report.refused.append(found)
        else:
            batch.take(found, options)
        told(report)
    batch.keep()
    told(report)
    return report


def _cut(found: Found, options: ImportOptions) -> CutResult:
    if found.sentences is not None:
        return CutResult(found.sentences, "given", found.article.language or guess(found.article.text), "given 1")
    if options.given:
        return given(found.article.text)
    layout = found.layout if options.layout == "auto" else options.layout
    article = found.article
    return cut(article.text, article.language, layout, abbreviations=options.abbreviations)


class _Batch:
    """Articles on their way into the project."""

    def __init__(self, project: Project, report: ImportReport) -> None:
        self._project = project
        self._report = report
        self._waiting: list[Incoming] = []
        self._sentences = 0

    def take(self, found: Found, options: ImportOptions) -> None:
        """Put one more article into the batch unless it is known or refused; keep the batch if that fills it."""
        fault = fault_in_article(found.article)
        if fault is not None:
            self._refuse(found, fault)
        elif not found.decisions and self._project.number_of(found.article.id) is not None:
            self._report.known += 1
        else:
            self._add(found, options)

    def _add(self, found: Found, options: ImportOptions) -> None:
        try:
            result = _cut(found, options)
        except MissingExtraError as error:
            if options.language:  # asked for by name, so it is wanted for all
                raise
            self._refuse(found, str(error))
            return
        if not result.sentences:
            self._refuse(found, "holds no sentence. Give it some text, or leave it out.")
            return
        self._waiting.append(Incoming(found.article, result, found.decisions, found.origin))
        self._sentences += len(result.sentences)
        if len(self._waiting) >= _ARTICLES or self._sentences >= _SENTENCES:
            self.keep()

    def _refuse(self, found: Found, reason: str) -> None:
        self._report.refused.append(Refused(found.where, reason))

    def keep(self) -> None:
        """Write what waits, all of it or nothing."""
        if not self._waiting:
            return
        for incoming, (is_new, decisions) in zip(self._waiting, self._project.take_in(self._waiting), strict=True):
            self._report.decisions += decisions
            if is_new:
                self._report.new += 1
                self._report.sentences += len(incoming.cut.sentences)
            else:
                self._report.known += 1
        self._waiting, self._sentences = [], 0
