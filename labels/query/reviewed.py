"""The state of a sentence in a review, as conditions: how many voted, whether they agree, and what was settled."""

from __future__ import annotations

from labels.query.conditions import HERE, Condition, Plain, Who
from labels.query.nodes import Reviewed
from labels.query.sql import Sql, all_of, negated, one_of

#: The gold of an article; of one sentence, the primary key is faster.
_GOLD_OF_ARTICLE = "annotation INDEXED BY annotation_gold"
_IS_GOLD = "layer = 1 AND status <> 'undecided'"

#: Labels as they are read, where some were merged into others. It takes longer than the labels as they were given.
_AS_READ = (
    "(SELECT json_group_array(name) FROM (SELECT DISTINCT coalesce(target, value) AS name"
    " FROM json_each(labels) LEFT JOIN label_same ON label = value ORDER BY name))"
)

#: What counts of the votes on a sentence, for each state without gold.
_COUNTED = {
    "unmarked": "count(*) = 0",
    "thin": "count(*) = 1",
    "agreed": "count(*) > 1 AND count(DISTINCT {labels}) = 1",
    "conflict": "count(DISTINCT {labels}) > 1",
}

#: How many people have to have decided something in an article that holds such a sentence.
_PEOPLE = {"thin": 1, "agreed": 2, "conflict": 2}


def reviewed(node: Reviewed, wanted: bool, who: Who, *, merged: bool) -> Condition:
    """The condition of a state or mark, or of its negation; `merged`: some labels are read as others.

    `who` are those whose votes count: everybody's, or the reader's own if what others said is not for the reader. The
    reader then gets the states that there would be if nobody else had said anything.
    """
    test, gate = _state(node.state, who, merged=merged)
    return Plain(test, gate, costly=True) if wanted else Plain(negated(test), costly=True)


def _state(state: str, who: Who, *, merged: bool) -> tuple[Sql, Sql | None]:
    """What is true of a sentence `s` in this state, and of every article `a` that has one."""
    sees_others = who.person is None
    if state in ("reopened", "contested", "settled") and not sees_others:
        return Sql("0"), Sql("0")
    if state in ("reopened", "contested"):
        marked = Sql("state = ?", (state,))
        return _exists("gold_state", Sql(HERE), marked), _exists("gold_state", Sql("article = a.n"), marked)
    settled = _exists("annotation", Sql(HERE), Sql(_IS_GOLD))
    if state == "settled":
        return settled, _exists(_GOLD_OF_ARTICLE, Sql("article = a.n"), Sql(_IS_GOLD))
    votes = all_of([Sql(HERE), Sql("layer = 0 AND status <> 'undecided' AND NOT carried"), who.test])
    counted = _COUNTED[state].format(labels=_AS_READ if merged else "labels")
    test = Sql(f"(SELECT {counted} FROM annotation WHERE {votes.text})", votes.values)
    return all_of([test, negated(settled)] if sees_others else [test]), _gate(state, who)


def _gate(state: str, who: Who) -> Sql | None:
    if state == "unmarked":
        # Where one person decided all of an article, no sentence is without a vote, unless something was carried.
        whole = f"person IN {one_of(who.people).text} AND article = a.n AND labelled + skipped >= a.sentences"
        return Sql(
            f"(NOT EXISTS (SELECT 1 FROM progress WHERE {whole}) OR EXISTS (SELECT 1 FROM annotation"
            " INDEXED BY annotation_carried WHERE article = a.n AND carried AND layer = 0))",
            one_of(who.people).values,
        )
    if state not in _PEOPLE:
        return None
    people = one_of(who.people)  # the table is sought by person, then article
    deciding = f"person IN {people.text} AND article = a.n AND labelled + skipped > 0"
    return Sql(f"(SELECT count(*) FROM progress WHERE {deciding}) >= {_PEOPLE[state]}", people.values)


def _exists(table: str, *conditions: Sql) -> Sql:
    where = all_of(conditions)
    return Sql(f"EXISTS (SELECT 1 FROM {table} WHERE {where.text})", where.values)
