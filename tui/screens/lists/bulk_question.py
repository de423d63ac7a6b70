"""The question before the same is said of many sentences, and the doing of it."""

from __future__ import annotations

from collections.abc import Callable

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from labels.bulk import Done, Preview, preview_in_words
from labels.desk import Desk
from labels.desk.long_actions import carry_out_when_free
from labels.errors import CopydeskError
from labels.values.progress import Cancelled, Progress
from labels.words import counted
from tui.key_names import key_cap
from tui.keymap import Keymap
from tui.screens.bindings import bindings_of, with_bindings
from tui.waiting import Waiting
from tui.widgets.listed_line import one_line


class BulkScreen(ModalScreen[Done | None]):
    """Says how many sentences and which, and waits. Closes with what was done, or with None. `bulk_screen` makes it.

    What does it is a key that no text contains, so that text typed ahead cannot confirm.
    """

    DEFAULT_CSS = """
    BulkScreen { align: center bottom; background: $background 40%; }
    BulkScreen Vertical { width: 100%; height: auto; max-height: 100%; padding: 1 2; background: $panel; }
    BulkScreen Vertical:ansi { border-top: solid $row-bar; padding: 0 2; }
    BulkScreen Static { height: auto; }
    BulkScreen .quote { height: 1; color: $row-quiet; text-wrap: nowrap; text-overflow: ellipsis; }
    BulkScreen #bulk-question { text-style: bold; }
    """

    def __init__(self, desk: Desk, planned: Preview, waiting: Waiting, keymap: Keymap) -> None:
        """Ask whether what is `planned` is to be done, in the session of `desk`; keys wait by `waiting`."""
        super().__init__()
        self._waiting = waiting
        self._desk = desk
        self._codebook = desk.project.codebook
        self._planned = planned
        self._keymap = keymap

    def compose(self) -> ComposeResult:
        planned = self._planned
        with Vertical():
            yield Static(preview_in_words(planned, self._codebook), id="bulk-question", markup=False)
            for quote in planned.quotes:
                yield Static(Content(f"  {one_line(quote)}"), classes="quote")
            rest = len(planned.hits) - len(planned.quotes)
            if rest:
                yield Static(f"  and {rest:,} more", classes="quote", markup=False)
            do = key_cap(self._keymap.elsewhere["bulk_do"][0])
            words = f"{do} does it, as one action that one undo takes back. Any other key cancels."
            yield Static(words, id="bulk-keys", markup=False)

    async def action_do(self) -> None:
        """Do it, in a thread; keys behind this one wait, and Escape stops it and leaves everything as it was."""
        self._tell(0)
        done: Done | None = None
        try:
            done = await self._waiting.thread(self._carry_out)
        except Cancelled:
            pass
        except CopydeskError as error:
            self.app.notify(str(error), severity="error", markup=False)
        if self.is_current:
            self.dismiss(done)

    def on_key(self, event: events.Key) -> None:
        """Any other key cancels, and is not looked at again: it may have been typed before the question was there."""
        event.stop()
        if self.is_current:
            self.dismiss(None)

    def _carry_out(self, stop: Callable[[], bool]) -> Done:
        project = self._desk.project
        progress = Progress(lambda done, total: self.app.call_from_thread(self._tell, done), stop)
        return carry_out_when_free(project.path, project.journal, self._planned, progress)

    def _tell(self, count: int) -> None:
        words = f"{count:,} of {counted(len(self._planned.hits), 'sentence')} … Escape stops, and leaves all as it was."
        self.query_one("#bulk-keys", Static).update(words)


def bulk_screen(desk: Desk, planned: Preview, waiting: Waiting, keymap: Keymap) -> BulkScreen:
    """The question whether what is `planned` is to be done, with its keys."""
    return with_bindings(BulkScreen, bindings_of("bulk", keymap))(desk, planned, waiting, keymap)
