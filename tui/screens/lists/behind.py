"""The desk that waits behind a list."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from labels.desk import Desk, Step
from tui.keymap import Keymap
from tui.screens.program import Program


@dataclass(frozen=True, slots=True)
class Behind:
    """What a list needs of the desk behind it.

    `do` carries out a verb of `desk` and paints it there; `browse` shows another list over the desk.
    """

    desk: Desk
    keymap: Keymap
    program: Program
    do: Callable[[Callable[[], Step]], Awaitable[None]]
    browse: Callable[[str], Awaitable[None]]
