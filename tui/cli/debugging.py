"""COPYDESK_DEBUG=1 shows the tracebacks of unexpected errors, which otherwise give only one line."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def debugging() -> Iterator[None]:
    """Show what `labels` logs while this lasts, on stderr, if COPYDESK_DEBUG is set."""
    if os.environ.get("COPYDESK_DEBUG", "") in ("", "0"):
        yield
        return
    import logging

    from tui.cli.output import say

    class Said(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            for line in self.format(record).splitlines():
                say(line)

    logger, handler = logging.getLogger("labels"), Said()
    logger.addHandler(handler)
    logger.setLevel(logging.DEBUG)
    try:
        yield
    finally:
        logger.removeHandler(handler)
        logger.setLevel(logging.NOTSET)
