"""Who is labelling: the name under which decisions are kept."""

from __future__ import annotations

import os
import subprocess


def find_annotator() -> str:
    """COPYDESK_ANNOTATOR, else git's user.name, else the login name, else "annotator"."""
    return os.environ.get("COPYDESK_ANNOTATOR", "").strip() or _git_name() or _login_name() or "annotator"


def _git_name() -> str:
    try:
        done = subprocess.run(
            ["git", "config", "user.name"], capture_output=True, text=True, timeout=2, check=False, errors="replace"
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""  # git is not installed: use the login name
    return done.stdout.strip()


def _login_name() -> str:
    import getpass

    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return ""  # a container's user may have no name
