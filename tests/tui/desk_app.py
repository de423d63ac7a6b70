"""The whole program over a small project, and hands that type fast: many keys at once, one pause after them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import fields, replace

from textual import events
from textual.keys import _character_to_key, key_to_character
from textual.pilot import Pilot

from labels.desk.options import DeskOptions
from labels.project import Project
from labels.sentence import Sentence
from tui.app import CopydeskApp
from tui.screens.desk.screen import DeskScreen
from tui.settings import Settings


def desk_app(project: Project, **settings: object) -> CopydeskApp:
    """The program at `project`, with these settings and nobody else's; those of the desk go by their own names.

    Without other words it does not stop at the finish of an article, so that keys can be typed across articles.
    """
    own = {field.name for field in fields(DeskOptions)}
    settings = {"summary": False, **settings}
    options = replace(Settings().desk, **{name: value for name, value in settings.items() if name in own})  # type: ignore[arg-type]
    others = {name: value for name, value in settings.items() if name not in own}
    return CopydeskApp(project, Settings(**others, desk=options))  # type: ignore[arg-type]


def post(app: CopydeskApp, *keys: str) -> None:
    """Type keys by name, or characters as they are, without waiting for anything."""
    for key in keys:
        name = _character_to_key(key) if len(key) == 1 else key
        character = key if len(key) == 1 else key_to_character(key)
        app.post_message(events.Key(name, character))


async def type_keys(pilot: Pilot[None], *keys: str) -> None:
    """Type keys and wait until all of them have been dealt with."""
    post(pilot.app, *keys)  # type: ignore[arg-type]
    await pilot.pause()
    await pilot.pause()


async def type_each(pilot: Pilot[None], *keys: str) -> None:
    """Type keys one by one, each when the screen shows what the one before it did."""
    for key in keys:
        await type_keys(pilot, key)


async def write(pilot: Pilot[None], text: str) -> None:
    """Type the characters of `text`."""
    await type_keys(pilot, *text)


def desk_of(app: CopydeskApp) -> DeskScreen:
    """The desk that is on the screen."""
    assert isinstance(app.screen, DeskScreen)
    return app.screen


def lines(app: CopydeskApp) -> list[str]:
    """The whole screen as text, line by line."""
    return [strip.text for strip in app.screen._compositor.render_strips()]


def shown(app: CopydeskApp) -> str:
    """The whole screen as one text."""
    return "\n".join(line.rstrip() for line in lines(app))


async def until_true(true: Callable[[], bool]) -> None:
    """Look again and again, and leave the processor to the threads that write in between. Fails after a minute."""
    async with asyncio.timeout(60):
        while not true():
            await asyncio.sleep(0.002)


def first(project: Project) -> Sentence:
    """The first sentence."""
    return next(project.sentences())
