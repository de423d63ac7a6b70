"""A unit in a review: the votes of the annotators, what was settled, and which of the five states it is in."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, get_args

#: Nobody decided it; one did; several agree; several differ; it was settled.
State = Literal["unmarked", "thin", "agreed", "conflict", "settled"]
STATES: tuple[State, ...] = get_args(State)

#: What happened after a unit was settled: votes that nobody has seen, or another lead settled it independently.
Mark = Literal["reopened", "contested"]
MARKS: tuple[Mark, ...] = get_args(Mark)

#: The ids of labels, sorted; none for a skip.
Labels = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Vote:
    """What one annotator, by the number in this file, decided of a unit. `event` decided it; `note` is theirs."""

    person: int
    labels: Labels
    event: bytes
    note: str = ""


@dataclass(frozen=True, slots=True)
class Settled:
    """How a unit was settled: by whom (number), by which rule (empty: by hand), when (ISO 8601, UTC), and why.

    `mark` says that something happened afterwards. `carried` ones were settled for another span. `seconds` is how long
    it was in view.
    """

    labels: Labels
    event: bytes
    person: int
    at: str
    rule: str = ""
    reason: str = ""
    note: str = ""
    mark: Mark | None = None
    carried: bool = False
    seconds: float | None = None
    #: The event that made the codebook of that time.
    codebook: bytes | None = None


@dataclass(frozen=True, slots=True)
class ReviewUnit:
    """A unit with everything that a lead sees. `carried` was said about a longer sentence, and is not a vote."""

    votes: tuple[Vote, ...] = ()
    carried: tuple[Vote, ...] = ()
    settled: Settled | None = None
    #: The events of all decisions in the layer gold on this very span, undone ones too.
    settlements: tuple[bytes, ...] = field(default=(), compare=False)
    #: A note that a lead wrote on a unit which is not settled.
    note: str = ""

    @property
    def answers(self) -> frozenset[Labels]:
        """The different answers."""
        return frozenset(vote.labels for vote in self.votes)

    @property
    def state(self) -> State:
        """Which of the five states it is in."""
        if self.settled is not None:
            return "settled"
        return state_of_votes(len(self.votes), len(self.answers))

    @property
    def is_open(self) -> bool:
        """Whether somebody has to look at it: it is a conflict, or something happened after it was settled."""
        return self.state == "conflict" or (self.settled is not None and self.settled.mark is not None)

    @property
    def saw(self) -> list[str]:
        """The events that a lead who settles it now has seen, as text: votes, and earlier settlements."""
        seen = {vote.event for vote in self.votes} | {*self.settlements}
        if self.settled is not None:
            seen.add(self.settled.event)
        return sorted(event.hex() for event in seen)


def state_of_votes(votes: int, answers: int) -> State:
    """The state of a unit that is not settled, by how many voted and how many different answers they gave."""
    if votes < 2:
        return "thin" if votes else "unmarked"
    return "agreed" if answers == 1 else "conflict"


def state_in_words(unit: ReviewUnit) -> str:
    """The state with its mark, such as "settled, reopened"."""
    mark = unit.settled.mark if unit.settled is not None else None
    return unit.state if mark is None else f"{unit.state}, {mark}"
