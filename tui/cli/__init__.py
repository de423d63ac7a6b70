"""The command line: every command, one a file. Words go to stderr, data to stdout."""

from __future__ import annotations

from tui.cli.group import copydesk, main

__all__ = ["copydesk", "main"]
