"""The difference between two versions of the codebook, with the decisions that it touches."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from labels.codebook import Codebook, Label
from labels.codebook.change import CodebookChange
from labels.codebook.merging import decisions_read
from labels.codebook.plan_change import change_between
from labels.errors import UsageError
from labels.projections.project_reader import ProjectReader
from labels.query.nodes import And, Is, Measure
from labels.query.nodes import Label as LabelNode
from labels.query.parser import parse_query
from labels.query.search import Search
from labels.query.searcher import Searcher
from labels.query.write import written

_CONTRADICTED = Is("contradicted")


@dataclass(frozen=True, slots=True)
class Touched:
    """Decisions that one change touches.

    `label` is the name of the label now, None for all labels; `what` happened to it. `query` lists the decisions,
    `decisions` counts them for each annotator, and `contradicted` those that the codebook in force contradicts.
    """

    label: str | None
    what: str
    query: str
    decisions: Mapping[str, int] = field(default_factory=dict)
    contradicted: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CodebookDifference:
    """The changes from version `old` to version `new`: in words, a line each, and the decisions that they touch.

    `contradicted` counts all decisions that the codebook in force contradicts, for each annotator.
    """

    old: int
    new: int
    words: Sequence[str]
    touched: Sequence[Touched]
    contradicted: Mapping[str, int]


def codebook_difference(
    reader: ProjectReader, searcher: Searcher, old: int | None = None, new: int | None = None
) -> CodebookDifference:
    """The difference of two versions of the codebook by their numbers, in decisions that are for the viewer.

    Without `new` it is the version in force, without `old` the one before `new`. Labels go by their names in the
    codebook in force, as they do in queries. Raises UsageError for a version that is not there.
    """
    found = reader.codebook()
    if found is None:
        raise UsageError("The project has no codebook yet. Open it once with: copydesk")
    in_force, current = found
    new = in_force if new is None else new
    old = max(new - 1, 1) if old is None else old
    before, after = _version(reader, old), current if new == in_force else _version(reader, new)
    change = change_between(before, after, decisions_read(after.labels, reader.labels_in_use()))
    people = reader.annotators()

    def counted(query: str) -> dict[str, int]:
        return {name: searcher.count(Search(parse_query(query), name)) for name in people}

    earlier = Measure("codebook", high=float(max(old, new)), high_included=old == new)
    planned = list(_touched(change, current, earlier))
    return CodebookDifference(
        old,
        new,
        change.describe(),
        [_counted(each, counted) for each in planned],
        counted(written(_CONTRADICTED)),
    )


def _version(reader: ProjectReader, number: int) -> Codebook:
    found = reader.codebook_version(number)
    if found is None:
        raise UsageError(
            f"There is no version {number} of the codebook. List them with: copydesk codebook show --history"
        )
    return found


def _counted(touched: Touched, counted: Callable[[str], dict[str, int]]) -> Touched:
    contradicted = counted(f"{touched.query} {written(_CONTRADICTED)}")
    return replace(touched, decisions=counted(touched.query), contradicted=contradicted)


def _touched(change: CodebookChange, current: Codebook, earlier: Measure) -> Iterator[Touched]:
    """What changed with the query of the decisions that it touches, without counts; the whole codebook comes first.

    `earlier` are the decisions that were made before the change. A new label and a retired one touch all that have it.
    """
    before, after = change.before, change.codebook
    if before is not None and before.guidelines != after.guidelines:
        yield Touched(None, "guidelines changed", written(earlier))
    if before is not None and before.choose != after.choose:
        yield Touched(None, f"choose = {after.choose} now", written(earlier))
    for label in after.labels:
        now, what = _now(current, label), ", ".join(_what(change, label))
        if what and now is not None:
            named = LabelNode(now.name)
            every = what == "new" or label.name in change.retired
            yield Touched(now.name, what, written(named if every else And((named, earlier))))


def _what(change: CodebookChange, label: Label) -> Iterator[str]:
    """What happened to a label that touches decisions. A merge is reported for the label that was merged into."""
    name = label.name
    if name in change.added:
        yield "new"
    yield from (f"renamed from {old}" for old, now in change.renamed if now == name and label.same_as is None)
    if parts := [old for old, into in change.merged if into == name and old != name]:
        yield f"merged with {', '.join(parts)}"
    yield from (f"told apart from {other}" for part, other in change.parted if part == name)
    if name in change.retired:
        yield "retired"
    if name in change.revived:
        yield "brought back"
    if name in change.redefined and change.before is not None:
        yield f"{', '.join(_parts(change.before, label))} changed"


def _parts(before: Codebook, label: Label) -> Iterator[str]:
    fields = ("definition", "examples", "counter_examples", "group")
    was = before.label(label.id)
    return (each.replace("_", "-") for each in fields if getattr(was, each) != getattr(label, each))


def _now(current: Codebook, label: Label) -> Label | None:
    """The label in the codebook in force under which decisions for `label` are read; None if that has it no more."""
    try:
        return current.label(current.read_as(label.id))
    except KeyError:
        return None
