"""A shell in a real pseudo-terminal: lines are typed at its prompt; what a line starts has the terminal to itself."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from types import TracebackType
from typing import Self

from tests.end_to_end.terminal import Terminal

#: How many seconds anything may take on a busy machine.
PATIENCE = 120
_PROMPT = re.compile(rb"ready (\d+)> $")


class Prompt:
    """A context manager: somebody at a terminal in a folder, with a shell that knows the command `copydesk`."""

    def __init__(self, folder: Path, size: tuple[int, int] = (24, 80)) -> None:
        """Start the shell in `folder`, in a terminal of `size` (rows, columns)."""
        (folder / "bin").mkdir()
        command = folder / "bin" / "copydesk"
        command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m tui "$@"\n')
        command.chmod(0o755)
        self.folder = folder
        self.terminal = Terminal(
            ["bash", "--norc", "--noprofile", "--noediting"], folder, size, {"COPYDESK_ANNOTATOR": ""}
        )
        self._began = 0

    def __enter__(self) -> Self:
        self.terminal.__enter__()
        self.run("unset COPYDESK_ANNOTATOR; export PATH=$PWD/bin:$PATH PS1='ready $?> '")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.terminal.__exit__(kind, error, trace)

    def run(self, line: str) -> str:
        """Type a line and wait for its end; what it printed. Raises AssertionError where it did not end well."""
        self.start(line)
        return self.end()

    def start(self, line: str) -> None:
        """Type a line, and do not wait for its end."""
        self._began = len(self.terminal.raw)
        self.terminal.clear()  # what a program that has ended left there is not what the next one shows
        self.terminal.write(f"{line}\n")

    def end(self) -> str:
        """Wait until the shell asks for the next line; what the last one printed."""
        found: list[re.Match[bytes]] = []

        def asks() -> bool:
            found[:] = filter(None, [_PROMPT.search(self.terminal.raw, self._began)])
            return bool(found)

        self.terminal.wait("the end of the line", asks, PATIENCE)
        printed = self.terminal.raw[self._began : found[0].start()].decode().replace("\r\n", "\n")
        assert found[0][1] == b"0", f"it ended with {found[0][1].decode()}:\n{printed}"
        return printed.partition("\n")[2]
