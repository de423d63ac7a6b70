"""A sitting: what one annotator did from opening the desk to leaving it, told by the journal alone."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from labels.statistics.pace import BULK, NO_PACE, Pace, Trace, work_of
from labels.statistics import queries as figures
from labels.projections import read as queries
from labels.journal.ids import id_at, milliseconds_of

#: An article id and a span.
Sentence = tuple[str, int, int]

#: How far a clock may be put back while a desk is open, in milliseconds, without hiding what was done before.
_CLOCK_CHANGE = 86_400_000


@dataclass(frozen=True, slots=True)
class Sitting:
    """`pace` holds the sentences decided and the seconds worked; `labels` how often each label id was given.

    Only what stands at the end counts. `undone` are actions taken back and not brought back. `finished` are
    articles of which the last open sentence was decided here, `left` the sentences still undecided.
    """

    pace: Pace = NO_PACE
    decided: int = 0
    skipped: int = 0
    labels: tuple[tuple[str, int], ...] = ()
    finished: int = 0
    undone: int = 0
    left: int = 0


def sitting(connection: sqlite3.Connection, session: str, annotator: str) -> Sitting:
    """What an annotator did in the session with this id."""
    since = id_at(milliseconds_of(session) - _CLOCK_CHANGE)
    trace = list(figures.trace_of_session(connection, session, since))
    if not trace:
        return Sitting(left=queries.project_progress(connection, annotator).undecided)
    undone = figures.undone_actions(connection, annotator)
    work = work_of(
        trace,
        undone=undone,
        bulk=figures.actions_larger_than(connection, BULK),
        seconds=lambda action: figures.seconds_of(connection, action),
    )
    decided = _decided(trace, undone)
    given = figures.labels_of(connection, [id for id, kind in decided.values() if kind == "label"])
    return Sitting(
        work.overall,
        len(decided),
        sum(kind == "skip" for _, kind in decided.values()),
        tuple(sorted(given.items(), key=lambda item: (-item[1], item[0]))),
        _finished(connection, annotator, decided, trace),
        len({row[7] for row in trace} & undone),
        queries.project_progress(connection, annotator).undecided,
    )


def _decided(trace: Iterable[Trace], undone: set[str]) -> dict[Sentence, tuple[str, str]]:
    """The sentences that stand decided at the end, each with the event that decided and its kind."""
    found: dict[Sentence, tuple[str, str]] = {}
    for id, _, _, kind, article, start, stop, action in trace:
        if action in undone or article is None or start is None or stop is None:
            continue
        if kind in ("label", "skip"):
            found[article, start, stop] = (id, kind)
        elif kind == "clear":
            found.pop((article, start, stop), None)
    return found


def _finished(connection: sqlite3.Connection, annotator: str, decided: Iterable[Sentence], trace: list[Trace]) -> int:
    """How many articles got their last decision in this sitting: open before it, and complete when it ended."""
    first, last = trace[0][0], trace[-1][0] + "~"  # an id that is greater than the last and less than any later one
    by_article: dict[str, list[Sentence]] = {}
    for sentence in decided:
        by_article.setdefault(sentence[0], []).append(sentence)
    return sum(
        any(not figures.was_decided(connection, annotator, sentence, first) for sentence in sentences)
        and all(
            figures.was_decided(connection, annotator, sentence, last)
            for sentence in figures.decided_since(connection, annotator, article, last)
        )
        for article, sentences in by_article.items()
        if figures.is_complete(connection, annotator, article)
    )
