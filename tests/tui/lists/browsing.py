"""Hands at the lists: keys, and waiting until what they began has come to its end."""

from __future__ import annotations

from textual.pilot import Pilot

from tests.tui.desk_app import type_keys


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
