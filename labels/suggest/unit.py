"""What a suggester is asked about: a sentence, where it stands, and what was said of the sentences before it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from labels.sentence import Cut, sentence_id

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


def units_of(article: str, text: str, cuts: Sequence[Cut]) -> list[Unit]:
    """The sentences of an article (its id) in order, without what was said of them."""
    together: dict[int, int] = {}
    for cut in cuts:
        together[cut.paragraph] = together.get(cut.paragraph, 0) + 1
    numbers = {paragraph: number for number, paragraph in enumerate(together)}
    units: list[Unit] = []
    place = 0
    for position, cut in enumerate(cuts):
        place = place + 1 if position and cuts[position - 1].paragraph == cut.paragraph else 0
        units.append(
            Unit(
                text[cut.start : cut.end],
                sentence_id(article, cut.start, cut.end),
                position,
                len(cuts),
                numbers[cut.paragraph],
                len(numbers),
                place,
                together[cut.paragraph],
            )
        )
    return units
