"""A project of very many short articles, some of them decided, flagged and skipped: made once and kept."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from labels.article import Article
from labels.journal.event import Act
from labels.project import Project
from labels.projections.articles import every_article, sentences_of
from labels.segmentation import given
from tests.benchmarks.projects import ANNOTATOR, made_once
from tests.end_to_end.articles import article

SENTENCES = 10
DECIDED_EVERY, FLAGGED_EVERY = 5, 97  # articles, sentences
_BATCH = 2_000


def many_articles(count: int) -> Path:
    """A project of `count` articles of ten sentences; every fifth article is decided."""
    return made_once(f"browser-{count}.db", f"{count:,} articles", lambda path: _make(path, count))


def _make(path: Path, count: int) -> None:
    moments = iter(range(10**9))

    def clock() -> datetime:
        return datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=next(moments))

    with Project(path, ANNOTATOR, clock=clock) as project:
        for first in range(0, count, _BATCH):
            project.add_cut(
                [
                    (Article(text, title=_title(number), source=f"paper-{number % 7}", language="en"), given(text))
                    for number, text in _texts(first, min(count, first + _BATCH))
                ]
            )
        acts: list[Act] = []
        for act in _acts(project):
            acts.append(act)
            if len(acts) == _BATCH:
                project.journal.record(acts)
                acts = []
        if acts:
            project.journal.record(acts)
        project.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _texts(first: int, stop: int) -> Iterator[tuple[int, str]]:
    return ((number, article(SENTENCES, number).replace(". ", ".\n")) for number in range(first, stop))


def _title(number: int) -> str:
    return f"{('Harbour', 'Council', 'Weather', 'Markets', 'Courts')[number * 7 % 5]} report {number * 7919 % 100_003}"


def _acts(project: Project) -> Iterator[Act]:
    labels = [label.id for label in project.codebook.active]
    decided = [row.n for row in every_article(project.connection) if row.n % DECIDED_EVERY == 0]
    number = 0
    for n in decided:
        for start, end, _ in sentences_of(project.connection, n):
            number += 1
            payload = {"labels": [labels[number % len(labels)]], "seconds": number % 60 / 4}
            yield Act("label", n, start, end, payload)
            if number % FLAGGED_EVERY == 0:
                yield Act("flag", n, start, end, {"on": True, "reason": ""})
