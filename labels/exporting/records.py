"""From a project to a stream of training records, in a stable order and in constant memory."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from labels.errors import UsageError
from labels.exporting.record import RecordInContext
from labels.mark import UNTOUCHED, Mark, Status
from labels.sentence import Cut, sentence_id
from labels.store.articles import ArticleRow, sentences_of, text_of
from labels.store.connection import one_moment
from labels.store.queries import all_marks_of

if TYPE_CHECKING:
    from labels.exporting.chosen import Chosen
    from labels.project import Project
    from labels.query import Query

#: What is exported unless something else is asked for.
DECIDED: tuple[Status, ...] = ("labelled", "skipped")


@dataclass(frozen=True, slots=True)
class Selection:
    """Which decisions to export, and with how much around them.

    `annotators` empty means everyone. `statuses` with "undecided" also gives the sentences about which an
    annotator has not decided. `context` is how many neighbouring sentences go along on either side. A `query`
    keeps those that it selects as the annotator of each record sees them.
    """

    annotators: tuple[str, ...] = ()
    statuses: tuple[Status, ...] = DECIDED
    context: int = 0
    query: Query | None = None


def records(project: Project, selection: Selection | None = None) -> Iterator[RecordInContext]:
    """The records of a project: by article as imported, then place in the text, then annotator.

    All of them are of one moment, whatever other processes write meanwhile. Raises UsageError for an
    annotator who is not in the project.
    """
    selection = selection or Selection()
    connection = project.connection
    with one_moment(connection):
        project.reread_scheme()
        annotators = _annotators(project, selection)
        names = {label.id: label.name for label in project.scheme.labels}
        chosen = _chosen(project, selection, annotators)
        for article in project.articles():
            wanted = chosen.in_article(article.n) if chosen else None
            if wanted is not None and not wanted:
                continue
            marks = all_marks_of(connection, article.n)
            if marks or "undecided" in selection.statuses:
                text, cuts = text_of(connection, article.n), sentences_of(connection, article.n)
                yield from _selected(_InArticle(article, text, cuts, marks, names), annotators, selection, wanted)


def _chosen(project: Project, selection: Selection, annotators: Sequence[str]) -> Chosen | None:
    if selection.query is None:
        return None
    from labels.exporting.chosen import Chosen

    return Chosen(project, selection.query, annotators)


def _annotators(project: Project, selection: Selection) -> tuple[str, ...]:
    known = project.annotators()
    for name in selection.annotators:
        if name not in known:
            who = ", ".join(known) or "nobody yet"
            raise UsageError(f"{project.path}: “{name}” has said nothing here. Known annotators: {who}.")
    if selection.annotators:
        return tuple(sorted(set(selection.annotators)))
    return tuple(known) or (project.annotator,)


def _selected(
    article: _InArticle, annotators: Sequence[str], selection: Selection, wanted: set[tuple[int, str]] | None
) -> Iterator[RecordInContext]:
    """The records of an article; `wanted` has the start and annotator of those that a query chose, None for all."""
    for position, cut in enumerate(article.cuts):
        for annotator in annotators:
            if wanted is not None and (cut.start, annotator) not in wanted:
                continue
            mark = article.marks.get((cut.start, cut.end, annotator), UNTOUCHED)
            if mark.status in selection.statuses:
                record = article.record(position, annotator, mark)
                if selection.context:
                    record["previous"] = article.texts(max(0, position - selection.context), position)
                    record["next"] = article.texts(position + 1, position + 1 + selection.context)
                yield record


@dataclass(frozen=True, slots=True)
class _InArticle:
    """An article with its sentences, and everyone's marks on them by span; `names` are those of labels by id."""

    row: ArticleRow
    text: str
    cuts: Sequence[Cut]
    marks: Mapping[tuple[int, int, str], Mark]
    names: Mapping[str, str]

    def texts(self, first: int, end: int) -> list[str]:
        """The sentences from one position up to another."""
        return [self.text[cut.start : cut.end] for cut in self.cuts[first:end]]

    def record(self, position: int, annotator: str, mark: Mark) -> RecordInContext:
        """What an annotator says of the sentence at a position, without its neighbours."""
        cut, article, names = self.cuts[position], self.row, self.names
        labels = sorted(names.get(id, id) for id in mark.labels)
        suggested = mark.suggested_label
        return {
            "id": sentence_id(article.id, cut.start, cut.end),
            "text": self.text[cut.start : cut.end],
            "label": labels[0] if len(labels) == 1 else None,
            "labels": labels,
            "status": mark.status,
            "article_id": article.id,
            "title": article.title,
            "source": article.source,
            "url": article.url,
            "published": article.published,
            "language": article.language,
            "paragraph": cut.paragraph,
            "position": position,
            "start": cut.start,
            "end": cut.end,
            "annotator": annotator,
            "decided_at": mark.decided_at,
            "seconds": mark.seconds,
            "flagged": mark.flagged,
            "note": mark.note or None,
            "suggested_label": None if suggested is None else names.get(suggested, suggested),
            "suggested_score": mark.suggested_score,
            "scheme_version": mark.scheme_version,
            "split": None,
            "flag_reason": mark.flag_reason or None,
        }
