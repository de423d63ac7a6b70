"""An article on its way into an export: its sentences, and the record of what somebody says of one of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from labels.formats.record import RecordInContext
from labels.formats.suggested import SuggestionFields, no_suggestion, suggestion_fields
from labels.journal.ids import id_to_text
from labels.projections.articles import ArticleRow
from labels.sentence import Cut, sentence_id
from labels.values.annotation import Annotation

if TYPE_CHECKING:
    from labels.project_view import ProjectView


@dataclass(frozen=True, slots=True)
class Voice:
    """An annotator: the number in the file, the name on screen, the plain name, and the key.

    Number and key are None for somebody who never said anything.
    """

    person: int | None
    shown: str
    name: str
    key: str | None


@dataclass(frozen=True, slots=True)
class Known:
    """What records say in words: the names of labels by id, the numbers of codebooks by their events."""

    labels: Mapping[str, str]
    codebooks: Mapping[bytes, int]

    @classmethod
    def of(cls, project: ProjectView) -> Known:
        """What is known in a project now."""
        names = {label.id: label.name for label in project.codebook.labels}
        merged = project.reader.merged_labels()
        names |= {id: names.get(target, target) for id, target in merged.items()}
        return cls(names, project.codebook_numbers())

    def names(self, ids: Iterable[str]) -> list[str]:
        """The names of labels, sorted, each once: two labels of one name are told apart by nobody."""
        return sorted({self.labels.get(id, id) for id in ids})

    def name(self, id: str) -> str:
        """The name of a label; its id where no codebook here has it."""
        return self.labels.get(id, id)


@dataclass(frozen=True, slots=True)
class InArticle:
    """An article with its sentences."""

    row: ArticleRow
    text: str
    cuts: Sequence[Cut]
    known: Known
    suggestions: Mapping[bytes, Mapping[str, Any]] = field(default_factory=dict)

    def add_neighbours(self, record: RecordInContext, context: int) -> None:
        """Add so many sentences before and after that of a record."""
        position = record["position"]
        record["previous"] = self.texts(max(0, position - context), position)
        record["next"] = self.texts(position + 1, position + 1 + context)

    def texts(self, first: int, end: int) -> list[str]:
        """The sentences from one position up to another."""
        return [self.text[cut.start : cut.end] for cut in self.cuts[first:end]]

    def record(self, position: int, voice: Voice, annotation: Annotation) -> RecordInContext:
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
