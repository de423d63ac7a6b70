"""The projects that were labelled in last: a small file beside the settings, which the start screen reads."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

from labels.errors import CopydeskError
from tui.settings import settings_path

#: So many are kept, and shown.
MOST = 5

_NAME = "recent-projects.json"


def recent_projects() -> list[Path]:
    """The projects that still exist, the last one first; none where the list is missing or no list of paths."""
    return [path for path in _kept() if path.is_file()][:MOST]


def own_files() -> frozenset[Path]:
    """The files that the program keeps for itself: no import reads them where they lie among articles."""
    settings = settings_path()
    return frozenset((settings, settings.with_name(_NAME)))


def keep_recent(project: Path) -> None:
    """Put a project first in the list.

    Nothing is written where the settings may not be written. If the list cannot be written, labelling can go on, so
    nothing is raised.
    """
    settings = settings_path()
    if not _may_write(settings):
        return
    from labels.files.atomic import replacing

    project = project.resolve()
    kept = [project, *(path for path in _kept() if path != project and path.is_file())]
    try:
        settings.parent.mkdir(parents=True, exist_ok=True)
        with replacing(settings.with_name(_NAME)) as file:
            json.dump([str(path) for path in kept[:MOST]], file, indent=1)
    except (OSError, CopydeskError):
        return


def _kept() -> Iterator[Path]:
    try:
        read = json.loads(settings_path().with_name(_NAME).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return
    for name in read if isinstance(read, list) else []:
        if isinstance(name, str) and "\0" not in name:
            yield Path(name)


def _may_write(settings: Path) -> bool:
    """Whether files beside the settings may be written: their folder, and the settings themselves if there are any.

    A folder that COPYDESK_SETTINGS names is never made.
    """
    try:
        if settings.exists():
            return settings.is_file() and _is_writable(settings) and _is_writable(settings.parent)
        return _is_writable(settings.parent) if settings.parent.exists() else "COPYDESK_SETTINGS" not in os.environ
    except OSError:
        return False


def _is_writable(path: Path) -> bool:
    # A read-only file is left alone, even if the user may write everything.
    return os.access(path, os.W_OK) and bool(path.stat().st_mode & 0o222)
