"""How long a writer waits for other programs, and who is told that it waits."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

#: How long a writer waits for another program, in seconds, if nobody cancels. A bulk action on some hundred thousand
#: sentences locks the project for a large part of this time.
LONGEST = 120.0


def _tell_nobody() -> None:
    """Nobody watches."""


@dataclass(frozen=True, slots=True)
class Wait:
    """A writer waits for other programs for at most `seconds`. `told` is called once in each wait that is not short."""

    seconds: float = LONGEST
    told: Callable[[], object] = _tell_nobody
