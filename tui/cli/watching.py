"""`copydesk import --watch`: import what is new or changed in files and folders, until Ctrl+C."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import Any

from labels.errors import BusyError, CodebookError
from labels.importing.watch import Watch
from labels.project import Project
from tui.cli.import_session import run_import, tell
from tui.cli.output import say
from tui.recent_projects import own_files

#: Seconds between two looks.
PAUSE = 1.5


def watch_and_import(
    project: Project, paths: Sequence[str], reading: dict[str, Any], pause: Callable[[float], None] | None = None
) -> bool:
    """Import until Ctrl+C; whether anything was refused. What cannot be imported now is reported."""
    watch, refused = Watch(paths, own_files()), False
    say(f"Watching {', '.join(paths)}. Stop with Ctrl+C.")
    try:
        found = watch.look(settled=False)
        while True:
            if found:
                refused |= _import(project, found, reading)
            (pause or time.sleep)(PAUSE)
            found = watch.look()
    except KeyboardInterrupt:
        say("Stopped watching.")
    return refused


def _import(project: Project, found: Sequence[Any], reading: dict[str, Any]) -> bool:
    project.reread_codebook()
    try:
        report = run_import(project, found, reading)
    except (CodebookError, BusyError) as error:
        say(f"copydesk: {error}")
        return True
    tell(report)
    return bool(report.refused)
