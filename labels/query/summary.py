"""A summary of the sentences that a search selects: how many, and who decided what about them."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby

from labels.codebook import Codebook
from labels.projections.read import Completion, all_annotations_of, annotators
from labels.query.find import find
from labels.query.names import reader_of
from labels.query.search import Search
from labels.values.progress import UNWATCHED, Progress
from labels.values.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Summary:
    """Counts over the selected sentences.

    `completion` is by annotator, `labels` by label id over everyone's annotations, as far as one may read.
    """

    articles: int = 0
    sentences: int = 0
    completion: dict[str, Completion] = field(default_factory=dict)
    labels: dict[str, int] = field(default_factory=dict)


def summary(
    connection: sqlite3.Connection, codebook: Codebook, search: Search, progress: Progress = UNWATCHED
) -> Summary:
    """Count what `search` selects. Raises QueryError."""
    reader = reader_of(connection, search)
    people = annotators(connection, reader)
    counts: dict[str, Counter[str]] = {name: Counter() for name in people}
    labels: Counter[str] = Counter()
    articles = sentences = 0
    hits = find(connection, codebook, search, progress)
    for n, group in groupby(hits, key=lambda hit: hit.article):
        selected = {(hit.start, hit.end) for hit in group}
        articles += 1
        sentences += len(selected)
        for name, kind in _said(connection, n, selected, labels, reader):
            counts.setdefault(name, Counter())[kind] += 1
    completion = {
        name: Completion(sentences, had["labelled"], had["skipped"], had["flagged"], had["noted"])
        for name, had in counts.items()
    }
    return Summary(articles, sentences, completion, dict(sorted(labels.items())))


def _said(
    connection: sqlite3.Connection, n: int, selected: set[tuple[int, int]], labels: Counter[str], reader: Viewer
) -> Iterator[tuple[str, str]]:
    """Who did what to the selected sentences of one article; their labels are counted into `labels`."""
    for (start, end, annotator), annotation in all_annotations_of(connection, n, reader).items():
        if (start, end) not in selected:
            continue
        labels.update(annotation.labels)
        yield annotator, annotation.status
        if annotation.flagged:
            yield annotator, "flagged"
        if annotation.note:
            yield annotator, "noted"
