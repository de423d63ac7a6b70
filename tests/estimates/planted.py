"""Populations with planted truth: articles of unequal length and share, of two sources and twelve months."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from labels.quality.clusters import Cluster

#: Articles in a population.
ARTICLES = 300

#: What a model says of a sentence that has it or not, of a source.
Model = Callable[[Random, bool, str], bool]


def _good(random: Random, true: bool, source: str) -> bool:
    return true if random.random() < 0.92 else not true


def _bad(random: Random, true: bool, source: str) -> bool:
    return random.random() < 0.4


def _inverted(random: Random, true: bool, source: str) -> bool:
    return not _good(random, true, source)


def _biased(random: Random, true: bool, source: str) -> bool:
    """Finds half of it in one source, and far too much in the other."""
    return (true and random.random() < 0.5) if source == "courier" else (true or random.random() < 0.6)


MODELS: dict[str, Model] = {"good": _good, "bad": _bad, "inverted": _inverted, "biased": _biased}


@dataclass(frozen=True)
class Population:
    """All articles, and by the same places what a model says; `has` counts sentences of the base only."""

    articles: list[Cluster]

    def truth(self, source: str | None = None) -> float:
        own = [each for each in self.articles if source in (None, each.group)]
        return sum(each.has for each in own) / sum(each.of for each in own)

    @property
    def slope(self) -> float:
        weight = sum(each.of for each in self.articles)
        mean = sum(each.of * each.time for each in self.articles) / weight
        spread = sum(each.of * (each.time - mean) ** 2 for each in self.articles)
        return sum((each.time - mean) * each.has for each in self.articles) / spread


def population(
    common: float, model: str = "good", seed: int = 0, *, alike: float = 0.15, part: bool = False
) -> Population:
    """Articles of 6 to 40 sentences, of which about `common` have it, more of them in one source and as time goes on.

    Shares of articles have a beta distribution; `alike` is the correlation of two sentences of one article. With
    `part`, only about two thirds of the sentences belong to the base, which the model has to guess, too.
    """
    random = Random(seed)
    articles = []
    for n in range(ARTICLES):
        source = "courier" if n % 3 else "gazette"
        month = n % 12
        mean = min(0.95, common * (0.8 if source == "courier" else 1.4) * (0.8 + month / 30))
        spread = 1 / alike - 1
        share = random.betavariate(mean * spread, (1 - mean) * spread)
        sentences = random.randint(6, 40)
        has = of = said_has = said_of = 0
        for _ in range(sentences):
            inside = not part or random.random() < 0.65
            true = inside and random.random() < share
            said_inside = not part or MODELS[model](random, inside, source)
            has, of, said_of = has + true, of + inside, said_of + said_inside
            said_has += said_inside and MODELS[model](random, true, source)
        articles.append(Cluster(sentences, has, of, said_has, said_of, source, float(month)))
    return Population(articles)
