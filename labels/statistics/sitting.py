"""A sitting: what one annotator did from opening the desk to leaving it, read from the journal alone."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from labels.projections import read as queries
from labels.projections.actions import Actions
from labels.projections.own_work import share_named
from labels.projections.people import person_named, read_registry
from labels.statistics import sitting_queries
from labels.statistics.pace import NO_PACE, Pace, Trace, work_of

#: An article's number and a span.
Sentence = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Sitting:
    """`pace` holds the sentences decided and the seconds worked; `labels` how often each label id was given.

    Only what is in force at the end counts. `undone` are actions that were undone and not redone. `finished` are
    articles of which the last open sentence was decided here, `left` the sentences still undecided: of those that are
    assigned to the annotator, of the project where none is.
    """

    pace: Pace = NO_PACE
    decided: int = 0
    skipped: int = 0
    labels: tuple[tuple[str, int], ...] = ()
    finished: int = 0
    undone: int = 0
    left: int = 0


def sitting(connection: sqlite3.Connection, number: int | None, annotator: str) -> Sitting:
    """What an annotator did in the sitting with this number in the file; None stands for one without any act."""
    person = person_named(connection, annotator)
    trace = [] if person is None or number is None else sitting_queries.trace_of_sitting(connection, person, number)
    left = (share_named(connection, annotator) or queries.project_progress(connection, annotator)).undecided
    if not trace or person is None:
        return Sitting(left=left)
    actions = Actions(connection, read_registry(connection), sitting_queries.newest(connection))
    done = {row[7] for row in trace}
    actions.load(done)
    undone = {action for action in done if actions.is_undone(action, person)}
    work = work_of(
        trace,
        undone=undone,
        bulk={action for action in done if actions.is_bulk(action)},
        seconds=lambda action: actions.seconds([action])[action],
    )
    decided = _decided(trace, undone)
    given = sitting_queries.labels_of(connection, [id for id, kind in decided.values() if kind == "label"])
    return Sitting(
        work.overall,
        len(decided),
        sum(kind == "skip" for _, kind in decided.values()),
        tuple(sorted(given.items(), key=lambda item: (-item[1], item[0]))),
        _finished(connection, person, decided, trace),
        len(undone),
        left,
    )


def _decided(trace: Iterable[Trace], undone: set[bytes]) -> dict[Sentence, tuple[bytes, str]]:
    """The sentences that stand decided at the end, each with the event that decided and its kind."""
    found: dict[Sentence, tuple[bytes, str]] = {}
    for id, _, _, kind, article, start, end, action in trace:
        if action in undone or article is None or start is None or end is None:
            continue
        if kind in ("label", "skip"):
            found[article, start, end] = (id, kind)
        elif kind == "clear":
            found.pop((article, start, end), None)
    return found


def _finished(connection: sqlite3.Connection, person: int, decided: Iterable[Sentence], trace: list[Trace]) -> int:
    """How many articles got their last decision in this sitting: open before it, and complete when it ended."""
    first, last = trace[0][0], trace[-1][0]
    after = (int.from_bytes(last, "big") + 1).to_bytes(16, "big")
    by_article: dict[int, list[Sentence]] = {}
    for sentence in decided:
        by_article.setdefault(sentence[0], []).append(sentence)
    return sum(
        any(not sitting_queries.was_decided(connection, person, sentence, first) for sentence in sentences)
        and all(
            sitting_queries.was_decided(connection, person, sentence, after)
            for sentence in sitting_queries.decided_since(connection, person, article, last)
        )
        for article, sentences in by_article.items()
        if sitting_queries.is_complete(connection, person, article)
    )
