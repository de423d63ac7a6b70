"""An article in an export: its sentences, and the record of what an annotator says about one of them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, cast

from labels.formats.record import RecordInContext
from labels.formats.suggested import suggestion_fields
from labels.journal.ids import id_to_text
from labels.projections.annotations import Row, annotation_values
from labels.projections.articles import ArticleRow
from labels.sentence import Cut, sentence_id
from labels.values.annotation import UNTOUCHED

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


class Known:
    """What records say in words: the names of labels by id, the numbers of codebooks by their events."""

    def __init__(self, labels: Mapping[str, str], codebooks: Mapping[bytes, int]) -> None:
        """`labels` has the names by id, `codebooks` the numbers by event."""
        self.labels = labels
        self.codebooks = {event: (number, id_to_text(event)) for event, number in codebooks.items()}
        #: The names of the labels in a list of ids in JSON, as annotations are kept: the same few come again and again.
        self.names_in = lru_cache(maxsize=4096)(lambda ids: tuple(self.names(json.loads(ids))))

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

    def codebook(self, event: bytes | None, version: int | None) -> tuple[int | None, str | None]:
        """The number and the id of a codebook, by the event that made it and the number that came with a decision."""
        if event is None:
            return version, None
        return self.codebooks.get(event) or (version, id_to_text(event))


class InArticle:
    """An article with its sentences."""

    def __init__(
        self,
        row: ArticleRow,
        text: str,
        cuts: Sequence[Cut],
        known: Known,
        suggestions: Mapping[bytes, Mapping[str, Any]] | None = None,
    ) -> None:
        """`suggestions` are the payloads of decisions that say something of suggestions, by their events."""
        self.row = row
        self.text = text
        self.cuts = cuts
        self._known = known
        self._suggestions = suggestions or {}
        self._blank = _blank(row)

    def add_neighbours(self, record: RecordInContext, context: int) -> None:
        """Add so many sentences before and after that of a record."""
        position = record["position"]
        record["previous"] = self.texts(max(0, position - context), position)
        record["next"] = self.texts(position + 1, position + 1 + context)

    def texts(self, first: int, end: int) -> list[str]:
        """The sentences from one position up to another."""
        return [self.text[cut.start : cut.end] for cut in self.cuts[first:end]]

    def record(self, position: int, voice: Voice, said: Row) -> RecordInContext:
        """What an annotator says of the sentence at a position, without its neighbours.

        `said` is a row of `labels.projections.annotations.COLUMNS`. This runs for every record, so it must be fast: it
        copies what all records of an article have in common, starts with the usual values, and makes no objects for
        single values.
        """
        (
            status, ids, decided_at, seconds, suggested, score, codebook, version, event, carried, _, _,
            flagged, flag_reason, note,
        ) = said  # fmt: skip
        start, end, paragraph = self.cuts[position]
        labels = self._known.names_in(ids)
        record = self._blank.copy()
        record["id"] = sentence_id(record["article_id"], start, end)
        record["text"] = self.text[start:end]
        if len(labels) == 1:
            record["label"] = labels[0]
        record["labels"] = [*labels]
        record["status"] = status
        record["paragraph"] = paragraph
        record["position"] = position
        record["start"] = start
        record["end"] = end
        record["annotator"] = voice.name
        record["decided_at"] = decided_at
        record["seconds"] = seconds
        record["flagged"] = bool(flagged)
        record["note"] = note or None
        record["scheme_version"], record["codebook_id"] = self._known.codebook(codebook, version)
        record["flag_reason"] = flag_reason or None
        record["annotator_key"] = voice.key
        record["suggested_labels"] = []
        record["marked_labels"] = []
        record["withheld_labels"] = []
        record["other_labels"] = []
        if suggested is not None:
            name = self._known.name(suggested)
            record["suggested_label"] = name
            record["suggested_labels"] = [name]
        record["suggested_score"] = score
        # For a carried decision only what was in view is known.
        if not carried and event in self._suggestions:
            seen = suggestion_fields(self._suggestions[event], self._known.name)
            record.update(cast("RecordInContext", seen))
        return record


#: The annotation of a sentence that nobody touched, as a row.
NOTHING: Row = annotation_values(UNTOUCHED)


def _blank(row: ArticleRow) -> RecordInContext:
    """An empty record for an article, with all fields in their order."""
    return {
        "id": "",
        "text": "",
        "label": None,
        "labels": [],
        "status": "undecided",
        "article_id": row.id,
        "title": row.title,
        "source": row.source,
        "url": row.url,
        "published": row.published,
        "language": row.language,
        "paragraph": 0,
        "position": 0,
        "start": 0,
        "end": 0,
        "annotator": "",
        "decided_at": None,
        "seconds": None,
        "flagged": False,
        "note": None,
        "suggested_label": None,
        "suggested_score": None,
        "scheme_version": None,
        "split": None,
        "flag_reason": None,
        "annotator_key": None,
        "codebook_id": None,
        "suggested_labels": [],
        "suggestion_mode": None,
        "suggestion_accepted": None,
        "suggestion_run": None,
        "marked_labels": [],
        "withheld_labels": [],
        "withheld_score": None,
        "p_given": None,
        "p_other": None,
        "other_labels": [],
        "shown_order": None,
        "shown_probability": None,
    }
