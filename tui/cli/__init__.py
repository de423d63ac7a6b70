"""The command line: every command, one a file. Words go to stderr, data to stdout."""

from __future__ import annotations


def main() -> None:
    """Run the command line of this process."""
    from tui.starting import begin, loaded

    begin()  # before everything else is loaded
    from tui.cli.group import main as run

    loaded()
    run()


__all__ = ["main"]
