"""The article that is open at the desk: its text, its sentences, and one annotator's annotations."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from labels.projections.articles import ArticleRow
from labels.projections.own_work import NO_PARTS
from labels.projections.project_reader import ProjectReader
from labels.projections.read import Span
from labels.sentence import Cut, sentence_id
from labels.values.annotation import UNTOUCHED, Annotation
from labels.values.returned import Returned, latest_waiting


class Page:
    """One article as read from the project; rows count its sentences from 0."""

    def __init__(self, reader: ProjectReader, n: int, annotator: str) -> None:
        """Read article number `n` with the annotations of `annotator`. Raises KeyError if there is none."""
        row = reader.article(n)
        if row is None:
            raise KeyError(n)
        self.article: ArticleRow = row
        self._reader = reader
        self.text = reader.text_of(n)
        self.cuts: list[Cut] = reader.cuts_of(n)
        self._annotations: dict[Span, Annotation] = {}
        self._returned: dict[Span, list[Returned]] = {}
        self.read_annotations(annotator)

    def __len__(self) -> int:
        return len(self.cuts)

    def read_boundaries(self) -> bool:
        """Read the sentences again; whether they have changed."""
        before, self.cuts = self.cuts, self._reader.cuts_of(self.article.n)
        return self.cuts != before

    def read_annotations(self, annotator: str) -> None:
        """Read again every annotation, what was sent back, and which parts are assigned to the annotator."""
        self._annotations = self._reader.annotations_of(self.article.n, annotator)
        self._decided = sum(each.decided for each in self._annotations.values())
        held = self._reader.held_of(self.article.n, annotator)
        self._parts, self._is_held = held or NO_PARTS, held is not None
        self._returned = self._reader.returned_in(self.article.n, annotator)
        self._is_sent_back = any(each.whole for found in self._returned.values() for each in found)

    def annotations(self) -> list[Annotation]:
        """What the annotator says of each row."""
        return [self._annotations.get((cut.start, cut.end), UNTOUCHED) for cut in self.cuts]

    def put_annotation(self, row: int, annotation: Annotation) -> None:
        """Keep the annotation that was just written for a row."""
        span = self.span(row)
        self._decided += annotation.decided - self._annotations.get(span, UNTOUCHED).decided
        self._annotations[span] = annotation

    def span(self, row: int) -> Span:
        """The span of a sentence in the text."""
        cut = self.cuts[row]
        return cut.start, cut.end

    def sentence(self, row: int) -> str:
        """The text of a sentence."""
        start, end = self.span(row)
        return self.text[start:end]

    def sentence_id(self, row: int) -> str:
        """The public id of a sentence."""
        return sentence_id(self.article.id, *self.span(row))

    def annotation(self, row: int) -> Annotation:
        """What the annotator says of a sentence."""
        return self._annotations.get(self.span(row), UNTOUCHED)

    def returned(self, row: int) -> Returned | None:
        """The return of a sentence that waits to be decided again; None for most sentences."""
        found = self._returned.get(self.span(row)) if self._returned else None
        return latest_waiting(found, self.annotation(row)) if found else None

    @property
    def sent_back(self) -> Returned | None:
        """The return of the article as a whole, while some of its sentences wait; None for most articles."""
        if not self._is_sent_back:
            return None
        rows = filter(None, map(self._sent_back_whole, range(len(self.cuts))))
        return max(rows, key=lambda each: each.event, default=None)

    def _sent_back_whole(self, row: int) -> Returned | None:
        """The return of the whole article, if this row waits because of it."""
        whole = [each for each in self._returned.get(self.span(row), ()) if each.whole]
        return latest_waiting(whole, self.annotation(row))

    def is_left(self, row: int) -> bool:
        """Whether a sentence is still to be decided: it is undecided, or waits with an article that was sent back."""
        if not self.annotation(row).decided:
            return self.is_to_do(row)
        return self._is_sent_back and self._sent_back_whole(row) is not None

    def row_at(self, offset: int) -> int:
        """The sentence at a place in the text, or the nearest one before it."""
        return max(0, bisect_right(self.cuts, offset, key=lambda cut: cut.start) - 1)

    def is_to_do(self, row: int) -> bool:
        """Whether a sentence is to be decided: all are, unless only some of them are assigned to the annotator."""
        return not self.is_in_parts or self._parts.hold(*self.span(row))

    def is_assigned(self, row: int) -> bool:
        """Whether a sentence is assigned to the annotator, alone or with the article."""
        return self._is_held and self.is_to_do(row)

    @property
    def is_in_parts(self) -> bool:
        """Whether only some sentences of the article are assigned to the annotator."""
        return bool(self._parts.spans)

    def next_to_do(self, start: int) -> int | None:
        """The first row from `start` on that the annotator has to decide or has decided."""
        return next((row for row in range(start, len(self.cuts)) if self.is_to_do(row)), None)

    def undecided(self, start: int, step: int = 1) -> int | None:
        """The first row from `start` on that is still to be decided, going forwards (1) or backwards (-1)."""
        stop = len(self.cuts) if step > 0 else -1
        rows = range(start, stop, step)
        return next((row for row in rows if self.is_left(row)), None)

    @property
    def rows_to_do(self) -> Sequence[int]:
        """The rows that the annotator has to decide or has decided."""
        rows = range(len(self.cuts))
        return [row for row in rows if self.is_to_do(row)] if self.is_in_parts else rows

    @property
    def left(self) -> int:
        """How many sentences are still to be decided."""
        if self.is_in_parts or self._is_sent_back:
            return sum(map(self.is_left, range(len(self.cuts))))
        return len(self.cuts) - self.decided

    @property
    def decided(self) -> int:
        """How many sentences are labelled or skipped."""
        return self._decided
