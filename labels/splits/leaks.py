"""Leaks: articles that belong together and lie in different parts, so that a model is tested on what it learnt."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Leak:
    """A group of articles (ids) that lies in several parts: each with its part."""

    articles: tuple[tuple[str, str], ...]


def check_leaks(parts: Mapping[str, str], clusters: Iterable[Collection[str]]) -> list[Leak]:
    """The clusters of article ids that `parts` (article id to part) divides. An article in no part leaks nowhere."""
    leaks: list[Leak] = []
    for cluster in clusters:
        placed = [(article, parts[article]) for article in cluster if article in parts]
        if len({part for _, part in placed}) > 1:
            leaks.append(Leak(tuple(placed)))
    return leaks
