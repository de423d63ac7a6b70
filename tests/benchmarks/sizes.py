"""How much a benchmark run takes on."""

from __future__ import annotations

from dataclasses import dataclass

SENTENCES_AN_ARTICLE = 200


@dataclass(frozen=True, slots=True)
class Sizes:
    """`sentences` in the large project, in the `long` article and the small one; `keys` pressed and `runs` made."""

    sentences: int = 1_000_000
    long: int = 5_000
    small: int = 20
    keys: int = 400
    runs: int = 9

    @property
    def articles(self) -> int:
        """Articles in the large project."""
        return max(2, self.sentences // SENTENCES_AN_ARTICLE)


QUICK = Sizes(sentences=20_000, keys=60, runs=3)
