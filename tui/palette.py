"""The command palette: every command of the desk and every label, by name."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import partial
from inspect import isawaitable
from typing import NamedTuple

from textual.app import App
from textual.await_complete import AwaitComplete
from textual.binding import Binding
from textual.command import Command, CommandInput, CommandList, CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.fuzzy import Matcher
from textual.types import IgnoreReturnCallbackType
from textual.worker import WorkerError

from tui.commands import commands_of
from tui.key_names import key_cap
from tui.printable import printable
from tui.screens.desk.screen import DeskScreen


class Palette(CommandPalette):
    """The palette of the terminal library, changed to handle keys in order, however fast they come.

    The caller waits for `ready`. Until then the program handles no other key.
    """

    BINDINGS = [
        Binding("escape", "escape", "Back to the desk", show=False, priority=True),
        Binding("enter", "run", "Do it", show=False, priority=True),
        Binding("down", "step(1)", "Next", show=False, priority=True),
        Binding("up", "step(-1)", "Previous", show=False, priority=True),
        Binding("pagedown", "page('page_down')", show=False, priority=True),
        Binding("pageup", "page('page_up')", show=False, priority=True),
    ]

    #: Whether the user moved to a line of the list.
    _went = False

    def ready(self) -> None:
        """Give the keyboard to the line that is typed into."""
        self.set_focus(self.query_one(CommandInput))

    def dismiss(self, result: None = None) -> AwaitComplete:
        if self.is_current:
            return super().dismiss(result)
        return AwaitComplete()  # a second Enter would close the desk

    async def action_page(self, action: str) -> None:
        """Turn a page of the list, if it has lines."""
        self._went = True
        await self._settled()
        with suppress(KeyError, IndexError):
            self._action_command_list(action)

    async def action_step(self, by: int) -> None:
        """Go to another line of the list."""
        self._went = True
        await self._settled()
        if by > 0:
            self._action_cursor_down()
        else:
            self._action_command_list("cursor_up")

    async def action_run(self) -> None:
        """Do what the line under the cursor says, once the list matches everything typed so far.

        If nothing was typed and the cursor was not moved, do nothing, because nobody chose the first line, which is a
        label.
        """
        await self._settled()
        if not (self._went or self.query_one(CommandInput).value.strip()):
            return
        option = self.query_one(CommandList).highlighted_option
        if self.is_current and isinstance(option, Command):
            self._cancel_gather_commands()
            self.dismiss()
            running = option.hit.command()  # before the next key is handled
            if isawaitable(running):
                await running

    async def _settled(self) -> None:
        """Wait until what was typed is in the line, and until what it finds is in the list."""
        field = self.query_one(CommandInput)
        for node in (field, *field.ancestors):
            if isinstance(node, App):
                break
            seen = asyncio.Event()
            node.call_later(seen.set)
            await seen.wait()
        gathering = [each for each in self.workers if each.group == self._GATHER_COMMANDS_GROUP and each.is_running]
        with suppress(WorkerError):
            await self.workers.wait_for_complete(gathering)


async def open_palette(app: App[None]) -> None:
    """Open the palette over the screen; it can take keys as soon as it is open."""
    if not isinstance(app.screen, Palette):
        palette = Palette(id="--command-palette")
        await app.push_screen(palette)
        palette.ready()


class Entry(NamedTuple):
    """A line of the palette: what it does, in words; the keys that do the same, and the style they stand in.

    `name` is what a command is called in the settings and the documentation; empty for a label.
    """

    text: str
    keys: Sequence[str]
    run: IgnoreReturnCallbackType
    quiet: str
    name: str = ""

    def score(self, query: str, matcher: Matcher) -> float:
        """How well it fits what was typed: by its words, or by the beginning of its name; 0 where it does not."""
        named = self.name.startswith(query.strip().casefold())
        return max(matcher.match(self.text), matcher.match(self.name) if named else 0.0)

    @property
    def shown(self) -> Content:
        """The words, and in their own style the keys behind them."""
        return Content.assemble(self.text, ("  " + "  ".join(map(key_cap, self.keys)), self.quiet))


class DeskCommands(Provider):
    """What the palette offers while the desk is open."""

    def _entries(self) -> Iterator[Entry]:
        screen = self.screen
        if not isinstance(screen, DeskScreen):
            return
        keymap, quiet = screen.keymap, self._quiet
        for number, label in enumerate(screen.desk.project.codebook.active):
            keys = keymap.label_keys[label.id]
            yield Entry(f"Label: {printable(label.name)}", keys, partial(screen.action_label, number), quiet)
        for command in commands_of("desk"):
            if command.id != "palette":
                run = partial(screen.run_action, command.action)
                name = command.id.replace("_", " ")
                yield Entry(command.description, keymap.commands[command.id], run, quiet, name)

    @property
    def _quiet(self) -> str:
        """The style of keys.

        With the terminal’s own colours it is the style of the line, so that it is readable when marked.
        """
        return "" if self.app.current_theme.ansi else "$row-quiet"

    async def discover(self) -> Hits:
        for entry in self._entries():
            yield DiscoveryHit(entry.shown, entry.run, text=entry.text)

    async def search(self, query: str) -> Hits:
        matcher = self.matcher(query)
        for entry in self._entries():
            score = entry.score(query, matcher)
            if score:
                yield Hit(score, entry.shown, entry.run, text=entry.text)
