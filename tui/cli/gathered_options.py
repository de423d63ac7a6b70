"""Several options of a command as one value, so that a command takes few parameters."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

Command = TypeVar("Command", bound=Callable[..., Any])


def gathered(name: str, kind: Callable[..., Any], *options: str) -> Callable[[Command], Command]:
    """Give a command the value `name` in place of `options`; `kind` makes it of them, in this order."""

    def decorate(command: Command) -> Command:
        @wraps(command)
        def call(*args: Any, **given: Any) -> Any:
            value = kind(*(given.pop(option) for option in options))
            return command(*args, **{name: value}, **given)

        return cast(Command, call)

    return decorate
