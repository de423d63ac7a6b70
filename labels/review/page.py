"""The article that is open in a review: its sentences, what everybody said of them, and who has which letter."""

from __future__ import annotations

import hashlib
from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterator, Mapping, Sequence
from itertools import count, product
from string import ascii_uppercase

from labels.article import ArticleNumber
from labels.projections.articles import ArticleRow
from labels.projections.gold import GoldReader
from labels.projections.project_reader import ProjectReader
from labels.review.likely import Answer, Likelihood
from labels.sentence import Cut
from labels.values.review import ReviewUnit

Span = tuple[int, int]

_NOBODY = ReviewUnit()


class ReviewPage:
    """One article as a lead reads it; rows count its sentences from 0.

    Answers keep their numbers, and people their letters, while the article is open. So a key means what was painted.
    """

    def __init__(self, n: ArticleNumber, reader: ProjectReader, gold: GoldReader, likelihood: Likelihood) -> None:
        """Read article number `n`. Raises KeyError if there is none."""
        row = reader.article(n)
        if row is None:
            raise KeyError(n)
        self.article: ArticleRow = row
        self._reader, self._gold, self._likelihood = reader, gold, likelihood
        self.text = reader.text_of(n)
        self.cuts: list[Cut] = reader.cuts_of(n)
        self._units = gold.units(n)
        #: The starts of the units that somebody has to look at, in order.
        self.open_starts = self._starts_of_open()
        self._answers: dict[Span, tuple[Answer, ...]] = {}
        self.letters: Mapping[int, str] = self._letters()
        self.read_awaited()

    def __len__(self) -> int:
        return len(self.cuts)

    def reread(self) -> bool:
        """Read everything again, because something changed. Returns whether the sentences have changed."""
        before, self.cuts = self.cuts, self._reader.cuts_of(self.article.n)
        self._units, old = self._gold.units(self.article.n), self._units
        self.open_starts = self._starts_of_open()
        # An answer keeps its number unless the votes on its unit are others.
        self._answers = {
            span: answers
            for span, answers in self._answers.items()
            if span in self._units and self._units[span].votes == old[span].votes
        }
        self.read_awaited()
        letters = self._letters()
        if letters.keys() != self.letters.keys():
            self.letters = letters
        return self.cuts != before

    def read_awaited(self) -> None:
        """Read for which sentences somebody's answer is still missing."""
        self._awaited = self._gold.awaited(self.article.n)

    def awaited(self, row: int) -> str:
        """Whose answer to a sentence is still missing, by letters, in words; empty for most sentences."""
        if not self._awaited:
            return ""
        sent_back, given = self._awaited.get(self.span(row), ((), ()))
        letters = ", ".join(sorted(self.letters.get(person, "?") for person in sent_back))
        words = [f"{letters} decides it again"] * bool(sent_back) + ["a third person decides it"] * bool(given)
        return f"still to come: {', '.join(words)}" if words else ""

    def reread_rows(self, rows: Sequence[int]) -> None:
        """Read again what is said of some rows, because something was just settled there."""
        if not rows:
            return
        first, last = self.cuts[min(rows)].start, self.cuts[max(rows)].start
        found = self._gold.units(self.article.n, first, last)
        for row in rows:
            span = self.span(row)
            was, unit = self.unit(row), found.get(span, _NOBODY)
            self._units[span] = unit
            if was.is_open and not unit.is_open:
                del self.open_starts[bisect_left(self.open_starts, span[0])]
            elif unit.is_open and not was.is_open:
                insort(self.open_starts, span[0])

    def span(self, row: int) -> Span:
        """Where a sentence lies in the text."""
        cut = self.cuts[row]
        return cut.start, cut.end

    def sentence(self, row: int) -> str:
        """The text of a sentence."""
        start, end = self.span(row)
        return self.text[start:end]

    def unit(self, row: int) -> ReviewUnit:
        """What is said of a sentence."""
        return self._units.get(self.span(row), _NOBODY)

    def answers(self, row: int) -> tuple[Answer, ...]:
        """The different answers to a sentence, the most likely first."""
        span = self.span(row)
        if span not in self._answers:
            self._answers[span] = self._likelihood.answers(self.article.n, span, self.unit(row))
        return self._answers[span]

    def row_at(self, offset: int) -> int:
        """The sentence at a place in the text, or the nearest one before it."""
        return max(0, bisect_right(self.cuts, offset, key=lambda cut: cut.start) - 1)

    def open_rows(self) -> list[int]:
        """The rows that somebody has to look at, in the order of the text."""
        return [self.row_at(start) for start in self.open_starts]

    def person_with(self, letter: str) -> int | None:
        """The number of the annotator who has a letter here."""
        return next((person for person, own in self.letters.items() if own == letter), None)

    def _starts_of_open(self) -> list[int]:
        return sorted(span[0] for span, unit in self._units.items() if unit.is_open)

    def _letters(self) -> dict[int, str]:
        """A letter for each annotator who said something here: in an order that differs from article to article."""
        people = {vote.person for unit in self._units.values() for vote in (*unit.votes, *unit.carried)}
        keys = self._gold.keys()

        def shuffled(person: int) -> bytes:
            return hashlib.sha256(f"{self.article.id}:{keys.get(person, person)}".encode()).digest()

        return dict(zip(sorted(people, key=shuffled), _every_letter(), strict=False))


def _every_letter() -> Iterator[str]:
    """A to Z, then AA, AB and so on."""
    for length in count(1):
        for letters in product(ascii_uppercase, repeat=length):
            yield "".join(letters)
