"""A parsed query: its tree of nodes, and what was typed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from labels.query.nodes import And, By, Is, Node, Not, Or, Reviewed, State
from labels.query.write import written


@dataclass(frozen=True, slots=True)
class Query:
    """A parsed query; `text` is what was written. Two queries that say the same are equal."""

    root: Node
    text: str = field(default="", compare=False)

    def __str__(self) -> str:
        """The query in its plainest form; parses to an equal query."""
        return written(self.root)


def asks_for_states(query: Query) -> bool:
    """Whether a query asks for the state of a sentence in a review, or for a mark of a settled one."""
    return any(isinstance(leaf, Reviewed) for leaf in _leaves(query.root))


def people_named(query: Query) -> list[By]:
    """The places where a query names an annotator with by:."""
    return [leaf for leaf in _leaves(query.root) if isinstance(leaf, By)]


def asks_of(query: Query, state: State) -> bool:
    """Whether a query has is: with this state anywhere."""
    return any(isinstance(leaf, Is) and leaf.state == state for leaf in _leaves(query.root))


def _leaves(node: Node) -> Iterator[Node]:
    match node:
        case Not(part):
            yield from _leaves(part)
        case And(parts) | Or(parts):
            for part in parts:
                yield from _leaves(part)
        case _:
            yield node
