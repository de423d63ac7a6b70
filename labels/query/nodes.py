"""A query as plain values. The parser makes them, and all other modules read them.

Offsets (`at`) are only for messages. Two queries with the same meaning are equal, whatever their offsets.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal, TypeAlias, get_args

from labels.values.review import Mark as GoldMark
from labels.values.review import State as GoldState

State = Literal[
    "undecided", "labelled", "skipped", "decided", "flagged", "carried", "noted", "contradicted", "returned", "doubtful"
]  # fmt: skip

#: What a `Measure` is of.
Figure = Literal["seconds", "codebook", "length"]

STATES: tuple[State, ...] = get_args(State)


@dataclass(frozen=True, slots=True)
class Words:
    """The sentence holds this word, or these words one after the other; case and diacritics do not matter."""

    text: str
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Pattern:
    """The sentence matches this regular expression somewhere."""

    regex: str
    ignore_case: bool = False
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Label:
    """The sentence has this label; with `near`, a neighbour of the sentence in its article has it."""

    name: str
    near: bool = False
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class By:
    """Whose annotations the conjunction is about; alone, somebody who has annotated the sentence."""

    name: str
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Is:
    """The state of the sentence."""

    state: State
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Reviewed:
    """The sentence is in this state of a review, or is marked so, whoever made the decisions on it."""

    state: GoldState | GoldMark
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Note:
    """The note holds this text."""

    text: str
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class InArticle:
    """The sentence is in this article: by number, by id, or by words of the title."""

    value: str
    kind: Literal["number", "id", "words"]
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Source:
    """The article's source holds this text."""

    text: str
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Decided:
    """Decided from the beginning of a local `day` on; with `before`, before that."""

    day: date
    before: bool = False
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure between two bounds.

    It is `seconds` of the decision, the version of the `codebook` that it was made under, or `length` of the sentence
    in code points.
    """

    what: Figure
    low: float | None = None
    high: float | None = None
    low_included: bool = True
    high_included: bool = True
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class And:
    """Every part holds. No part at all: every sentence. One part: a group of its own, for `(by:ana)`."""

    parts: tuple[Node, ...] = ()


@dataclass(frozen=True, slots=True)
class Or:
    """At least one part holds."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The part does not hold."""

    part: Node


Leaf: TypeAlias = Words | Pattern | Label | By | Is | Reviewed | Note | InArticle | Source | Decided | Measure
Node: TypeAlias = Leaf | And | Or | Not
