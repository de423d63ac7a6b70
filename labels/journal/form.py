"""The form of an event from any source: its ids, its time, and what its kind may say."""

from __future__ import annotations

from labels.journal.article_state import moment
from labels.journal.event import Event
from labels.journal.ids import problem_with_id
from labels.journal.kinds import problem_with


def problem_with_form(event: Event) -> str | None:
    """What is wrong with an event that was not made here; None if nothing is.

    The caller has checked that its payload is canonical JSON.
    """
    return _problem_with_ids(event) or _problem_with_time(event.at) or problem_with(event)


def _problem_with_ids(event: Event) -> str | None:
    problem = problem_with_id(event.id)
    if problem is None and any(len(id) != 16 for id in (event.action, event.undoes, event.codebook) if id is not None):
        problem = "points at what is no event"
    return problem


def _problem_with_time(at: str) -> str | None:
    try:
        found = moment(at)
    except ValueError:
        return "has no time"
    return None if 1 <= found.year <= 9999 else "has no time"
