"""Run the command line: in this process for most things, in one of its own for what concerns processes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import IO, NamedTuple

from click.testing import CliRunner

from tui.cli.group import copydesk

ROOT = Path(__file__).parents[3]


class Outcome(NamedTuple):
    """What a command left behind."""

    code: int
    out: str
    err: str


def run(*words: str | Path, given: bytes | str | None = None, **environment: str) -> Outcome:
    """Run `copydesk words…` in this process and in the current folder, as ana. Errors that are not ours are raised."""
    nobodys = "/nowhere/settings.toml"
    variables = {"COPYDESK_ANNOTATOR": "ana", "COPYDESK_PROJECT": None, "COPYDESK_SETTINGS": nobodys, **environment}
    result = CliRunner(env=variables).invoke(copydesk, [str(word) for word in words], input=given, prog_name="copydesk")
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return Outcome(result.exit_code, result.stdout, result.stderr)


def process(
    *words: str | bytes | Path, folder: Path, given: bytes = b"", to: IO[bytes] | None = None, **environment: str
) -> subprocess.CompletedProcess[bytes]:
    """Run `copydesk words…` as a process of its own in `folder`; what it prints goes `to` a file, if one is given."""
    return subprocess.run(
        [sys.executable, "-m", "tui", *words],
        cwd=folder,
        input=given,
        stdout=to or subprocess.PIPE,
        stderr=subprocess.PIPE,
        check=False,
        env={
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(ROOT),
            "HOME": str(folder),
            "LANG": "C.UTF-8",
            "COPYDESK_ANNOTATOR": "ana",
            **environment,
        },
    )
