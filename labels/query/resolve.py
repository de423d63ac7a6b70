"""From the tree of a query to conditions: whose annotations and which labels are meant, and when a day begins here.

Negations are carried down to the leaf_compiler, full-text conditions that stand together become one expression,
and so do conditions on one annotator's annotation.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from labels.query import leaf_compiler
from labels.query.conditions import Clause, Condition, Every, FullText, Marked, Some, Who
from labels.query.errors import QueryError
from labels.query.names import Names
from labels.query.nodes import And, By, Decided, Is, Label, Measure, Node, Not, Note, Or
from labels.query.query import Query


def resolve(query: Query, viewer: str | None, names: Names) -> Every:
    """The conditions of a query as `viewer` sees it (None: anybody). Raises QueryError for unknown names."""
    found = _condition(query.root, viewer, True, names, query.text)
    return found if isinstance(found, Every) else Every((found,))


def _condition(node: Node, viewer: str | None, wanted: bool, names: Names, text: str) -> Condition:
    match node:
        case Not(part):
            return _condition(part, viewer, not wanted, names, text)
        case And(parts):
            viewer, rest = _scope(parts, viewer, names, text)
            days = [part for part in rest if isinstance(part, Decided)]
            found = [leaf_compiler.decided(days, viewer, wanted, names)] if days else []
            others = [part for part in rest if not isinstance(part, Decided)]
            return _combined(found + [_condition(part, viewer, wanted, names, text) for part in others], wanted)
        case Or(parts):
            return _combined([_condition(part, viewer, wanted, names, text) for part in parts], not wanted)
    return leaf_compiler.condition(node, viewer, wanted, names)


def _scope(parts: Sequence[Node], viewer: str | None, names: Names, text: str) -> tuple[str | None, Sequence[Node]]:
    """Who is meant in a conjunction, and what it asks besides: `by:` alone is a condition, else it is a scope."""
    people = [part for part in parts if isinstance(part, By)]
    if not people or not any(_asks_of_marks(part) for part in parts if not isinstance(part, By)):
        return viewer, parts
    if len(people) > 1:
        raise QueryError(
            "two by: stand in one group with what is asked of them. Put each into brackets with what it is about.",
            text,
            people[1].at,
        )
    return names.annotator(people[0]), [part for part in parts if part is not people[0]]


def _asks_of_marks(node: Node) -> bool:
    """Whether a part has conditions on annotations without saying whose."""
    match node:
        case Label() | Is() | Note() | Decided():
            return True
        case Measure():
            return node.what != "length"
        case Not(part):
            return not isinstance(part, By) and _asks_of_marks(part)
        case Or(parts):
            return any(map(_asks_of_marks, parts))
        case And(parts):
            return not any(isinstance(part, By) for part in parts) and any(map(_asks_of_marks, parts))
    return False


def _combined(parts: Iterable[Condition], every: bool) -> Condition:
    kind = Every if every else Some
    flat = [inner for part in parts for inner in (part.parts if isinstance(part, kind) else (part,))]
    flat = _one_full_text(flat, every)
    if every:
        flat = _one_mark(flat)
    return flat[0] if len(flat) == 1 else kind(tuple(flat))


def _one_full_text(parts: list[Condition], every: bool) -> list[Condition]:
    """The parts with all full text in one expression: FTS5 combines far faster than SQL does.

    FTS5 has no way to say only what is not wanted, so several such parts become the negation of one.
    """
    wanted = [part.expression for part in parts if isinstance(part, FullText) and part.wanted]
    others = [part.expression for part in parts if isinstance(part, FullText) and not part.wanted]
    rest = [part for part in parts if not isinstance(part, FullText)]
    if every:
        together, left_out = _listed(wanted, "AND"), _listed(others, "OR")
        if wanted and others:
            return [FullText(f"({together} NOT {left_out})"), *rest]
    else:
        together, left_out = _listed(wanted, "OR"), _listed(others, "AND")
    made = [FullText(together)] if wanted else []
    return [*made, *([FullText(left_out, False)] if others else []), *rest]


def _listed(expressions: list[str], operator: str) -> str:
    return expressions[0] if len(expressions) == 1 else f"({f' {operator} '.join(expressions)})"


def _one_mark(parts: list[Condition]) -> list[Condition]:
    """The parts with all conditions on one annotator's annotation in one: there is at most one on each sentence."""
    together: dict[Who, list[Clause]] = {}
    rest: list[Condition] = []
    for part in parts:
        if isinstance(part, Marked) and part.wanted and part.who.person is not None:
            together.setdefault(part.who, []).extend(part.clauses)
        else:
            rest.append(part)
    return [*(Marked(who, tuple(clauses)) for who, clauses in together.items()), *rest]
