"""A pseudo-terminal that is read for its timing alone: when do the bytes of an answer arrive?"""

from __future__ import annotations

import os
import re
import select
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import pexpect

from tests.end_to_end.terminal import FRAME_END, FRAMES_ASKED, FRAMES_YES, clean_environment

PATIENCE = 60.0


class Probe:
    """A program in a terminal of `size` (rows, columns). A context manager; the program is killed at its end."""

    def __init__(
        self,
        command: Sequence[str],
        folder: Path,
        environment: Mapping[str, str] | None = None,
        size: tuple[int, int] = (24, 80),
    ) -> None:
        """Start `command`; `began` is the moment before."""
        self.began = time.perf_counter()
        self._child: Any = pexpect.spawn(
            command[0],
            list(command[1:]),
            cwd=str(folder),
            dimensions=size,
            env=clean_environment(folder) | dict(environment or {}),
        )
        self._child.delayafterclose = self._child.delayafterterminate = 0
        self._fd: int = self._child.child_fd
        self._read = bytearray()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._child.close(force=True)

    def until(self, pattern: bytes, *, whole_frame: bool) -> float:
        """The moment at which output that matches `pattern` (and the end of its frame) is there, from here on.

        What was read before counts for nothing. Raises TimeoutError, EOFError if the program ended.
        """
        self._read.clear()
        wanted = re.compile(pattern + (b".*?" + re.escape(FRAME_END) if whole_frame else b""), re.DOTALL)
        while not wanted.search(self._read):
            self._take(PATIENCE)
        return time.perf_counter()

    def type(self, keys: bytes) -> None:
        """Type `keys` and wait for nothing."""
        os.write(self._fd, keys)

    def answer(self, keys: bytes, pattern: bytes) -> float:
        """Seconds from typing `keys` until a frame with `pattern` in it is wholly there."""
        began = time.perf_counter()
        self.type(keys)
        return self.until(pattern, whole_frame=True) - began

    def rest(self, seconds: float) -> None:
        """Read on until nothing has come for so long."""
        while select.select([self._fd], [], [], seconds)[0]:
            self._take(0)

    @property
    def processor(self) -> float:
        """Seconds of processor time that the program has taken so far, in all its threads."""
        # Linux has a clock for each process, with this number; it tells nanoseconds.
        return time.clock_gettime((~self._child.pid << 3) | 2)

    @property
    def memory(self) -> int:
        """The most memory the program has had so far, in bytes."""
        status = Path(f"/proc/{self._child.pid}/status").read_text()
        found = re.search(r"VmHWM:\s+(\d+) kB", status)
        return int(found[1]) * 1024 if found else 0

    def _take(self, seconds: float) -> None:
        if not select.select([self._fd], [], [], seconds)[0]:
            if seconds:
                raise TimeoutError(f"nothing came in {seconds} seconds; last: {bytes(self._read[-300:])!r}")
            return
        try:
            chunk = os.read(self._fd, 1 << 16)
        except OSError as error:
            raise EOFError(f"the program ended; last: {bytes(self._read[-300:])!r}") from error
        self._read += chunk
        if FRAMES_ASKED in chunk:
            os.write(self._fd, FRAMES_YES)
