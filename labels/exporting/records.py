"""From a project to a stream of training records, in a stable order and in constant memory."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from labels.errors import UsageError
from labels.exporting.selection import Selection
from labels.formats.dataset import About, Dataset, Unit
from labels.formats.record import RecordInContext
from labels.formats.suggested import SuggestionFields, no_suggestion, suggestion_fields
from labels.journal.ids import id_to_text
from labels.projections.articles import ArticleRow
from labels.sentence import Cut, sentence_id
from labels.values.annotation import UNTOUCHED, Annotation

if TYPE_CHECKING:
    from labels.project_view import ProjectView


def records(project: ProjectView, selection: Selection | None = None) -> Iterator[RecordInContext]:
    """The records of a project: by article, then place in the text, then annotator (name, then key).

    Articles come in the order of the events that brought them: the same in every copy of a project. All records are
    of one moment, whatever other processes write meanwhile. Raises UsageError for an annotator who is not in the
    project.
    """
    selection = selection or Selection()
    with project.one_moment():
        project.reread_codebook()
        voices = _voices(project, selection)
        merged = project.reader.merged_labels()
        names = {label.id: label.name for label in project.codebook.labels}
        names |= {id: names.get(target, target) for id, target in merged.items()}
        known = _Known(names, project.codebook_numbers())
        for article, wanted in _articles(project, selection, voices):
            annotations = project.annotations(article.n, merged)
            if annotations or "undecided" in selection.statuses:
                text, cuts = project.reader.whole_text_of(article.n), project.reader.cuts_of(article.n)
                of_article = _InArticle(article, text, cuts, known, project.suggestions_in(article.n))
                yield from _selected(of_article, annotations, voices, selection, wanted)


def select(
    project: ProjectView,
    selection: Selection | None = None,
    parts: Mapping[str, str] | None = None,
    one_row_per: Unit = "decision",
    about: About | None = None,
) -> Dataset:
    """The selected decisions as data to write; `parts` names the part of each article id, if the data are divided."""
    chosen = selection or Selection()

    def every_record() -> Generator[RecordInContext, None, None]:
        for record in records(project, chosen):
            if parts is not None:
                record["split"] = parts.get(record["article_id"])
            yield record

    is_whole = chosen == Selection() and parts is None
    return Dataset(project, every_record, chosen.context, parts, is_whole, one_row_per, about or About())


@dataclass(frozen=True, slots=True)
class _Voice:
    """An annotator: the number in the file, the name on screen, the plain name, and the key.

    Number and key are None for somebody who never said anything.
    """

    person: int | None
    shown: str
    name: str
    key: str | None


def _articles(
    project: ProjectView, selection: Selection, voices: Sequence[_Voice]
) -> Iterator[tuple[ArticleRow, set[tuple[int, str]] | None]]:
    """The articles in which something is wanted: start and name of the annotator of each choice, None for all."""
    articles = project.articles_in_order()
    if selection.query is None:
        return ((article, None) for article in articles)
    from labels.exporting.selection import found_by_query

    found = found_by_query(project, selection.query, [voice.shown for voice in voices], articles)
    return ((article, wanted) for article, wanted in found if wanted)


def _voices(project: ProjectView, selection: Selection) -> list[_Voice]:
    """The annotators whose records are wanted, in order."""
    known = project.reader.annotators()
    people = {project.annotator_number(name): name for name in known}
    names, keys = project.plain_names(), project.annotator_keys()
    voices: dict[int | None, _Voice] = {}
    for name in selection.annotators or known or [project.annotator]:
        person = project.annotator_number(name)
        if selection.annotators and person not in people:
            who = ", ".join(known) or "nobody yet"
            raise UsageError(f"{project.path}: “{name}” has said nothing here. Known annotators: {who}.")
        if person is None:
            voices[person] = _Voice(None, name, name, None)
        else:
            voices[person] = _Voice(person, people.get(person, name), names[person], keys[person])
    return sorted(voices.values(), key=lambda voice: (voice.name, voice.key or ""))


def _selected(
    article: _InArticle,
    annotations: Mapping[tuple[int, int, int], Annotation],
    voices: Sequence[_Voice],
    selection: Selection,
    wanted: set[tuple[int, str]] | None,
) -> Iterator[RecordInContext]:
    """The records of an article; `wanted` has the start and annotator of those that a query chose, None for all."""
    for position, cut in enumerate(article.cuts):
        for voice in voices:
            if wanted is not None and (cut.start, voice.shown) not in wanted:
                continue
            annotation = annotations.get((cut.start, cut.end, voice.person or 0), UNTOUCHED)
            if annotation.status in selection.statuses:
                record = article.record(position, voice, annotation)
                if selection.context:
                    record["previous"] = article.texts(max(0, position - selection.context), position)
                    record["next"] = article.texts(position + 1, position + 1 + selection.context)
                yield record


@dataclass(frozen=True, slots=True)
class _Known:
    """What records say in words: the names of labels by id, the numbers of codebooks by their events."""

    labels: Mapping[str, str]
    codebooks: Mapping[bytes, int]

    def names(self, ids: Iterable[str]) -> list[str]:
        """The names of labels, sorted, each once: two labels of one name are told apart by nobody."""
        return sorted({self.labels.get(id, id) for id in ids})

    def name(self, id: str) -> str:
        """The name of a label; its id where no codebook here has it."""
        return self.labels.get(id, id)


@dataclass(frozen=True, slots=True)
class _InArticle:
    """An article with its sentences."""

    row: ArticleRow
    text: str
    cuts: Sequence[Cut]
    known: _Known
    suggestions: Mapping[bytes, Mapping[str, Any]] = field(default_factory=dict)

    def texts(self, first: int, end: int) -> list[str]:
        """The sentences from one position up to another."""
        return [self.text[cut.start : cut.end] for cut in self.cuts[first:end]]

    def record(self, position: int, voice: _Voice, annotation: Annotation) -> RecordInContext:
        """What an annotator says of the sentence at a position, without its neighbours."""
        cut, article, known = self.cuts[position], self.row, self.known
        labels = known.names(annotation.labels)
        suggested, codebook = annotation.suggested_label, annotation.codebook
        number = annotation.version if codebook is None else known.codebooks.get(codebook, annotation.version)
        seen = self._of_suggestions(annotation)
        return {
            "id": sentence_id(article.id, cut.start, cut.end),
            "text": self.text[cut.start : cut.end],
            "label": labels[0] if len(labels) == 1 else None,
            "labels": labels,
            "status": annotation.status,
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
            "annotator": voice.name,
            "decided_at": annotation.decided_at,
            "seconds": annotation.seconds,
            "flagged": annotation.flagged,
            "note": annotation.note or None,
            "suggested_label": None if suggested is None else known.name(suggested),
            "suggested_score": annotation.suggested_score,
            "scheme_version": number,
            "split": None,
            "flag_reason": annotation.flag_reason or None,
            "annotator_key": voice.key,
            "codebook_id": None if codebook is None else id_to_text(codebook),
            "suggested_labels": seen["suggested_labels"],
            "suggestion_mode": seen["suggestion_mode"],
            "suggestion_accepted": seen["suggestion_accepted"],
            "suggestion_run": seen["suggestion_run"],
            "marked_labels": seen["marked_labels"],
            "withheld_labels": seen["withheld_labels"],
            "withheld_score": seen["withheld_score"],
            "p_given": seen["p_given"],
            "p_other": seen["p_other"],
            "other_labels": seen["other_labels"],
            "shown_order": seen["shown_order"],
            "shown_probability": seen["shown_probability"],
        }

    def _of_suggestions(self, annotation: Annotation) -> SuggestionFields:
        """What the decision says of suggestions; of one that was carried here, no more than what was in view."""
        payload = None if annotation.carried else self.suggestions.get(annotation.event or b"")
        if payload is None:
            suggested = annotation.suggested_label
            return no_suggestion(None if suggested is None else self.known.name(suggested))
        return suggestion_fields(payload, self.known.name)
