"""What is done with a key before a screen sees it, and how the program knows that somebody is there."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from time import monotonic

from textual.app import App
from textual.events import Event, Key, MouseDown, MouseScrollDown, MouseScrollUp, Paste
from textual.message import Message

from tui.garbage import Rests
from tui.key_names import key_cap
from tui.keymap import Keymap
from tui.screens.desk.screen import DeskScreen
from tui.screens.program import HearsKeys, TakesKeys
from tui.waiting import Waiting

#: Events that show that somebody is there.
_SIGNS = (Key, Paste, MouseDown, MouseScrollDown, MouseScrollUp)


class KeyInput:
    """Looks at what comes from the terminal first: keys that were given up, or meant for other keys, go no further.

    Keys with priority never reach a screen as events, so signs of the annotator are taken here.
    """

    def __init__(
        self, app: App[None], waiting: Waiting, ready: Callable[[], Awaitable[None]], tell: Callable[[str], None]
    ) -> None:
        """Look at the events of `app`. No key goes on until `ready` has returned; `tell` says why one did nothing."""
        self._app = app
        self._waiting = waiting
        self._ready = ready
        self._tell = tell
        self._rests = Rests()
        #: The keys as they were before another codebook came, and when it came.
        self._before: tuple[Keymap, float] | None = None

    def codebook_changed(self) -> None:
        """The desk is about to be shown with other keys; those that are typed already were meant for these."""
        before = next((screen.keymap for screen in self._app.screen_stack if isinstance(screen, DeskScreen)), None)
        self._before = None if before is None else (before, Message().time)

    def look_for_rest(self) -> None:
        """Clear up if nobody types now; to be asked now and then."""
        self._rests.look(monotonic())

    async def takes(self, event: Event) -> bool:
        """Whether an event ends here: nobody else may see it."""
        key = event if isinstance(event, Key) else None
        if key is not None and (self._waiting.gave_up(key.time) or await self._was_for_others(key)):
            return True
        if isinstance(event, _SIGNS):
            self._hear(event)
        return key is not None and await self._answers(key)

    async def _answers(self, key: Key) -> bool:
        """Whether a key is the answer to a question that any key answers.

        Asked here and not on the screen, where a key behind the one that closes it would still arrive, and be lost.
        """
        screen = self._app.screen
        return isinstance(screen, TakesKeys) and await screen.take_key(key.key, key.time)

    def _hear(self, event: Event) -> None:
        """Somebody is there: tell the topmost screen that wants to know."""
        self._rests.typed(monotonic())
        for screen in reversed(self._app.screen_stack):
            if isinstance(screen, HearsKeys):
                screen.hear(event)
                break

    async def _was_for_others(self, key: Key) -> bool:
        """Whether a key was typed before another codebook was on screen, and does something else under it."""
        await self._ready()
        screen = self._app.screen
        if self._before is None or not isinstance(screen, DeskScreen) or screen.asking:
            return False
        before, changed_at = self._before
        names = (key.key, key.character)
        if key.time > changed_at or before.meaning(*names) == screen.keymap.meaning(*names):
            return False
        self._tell(f"{key_cap(key.key)} was typed for the codebook before, and did nothing.")
        return True
