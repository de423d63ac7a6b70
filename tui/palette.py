"""The command palette: every command of the desk and every label, by name."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.types import IgnoreReturnCallbackType

from tui.commands import COMMANDS
from tui.screens.desk import DeskScreen


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
