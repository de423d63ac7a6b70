"""The article that is open at the desk: its text, its sentences, and one annotator's annotations."""

from __future__ import annotations

from bisect import bisect_right

from labels.projections.articles import ArticleRow
from labels.projections.project_reader import ProjectReader
from labels.projections.read import Span
from labels.sentence import Cut, sentence_id
from labels.values.annotation import UNTOUCHED, Annotation


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
        self._marks: dict[Span, Annotation] = {}
        self.read_marks(annotator)

    def __len__(self) -> int:
        return len(self.cuts)

    def read_boundaries(self) -> bool:
        """Read the sentences again; whether they have changed."""
        before, self.cuts = self.cuts, self._reader.cuts_of(self.article.n)
        return self.cuts != before

    def read_marks(self, annotator: str) -> None:
        """Read every annotation again."""
        self._marks = self._reader.annotations_of(self.article.n, annotator)
        self._decided = sum(mark.decided for mark in self._marks.values())

    def put_mark(self, row: int, mark: Annotation) -> None:
        """Keep the annotation that was just written for a row."""
        span = self.span(row)
        self._decided += mark.decided - self._marks.get(span, UNTOUCHED).decided
        self._marks[span] = mark

    def span(self, row: int) -> Span:
        """Where a sentence lies in the text."""
        cut = self.cuts[row]
        return cut.start, cut.end

    def sentence(self, row: int) -> str:
        """The text of a sentence."""
        start, end = self.span(row)
        return self.text[start:end]

    def sentence_id(self, row: int) -> str:
        """The public id of a sentence."""
        return sentence_id(self.article.id, *self.span(row))

    def mark(self, row: int) -> Annotation:
        """What the annotator says of a sentence."""
        return self._marks.get(self.span(row), UNTOUCHED)

    def row_at(self, offset: int) -> int:
        """The sentence at a place in the text, or the nearest one before it."""
        return max(0, bisect_right(self.cuts, offset, key=lambda cut: cut.start) - 1)

    def undecided(self, start: int, step: int = 1) -> int | None:
        """The first undecided row from `start` on, going forwards (1) or backwards (-1)."""
        stop = len(self.cuts) if step > 0 else -1
        return next((row for row in range(start, stop, step) if not self.mark(row).decided), None)

    @property
    def left(self) -> int:
        """How many sentences are undecided."""
        return len(self.cuts) - self.decided

    @property
    def decided(self) -> int:
        """How many sentences are labelled or skipped."""
        return self._decided
