"""Who is labelling: the name under which decisions are kept."""

from __future__ import annotations

import getpass
import os
import subprocess

from labels.errors import UsageError
from labels.journal.text import fault_in


def find_annotator() -> str:
    """COPYDESK_ANNOTATOR, else git's user.name, else the login name, else "annotator"."""
    return os.environ.get("COPYDESK_ANNOTATOR", "").strip() or _git_name() or _login_name() or "annotator"


def check_name(name: str) -> None:
    """Raise UsageError for what cannot be the name of an annotator."""
    if not name.strip() or fault_in(name):
        raise UsageError(f"{name!r} is no name for an annotator. Give another one with --annotator.")


def _git_name() -> str:
    try:
        done = subprocess.run(
            ["git", "config", "user.name"], capture_output=True, text=True, timeout=2, check=False, errors="replace"
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""  # no git here: the login name will do
    return done.stdout.strip()


def _login_name() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return ""  # a container's user may have no name
