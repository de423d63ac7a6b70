"""Trying a verb of the desk again and again while another program is writing, with short waits."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol, TypeVar

from labels.desk.step import Step
from labels.errors import BusyError, ProjectError
from labels.sqlite.project_file import ProjectFile
from labels.values.progress import Cancelled
from labels.values.wait import LONGEST

if TYPE_CHECKING:
    from labels.desk.stopwatch import Stopwatch
    from labels.project import Project

#: How long one try waits, in seconds.
TRY = 0.1

Result = TypeVar("Result")


def when_free(file: ProjectFile, cancelled: Callable[[], bool], work: Callable[[], Result]) -> Result:
    """What `work` does with `file` as soon as no other program is writing; for threads, where waiting is allowed.

    Raises Cancelled as soon as it is cancelled, BusyError where the other program never ends.
    """
    until = time.monotonic() + LONGEST
    while not cancelled():
        try:
            with file.wait_for_others(TRY):
                return work()
        except BusyError:  # it failed at the beginning: nothing was written
            if time.monotonic() >= until:
                raise
    raise Cancelled


class Worked(Protocol):
    """What verbs are carried out on: the desk, or a review."""

    project: Project

    @property
    def watch(self) -> Stopwatch:
        """The stopwatch that is held while the user waits."""
        ...


class Attempt:
    """One verb, tried until it is carried out or the user stops waiting.

    The stopwatch is held meanwhile, because an annotator who waits has already decided.
    """

    def __init__(self, desk: Worked, verb: Callable[[], Step]) -> None:
        """Carry out `verb`, which is one of `desk` and writes at most one action."""
        self._desk = desk
        self._verb = verb
        self._step: Step | None = None
        self._error: BusyError | None = None

    def made(self, seconds: float) -> bool:
        """Try, waiting at most `seconds` for other programs; whether it is done.

        Raises what the verb raises, except BusyError while nothing was written.
        """
        file = self._desk.project.file
        before = file.changes
        try:
            with file.wait_for_others(seconds):
                self._step = self._verb()
        except BusyError as error:
            if file.changes != before:  # reading failed after the write: never write twice
                raise ProjectError(str(error)) from error
            self._desk.watch.hold()
            self._error = error
            return False
        finally:
            if self._step is not None:
                self._desk.watch.release()
        return True

    @property
    def step(self) -> Step:
        """What the verb did. Raises LookupError before it is done."""
        if self._step is None:
            raise LookupError("the verb was not carried out")
        return self._step

    def give_up(self) -> BusyError:
        """Wait no longer; the error to show."""
        self._desk.watch.release()
        assert self._error is not None
        return self._error
