"""A project as a year at the desk leaves it, and what another annotator sends who labelled some more of it."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from labels.article import Article
from labels.journal.event import DECISION_KINDS, MAIN, Event
from labels.journal.ids import new_id
from labels.journal.kinds import KINDS
from labels.journal.merge import attached
from labels.journal.numbers import newest_id, number_of_sitting
from labels.journal.rows import WIDE, insert_events
from labels.project import Project
from labels.projections import codebooks
from labels.projections.articles import sentences_of
from labels.projections.rebuild import rebuild
from labels.projections.refold import refold_articles
from labels.projections.work import catch_up
from labels.segmentation import cut
from labels.sqlite.connection import connect, writing
from tests.benchmarks.projects import ANNOTATOR, UNDECIDED, made_once
from tests.benchmarks.sizes import SENTENCES_AN_ARTICLE
from tests.end_to_end.articles import articles

_BATCH = 100
_YEAR = timedelta(days=365)


def desk_project(count: int) -> Path:
    """A project of `count` articles, all decided at the desk in the past year except the last few.

    Every article is a sitting and every decision an action; one of fifty was taken back and made again, one of a
    hundred has a flag.
    """
    size = f"{count * SENTENCES_AN_ARTICLE:,} sentences, decided one by one,"
    return made_once(f"desk-{count}.db", size, lambda path: _make(path, count))


def label_more(project: Path, annotator: str, decisions: int, among: int) -> int:
    """Let an annotator label so many sentences, spread over `among` articles; the last event that was there before."""
    with Project(project, annotator) as opened:
        (before,) = opened.connection.execute("SELECT max(seq) FROM journal").fetchone()
        name = opened.codebook.active[0].name
        each = decisions // among
        for row in list(opened.articles())[:among]:
            for sentence in list(opened.sentences(row.id))[:each]:
                opened.label(sentence, name)
    return int(before)


def pack_of(project: Path, pack: Path, after: int) -> Path:
    """A small project: what came to `project` after an event (its `seq`), the articles that it is about, and
    everything that holds for the project as a whole.
    """
    with closing(connect(pack)) as connection, attached(connection, [project]) as (other,):
        about = f"SELECT article FROM {other}.journal WHERE seq > {after}"
        chosen = f"seq > {after} OR {WIDE} OR (kind IN ('article', 'segment') AND article IN ({about}))"
        sittings = f"SELECT sitting FROM {other}.journal WHERE {chosen}"
        with writing(connection):
            for table, wanted in (
                ("person", "true"),
                ("sitting", f"n IN ({sittings})"),
                ("article_key", f"n IN ({about})"),
                ("article_text", f"article IN ({about})"),
                ("journal", chosen),
            ):
                connection.execute(f"INSERT INTO {table} SELECT * FROM {other}.{table} WHERE {wanted}")
            rebuild(connection)
    return pack


def _make(path: Path, count: int) -> None:
    begun = datetime.now(UTC) - _YEAR - timedelta(days=1)
    with Project(path, ANNOTATOR, clock=lambda: begun) as project:
        project.connection.execute("PRAGMA synchronous = OFF")
        batch = []
        for number, text in enumerate(articles(count, SENTENCES_AN_ARTICLE)):
            batch.append((Article(text, title=f"Article {number}", language="en"), cut(text, "en")))
            if len(batch) == _BATCH or number == count - 1:
                project.add_cut(batch)
                batch = []
        labels = [label.id for label in project.codebook.active]
        hand = _Hand(project.connection, project.journal.sitting.person or 0, labels)
        for number, row in enumerate(list(project.articles())[: count - UNDECIDED]):
            with writing(project.connection):
                insert_events(project.connection, hand.label(row.n, begun + _YEAR * (number + 1) / count))
                refold_articles(project.connection, [row.n])
        with writing(project.connection):
            catch_up(project.connection)
        project.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


class _Hand:
    """Makes the events that a desk makes, a sentence after another."""

    def __init__(self, connection: sqlite3.Connection, person: int, labels: list[str]) -> None:
        self._connection, self._person, self._labels = connection, person, labels
        self._codebook = codebooks.current_event(connection)
        self._newest = newest_id(connection)
        self._chance = random.Random(5)
        self._sitting, self._at = 0, datetime.now(UTC)

    def label(self, n: int, at: datetime) -> Iterator[Event]:
        """Decide all of an article in one sitting that begins at some moment."""
        self._at = at
        self._sitting = number_of_sitting(self._connection, new_id(_milliseconds(at)), self._person, here=True)
        for start, end, _ in sentences_of(self._connection, n):
            seconds = round(self._chance.uniform(2, 9), 2)
            payload = {"labels": [self._chance.choice(self._labels)], "seconds": seconds}
            done = self._event("label", seconds, (n, start, end), payload)
            yield done
            if self._chance.random() < 0.02:
                yield self._event("undo", 1, undoes=done.action)
                yield self._event("label", 1, (n, start, end), payload)
            if self._chance.random() < 0.01:
                yield self._event("flag", 1, (n, start, end), {"on": True, "reason": ""})

    def _event(
        self,
        kind: str,
        seconds: float,
        unit: tuple[int, int, int] | tuple[None, None, None] = (None, None, None),
        payload: Mapping[str, Any] | None = None,
        undoes: bytes | None = None,
    ) -> Event:
        """Some seconds after the last one; an action of its own."""
        self._at += timedelta(seconds=seconds)
        id = self._newest = new_id(_milliseconds(self._at), self._newest)
        return Event(
            seq=0,
            id=id,
            at=self._at.isoformat(timespec="milliseconds"),
            person=self._person,
            sitting=self._sitting,
            kind=kind,
            article=unit[0],
            start=unit[1],
            end=unit[2],
            layer=MAIN if KINDS[kind].layered else None,
            codebook=self._codebook if kind in DECISION_KINDS else None,
            payload=payload or {},
            action=id,
            undoes=undoes,
        )


def _milliseconds(at: datetime) -> int:
    return int(at.timestamp() * 1000)
