"""The state of one article as the fold of its events: which sentences there are, and the marks on them.

The journal alone decides: events are applied in the order of their ids, those of undone actions left out.
"""

from __future__ import annotations

from collections.abc import Iterable

from labels.boundaries import Span, carried, joined
from labels.event import Event
from labels.mark import UNTOUCHED, Mark, fold
from labels.sentence import Cut


class ArticleFold:
    """Sentences (span to paragraph) and marks (span to annotator to mark) of one article."""

    def __init__(self, base: Iterable[Cut]) -> None:
        """Begin with the sentences as they were cut at import."""
        self.sentences: dict[Span, int] = {(cut.start, cut.end): cut.paragraph for cut in base}
        self.marks: dict[Span, dict[str, Mark]] = {}

    def apply(self, event: Event) -> None:
        """Take in the next event."""
        if event.start is None or event.stop is None:
            return
        span = (event.start, event.stop)
        if event.kind == "split":
            self._split(span, _spans(event.payload["into"]))
        elif event.kind == "join":
            self._join(span, _spans(event.payload["of"]))
        elif span in self.sentences:
            self._decide(span, event)
        else:
            self._decide_on_parts(span, event)

    def _decide(self, span: Span, event: Event) -> None:
        self._keep(span, event.annotator, fold(self._mark(span, event.annotator), event))

    def _decide_on_parts(self, span: Span, event: Event) -> None:
        """Somebody spoke of a sentence that had been split meanwhile: each part inherits what was said."""
        for part in self.sentences:
            if span[0] <= part[0] and part[1] <= span[1]:
                self._keep(part, event.annotator, carried(fold(self._mark(part, event.annotator), event)))

    def _split(self, parent: Span, parts: tuple[Span, Span]) -> None:
        paragraph = self.sentences.pop(parent, None)
        if paragraph is None:
            return  # the boundary this builds on was undone by somebody else; without it there is nothing to split
        for part in parts:
            self.sentences[part] = paragraph
        for annotator, mark in self.marks.pop(parent, {}).items():
            for part in parts:
                self._keep(part, annotator, carried(mark))

    def _join(self, whole: Span, parts: tuple[Span, Span]) -> None:
        left, right = parts
        if left not in self.sentences or right not in self.sentences:
            return  # see _split
        self.sentences[whole] = self.sentences.pop(left)
        del self.sentences[right]
        marks_left, marks_right = self.marks.pop(left, {}), self.marks.pop(right, {})
        for annotator in marks_left.keys() | marks_right.keys():
            both = joined(marks_left.get(annotator, UNTOUCHED), marks_right.get(annotator, UNTOUCHED))
            self._keep(whole, annotator, both)

    def _mark(self, span: Span, annotator: str) -> Mark:
        return self.marks.get(span, {}).get(annotator, UNTOUCHED)

    def _keep(self, span: Span, annotator: str, mark: Mark) -> None:
        if mark == UNTOUCHED:
            self.marks.get(span, {}).pop(annotator, None)
        else:
            self.marks.setdefault(span, {})[annotator] = mark


def _spans(pairs: Iterable[Iterable[int]]) -> tuple[Span, Span]:
    (a, b), (c, d) = pairs
    return (a, b), (c, d)
