"""What the sentences of a selection amount to: how many, and who said what of them."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import groupby

from labels.codebook import Codebook
from labels.projections.read import Progress, all_annotations_of, annotators
from labels.query.find import find
from labels.query.query import Query


@dataclass(frozen=True, slots=True)
class Summary:
    """Counts over the selected sentences: `progress` by annotator, `labels` by label id over everyone's marks."""

    articles: int = 0
    sentences: int = 0
    progress: dict[str, Progress] = field(default_factory=dict)
    labels: dict[str, int] = field(default_factory=dict)


def summary(
    connection: sqlite3.Connection,
    query: Query,
    viewer: str | None,
    codebook: Codebook,
    told: Callable[[int], None] = lambda seen: None,
) -> Summary:
    """Sum up what `query` selects as `viewer` sees it. Raises QueryError."""
    people = annotators(connection)
    counts: dict[str, Counter[str]] = {name: Counter() for name in people}
    labels: Counter[str] = Counter()
    articles = sentences = 0
    hits = find(connection, query, viewer, codebook, told=told)
    for n, group in groupby(hits, key=lambda hit: hit.article):
        selected = {(hit.start, hit.stop) for hit in group}
        articles += 1
        sentences += len(selected)
        for name, kind in _said(connection, n, selected, labels):
            counts.setdefault(name, Counter())[kind] += 1
    progress = {
        name: Progress(sentences, had["labelled"], had["skipped"], had["flagged"], had["noted"])
        for name, had in counts.items()
    }
    return Summary(articles, sentences, progress, dict(sorted(labels.items())))


def _said(
    connection: sqlite3.Connection, n: int, selected: set[tuple[int, int]], labels: Counter[str]
) -> Iterator[tuple[str, str]]:
    """Who did what to the selected sentences of one article; their labels are counted into `labels`."""
    for (start, stop, annotator), mark in all_annotations_of(connection, n).items():
        if (start, stop) not in selected:
            continue
        labels.update(mark.labels)
        yield annotator, mark.status
        if mark.flagged:
            yield annotator, "flagged"
        if mark.note:
            yield annotator, "noted"
