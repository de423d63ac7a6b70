"""The user's settings: a small TOML file, checked when it is read."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from labels.desk.options import DeskOptions
from labels.errors import UsageError

_KNOWN = "theme, advance, summary, nudge, goal, and keys in [keys]"


_DESK = DeskOptions(summary=True)


@dataclass(frozen=True, slots=True)
class Settings:
    """What a user can set. `keys` maps command ids to keys, apart by commas; `desk` is how the desk works.

    `path` is the file in which a choice is remembered; without one it holds until the program ends.
    """

    theme: str = "copydesk-dark"
    keys: Mapping[str, str] = field(default_factory=dict)
    desk: DeskOptions = _DESK
    path: Path | None = field(default=None, compare=False)


def settings_path() -> Path:
    """COPYDESK_SETTINGS, else settings.toml in the folder where this system keeps settings."""
    named = os.environ.get("COPYDESK_SETTINGS")
    if named:
        return Path(named)
    from platformdirs import user_config_path

    return user_config_path("copydesk") / "settings.toml"


def read_settings(path: Path | None = None) -> Settings:
    """The settings in a file, or the defaults if it is not there. Raises UsageError, naming file and remedy."""
    path = path or settings_path()
    try:
        if path.is_fifo():  # reading it would wait for its other end
            raise UsageError(f"{path}: is a pipe, and settings are a file. Correct the file or remove it.")
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return Settings(path=path)
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: cannot be read ({error}). Correct the file or remove it.") from error
    return _parsed(text, path)


def _parsed(text: str, path: Path) -> Settings:
    import tomllib

    from pydantic import BaseModel, ConfigDict, Field, ValidationError

    usual = Settings()

    class File(BaseModel):
        model_config = ConfigDict(extra="forbid", strict=True)
        theme: str = usual.theme
        advance: Literal["undecided", "sentence"] = usual.desk.advance
        summary: bool = usual.desk.summary
        nudge: bool = usual.desk.nudge
        goal: int = Field(usual.desk.goal, ge=0, le=1_000_000)
        keys: dict[str, str] = {}

    try:
        file = File.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{path}: is not valid TOML: {error}") from error
    except RecursionError:
        raise UsageError(f"{path}: is nested too deep. Correct the file or remove it.") from None
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"]))
        raise UsageError(f"{path}: {where}: {first['msg']}. Known settings: {_KNOWN}.") from error
    return Settings(file.theme, file.keys, DeskOptions(file.advance, file.summary, file.nudge, file.goal), path)
