"""Words that are being typed when the program ends: a note or a reason is kept, not lost."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import Protocol, runtime_checkable

from labels.desk import Step
from labels.desk.busy_retry import Attempt, Worked
from labels.errors import CopydeskError
from tui.screens.program import Program

#: Said on the terminal after the program has ended in the middle of a note or a reason.
KEPT = "The words that were being typed are kept with their sentence."
_NOT_KEPT = "The words that were being typed could not be kept."

#: How long to wait for another program while this one is being ended from outside, in seconds.
_LITTLE_TIME = 1.0

#: A function that keeps the words that are being typed; None if there are none.
HalfWritten = Callable[[], Callable[[], Step] | None]


@runtime_checkable
class KeepsWords(Protocol):
    """A screen in which words can be typed that are to be kept."""

    async def keep_words(self) -> bool:
        """Keep words that are being typed, because somebody quits; whether that was possible."""
        ...

    def keep_words_at_once(self) -> None:
        """The same, because the program is being ended from outside."""
        ...


async def keep_all(screens: Sequence[object]) -> bool:
    """Keep what is being typed on these screens; False as soon as that is not possible somewhere."""
    for screen in screens:
        if isinstance(screen, KeepsWords) and not await screen.keep_words():
            return False
    return True


def keep_all_at_once(screens: Sequence[object]) -> None:
    """The same, because the program is being ended from outside."""
    for screen in screens:
        if isinstance(screen, KeepsWords):
            screen.keep_words_at_once()


async def keep(
    program: Program, half_written: HalfWritten, do: Callable[[Callable[[], Step]], Awaitable[None]]
) -> bool:
    """Keep what is being typed before the program ends; whether that was possible."""
    verb = half_written()
    if verb is None:
        return True
    await do(verb)
    if half_written() is None:
        program.last_words = KEPT
    return half_written() is None


def keep_at_once(program: Program, half_written: HalfWritten, desk: Worked) -> None:
    """Keep what is being typed while the program is being ended. Nobody can be asked, and there is little time."""
    verb = half_written()
    if verb is None:
        return
    try:
        kept = Attempt(desk, verb).made(_LITTLE_TIME)
    except CopydeskError as error:
        program.last_words = f"{_NOT_KEPT} {error}"
    else:
        program.last_words = KEPT if kept else f"{_NOT_KEPT} Another program was writing to the project."
