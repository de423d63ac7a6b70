"""How a long operation reports its progress, and learns that it should stop."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


def _report_nothing(done: int, total: int | None) -> None:
    """Nobody watches."""


def _never_cancelled() -> bool:
    return False


class Cancelled(Exception):  # noqa: N818
    """A long operation was cancelled; nothing was written."""


@dataclass(frozen=True, slots=True)
class Progress:
    """What a long operation gets from its caller.

    The operation calls `report` from time to time with how many are done and how many there are in all, None where that
    is not known; it may be called from the thread of the operation. It asks `cancelled` from time to time, and stops
    early when the answer is true.
    """

    report: Callable[[int, int | None], None] = _report_nothing
    cancelled: Callable[[], bool] = _never_cancelled


#: For a caller who watches nothing and never cancels.
UNWATCHED = Progress()
