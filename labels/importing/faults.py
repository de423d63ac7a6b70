"""Unexpected errors in a file: it is refused in one line, and the others go on."""

from __future__ import annotations

from labels.errors import CopydeskError, ProjectError
from labels.files.source import Source, why_unreadable
from labels.importing.report import Refused, in_a_line, refused
from labels.unexpected_errors import TELLS_ALL, let_go, log, said
from labels.values.progress import Cancelled

#: Errors that are not the fault of a file and end the import: it was cancelled, or the project cannot be written.
ENDS_ALL = (Cancelled, ProjectError)


def refusal(source: Source, what: str, error: Exception) -> Refused:
    """The refusal of a file after any error except those that end the import.

    It has the error's own message, or says that `what` could not be done and why. The traceback is logged, and its
    local variables are dropped, because they may hold what took all the memory.
    """
    if isinstance(error, CopydeskError):
        return refused(source.name, error)
    place = ""
    if source.reached:
        place = f"{source.unit} {source.reached}: " if isinstance(source.reached, int) else f"{source.reached}: "
    return Refused(source.name, in_a_line(place + unexpected(source.name, what, error)))


def unexpected(where: str, what: str, error: Exception) -> str:
    """One line for an unexpected error: what could not be done with `where`, why, and the remedy."""
    log(f"{where}: {what}", error)
    let_go(error)
    if isinstance(error, MemoryError):
        return why_unreadable(error)
    why = "it is nested too deep" if isinstance(error, RecursionError) else said(error)
    return f"{what} ({why}). Save it in another format or leave it out; {TELLS_ALL}"
