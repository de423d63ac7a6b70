"""How long a writer waits for other programs, and who hears that it does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

#: How long another program is waited for, in seconds, where nobody gives up before. Saying the same of some hundred
#: thousand sentences keeps the project for a good part of it.
LONGEST = 120.0


def _tell_nobody() -> None:
    """Nobody watches."""


@dataclass(frozen=True, slots=True)
class Wait:
    """A writer waits for other programs for so many `seconds`; `told` is called once in each wait that lasts."""

    seconds: float = LONGEST
    told: Callable[[], object] = _tell_nobody
