"""A desk that takes down which verb was used, so that the lesson can follow what the user does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from labels.desk import Desk, Step

_VERBS = (
    *("label", "toggle", "skip", "clear", "confirm", "repeat", "flag", "note", "undo", "redo"),
    *("go_to", "move", "extend", "toggle_selection", "first", "last", "next_undecided", "previous_undecided"),
    *("next_article", "previous_article", "open_article"),
)


@dataclass(slots=True)
class Call:
    """A verb with what it was given, how many sentences it was for, and its outcome (None: it failed)."""

    verb: str
    given: tuple[Any, ...]
    row: int
    rows: int
    step: Step | None = None


class WatchedDesk(Desk):
    """The real desk; `calls` holds the verbs used since it was last emptied, an outer one before those it uses."""

    def __init__(self, *args: Any, **more: Any) -> None:
        self.calls: list[Call] = []
        super().__init__(*args, **more)


def _watched(name: str) -> Callable[..., Step]:
    verb: Callable[..., Step] = getattr(Desk, name)

    @wraps(verb)
    def watched(self: WatchedDesk, *given: Any, **more: Any) -> Step:
        call = Call(name, given, self.cursor, len(self.run))
        self.calls.append(call)
        call.step = verb(self, *given, **more)
        return call.step

    return watched


for _name in _VERBS:
    setattr(WatchedDesk, _name, _watched(_name))
