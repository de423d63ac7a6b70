"""From a project to a stream of gold records: one for each sentence, with what was settled, and who said what."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, cast

from labels.errors import UsageError
from labels.exporting.in_article import InArticle, Known, Voice
from labels.exporting.selection import Asking, Selection, found_by_query
from labels.formats.gold_record import GoldFields, vote_text
from labels.formats.record import RecordInContext
from labels.projections.annotations import annotation_values
from labels.projections.articles import ArticleRow
from labels.values.annotation import UNTOUCHED, Annotation
from labels.values.review import ReviewUnit

if TYPE_CHECKING:
    from labels.project_view import ProjectView

#: The annotator of a sentence that nobody settled.
_NOBODY = Voice(None, "", "", None)


def gold_records(project: ProjectView, selection: Selection) -> Iterator[RecordInContext]:
    """The gold records of the sentences in the selected states, by article, then place in the text; of one moment.

    Raises UsageError for a selection of annotators, and for a viewer who may not see what was settled.
    """
    if selection.annotators:
        raise UsageError("Gold is what was settled, and no annotator’s. Leave out the annotators.")
    with project.one_moment():
        project.reread_codebook()
        settled = project.settled_articles()
        making = _Making(project)
        only_settled = selection.states == ("settled",)
        for row, wanted in _articles(project, selection):
            if only_settled and row.n not in settled:
                continue
            units = project.review_units(row.n)
            if not units and "unmarked" not in selection.states:
                continue
            text, cuts = project.reader.whole_text_of(row.n), project.reader.cuts_of(row.n)
            article = InArticle(row, text, cuts, making.known)
            for position, cut in enumerate(cuts):
                unit = units.get((cut.start, cut.end), _UNMARKED)
                if unit.state not in selection.states or not (wanted is None or (cut.start, None) in wanted):
                    continue
                record = making.record(article, position, unit)
                if record["status"] in selection.statuses:
                    if selection.context:
                        article.add_neighbours(record, selection.context)
                    yield record


_UNMARKED = ReviewUnit()


def _articles(
    project: ProjectView, selection: Selection
) -> Iterator[tuple[ArticleRow, set[tuple[int, Asking]] | None]]:
    """The articles in which something is wanted: where each wanted sentence begins, None for all."""
    articles = project.articles_in_order()
    if selection.query is None:
        return ((article, None) for article in articles)
    found = found_by_query(project, selection.query, [None], articles)
    return ((article, wanted) for article, wanted in found if wanted)


class _Making:
    """Makes gold records of one project."""

    def __init__(self, project: ProjectView) -> None:
        """Fit the model of the annotators."""
        self.known = Known.of(project)
        self._shown, self._keys = project.names_on_screen(), project.annotator_keys()
        self._names = project.plain_names()
        self._posteriors = project.posteriors()

    def record(self, article: InArticle, position: int, unit: ReviewUnit) -> RecordInContext:
        """The record of a sentence, without its neighbours."""
        annotation = _as_annotation(unit)
        record = article.record(position, self._voice(unit), annotation_values(annotation))
        record["note"] = (unit.note if unit.settled is None else unit.settled.note) or None
        record.update(cast("RecordInContext", self._gold(article, position, unit, annotation)))
        return record

    def _voice(self, unit: ReviewUnit) -> Voice:
        """Who settled it."""
        if unit.settled is None:
            return _NOBODY
        person = unit.settled.person
        return Voice(person, self._shown.get(person, ""), self._names.get(person, ""), self._keys.get(person))

    def _gold(self, article: InArticle, position: int, unit: ReviewUnit, annotation: Annotation) -> GoldFields:
        settled, cut = unit.settled, article.cuts[position]
        votes = sorted((self._shown.get(vote.person, "?"), vote.labels) for vote in unit.votes)
        known = self._posteriors.get((article.row.n, cut.start, cut.end)) if annotation.decided else None
        return {
            "state": unit.state,
            "mark": settled.mark if settled is not None else None,
            "rule": (settled.rule or None) if settled is not None else None,
            "reason": (settled.reason or None) if settled is not None else None,
            "carried": settled is not None and settled.carried,
            "voters": [name for name, _ in votes],
            "votes": [vote_text(self.known.names(labels)) for _, labels in votes],
            "posterior": None if known is None else known.get(annotation.labels),
        }


def _as_annotation(unit: ReviewUnit) -> Annotation:
    """What was settled, or what all agree on, as an annotation; otherwise an empty one."""
    settled = unit.settled
    if settled is not None:
        return Annotation(
            "labelled" if settled.labels else "skipped",
            settled.labels,
            settled.at,
            settled.seconds,
            codebook=settled.codebook,
            event=settled.event,
        )
    if unit.state != "agreed":
        return UNTOUCHED
    (labels,) = unit.answers
    return Annotation("labelled" if labels else "skipped", labels)
