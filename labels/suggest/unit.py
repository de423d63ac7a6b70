"""What a suggester is asked about: a sentence, its place, and the labels of the sentences before it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from labels.sentence import Cut, sentence_id

#: Where a sentence begins and ends in the text of its article.
Span = tuple[int, int]

#: The ids of the labels of a decision, sorted; none for a skip.
Labels = tuple[str, ...]

#: So many sentences before a sentence are looked at.
NEIGHBOURS = 2


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence of an article of `sentences` sentences in `paragraphs` paragraphs; everything counts from 0.

    `id` is that of the sentence, `article:start-end`. `place` is where it stands in its paragraph, which has `together`
    sentences. `before` has the labels of the two sentences before it in the article, the nearest first, None for one
    without a decision; it is shorter at the beginning of an article.
    """

    text: str
    id: str = ""
    position: int = 0
    sentences: int = 1
    paragraph: int = 0
    paragraphs: int = 1
    place: int = 0
    together: int = 1
    before: tuple[Labels | None, ...] = ()

    @property
    def is_in_context(self) -> bool:
        """Whether the sentences before it, as far as there are any, are decided."""
        return None not in self.before

    def after(self, before: Sequence[Labels | None]) -> Unit:
        """The same sentence, with what is said of the sentences before it, the nearest first."""
        return replace(self, before=tuple(before[:NEIGHBOURS]))


class ArticleUnits:
    """The sentences of an article by their spans, in the order of the text, without what was said of them.

    A sentence is made when it is asked for: a long article has thousands, of which one is looked at.
    """

    def __init__(self, article: str, text: str, cuts: Sequence[Cut]) -> None:
        """`article` is its id."""
        self._article = article
        self._text = text
        self._cuts = cuts
        self._positions = {(cut.start, cut.end): position for position, cut in enumerate(cuts)}
        #: Where each paragraph begins, and how many sentences it has.
        self._paragraphs: dict[int, tuple[int, int]] = {}
        for position, cut in enumerate(cuts):
            first, together = self._paragraphs.get(cut.paragraph, (position, 0))
            self._paragraphs[cut.paragraph] = first, together + 1
        self._numbers = {paragraph: number for number, paragraph in enumerate(self._paragraphs)}

    @property
    def spans(self) -> list[Span]:
        """The spans of all sentences."""
        return list(self._positions)

    def before(self, span: Span) -> list[Span]:
        """The spans of the two sentences before one, the nearest first."""
        position = self._positions[span]
        cuts = self._cuts[max(0, position - NEIGHBOURS) : position]
        return [(cut.start, cut.end) for cut in reversed(cuts)]

    def unit(self, span: Span) -> Unit | None:
        """The sentence at a span; None if there is none."""
        position = self._positions.get(span)
        if position is None:
            return None
        start, end, paragraph = self._cuts[position]
        first, together = self._paragraphs[paragraph]
        return Unit(
            self._text[start:end],
            sentence_id(self._article, start, end),
            position,
            len(self._cuts),
            self._numbers[paragraph],
            len(self._numbers),
            position - first,
            together,
        )
