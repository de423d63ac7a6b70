"""Tells listeners about the verbs of a review, as the desk does. A lesson of the tour uses this."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, Protocol, TypeVar

from labels.desk.step import Call, Step

Given = ParamSpec("Given")


class Heard(Protocol):
    """An object with verbs that listeners are told about, and with one sentence under its cursor."""

    listeners: list[Callable[[Call], None]]

    @property
    def cursor(self) -> int:
        """The row under the cursor."""
        ...


Kind = TypeVar("Kind", bound=Heard)


def heard(verb: Callable[Concatenate[Kind, Given], Step]) -> Callable[Concatenate[Kind, Given], Step]:
    """Call `listeners` after a verb, whether it succeeded or failed."""

    @wraps(verb)
    def carry_out(desk: Kind, /, *given: Given.args, **more: Given.kwargs) -> Step:
        call = Call(verb.__name__, given, desk.cursor, 1)
        try:
            call.step = verb(desk, *given, **more)
            return call.step
        finally:
            for listener in desk.listeners:
                listener(call)

    return carry_out
