"""Methods and properties of an object that are a method of one of its parts, with its signature and its docstring."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, wraps
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


def part_of(part: str, make: Callable[[Part], Result]) -> cached_property[Result]:
    """What `make` makes of the part of the object that is in its attribute `part`, when it is first asked for."""

    def get(whole: Any) -> Result:
        return make(getattr(whole, part))

    get.__doc__ = make.__doc__
    return cached_property(get)
