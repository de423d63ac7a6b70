"""Articles with planted near-duplicates, and the same question asked the slow way."""

from __future__ import annotations

import random
import re
from itertools import pairwise

from labels.article import Article
from labels.project import Project
from labels.segmentation import cut

WORDS = tuple(f"{first}{last}" for first in ("ba", "ko", "li", "mu", "re", "so", "ta") for last in
              ("n", "rd", "st", "mple", "ndi", "ver", "x", "ll", "tic", "sh", "gon", "pe", "ck", "zu"))  # fmt: skip


def written(draw: random.Random, length: int) -> list[str]:
    """So many words without a sense."""
    return [draw.choice(WORDS) + draw.choice(WORDS) for _ in range(length)]


def edited(draw: random.Random, words: list[str], share: float) -> list[str]:
    """The words, this share of them (at least one) replaced."""
    replaced = set(draw.sample(range(len(words)), max(1, round(share * len(words)))))
    return [draw.choice(WORDS) + "!" if at in replaced else word for at, word in enumerate(words)]


def as_text(words: list[str]) -> str:
    """The words as sentences of ten."""
    lines = [" ".join(words[at : at + 10]).capitalize() + "." for at in range(0, len(words), 10)]
    return " ".join(lines)


def likeness_slowly(one: str, other: str) -> float:
    """The share of runs of three words that two texts have in common, with nothing clever."""
    first, second = _runs(one), _runs(other)
    return len(first & second) / len(first | second)


def _runs(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return {(a, b, c) for (a, b), (_, c) in zip(pairwise(words), pairwise(words[1:]), strict=False)}


def add(project: Project, text: str, **about: str) -> str:
    """Put a text into a project; its id."""
    article = Article(text, language="en", **about)
    project.add_cut([(article, cut(text, "en", "auto"))])
    return article.id
