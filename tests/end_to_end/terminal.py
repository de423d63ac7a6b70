"""A real pseudo-terminal with a program in it: type, wait for what it shows, read the screen or the raw bytes."""

from __future__ import annotations

import os
import re
import signal
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import pexpect
import pyte

ROOT = Path(__file__).parents[2]
DESK = (sys.executable, "-m", "tui")

KEYS = {
    "down": "\x1b[B", "up": "\x1b[A", "right": "\x1b[C", "left": "\x1b[D", "end": "\x1b[F", "home": "\x1b[H",
    "enter": "\r", "backspace": "\x7f", "escape": "\x1b", "ctrl+q": "\x11", "ctrl+z": "\x1a", "ctrl+y": "\x19",
}  # fmt: skip

CURSOR = "▌"
_DECIDED = re.compile(r"([\d,]+) of ([\d,]+) decided|all decided")
_NUMBERED = re.compile(r"file (\d{5})")

#: Asked by the program: does the terminal draw frames whole? Answered with yes, each frame has a visible end.
FRAMES_ASKED, FRAMES_YES = b"\x1b[?2026$p", b"\x1b[?2026;2$y"
FRAME_START, FRAME_END = b"\x1b[?2026h", b"\x1b[?2026l"
_PATIENCE = 15.0


def _hear_signals() -> None:
    """As in a terminal of one's own. What a shell runs in the background ignores them, and so would its children."""
    for each in (signal.SIGINT, signal.SIGQUIT, signal.SIGHUP):
        signal.signal(each, signal.SIG_DFL)


class Terminal:
    """A context manager; whatever still runs at its end is killed."""

    def __init__(
        self,
        command: Sequence[str],
        folder: Path,
        size: tuple[int, int] = (24, 80),
        environment: Mapping[str, str] | None = None,
    ) -> None:
        """Start `command` in a terminal of `size` (rows, columns), with its settings and projects in `folder`."""
        self.screen = pyte.Screen(size[1], size[0])
        self._stream = pyte.ByteStream(self.screen)
        self._lines: list[str] | None = None
        self.raw = bytearray()
        self._asked = 0
        self.child: Any = pexpect.spawn(
            command[0],
            list(command[1:]),
            cwd=str(folder),
            dimensions=size,
            env=clean_environment(folder) | dict(environment or {}),
            timeout=_PATIENCE,
            preexec_fn=_hear_signals,
        )
        self.child.delaybeforesend = None
        self.child.delayafterread = None
        self.child.delayafterclose = 0
        self.child.delayafterterminate = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is not None:
            print(f"-- the screen when it failed --\n{self.text}\n--")
        try:
            self.child.close(force=True)
        except pexpect.ExceptionPexpect:  # on a busy machine a process is not gone at once that was killed
            self.child.wait()

    # -- typing ------------------------------------------------------------------------------------------

    def write(self, text: str) -> None:
        """Type `text` in one go, as a paste or a slow line would deliver it."""
        self.child.send(text.encode())

    def press(self, *keys: str) -> None:
        """Press keys by name, or characters as they are."""
        for key in keys:
            self.write(KEYS.get(key, key))

    def resize(self, rows: int, columns: int) -> None:
        """Change the window, as a person who drags its corner."""
        self.screen.resize(rows, columns)
        self._lines = None
        self.child.setwinsize(rows, columns)

    def clear(self) -> None:
        """Forget what is on the screen; the program is not told."""
        self.screen.reset()
        self._lines = None

    # -- reading -----------------------------------------------------------------------------------------

    def pump(self, seconds: float = 0.05) -> bool:
        """Take in what comes within `seconds`; False once the program has closed its side."""
        try:
            chunk: bytes = self.child.read_nonblocking(65536, seconds)
        except pexpect.TIMEOUT:
            return True
        except pexpect.EOF:
            return False
        self.raw += chunk
        if self.raw.count(FRAMES_ASKED, self._asked):
            self._asked = len(self.raw)
            self.child.send(FRAMES_YES)
        self._stream.feed(chunk)
        self._lines = None
        return True

    def wait(self, what: str, condition: Callable[[], object], seconds: float = _PATIENCE) -> None:
        """Take in output until `condition` holds. Raises AssertionError, naming `what` and showing the screen."""
        deadline = time.monotonic() + seconds
        while not (self.frame_is_whole and condition()):
            alive = self.pump()
            if self.frame_is_whole and condition():
                return
            assert alive, f"the program ended before {what}; the screen:\n{self.text}"
            assert time.monotonic() < deadline, f"no {what} in {seconds} seconds; the screen:\n{self.text}"

    def wait_for(self, text: str) -> None:
        """Wait until the screen shows `text`."""
        self.wait(repr(text), lambda: text in self.text)

    def wait_for_end(self) -> int:
        """Wait until the program ends; its exit code, negative for a signal that killed it. Fails after two minutes."""
        until = time.monotonic() + 120
        while self.pump():
            assert time.monotonic() < until, f"it does not end:\n{self.text}"
        self.child.wait()
        code: int = self.child.exitstatus if self.child.exitstatus is not None else -self.child.signalstatus
        return code

    def kill(self, signal: int) -> None:
        """Send the program a signal."""
        os.kill(self.child.pid, signal)

    @property
    def frame_is_whole(self) -> bool:
        """Whether the screen shows all of what was painted last, and not the half of it that came so far."""
        return self.raw.rfind(FRAME_START) <= self.raw.rfind(FRAME_END)

    @property
    def lines(self) -> list[str]:
        """The lines of the screen, put together once for all who ask before something else is painted."""
        if self._lines is None:
            self._lines = self.screen.display
        return self._lines

    @property
    def text(self) -> str:
        """The screen as lines of text."""
        return "\n".join(self.lines)

    # -- what a desk shows -------------------------------------------------------------------------------

    @property
    def decided(self) -> int | None:
        """How many sentences of the article the title calls decided; None while it says nothing (or: all)."""
        found = _DECIDED.search(self.lines[0])
        return int(found[1].replace(",", "")) if found and found[1] else None

    @property
    def current(self) -> int | None:
        """The number that ends the sentence under the cursor (see `articles.sentence`); None if there is none."""
        # The mark of the scroll position stands before the cursor where there is room for it.
        lines = "".join(line[line.index(CURSOR) + 2 :] for line in self.lines if CURSOR in line[:2])
        found = _NUMBERED.search(re.sub(r"\s+", " ", lines))
        return int(found[1]) if found else None


def clean_environment(folder: Path) -> dict[str, str]:
    """An environment in which nothing of the person who runs the tests has a say."""
    return {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT),
        "HOME": str(folder),
        "XDG_CONFIG_HOME": str(folder),
        "COPYDESK_ANNOTATOR": "ana",
        "LANG": "C.UTF-8",
        "TERM": "xterm-256color",
    }


def desk(folder: Path, *arguments: str | Path, size: tuple[int, int] = (24, 80), annotator: str = "ana") -> Terminal:
    """The desk in a terminal of its own."""
    return Terminal((*DESK, *map(str, arguments)), folder, size, {"COPYDESK_ANNOTATOR": annotator})
