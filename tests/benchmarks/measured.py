"""`python -m tests.benchmarks.measured FILE MODULE [ARGUMENT…]`: run a module, and note what memory it took."""

from __future__ import annotations

import runpy
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from tests.end_to_end.terminal import clean_environment


class Taken(NamedTuple):
    """What a process took: `seconds` from start to end, `memory` in bytes at most."""

    seconds: float
    memory: int


def measure(folder: Path, *words: str | Path) -> Taken:
    """Run a module with arguments as a process of its own, in `folder`. Raises CalledProcessError."""
    with tempfile.NamedTemporaryFile(dir=folder) as note:
        command = [sys.executable, "-m", "tests.benchmarks.measured", note.name, *map(str, words)]
        began = time.perf_counter()
        subprocess.run(command, cwd=folder, env=clean_environment(folder), stderr=subprocess.PIPE, check=True)
        seconds = time.perf_counter() - began
        return Taken(seconds, int(Path(note.name).read_text()))


def most_memory() -> int:
    """The most memory this process has had, in bytes, since its program began."""
    status = Path("/proc/self/status")
    if status.exists():
        (line,) = (line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) * 1024
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def main(arguments: Sequence[str]) -> None:
    note, module, *sys.argv[1:] = arguments
    try:
        runpy.run_module(module, run_name="__main__", alter_sys=True)
    finally:
        Path(note).write_text(str(most_memory()))


if __name__ == "__main__":
    main(sys.argv[1:])
