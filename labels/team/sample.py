"""A sample of articles, drawn at random and kept; a round is one that people do together until it is closed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from math import ceil
from typing import Any, Self

from labels.errors import UsageError
from labels.team.drawing import drawn

#: The settings that hold samples begin so; a random part follows, so that two people make no sample of one key.
KEY = "sample:"


@dataclass(frozen=True, slots=True)
class Sample:
    """What was drawn: articles by id, each with the same `probability`, out of `of` articles.

    `sentences` is how many there were in the articles drawn, `asked` how many sentences were asked for (None if
    articles or a share). `query` selected the articles it was drawn from. A round that is closed stays as it is.
    """

    name: str
    articles: tuple[str, ...]
    of: int
    sentences: int
    probability: float
    seed: int
    query: str = ""
    asked: int | None = None
    round: bool = False
    closed: bool = False

    def as_record(self) -> dict[str, Any]:
        """The value under which it is kept."""
        return asdict(self) | {"articles": list(self.articles)}

    @classmethod
    def from_record(cls, record: object) -> Self | None:
        """What was kept as a value; None if it is no sample, or one that this version does not know."""
        if not isinstance(record, Mapping) or not isinstance(record.get("articles"), list):
            return None
        # Fields of a later version are ignored.
        known = {name: record[name] for name in cls.__slots__ if name in record}
        try:
            return cls(**known | {"articles": tuple(map(str, record["articles"]))})
        except TypeError:
            return None

    def as_closed(self) -> Self:
        """The same round, closed."""
        return replace(self, closed=True)


@dataclass(frozen=True, slots=True)
class Round:
    """A round by its name on screen: the setting that holds it, its articles by id, and whether it is closed."""

    name: str
    key: str
    articles: tuple[str, ...]
    closed: bool


@dataclass(frozen=True, slots=True)
class Size:
    """How much is to be drawn: so many articles, articles of about so many sentences, or a share (0 to 1) of them."""

    articles: int | None = None
    sentences: int | None = None
    share: float | None = None

    def articles_of(self, lengths: Mapping[str, int]) -> int:
        """How many articles that is, by the lengths of all in sentences. Raises UsageError for no size, or too much."""
        if [self.articles, self.sentences, self.share].count(None) != 2:
            raise UsageError("Give one size for the sample: articles, sentences, or a share.")
        count, there_are = len(lengths), sum(lengths.values())
        if self.articles is not None:
            wanted = self.articles
        elif self.share is not None:
            wanted = ceil(round(self.share * count, 9))  # 7% of 100 is 7, whatever a float makes of it
        else:
            # The number is fixed before anything is drawn, so each article has the same known probability.
            wanted = -(-(self.sentences or 0) * count // there_are) if there_are else 0
        if not 1 <= wanted <= count:
            raise UsageError(
                f"A sample of this size cannot be drawn from {count:,} articles with {there_are:,} sentences."
            )
        return wanted


def draw_sample(
    name: str, lengths: Mapping[str, int], size: Size, seed: int = 0, *, query: str = "", round: bool = False
) -> Sample:
    """Draw articles by id (`lengths` has their sentences), without putting back. Raises UsageError for its size.

    Another name draws other articles with the same seed.
    """
    count = size.articles_of(lengths)
    articles = drawn(lengths, count, seed, f"sample {name}")
    sentences = sum(lengths[id] for id in articles)
    return Sample(
        name, tuple(articles), len(lengths), sentences, count / len(lengths), seed, query, size.sentences, round
    )


def names_shown(samples: Sequence[Sample]) -> list[str]:
    """The names on screen, in the same order: "pilot", and "pilot (2)" for the next of that name."""
    shown: list[str] = []
    for sample in samples:
        candidate, count = sample.name, 1
        while candidate in shown:
            count += 1
            candidate = f"{sample.name} ({count})"
        shown.append(candidate)
    return shown
