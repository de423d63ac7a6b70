"""The condition for each leaf of a query."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime

from labels.projections.returned import is_returned
from labels.query.casefold import folded
from labels.query.conditions import Clause, Condition, FullText, Labelled, Marked, Matching, Plain, Sized, Who
from labels.query.names import Names
from labels.query.nodes import (
    By,
    Decided,
    InArticle,
    Is,
    Label,
    Measure,
    Node,
    Note,
    Pattern,
    Reviewed,
    Source,
    State,
    Words,
)
from labels.query.pattern import Matcher
from labels.query.phrase import fts_phrase
from labels.query.reviewed import reviewed
from labels.query.sql import Sql, all_of, negated, one_of

_BOTH = "labelled + skipped"

#: The model found other labels more probable than those that were given, when they were. A decision that was carried
#: here was made on another sentence.
_DOUBTFUL = Sql(
    "NOT carried AND EXISTS (SELECT 1 FROM journal WHERE journal.id = event"
    " AND payload ->> '$.p_other' > payload ->> '$.p_given')"
)

_STATES: dict[State, Clause] = {
    "labelled": Clause(Sql("status = 'labelled'"), "labelled", None, exact=True),
    "skipped": Clause(Sql("status = 'skipped'"), "skipped", "annotation_skipped", exact=True),
    "decided": Clause(Sql("status <> 'undecided'"), _BOTH, None, exact=True),
    "flagged": Clause(Sql("flagged"), "flagged", "annotation_flagged", exact=True),
    "noted": Clause(Sql("note <> ''"), "noted", "annotation_noted", exact=True),
    "carried": Clause(Sql("carried"), _BOTH, "annotation_carried"),
    "doubtful": Clause(_DOUBTFUL, _BOTH),
}


def condition(node: Node, viewer: str | None, wanted: bool, names: Names) -> Condition:
    """The condition of a leaf, or of its negation. Raises QueryError for unknown names."""
    who = names.who(viewer)
    match node:
        case Words(text):
            return FullText(fts_phrase(text), wanted)
        case Pattern(regex, ignore_case):
            return Matching(Matcher(regex, ignore_case=ignore_case), wanted)
        case Label(near=True):
            return _near(Labelled(names.labels(node), who), wanted)
        case Label():
            return Labelled(names.labels(node), who, wanted)
        case By():
            return Marked(names.who(names.annotator(node)), (), wanted)
        case Is("undecided"):
            return Marked(who, (_STATES["decided"],), not wanted)
        case Is("contradicted"):
            from labels.query.contradicted import contradicted  # few queries ask that

            return contradicted(names.contradicted, who, wanted)
        case Is("returned"):
            return _returned(who, wanted)
        case Is(state):
            return Marked(who, (_STATES[state],), wanted)
        case Reviewed():
            return reviewed(node, wanted, names.who(None), merged=names.has_merged_labels)
        case Note(text):
            test = Sql("note <> '' AND holds(note, ?)", (folded(text),))
            return Marked(who, (Clause(test, "noted", "annotation_noted"),), wanted)
        case Decided():
            return decided([node], viewer, wanted, names)
        case Measure(what="seconds"):
            return Marked(who, (Clause(_between("seconds", node), _BOTH, "annotation_seconds"),), wanted)
        case Measure(what="codebook"):
            return Marked(who, (Clause(_made_under(node, names.codebooks), _BOTH),), wanted)
        case Measure():
            within = _between('s."end" - s.start', node)
            return Sized(within) if wanted else Plain(negated(within))
        case InArticle() | Source():
            return _of_article(node, wanted)
    raise TypeError(node)


def decided(days: Sequence[Decided], viewer: str | None, wanted: bool, names: Names) -> Condition:
    """The condition of days that stand together: they are about one decision, whoever's it is."""
    clauses = [
        Clause(
            Sql(f"decided_at {'<' if each.before else '>='} ?", (_beginning(each.day),)), _BOTH, "annotation_decided_at"
        )
        for each in days
    ]
    return Marked(names.who(viewer), tuple(clauses), wanted)


def _turned(test: Sql, wanted: bool) -> Sql:
    return test if wanted else negated(test)


def _beginning(day: date) -> str:
    """When a day begins here, as moments are written in the project."""
    here = datetime(day.year, day.month, day.day).astimezone()
    return here.astimezone(UTC).isoformat(timespec="milliseconds")


def _between(column: str, node: Measure) -> Sql:
    bounds = []
    if node.low is not None:
        bounds.append(Sql(f"{column} {'>=' if node.low_included else '>'} ?", (node.low,)))
    if node.high is not None:
        bounds.append(Sql(f"{column} {'<=' if node.high_included else '<'} ?", (node.high,)))
    return all_of(bounds)


def _made_under(node: Measure, numbers: Mapping[bytes, int]) -> Sql:
    """The version of the codebook of a decision is within bounds.

    It is known by the event of the codebook (`numbers` are those of all that the project has), or by its number only
    where a record from elsewhere tells no more.
    """
    known, within = one_of(list(numbers)), one_of([event for event, number in numbers.items() if _holds(node, number)])
    number = _between("version", node)
    return Sql(
        f"codebook IN {within.text} OR (version IS NOT NULL AND {number.text}"
        f" AND (codebook IS NULL OR codebook NOT IN {known.text}))",
        (*within.values, *number.values, *known.values),
    )


def _holds(node: Measure, number: int) -> bool:
    """Whether a number is within the bounds of a measure."""
    above = node.low is None or number > node.low or (node.low_included and number == node.low)
    return above and (node.high is None or number < node.high or (node.high_included and number == node.high))


def _of_article(node: InArticle | Source, wanted: bool) -> Condition:
    match node:
        case InArticle(value, "number"):
            test = Sql("a.n = ?", (int(value),))
        case InArticle(value, "id"):
            test = Sql("a.id = ?", (value,))
        case InArticle(value):
            # `coalesce`, so that an article without a title is one whose title does not hold the word.
            each = [Sql("holds(a.title, ?)", (folded(word),)) for word in value.split()]
            test = all_of([Sql("a.title IS NOT NULL"), *each])
        case Source(text):
            test = Sql("a.source IS NOT NULL AND holds(a.source, ?)", (folded(text),))
    gate = _turned(test, wanted)
    return Plain(Sql(f"s.article IN (SELECT n FROM article AS a WHERE {gate.text})", gate.values), gate)


def _returned(who: Who, wanted: bool) -> Condition:
    """The sentence was sent back to one of those meant, and waits to be decided again."""
    people = Sql("1") if who.person is None else Sql("returned.person = ?", (who.person,))
    test = Sql(is_returned(people.text), people.values)
    if not wanted:
        return Plain(negated(test))
    return Plain(test, Sql(f"a.n IN (SELECT article FROM returned WHERE {people.text})", people.values))


def _near(beside: Labelled, wanted: bool) -> Condition:
    """A neighbour of `s` has the label: the last sentence before it, or the first after."""

    def neighbour(comparison: str, order: str) -> str:
        return (
            "(SELECT n.start FROM sentence AS n WHERE n.article = s.article"
            f" AND n.start {comparison} s.start ORDER BY n.start {order} LIMIT 1)"
        )

    where = all_of([beside.is_it, Sql("article = s.article"), beside.who.test])
    test = Sql(
        f"EXISTS (SELECT 1 FROM annotation_label WHERE {where.text}"
        f" AND start IN ({neighbour('<', 'DESC')}, {neighbour('>', 'ASC')}))",
        where.values,
    )
    return Plain(test, beside.gate, beside) if wanted else Plain(negated(test))
