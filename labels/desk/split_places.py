"""Choosing where to split a sentence: the likely places first, any word on request."""

from __future__ import annotations

import re

from labels.boundaries import likely_points, split_points

_WORD = re.compile(r"\S+")


class SplitChoice:
    """A place in a sentence, always before a word, that can be moved about. Offsets count in the sentence."""

    def __init__(self, text: str) -> None:
        """Begin at the likeliest place in `text`. Raises ValueError for a sentence of one word."""
        self._text = text
        self._points = split_points(text)
        self._likely = likely_points(text)
        if not self._points:
            raise ValueError("a sentence of one word cannot be split")
        self.at = self._likely[0]

    @property
    def word(self) -> tuple[int, int]:
        """The word that the second half would begin with."""
        found = _WORD.match(self._text, self.at)
        assert found is not None
        return found.span()

    def move(self, words: int) -> None:
        """Move by a number of words, not beyond the sentence."""
        index = self._points.index(self.at) + words
        self.at = self._points[max(0, min(index, len(self._points) - 1))]

    def next_likely(self) -> None:
        """Go to the next likely place; after the last of all places, to the first again."""
        index = self._likely.index(self.at) + 1
        self.at = self._likely[index % len(self._likely)]

    def put(self, offset: int) -> None:
        """Go to the word at an offset, or the nearest place before it."""
        self.at = max((point for point in self._points if point <= offset), default=self._points[0])
