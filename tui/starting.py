"""Special rules while the program starts: no garbage collection, and Ctrl+C ends it without a traceback.

Nearly all objects that are made then are kept, and the collection takes time. An interrupt while modules are loaded
would show a traceback, or be lost.
"""

from __future__ import annotations

import gc
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager

#: Python's own values, except that full collections are rarer: `tui.garbage` runs them while nobody types.
_THRESHOLDS = (700, 10, 100)


def begin() -> None:
    """Begin the process: collect no garbage until `started`, and let Ctrl+C end it until it is `loaded`."""
    gc.disable()
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, signal.SIG_DFL)


def loaded() -> None:
    """From now on Ctrl+C raises KeyboardInterrupt, as usual.

    If the shell ignores it for this process, it stays ignored.
    """
    if signal.getsignal(signal.SIGINT) is signal.SIG_DFL:
        signal.signal(signal.SIGINT, signal.default_int_handler)


@contextmanager
def loading() -> Iterator[None]:
    """Let Ctrl+C end the process while more is loaded. Does nothing outside the main thread, which gets no signals."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.getsignal(signal.SIGINT)
    if before is signal.default_int_handler:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    try:
        yield
    finally:
        if before is signal.default_int_handler:
            signal.signal(signal.SIGINT, before)


def started() -> None:
    """Collect garbage from now on, but never again check the objects that were made so far, because they are kept.

    Does nothing in a process that did not `begin`.
    """
    if not gc.isenabled():
        gc.freeze()
        gc.set_threshold(*_THRESHOLDS)
        gc.enable()
