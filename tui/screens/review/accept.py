"""The question before all sentences are settled on which everybody agrees, and the doing of it."""

from __future__ import annotations

from collections.abc import Callable

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from labels.errors import CopydeskError
from labels.review.desk import ReviewDesk
from labels.review.long_actions import settle_when_free
from labels.review.rules import GoldPlan, plan_in_words
from labels.values.progress import Cancelled, Progress
from labels.words import counted
from tui.key_names import key_cap
from tui.keymap import Keymap
from tui.printable import printable
from tui.screens.bindings import bindings_of, with_bindings
from tui.waiting import Waiting


class AcceptScreen(ModalScreen[int | None]):
    """Says how many sentences would be settled, and waits. Closes with how many were settled, or with None.

    `accept_screen` makes it. What does it is a key that no text contains, so that text typed ahead cannot confirm.
    """

    DEFAULT_CSS = """
    AcceptScreen { align: center bottom; background: $background 40%; }
    AcceptScreen Vertical { width: 100%; height: auto; max-height: 100%; padding: 1 2; background: $panel; }
    AcceptScreen Vertical:ansi { border-top: solid $row-bar; padding: 0 2; }
    AcceptScreen Static { height: auto; }
    AcceptScreen #accept-question { text-style: bold; }
    """

    def __init__(self, desk: ReviewDesk, planned: GoldPlan, waiting: Waiting, keymap: Keymap) -> None:
        """Ask whether what is `planned` is to be settled, in the session of `desk`; keys wait by `waiting`."""
        super().__init__()
        self._desk = desk
        self._planned = planned
        self._waiting = waiting
        self._keymap = keymap

    def compose(self) -> ComposeResult:
        with Vertical():
            question = plan_in_words(self._planned, self._desk.project.codebook)
            yield Static(printable(question), id="accept-question", markup=False)
            do = key_cap(self._keymap.elsewhere["bulk_do"][0])
            words = f"{do} does it, as one action that one undo takes back. Any other key leaves them as they are."
            yield Static(words, id="accept-keys", markup=False)

    async def action_do(self) -> None:
        """Do it, in a thread; keys behind this one wait, and Escape stops it and leaves everything as it was."""
        done: int | None = None
        try:
            done = await self._waiting.thread(self._carry_out)
        except Cancelled:
            pass
        except CopydeskError as error:
            self.app.notify(str(error), severity="error", markup=False)
        if self.is_current:
            self.dismiss(done)

    async def on_key(self, event: events.Key) -> None:
        """Any other key cancels, and is not looked at again: it may have been typed before the question was there.

        The key that quits does that.
        """
        event.stop()
        if not self.is_current:
            return
        self.dismiss(None)
        if event.key in self._keymap.elsewhere["review_quit"]:
            await self.app.run_action("quit")

    def _carry_out(self, stop: Callable[[], bool]) -> int:
        project = self._desk.project
        progress = Progress(lambda done, total: self.app.call_from_thread(self._tell, done), stop)
        return settle_when_free(project.path, project.journal, self._planned, progress)

    def _tell(self, count: int) -> None:
        of = counted(len(self._planned.units), "sentence")
        self.query_one("#accept-keys", Static).update(f"{count:,} of {of} … Escape stops, and leaves all as it was.")


def accept_screen(desk: ReviewDesk, planned: GoldPlan, waiting: Waiting, keymap: Keymap) -> AcceptScreen:
    """The question whether what is `planned` is to be settled, with its keys."""
    return with_bindings(AcceptScreen, bindings_of("bulk", keymap))(desk, planned, waiting, keymap)
