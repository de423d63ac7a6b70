"""A path or an address as somebody types or drops it into the window."""

from __future__ import annotations

from pathlib import Path

from labels.errors import UsageError


def typed_path(typed: str) -> Path:
    """The path that was meant: without the quotes that a dropped file brings, `~` spelt out. Raises UsageError."""
    name = typed.strip()
    if len(name) > 1 and name[0] == name[-1] and name[0] in "'\"":
        name = name[1:-1]
    if "\0" in name:
        raise UsageError(f"{name}: is no name of a file. Type it again.")
    try:
        return Path(name).expanduser()
    except RuntimeError as error:
        raise UsageError(f"{name}: there is no such user. Write the folder out.") from error


def typed_source(typed: str) -> Path | str:
    """The file or folder that was meant, or the web address, which is left as it is. Raises UsageError."""
    from labels.files.fetching import is_address

    named = typed.strip()
    return named if is_address(named) else typed_path(typed)
