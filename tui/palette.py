"""The command palette: every command of the desk and every label, by name."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from functools import partial

from textual.await_complete import AwaitComplete
from textual.binding import Binding
from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.types import IgnoreReturnCallbackType

from tui.commands import COMMANDS
from tui.screens.desk import DeskScreen


class Palette(CommandPalette):
    """The palette of the terminal library, made safe for keys that come faster than it lays itself out."""

    BINDINGS = [
        Binding("escape", "escape", "Back to the desk", show=False, priority=True),
        Binding("pagedown", "page('page_down')", show=False),
        Binding("pageup", "page('page_up')", show=False),
    ]

    def dismiss(self, result: None = None) -> AwaitComplete:
        if self.is_current:
            return super().dismiss(result)
        return AwaitComplete()  # a second Enter would take the desk away

    def action_page(self, action: str) -> None:
        """Turn a page of the list, if it has lines yet."""
        with suppress(KeyError, IndexError):
            self._action_command_list(action)


class DeskCommands(Provider):
    """What the palette offers while the desk is open."""

    def _entries(self) -> Iterator[tuple[str, IgnoreReturnCallbackType]]:
        screen = self.screen
        if not isinstance(screen, DeskScreen):
            return
        for number, label in enumerate(screen.desk.project.scheme.active):
            yield f"Label: {label.name}", partial(screen.action_label, number)
        for command in COMMANDS:
            if command.id != "palette":
                yield command.description, partial(screen.run_action, command.action)

    async def discover(self) -> Hits:
        for text, run in self._entries():
            yield DiscoveryHit(Content(text), run, text=text)

    async def search(self, query: str) -> Hits:
        matcher = self.matcher(query)
        for text, run in self._entries():
            score = matcher.match(text)
            if score:
                yield Hit(score, Content(text), run, text=text)
