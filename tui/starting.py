"""What is otherwise while the program starts: no search for garbage, and Ctrl+C ends it without a word.

Nearly all that is made then stays, and the search takes time. An interrupt while modules are loaded would show where in
them it came, or be swallowed there.
"""

from __future__ import annotations

import gc
import signal

#: Python's own, but that everything is searched less often: that is left to rests (`tui.garbage`), if there are any.
_THRESHOLDS = (700, 10, 100)


def begin() -> None:
    """The process has begun: leave garbage alone until `started`, and let Ctrl+C end it until it is `loaded`."""
    gc.disable()
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, signal.SIG_DFL)


def loaded() -> None:
    """From now on Ctrl+C is told to what runs, as usual. Where a shell ignores it for us, it stays ignored."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_DFL:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def started() -> None:
    """All that was made so far stays for good: never look through it again, and collect garbage from now on.

    Does nothing in a process that did not `begin`.
    """
    if not gc.isenabled():
        gc.freeze()
        gc.set_threshold(*_THRESHOLDS)
        gc.enable()
