"""Which rows of an article are one sentence: several annotators tell it one after the other, or each in a block."""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Sequence

from labels.formats.text_rows import Row

#: A text of so many characters is hardly twice in an article.
_LONG = 25

#: In an article of more sentences none is put between others: it would take long.
_MOST = 5000


def sentence_places(rows: Sequence[Row]) -> list[int]:
    """For each row of an article the place of its sentence, from 0.

    A row with a teller is a sentence of other tellers, if it has the text of one that comes after this teller's last. A
    sentence that none of them has comes after the row before it.
    """
    article = _Article()
    last: dict[str, int] = {}
    found: list[int] = []
    before: str | None = None
    for row, next_text in zip(rows, _next_texts(rows), strict=True):
        after = None if row.teller is None else last.get(row.teller)
        number = None if row.teller is None else article.told(row.text, next_text, after)
        if number is None:
            number = article.add(row.text, after if row.teller == before else None)
        if row.teller is not None:
            last[row.teller] = number
        before = row.teller
        found.append(number)
    return [article.places[number] for number in found]


class _Article:
    """The sentences so far, numbered as they were first told; `places[number]` is where one stands among them."""

    def __init__(self) -> None:
        self.places: list[int] = []
        self._texts: list[str] = []
        self._order: list[int] = []
        #: The sentences with a text, in the order of their places.
        self._with_text: dict[str, list[int]] = {}

    def told(self, text: str, next_text: str | None, after: int | None) -> int | None:
        """The next sentence after sentence `after` that has this text, if that is no chance."""
        known = self._with_text.get(text, ())
        place = -1 if after is None else self.places[after]
        n = bisect_right(known, place, key=self.places.__getitem__)
        if n == len(known) or not self._is_no_chance(known[n], next_text, place):
            return None
        return known[n]

    def _is_no_chance(self, number: int, next_text: str | None, reached: int) -> bool:
        """Whether this sentence is meant, and not a new one with the same words, such as a short line.

        It is if it is the last so far, or follows the one that was `reached` before; if the text is long; or if its
        teller goes on with the sentence after it.
        """
        place = self.places[number]
        if place == len(self._order) - 1 or 0 <= reached == place - 1 or len(self._texts[number]) >= _LONG:
            return True
        return next_text == self._texts[self._order[place + 1]]

    def add(self, text: str, after: int | None) -> int:
        """Add a sentence, right after sentence `after`, or at the end; its number."""
        number = len(self._order)
        place = number if after is None or number > _MOST else self.places[after] + 1
        self._texts.append(text)
        self.places.append(place)
        self._order.insert(place, number)
        for moved in self._order[place + 1 :]:
            self.places[moved] += 1
        insort(self._with_text.setdefault(text, []), number, key=self.places.__getitem__)
        return number


def _next_texts(rows: Sequence[Row]) -> list[str | None]:
    """For each row the text of the next row of the same teller."""
    found: list[str | None] = [None] * len(rows)
    coming: dict[str | None, str] = {}
    for number in range(len(rows) - 1, -1, -1):
        row = rows[number]
        found[number] = coming.get(row.teller)
        coming[row.teller] = row.text
    return found
