"""Wait until an app has nothing more to do: asked of its event loop, where Textual's own tests watch the clock.

Textual waits until the process has slept for 20 ms, twice for each key: most of the time of a short test.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from pathlib import Path
from threading import get_native_id
from time import monotonic, process_time
from typing import Any

import textual.app
import textual.pilot
import textual.screen
from textual._context import active_app

#: A thread that took less of the processor than `_REST` seconds in `_WATCHED` seconds waits for something itself.
_WATCHED, _REST = 0.02, 0.002

#: The pause between two looks at a thread, or at what moves, in seconds.
_LOOK = 0.002

#: Textual waits a hundredth of a second for the last of several sizes of a window.
_SOON = 0.018

#: The screen is painted when a test waits for it; on its own, only after so many seconds.
_PAINTED_AFTER = 0.2

#: The work that threads do for event loops now.
_in_threads: set[asyncio.Future[Any]] = set()


def wait_without_clock() -> None:
    """Have every pilot wait by `until_idle`."""
    in_executor = asyncio.BaseEventLoop.run_in_executor

    def noted(loop: asyncio.BaseEventLoop, *arguments: Any) -> asyncio.Future[Any]:
        work = in_executor(loop, *arguments)
        _in_threads.add(work)
        work.add_done_callback(_in_threads.discard)
        return work

    asyncio.BaseEventLoop.run_in_executor = noted
    textual.screen.UPDATE_PERIOD = _PAINTED_AFTER
    textual.app.wait_for_idle = textual.pilot.wait_for_idle = until_idle


async def until_idle(min_sleep: float = 0.0, max_sleep: float = 10.0) -> None:
    """Wait until nothing is ready to run, no thread is at work, nothing moves, and the screen is painted.

    What is to happen after `_SOON` seconds is waited for as well, such as a window's taking its new size; but of what
    waits longer nothing, nor anything after `max_sleep` seconds. A `min_sleep` is not kept: it is Textual's way to know
    more surely.
    """
    loop: Any = asyncio.get_running_loop()
    end = monotonic() + max_sleep
    soon: float | None = None
    while monotonic() < end:
        await asyncio.sleep(0)
        if loop._ready or await _thread_worked(loop) or _had_to_paint():
            continue
        if _is_moving():
            await asyncio.sleep(_LOOK)
            continue
        soon = loop.time() + _SOON if soon is None else soon
        due = min((timer._when for timer in loop._scheduled if not timer._cancelled), default=soon)
        if due >= soon:
            return
        await asyncio.sleep(max(0.0, due - loop.time()))


async def _thread_worked(loop: asyncio.AbstractEventLoop) -> bool:
    """Wait until something comes of the work in threads; False if there is none, or it waits for something itself."""
    while any(work.get_loop() is loop for work in _in_threads):
        began, used = monotonic(), process_time()
        while monotonic() - began < _WATCHED or _wants_processor():
            await asyncio.sleep(_LOOK)
            if loop._ready:  # type: ignore[attr-defined]
                return True
        if process_time() - used < _REST:
            return False
    return False


def _wants_processor() -> bool:
    """Whether a thread beside this one runs, or would if other processes let it, or waits for the disk.

    On a busy machine a thread at work may get no time for long. Without /proc that cannot be told from rest.
    """
    own = str(get_native_id())
    for stat in Path("/proc/self/task").glob("[0-9]*/stat"):
        if stat.parent.name == own:
            continue
        with suppress(OSError):  # a thread that has just ended
            if stat.read_text().rpartition(")")[2].split()[0] in ("R", "D"):
                return True
    return False


def _had_to_paint() -> bool:
    """Paint at once what is to be painted soon; whether there was anything."""
    app = active_app.get(None)
    if app is None or not app.screen_stack:
        return False
    screen = app.screen
    if not screen.is_running or not screen._update_timer._active.is_set():
        return False
    screen._on_timer_update()
    return True


def _is_moving() -> bool:
    """Whether something is scrolled, if only to its end at once."""
    app = active_app.get(None)
    return app is not None and not app.animator._complete_event.is_set()
