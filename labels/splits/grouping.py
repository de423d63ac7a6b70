"""Which articles must stay together: near-duplicates, and those of one source where that is asked for."""

from __future__ import annotations

from labels.article import ArticleNumber
from labels.duplicates.clusters import Clusters
from labels.project import Project


def grouped(
    project: Project, *, by_source: bool, newest: int | None = None
) -> dict[ArticleNumber, list[ArticleNumber]]:
    """The articles (their numbers) in groups, each under its least number: the one that was imported first.

    With `newest`, as it was when that article was the last one.
    """
    clusters = Clusters((article, other) for article, other, _ in project.near_duplicates.links(newest))
    first_of: dict[str, int] = {}
    numbers: list[ArticleNumber] = []
    for row in project.reader.articles():
        if newest is not None and row.n > newest:
            break
        numbers.append(row.n)
        source = (row.source or "").strip().casefold()
        if by_source and source:
            clusters.link(row.n, first_of.setdefault(source, row.n))
    groups: dict[ArticleNumber, list[ArticleNumber]] = {}
    for n in numbers:
        groups.setdefault(ArticleNumber(clusters.of(n)), []).append(n)
    return groups
