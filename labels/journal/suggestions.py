"""Suggestions: what a model proposes for units. They are no events: a run never changes, and has rows beside it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from labels.sqlite.sums import sum_whole

#: The beginning of the names of models that learnt from annotators. Their runs are only for viewers who may see others.
OF_ANNOTATORS = "Dawid & Skene"


@dataclass(frozen=True, slots=True)
class Run:
    """One run of a model: `hash` identifies it (of a file's run, the SHA-256 of the file), `model` names it.

    `codebook` is the id of the codebook's event that its labels are of, where that is known.
    """

    hash: bytes
    model: str
    codebook: bytes | None = None


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A label (its id) for a unit of an article (its number), with the model's score, if it gave one."""

    article: int
    start: int
    end: int
    label: str
    score: float | None = None


def keep_suggestions(connection: sqlite3.Connection, run: Run, rows: Iterable[Suggestion], at: str) -> int:
    """Write a run and its rows into an open transaction; how many rows are new. What is there stays as it is."""
    new = connection.execute(
        "INSERT OR IGNORE INTO run (hash, model, codebook, at) VALUES (?, ?, ?, ?)",
        (run.hash, run.model, run.codebook, at),
    )
    if new.rowcount:
        sum_whole(connection, "run")
    (number,) = connection.execute("SELECT n FROM run WHERE hash = ?", (run.hash,)).fetchone()
    before = connection.total_changes
    connection.executemany(
        'INSERT OR IGNORE INTO suggestion (article, start, "end", run, label, score) VALUES (?, ?, ?, ?, ?, ?)',
        [(each.article, each.start, each.end, number, each.label, each.score) for each in rows],
    )
    return connection.total_changes - before


def runs(connection: sqlite3.Connection) -> list[tuple[Run, str, int]]:
    """The runs in the order of their hashes, each with its time (ISO 8601) and how many suggestions it made."""
    rows = connection.execute(
        "SELECT hash, model, codebook, at, (SELECT count(*) FROM suggestion WHERE run = n) FROM run ORDER BY hash"
    )
    return [(Run(hash, model, codebook), at, count) for hash, model, codebook, at, count in rows]


def suggestions_for(connection: sqlite3.Connection, article: int) -> Iterator[tuple[Run, Suggestion]]:
    """What is suggested for the units of an article (number), in the order of the text and of the runs."""
    rows = connection.execute(
        'SELECT hash, model, codebook, article, start, "end", label, score FROM suggestion JOIN run ON run.n = run'
        ' WHERE article = ? ORDER BY start, "end", hash, label',
        (article,),
    )
    return ((Run(*row[:3]), Suggestion(*row[3:])) for row in rows)
