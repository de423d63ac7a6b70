"""Methods of an object that do what a method of one of its parts does, with its signature and its docstring."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

P = ParamSpec("P")
Part = TypeVar("Part")
Result = TypeVar("Result")


def delegated(part: str, method: Callable[Concatenate[Part, P], Result]) -> Callable[Concatenate[Any, P], Result]:
    """What `method` does for the part of the object that is in its attribute `part`."""

    @wraps(method)
    def call(whole: Any, /, *args: P.args, **kwargs: P.kwargs) -> Result:
        return method(getattr(whole, part), *args, **kwargs)

    return call
