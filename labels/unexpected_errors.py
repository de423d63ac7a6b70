"""Errors that nobody expected, in one line; the traceback is for whoever asks for it."""

from __future__ import annotations

from traceback import clear_frames

#: The end of every such line.
TELLS_ALL = "COPYDESK_DEBUG=1 tells all of it."


def said(error: BaseException) -> str:
    """The kind of an error and its words, on one line of a bearable length."""
    words = " ".join(f"{type(error).__name__}: {error}".split())
    return (words if len(words) <= 200 else f"{words[:199]}…").rstrip(".: ")


def log(what: str, error: BaseException) -> None:
    """Keep the traceback for whoever listens, as COPYDESK_DEBUG=1 does."""
    import logging

    logging.getLogger(__name__).debug(what, exc_info=error)


def let_go(error: BaseException) -> None:
    """Forget what was at hand when it happened: a query that it was in the middle of must not outlive the project."""
    clear_frames(error.__traceback__)
