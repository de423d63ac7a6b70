"""`python -m tests.benchmarks.measured FILE MODULE [ARGUMENT…]`: run a module, and note what it took.

With MODULE:FUNCTION a function is called with the arguments, and only the call is timed.
"""

from __future__ import annotations

import json
import runpy
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

from tests.end_to_end.terminal import clean_environment


class Taken(NamedTuple):
    """What a process took: `seconds` from start to end, `memory` in bytes at most, `processor` in seconds.

    Where a function was called, the seconds are those of the call alone.
    """

    seconds: float
    memory: int
    processor: float


def measure(folder: Path, *words: str | Path) -> Taken:
    """Run a module, or call MODULE:FUNCTION, with arguments as a process of its own, in `folder`.

    What it prints is dropped. Raises CalledProcessError, with what it complained of as a note.
    """
    with tempfile.NamedTemporaryFile(dir=folder) as note:
        command = [sys.executable, "-m", "tests.benchmarks.measured", note.name, *map(str, words)]
        began = time.perf_counter()
        done = subprocess.run(
            command, cwd=folder, env=clean_environment(folder), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
        )
        seconds = time.perf_counter() - began
        try:
            done.check_returncode()
        except subprocess.CalledProcessError as error:
            error.add_note(done.stderr.decode("utf-8", "replace"))
            raise
        noted = json.loads(Path(note.name).read_text())
        return Taken(noted["seconds"] or seconds, noted["memory"], noted["processor"])


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
    module, _, function = module.partition(":")
    seconds, processor = 0.0, 0.0
    try:
        if function:
            called = getattr(import_module(module), function)
            seconds, processor = time.perf_counter(), time.process_time()
            called(*map(Path, sys.argv[1:]))
            seconds = time.perf_counter() - seconds
        else:
            runpy.run_module(module, run_name="__main__", alter_sys=True)
    finally:
        taken = {"seconds": seconds, "memory": most_memory(), "processor": time.process_time() - processor}
        Path(note).write_text(json.dumps(taken))


if __name__ == "__main__":
    main(sys.argv[1:])
