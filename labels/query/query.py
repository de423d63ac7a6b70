"""A parsed query: its tree of nodes, and what was typed."""

from __future__ import annotations

from dataclasses import dataclass, field

from labels.query.nodes import And, By, Node, Not, Or
from labels.query.write import written


@dataclass(frozen=True, slots=True)
class Query:
    """A parsed query; `text` is what was written. Two queries that say the same are equal."""

    root: Node
    text: str = field(default="", compare=False)

    def __str__(self) -> str:
        """The query in its plainest form; parses to an equal query."""
        return written(self.root)


def people_named(query: Query) -> list[By]:
    """Where a query names an annotator with by:."""

    def within(node: Node) -> list[By]:
        match node:
            case By():
                return [node]
            case Not(part):
                return within(part)
            case And(parts) | Or(parts):
                return [found for part in parts for found in within(part)]
        return []

    return within(query.root)
