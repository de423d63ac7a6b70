"""No search for garbage while the program starts: nearly all that is made then stays, and the search takes time."""

from __future__ import annotations

import gc


def begin() -> None:
    """The process has begun: leave garbage alone until `started`."""
    gc.disable()


def started() -> None:
    """All that was made so far stays for good: never look through it again, and collect garbage as usual.

    Does nothing in a process that did not `begin`.
    """
    if not gc.isenabled():
        gc.freeze()
        gc.enable()
