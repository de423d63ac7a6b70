"""Hand-made traces of an annotator's work: one event a line, times as a person would write them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from labels.statistics.pace import Trace

NINE = datetime(2024, 3, 4, 9, 0, tzinfo=UTC)


def after(seconds: float, since: datetime = NINE) -> str:
    """A time in the journal's own form, some seconds after nine o'clock on a Monday."""
    return (since + timedelta(seconds=seconds)).isoformat(timespec="milliseconds")


def event(
    at: float | str, sentence: int = 0, kind: str = "label", *, action: str = "", session: str = "s1", n: int = 0
) -> Trace:
    """One event about sentence number `sentence`; an action of its own unless one is named."""
    time = at if isinstance(at, str) else after(at)
    id = f"{time}/{n}"
    return (id, time, session, kind, "article", sentence * 10, sentence * 10 + 9, action or id)
