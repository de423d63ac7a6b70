"""Write a choice into the user's settings file, and leave everything else in it as it is."""

from __future__ import annotations

from pathlib import Path

from labels.errors import UsageError, WritingError


def remember_theme(name: str, path: Path) -> None:
    """Make `name` the theme in the settings file at `path`; comments and other settings stay.

    Raises UsageError or WritingError, naming the file, where it cannot be read or written.
    """
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    from labels.files.atomic import replacing

    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        text = ""
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: cannot be read ({error}). Correct the file or remove it.") from error
    try:
        document = tomlkit.parse(text)
    except (TOMLKitError, RecursionError) as error:
        raise UsageError(f"{path}: is not valid TOML: {error}") from error
    document["theme"] = name
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WritingError(f"{path}: its folder cannot be made ({error.strerror}).") from error
    with replacing(path) as file:
        file.write(tomlkit.dumps(document))
