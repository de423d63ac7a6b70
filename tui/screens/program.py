"""What the screens need from the program around them. `tui.app` is that program; no screen imports it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from textual.events import Event
from textual.screen import Screen

from labels.project import Project
from tui.keymap import Keymap
from tui.waiting import Waiting

if TYPE_CHECKING:
    from labels.review.desk import ReviewDesk
    from tui.screens.list_state import ListStates

#: Return code that asks the command line for the tour.
TOUR = 64


@runtime_checkable
class HearsKeys(Protocol):
    """A screen that measures time, or holds a key against what it showed when the key was typed."""

    def hear(self, event: Event) -> None:
        """Note a key, pasted text or the mouse, before it is handled. Its time is of a monotonic clock, in seconds."""


@runtime_checkable
class TakesKeys(Protocol):
    """A question that any key answers."""

    async def take_key(self, key: str, at: float) -> bool:
        """Handle a key before it is treated as a command. False means that it is a command.

        It was typed at this time, by a monotonic clock in seconds.
        """


class Program(Protocol):
    """The program, as the screens see it."""

    project: Project
    waiting: Waiting
    leaving: bool
    """Whether the program is about to end; keys do nothing any more."""
    last_words: str
    """What the command line says once the program has ended, and the terminal is back to normal."""

    @property
    def lists(self) -> ListStates:
        """The lists as they were left."""

    def open_desk(self) -> None:
        """Show the desk, or how to begin."""

    def make_review(self, review: ReviewDesk) -> Screen[None]:
        """The screen for a review."""

    def codebook_changed(self, words: str = "") -> None:
        """Show the desk with the keys of another codebook, and `words` of what was done."""

    async def choose_theme(self, keymap: Keymap) -> None:
        """Show the list of themes."""

    def import_named(self, typed: str) -> None:
        """Add the articles of a file or folder."""

    def leave_for(self, project: Path) -> None:
        """End the program; the command line opens another project."""

    def export_named(self, typed: str) -> None:
        """Write the decisions to a file."""

    async def action_quit(self) -> None:
        """Quit."""
