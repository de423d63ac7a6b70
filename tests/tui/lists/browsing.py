"""Hands at the lists: keys, and waiting until what they began has come to its end."""

from __future__ import annotations

from textual.app import App
from textual.pilot import Pilot

from tests.tui.desk_app import lines, type_keys
from tui.screens.lists.screen import ListScreen


async def keys(pilot: Pilot[None], *pressed: str) -> None:
    """Press keys, and wait for every search and everything painted after it."""
    await type_keys(pilot, *pressed)
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()
    await pilot.pause()


async def query(pilot: Pilot[None], text: str) -> None:
    """Type a query into the line, in place of what stands there, and go on to the list."""
    await keys(pilot, "slash", "ctrl+u", *text)
    await keys(pilot, "enter")


def list_of(app: App[None]) -> ListScreen:
    """The list of sentences that is on the screen."""
    assert isinstance(app.screen, ListScreen) and app.screen.source.name != "articles"
    return app.screen


def here(app: App[None]) -> str:
    """The line of the row under the cursor."""
    (line,) = [line for line in lines(app) if line.startswith("▌")]
    return line.lstrip("▌").strip()
