"""A change of codebook, and its description in a few short lines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from labels.codebook.fields import printed
from labels.codebook.merging import newly_merged
from labels.codebook.model import Codebook, Label


@dataclass(frozen=True, slots=True)
class CodebookChange:
    """A change of codebook that loses nothing. Labels are given by their name.

    `codebook` is the codebook to keep from now on: each label with its lasting id, and the labels that are no longer in
    the file kept as retired, or `dropped` if nobody ever gave them. `renamed` holds (before, after); `merged` (before,
    into) for each label whose decisions are read as another's from now on, `parted` (label, from) for each label for
    which this ends. `redefined` has the labels whose definition, examples, counter-examples or group changed.
    `decisions` has how many are read as each label afterwards; for a merged label, how many it adds to the other.
    `settles` has the numbers of the versions that this one replaces, if there are several.
    """

    before: Codebook | None
    codebook: Codebook
    added: tuple[str, ...] = ()
    renamed: tuple[tuple[str, str], ...] = ()
    merged: tuple[tuple[str, str], ...] = ()
    parted: tuple[tuple[str, str], ...] = ()
    retired: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()
    revived: tuple[str, ...] = ()
    redefined: tuple[str, ...] = ()
    decisions: Mapping[str, int] = field(default_factory=dict)
    settles: tuple[int, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether the project has this very codebook already, and none beside it."""
        return self.codebook == self.before and not self.settles

    def describe(self) -> list[str]:
        """What changes, a short line for each thing; no line if nothing does."""
        return describe_change(self)


def describe_change(change: CodebookChange) -> list[str]:
    """What `change` changes, a line for each thing, the most important first."""
    if change.before is None:
        names = ", ".join(label.name for label in change.codebook.active)
        return [printed(f"First codebook of this project: {names}.")]
    if change.is_empty:
        return []
    lines = [
        *_settled(change),
        *_names(change),
        *_meanings(change),
        *_keys(change),
        *_whole(change.before, change.codebook),
    ]
    return [printed(line) for line in lines] or ["Small changes that no label shows."]


def _settled(change: CodebookChange) -> Iterator[str]:
    if change.settles:
        all_of = "both" if len(change.settles) == 2 else "all"
        yield f"Settled versions {listed(list(map(str, change.settles)))}: this codebook goes on from {all_of} of them."


def _names(change: CodebookChange) -> Iterator[str]:
    keys = {label.name: label.key for label in change.codebook.labels}
    targets = {into for _, into in change.merged}
    for before, after in change.renamed:
        if after not in targets:
            yield f"Renamed {before} to {after}{_follow(change, after, 'follow', 'follows')}."
    for into in dict.fromkeys(into for _, into in change.merged):
        yield _merged(change, into)
    for name, other in change.parted:
        key = f" (key {keys[name]})" if keys[name] else ""
        yield f"Separated {name}{key} from {other}{_follow(change, name, 'are', 'is', f' read as {name} again')}."
    for name in change.added:
        yield f"Added {name} (key {keys[name]})."
    for name in change.retired:
        yield f"Retired {name}{_follow(change, name, 'stay', 'stays')}."
    for name in change.dropped:
        yield f"Dropped {name}; it was never given."
    for name in change.revived:
        yield f"Brought back {name} (key {keys[name]})."


def _merged(change: CodebookChange, into: str) -> str:
    """The labels that became part of the label `into`, with its earlier name if it was renamed."""
    target = change.codebook.named(into)
    before = {label.id: label.name for label in change.before.labels} if change.before else {}
    parts = [
        (before.get(label.id, label.name), change.decisions[label.name])
        for label in newly_merged(change.before, change.codebook)
        if label.same_as == target.id
    ]
    if before.get(target.id, into) != into:
        parts.insert(0, (before[target.id], change.decisions[into] - sum(count for _, count in parts)))
    counts = [count for _, count in parts if count]
    said = f"Merged {listed([name for name, _ in parts])} into {into}"
    if not counts:
        return f"{said}."
    total = " + ".join(f"{count:,}" for count in counts)
    decisions = "1 decision is" if counts == [1] else f"{total} decisions are"
    return f"{said}; {'its' if len(parts) == 1 else 'their'} {decisions} read as {into}."


def listed(names: Sequence[str]) -> str:
    """`claim`, `claim and quote`, `claim, quote and rumour`."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def settling_in_words(numbers: Sequence[int]) -> str:
    """The notice that several versions of the codebook (`numbers`) must be settled, and how."""
    versions = listed(list(map(str, numbers)))
    return (
        f"{len(numbers)} codebooks to settle: versions {versions}. The last of them is in force. "
        f"Look at each with: copydesk codebook show --version {numbers[0]}, and write one for all with: "
        f"copydesk codebook set FILE"
    )


def _follow(change: CodebookChange, name: str, verb: str, verb_for_one: str, then: str = "") -> str:
    count = change.decisions.get(name, 0)
    if count == 0:
        return ""
    return f"; its 1 decision {verb_for_one}{then}" if count == 1 else f"; its {count:,} decisions {verb}{then}"


def _pairs(change: CodebookChange) -> Iterator[tuple[Label, Label]]:
    """Labels before and after, for those that can be given both before and after."""
    before = {label.id: label for label in change.before.active} if change.before else {}
    return ((before[label.id], label) for label in change.codebook.active if label.id in before)


def _meanings(change: CodebookChange) -> Iterator[str]:
    fields = ("definition", "examples", "counter_examples", "group")
    before = {label.id: label for label in change.before.labels} if change.before else {}
    for label in change.codebook.labels:
        if label.name in change.redefined:
            was = before[label.id]
            parts = [part for part in fields if getattr(was, part) != getattr(label, part)]
            yield f"Changed {label.name}: {', '.join(parts).replace('_', '-')}."


def _keys(change: CodebookChange) -> Iterator[str]:
    for was, now in _pairs(change):
        if was.key != now.key:
            yield f"Moved {now.name} from key {was.key} to {now.key}."
    for was, now in _pairs(change):
        if was.colour != now.colour:
            yield f"Changed the colour of {now.name}."


def _whole(before: Codebook, after: Codebook) -> Iterator[str]:
    if before.choose != after.choose:
        yield f"A sentence may now carry {'one label' if after.choose == 'one' else 'several labels'}."
    if before.title != after.title:
        yield "Changed the title."
    if before.guidelines != after.guidelines:
        yield "Changed the guidelines."
    was = [label.id for label in before.active]
    now = [label.id for label in after.active]
    if [id for id in was if id in now] != [id for id in now if id in was]:
        yield "Changed the order of the labels, and with it their digits."
