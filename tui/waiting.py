"""Wait for another program, or for long work, while the screen is still painted. Keys wait as well, in order.

Everything here runs where keys are handled, one after the other. So the keys after the one that waits act later. Only
Escape acts at once (`Waiting.stop`), and ends the waiting. The keys between the one that waited and Escape are dropped
with it, because without it they would change other sentences.
"""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from labels.desk import Step
from labels.desk.busy_retry import TRY, Attempt, Worked
from labels.errors import CopydeskError
from labels.values.wait import LONGEST

WAITING = "Waiting for another program, which is writing. Escape gives up."
GIVEN_UP = "Given up: another program is writing. Nothing of this was written."

#: The pause after a try in which the screen is painted, in seconds; and after how many tries it is said.
_PAUSE, _TELL_AFTER = 0.02, 3

Result = TypeVar("Result")


class GivenUpError(CopydeskError):
    """The user pressed Escape and did not want to wait any longer."""


class Waiting:
    """What is waited for, if anything is."""

    def __init__(self) -> None:
        self._stop: threading.Event | None = None
        self._given_up = 0.0

    def stop(self, at: float = 0.0) -> bool:
        """End the waiting after Escape, and drop the keys typed until then. Returns whether something was waiting."""
        if self._stop is None:
            return False
        self._stop.set()
        self._given_up = max(self._given_up, at)
        return True

    def gave_up(self, typed: float) -> bool:
        """Whether a key that was typed at this time was dropped."""
        return typed <= self._given_up

    async def verb(self, desk: Worked, verb: Callable[[], Step], tell: Callable[[str], None]) -> Step:
        """Carry out a verb of `desk` as soon as no other program is writing; `tell` hears of a wait that lasts.

        Raises what the verb raises; GivenUpError after Escape, BusyError where the other program never ends.
        """
        attempt = Attempt(desk, verb)
        if attempt.made(TRY):
            return attempt.step
        until, tries = time.monotonic() + LONGEST, 1
        with self._stoppable() as stop:
            while not (stop.is_set() or time.monotonic() >= until):
                await asyncio.sleep(_PAUSE)
                if attempt.made(TRY):
                    return attempt.step
                tries += 1
                if tries == _TELL_AFTER:
                    tell(WAITING)
            by_hand = stop.is_set()
        error = attempt.give_up()
        if by_hand:
            raise GivenUpError(GIVEN_UP) from error
        raise error

    async def thread(self, work: Callable[[Callable[[], bool]], Result]) -> Result:
        """Have `work` done in a thread; it is given a function that says whether to stop."""
        with self._stoppable() as stop:
            return await asyncio.to_thread(work, stop.is_set)

    @contextmanager
    def _stoppable(self) -> Iterator[threading.Event]:
        self._stop = stop = threading.Event()
        try:
            yield stop
        finally:
            self._stop = None
