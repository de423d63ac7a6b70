"""The question before one key writes very much, and the work itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import Static

from labels.desk.painted import Painted
from labels.errors import CopydeskError
from labels.values.progress import Cancelled, Progress
from labels.words import counted
from tui.key_names import key_cap
from tui.keymap import Keymap
from tui.printable import printable
from tui.screens.bindings import bindings_of, with_bindings
from tui.waiting import Waiting
from tui.widgets.listed_line import one_line

Result = TypeVar("Result")

TYPED_BEFORE = "This key was typed before the question was there."


@dataclass(frozen=True, slots=True)
class Plan(Generic[Result]):
    """What is asked about: `count` sentences, some of them in `quotes`; `carry_out` does it, in a thread.

    `carry_out` may raise CopydeskError, and Cancelled where its progress says so.
    """

    question: str
    count: int
    carry_out: Callable[[Progress], Result]
    quotes: Sequence[str] = ()


class Confirmation(ModalScreen[Result | None]):
    """Says how many sentences and which, and waits. Closes with what was done, or with None. `confirmation` makes it.

    The confirming key is in no text, so that text typed ahead cannot confirm.
    """

    DEFAULT_CSS = """
    Confirmation { align: center bottom; background: $background 40%; }
    Confirmation Vertical { width: 100%; height: auto; max-height: 100%; padding: 1 2; background: $panel; }
    Confirmation Vertical:ansi { border-top: solid $row-bar; padding: 0 2; }
    Confirmation Static { height: auto; }
    Confirmation .quote { height: 1; color: $row-quiet; text-wrap: nowrap; text-overflow: ellipsis; }
    Confirmation #question { text-style: bold; }
    """

    def __init__(self, plan: Plan[Result], waiting: Waiting, keymap: Keymap) -> None:
        """Ask whether to do what is planned. Keys wait by `waiting` while it is done."""
        super().__init__()
        self._plan = plan
        self._waiting = waiting
        self._keymap = keymap
        self._painted = Painted()

    def compose(self) -> ComposeResult:
        plan = self._plan
        with Vertical():
            yield Static(printable(plan.question), id="question", markup=False)
            for quote in plan.quotes:
                yield Static(Content(f"  {one_line(quote)}"), classes="quote")
            rest = plan.count - len(plan.quotes)
            if rest and plan.quotes:
                yield Static(f"  and {rest:,} more", classes="quote", markup=False)
            yield Static(self._keys_in_words, id="keys", markup=False)

    @property
    def _keys_in_words(self) -> str:
        do = key_cap(self._keymap.elsewhere["bulk_do"][0])
        return f"{do} does it, as one action that one undo takes back. Any other key cancels."

    async def action_do(self) -> None:
        """Do it, in a thread. Later keys wait. Escape stops it, and then nothing was changed."""
        self._tell(0)
        done: Result | None = None
        try:
            done = await self._waiting.thread(self._carry_out)
        except Cancelled:
            pass
        except CopydeskError as error:
            self.app.notify(str(error), severity="error", markup=False)
        if self.is_current:
            self.dismiss(done)

    def on_mount(self) -> None:
        """Note that keys that are typed from now on are meant for this question."""
        self.call_after_refresh(lambda: self._painted.painted(self._plan, Message().time))

    async def take_key(self, key: str, at: float) -> bool:
        """Cancel by any key except the confirming one.

        Returns whether the key is handled. A cancelling key does nothing else, because it may have been typed before
        the question was shown. The key that quits still quits. If the confirming key was typed before the question was
        shown, it must be typed again.
        """
        if not self.is_current:
            return False
        if key in self._keymap.elsewhere["bulk_do"]:
            self._painted.typed(at)
            if self._painted.shows(self._plan):
                return False
            self.query_one("#keys", Static).update(f"{TYPED_BEFORE} {self._keys_in_words}")
            return True
        self.dismiss(None)
        return key not in self._keymap.commands["quit"]

    def _carry_out(self, stop: Callable[[], bool]) -> Result:
        return self._plan.carry_out(Progress(lambda done, total: self.app.call_from_thread(self._tell, done), stop))

    def _tell(self, count: int) -> None:
        words = f"{count:,} of {counted(self._plan.count, 'sentence')} … Escape stops, and leaves all as it was."
        self.query_one("#keys", Static).update(words)


def confirmation(plan: Plan[Result], waiting: Waiting, keymap: Keymap) -> Confirmation[Result]:
    """The question whether what is planned is to be done, with its keys."""
    kind: type[Confirmation[Result]] = Confirmation
    return with_bindings(kind, bindings_of("bulk", keymap))(plan, waiting, keymap)
