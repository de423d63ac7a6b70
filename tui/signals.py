"""Signals that end the program: the line drops, the machine goes down, or somebody ends it from outside."""

from __future__ import annotations

import asyncio
import signal
import sys
from collections.abc import Callable


def end_by(leave: Callable[[int], None]) -> None:
    """Have these signals call `leave` with the code to return, so that the terminal is left clean.

    To be called where the event loop runs.
    """
    if sys.platform == "win32":
        return
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGHUP):
        loop.add_signal_handler(number, leave, 128 + number)
