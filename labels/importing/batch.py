"""Writes articles into a project in batches. Each batch is written as a whole or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from labels.article import Article
from labels.decision import Incoming
from labels.duplicates.finding import Known, find_near_duplicates
from labels.duplicates.report import nearest
from labels.errors import CopydeskError, MissingExtraError, ReadingError, UsageError
from labels.formats.article_text import check_number
from labels.formats.reader import ImportedArticle
from labels.importing.codebook import missing_labels
from labels.importing.faults import ENDS_ALL, unexpected
from labels.importing.recut import recut
from labels.importing.report import ImportReport, Refused, in_a_line, refused
from labels.journal.text import fault_in_article
from labels.segmentation import CutResult, cut, given
from labels.segmentation.languages import guess
from labels.values.import_options import ImportOptions

if TYPE_CHECKING:
    from labels.open_project import OpenProject

#: A batch is one transaction: this many articles, or this many sentences if they are long. Labellers wait for no longer
#: than one batch takes to write.
_ARTICLES, _SENTENCES = 50, 5_000

#: A longer text, in code points, is cut in so many places for so many code points each before all of it is cut: where
#: these hold twice as many sentences as an article may have, cutting it would take minutes and all the memory.
_LONG, _PIECES, _PIECE = 1_000_000, 20, 5_000


def cut_found(found: ImportedArticle, options: ImportOptions) -> CutResult:
    """The sentences of an article: as given, or cut.

    Raises MissingExtraError for a language that was asked for, ReadingError for more sentences than are taken in.
    """
    article = found.article
    if found.sentences is not None:
        return CutResult(found.sentences, "given", article.language or guess(article.text), "given 1")
    if len(article.text) > _LONG:
        samples = [article.text[at : at + _PIECE] for at in range(0, len(article.text), len(article.text) // _PIECES)]
        counted = sum(len(_cut(found, piece, options).sentences) for piece in samples)
        check_number(counted * len(article.text) // (2 * _PIECE * len(samples)), found.where)
    result = _cut(found, article.text, options)
    check_number(len(result.sentences), found.where)
    return result


def _cut(found: ImportedArticle, text: str, options: ImportOptions) -> CutResult:
    if options.given:
        return given(text)
    layout = found.layout if options.layout == "auto" else options.layout
    return cut(text, found.article.language, layout, abbreviations=options.abbreviations)


class Batch:
    """Takes articles as they are found, and notes in the report what happened to each."""

    def __init__(self, project: OpenProject, report: ImportReport, options: ImportOptions) -> None:
        """Nothing is written until a batch is full, or `keep` is called."""
        self._project = project
        self._report = report
        self._options = options
        self._waiting: list[tuple[ImportedArticle, Incoming]] = []
        self._sentences = 0
        self._known_labels: set[str] = set()
        self._compared = Known(project.reader)

    def take(self, found: ImportedArticle) -> None:
        """Put one more article into the batch unless it is known or refused; keep the batch if that fills it."""
        try:
            self._put(found)
        except ReadingError as error:
            self._report.refuse(refused(found.where, error))
        except (*ENDS_ALL, CopydeskError):
            raise
        except Exception as error:  # noqa: BLE001  # whatever is wrong with one article, the others go on
            self._refuse(found, unexpected(found.where, "an article of it could not be taken in", error))
        if len(self._waiting) >= _ARTICLES or self._sentences >= _SENTENCES:
            self.keep()

    def _put(self, found: ImportedArticle) -> None:
        fault = fault_in_article(found.article)
        if fault is not None:
            self._refuse(found, fault)
        elif not found.decisions and self._project.number_of(found.article.id) is not None:
            self._report.known += 1
        elif unknown := self._unknown_labels(found):
            self._refuse(found, f"changed while it was read: its label “{unknown}” was not there before. Import again.")
        else:
            self._add(found)

    def _add(self, found: ImportedArticle) -> None:
        incoming = self._of_the_original(found)
        if incoming is None:
            try:
                result = cut_found(found, self._options)
            except MissingExtraError as error:
                if self._options.language:  # the language was named, so it is wanted for all articles
                    raise
                self._refuse(found, str(error))
                return
            if not result.sentences:
                self._refuse(found, "holds no sentence. Give it some text, or leave it out.")
                return
            incoming = Incoming(found.article, result, found.decisions, found.origin, found.run)
        self._waiting.append((found, incoming))
        self._sentences += len(incoming.cut.sentences)

    def _of_the_original(self, found: ImportedArticle) -> Incoming | None:
        """The decisions on the article that `found` was rebuilt from, where the project has it itself.

        They are on the sentences of the other project, which may have other boundaries.
        """
        n = self._project.number_of(found.original.id) if found.original else None
        if found.original is None or n is None:
            return None
        reader = self._project.reader
        article = Article(reader.text_of(n))
        decisions = found.original.decisions
        spans = [(each.start, each.end) for each in decisions if each.end <= len(article.text)]
        cuts = recut(article.text, reader.cuts_of(n), spans)
        return Incoming(article, CutResult(cuts, "given", "", "given 1"), decisions, found.origin, found.run)

    def _unknown_labels(self, found: ImportedArticle) -> str | None:
        """A label that the look at the file did not show, and the codebook does not have."""
        new = {label for decision in found.decisions for label in decision.labels} - self._known_labels
        missing = missing_labels(new, self._project.codebook) if new else []
        self._known_labels |= new - set(missing)
        return missing[0] if missing else None

    def _refuse(self, found: ImportedArticle, reason: str) -> None:
        self._report.refuse(Refused(found.where, in_a_line(reason)))

    def keep(self) -> None:
        """Write what waits, and compare what has not been compared, also what an earlier import left."""
        waiting, self._waiting, self._sentences = self._waiting, [], 0
        if waiting:
            self._write_or_refuse(waiting)
        if not self._options.compare:
            return
        for found in find_near_duplicates(self._project, self._compared):
            self._report.near_duplicates += nearest(found)

    def _write_or_refuse(self, waiting: Sequence[tuple[ImportedArticle, Incoming]]) -> None:
        """All of it or nothing; if the project objects to an article, all but that one."""
        try:
            self._write(waiting)
        except ENDS_ALL:
            raise
        except Exception:  # noqa: BLE001  # it comes again for the article that is to blame
            for each in waiting:
                self._write_one_or_refuse(each)

    def _write_one_or_refuse(self, waiting: tuple[ImportedArticle, Incoming]) -> None:
        found, incoming = waiting
        try:
            self._write([waiting])
        except UsageError as error:
            self._refuse(found, str(error).removeprefix(f"{incoming.origin}: "))
        except (*ENDS_ALL, CopydeskError):
            raise
        except Exception as error:  # noqa: BLE001  # whatever is wrong with one article, the others go on
            self._refuse(found, unexpected(found.where, "an article of it could not be written", error))

    def _write(self, waiting: Sequence[tuple[ImportedArticle, Incoming]]) -> None:
        done = self._project.ingest([incoming for _, incoming in waiting])
        for (_, incoming), became in zip(waiting, done, strict=True):
            self._report.decisions += became.decisions
            self._report.suggestions += became.suggestions
            self._report.elsewhere += became.elsewhere
            if became.is_new:
                self._report.new += 1
                self._report.sentences += len(incoming.cut.sentences)
            else:
                self._report.known += 1
