"""A step: what one verb of the desk changed, so that only that is painted again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from labels.values.annotation import Annotation


@dataclass(frozen=True, slots=True)
class Step:
    """The outcome of a verb.

    `rows` are the sentences of the open article whose annotations changed. `opened` says that another article is open
    now, `recut` that its sentences have changed, `reloaded` that another process changed something and every row may
    differ. `replaced` says what the verb removed or replaced, such as "was news, now caption". If that is a decision,
    `before` has the earlier annotations of those rows. `notice` is one line for the annotator, or empty.
    """

    rows: Sequence[int] = ()
    opened: bool = False
    reloaded: bool = False
    recut: bool = False
    replaced: str = ""
    notice: str = ""
    before: Mapping[int, Annotation] = field(default_factory=dict)


NOTHING = Step()


@dataclass(slots=True)
class Call:
    """A verb of the desk with what it was given, at which row and for how many sentences, and its outcome.

    `step` is None where the verb failed.
    """

    verb: str
    given: tuple[Any, ...]
    row: int
    rows: int
    step: Step | None = None
