"""Settling, undoing and redoing very many sentences in a thread, beside the review desk; and counting what is left."""

from __future__ import annotations

from pathlib import Path

from labels.codebook import Codebook
from labels.desk.busy_retry import when_free
from labels.desk.describe import Way
from labels.journal.append import Journal
from labels.journal.second_connection import second_connection
from labels.journal.undo import Reversal
from labels.projections.gold import GoldReader, StateCounts
from labels.review.rules import GoldPlan, Wanted, parse_rule, plan, settle
from labels.values.progress import Cancelled, Progress


def settle_when_free(path: Path, journal: Journal, planned: GoldPlan, progress: Progress) -> int:
    """Settle what is planned as soon as no other program is writing; how many sentences.

    Raises Cancelled as soon as it is cancelled; then nothing was written.
    """
    with second_connection(path, journal) as second:
        return when_free(
            second.file, progress.cancelled, lambda: settle(second.reader, second.journal, planned, progress)
        )


def plan_unanimous(path: Path, codebook: Codebook, wanted: Wanted, progress: Progress) -> GoldPlan:
    """What accepting the sentences on which all agree would settle; over a connection of its own. Raises Cancelled.

    `codebook` is that in force: answers that it does not provide for are left alone.
    """
    with GoldReader.opened(path) as gold:
        return plan(parse_rule("unanimous"), gold.every_unit(), wanted=wanted, progress=progress, codebook=codebook)


def reverse_when_free(path: Path, journal: Journal, way: Way, progress: Progress) -> Reversal | None:
    """Undo or redo what was done last in a review; None if there is nothing.

    Raises Cancelled as soon as it is cancelled; then everything is as it was.
    """
    cancelled = progress.cancelled
    with second_connection(path, journal) as second:
        work = second.journal.redo if way == "redo" else second.journal.undo
        done = when_free(
            second.file, cancelled, lambda: second.file.unless_cancelled(cancelled, lambda: (work(review=True),))
        )
    if done is None:
        raise Cancelled
    return done[0]


def counts_of(path: Path) -> StateCounts:
    """How many sentences of the project at `path` are in each state; over a connection of its own."""
    with GoldReader.opened(path) as gold:
        return gold.counts()
