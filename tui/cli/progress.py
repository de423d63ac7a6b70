"""A line on stderr that says how far a long job is; only in a terminal, and only after a second."""

from __future__ import annotations

import sys
import time
from types import TracebackType

import click

from labels.values.progress import Progress

#: Seconds before the line first appears, and between two updates.
_QUIET, _PAUSE = 1.0, 0.1


class ProgressLine:
    """Counts what is done, with a bar where the total is known."""

    def __init__(self, what: str, total: int | None = None) -> None:
        """`what` is being done, `total` times in all if that is known."""
        self._what = what
        self._total = total
        self._next = time.monotonic() + _QUIET
        self._shown = False
        self._visible = sys.stderr.isatty()

    def __enter__(self) -> ProgressLine:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.hide()

    def hide(self) -> None:
        """Remove the line, so that something else can be printed in its place."""
        if self._shown:
            click.echo("\r\x1b[K", err=True, nl=False)
            self._shown = False

    @property
    def progress(self) -> Progress:
        """What a long operation gets, so that this line follows it."""
        return Progress(report=lambda done, total: self.reached(done))

    def reached(self, count: int) -> None:
        """`count` of them are done now."""
        now = time.monotonic()
        if not self._visible or now < self._next:
            return
        self._next = now + _PAUSE
        self._shown = True
        click.echo(f"\r\x1b[K{self._what} {self._bar(count)}", err=True, nl=False)

    def _bar(self, count: int) -> str:
        if not self._total:
            return f"{count:,}"
        share = min(1.0, count / self._total)
        full = round(share * 30)
        return f"{'█' * full}{'░' * (30 - full)} {count:,} of {self._total:,} ({share:.0%})"
