"""Unexpected errors in one line; the traceback is shown only on request."""

from __future__ import annotations

from traceback import clear_frames

#: The end of every such line.
TELLS_ALL = "COPYDESK_DEBUG=1 tells all of it."


def said(error: BaseException) -> str:
    """The kind of an error and its words, on one line of limited length."""
    words = " ".join(f"{type(error).__name__}: {error}".split())
    return (words if len(words) <= 200 else f"{words[:199]}…").rstrip(".: ")


def log(what: str, error: BaseException) -> None:
    """Log the traceback, which COPYDESK_DEBUG=1 shows."""
    import logging

    logging.getLogger(__name__).debug(what, exc_info=error)


def let_go(error: BaseException) -> None:
    """Drop the local variables of the traceback, so that an open query does not outlive the project."""
    clear_frames(error.__traceback__)
