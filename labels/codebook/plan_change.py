"""Planning the change from one codebook of a project to the next, so that every decision keeps its meaning."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from labels.codebook.change import CodebookChange
from labels.codebook.fields import fold, shown
from labels.codebook.ids import former_names, free_id
from labels.codebook.loss import check_choose, check_circles, check_heirs, check_lost, check_retire, given_and_gone
from labels.codebook.matching import Match, match_labels
from labels.codebook.merging import decisions_read, newly_merged
from labels.codebook.model import Codebook, Label
from labels.errors import CodebookError


def plan_change(
    old: Codebook | None,
    new: Codebook,
    *,
    renames: Mapping[str, str] | None = None,
    used: Mapping[str, int] | None = None,
    retire: Collection[str] = (),
    together: Mapping[tuple[str, ...], int] | None = None,
    all_known: bool = True,
) -> CodebookChange:
    """How a project goes from `old` (None: it has none yet) to `new`, as a file gave it.

    `renames` maps old names to new ones, on top of what the labels' `formerly` says; several with one new name, or the
    name of a label that goes on, are merged. `used` counts the decisions for each label id, undone ones included: a
    label that was never given and is gone from `new` is dropped, where others are kept as retired. `together` counts
    the sentences that carry several labels, by their label ids. `retire` names labels that are gone from `new` on
    purpose. Where not `all_known`, there may be more decisions than those told, and no label is dropped. Raises
    CodebookError, with the remedy, where decisions would lose their meaning: labels in use are missing while others are
    new and nobody said which is which; one label a sentence where sentences carry several; labels that are merged in a
    circle.
    """
    before = old or Codebook(labels=())
    match = match_labels(before, new, renames or {})
    going_on = {label.id for label in match.continued.values()}
    kept = [label for label in before.labels if label.id not in going_on]
    codebook = replace(new, labels=_in_force(before, new, match, kept))
    decisions = decisions_read(codebook.labels, used or {})
    gone = [label for label in kept if label.id not in match.merged]
    lost = given_and_gone(gone, decisions, retire)
    check_circles(codebook)
    check_retire(before, gone, retire)
    check_heirs(before, new, match, lost)
    check_lost(lost, [label for label in new.labels if label.name not in match.continued], decisions)
    check_choose(before, codebook, together or {})
    if used is not None and all_known:
        unused = {label.id for label in gone if label.same_as is None and not decisions[label.id]}
        unused -= {label.same_as for label in codebook.labels}
        codebook = replace(codebook, labels=tuple(label for label in codebook.labels if label.id not in unused))
    return change_between(old, codebook, decisions)


def _in_force(old: Codebook, new: Codebook, match: Match, kept: Sequence[Label]) -> tuple[Label, ...]:
    """The labels of `new` with their lasting ids, then those of `old` that are kept without being in it."""
    resolved = _resolved(old, new, match)
    lasting = {label.id: found.id for label, found in zip(new.labels, resolved, strict=True)}
    labels = []
    for label in resolved:
        if label.same_as is not None and label.same_as not in lasting:
            raise CodebookError(f"{shown(label.name)} is the same as a label that the new codebook lacks: add that one")
        labels.append(label if label.same_as is None else _merged(label, lasting[label.same_as]))
    ids = {label.name: label.id for label in resolved}
    for label in kept:
        group = label.group if new.choose == "many" else None
        still = replace(label, key=None, retired=True, group=group)
        labels.append(_merged(still, ids[match.merged[label.id]]) if label.id in match.merged else still)
    return tuple(labels)


def _merged(label: Label, into: str) -> Label:
    return replace(label, key=None, retired=True, same_as=into)


def _resolved(old: Codebook, new: Codebook, match: Match) -> list[Label]:
    """The labels of `new` with their lasting ids and everything they were ever called."""
    taken = {fold(name) for label in old.labels for name in (label.id, *label.formerly)}
    labels = []
    for label in new.labels:
        previous = match.continued.get(label.name)
        if previous is not None:
            id, names = previous.id, (*previous.formerly, previous.name, *label.formerly)
        else:
            first = label.formerly[0] if label.formerly else label.name
            names = label.formerly
            id = free_id(first if fold(first) not in taken else label.name, taken) if old.labels else label.id
        taken.add(fold(id))
        labels.append(replace(label, id=id, formerly=former_names(id, label.name, names)))
    return labels


def change_between(old: Codebook | None, codebook: Codebook, decisions: Mapping[str, int]) -> CodebookChange:
    """`codebook` with all that distinguishes it from `old`."""
    before = {label.id: label for label in old.labels} if old else {}
    after = {label.id: label for label in codebook.labels}
    both = [(before[label.id], label) for label in codebook.labels if label.id in before]
    return CodebookChange(
        before=old,
        codebook=codebook,
        added=tuple(now.name for id, now in after.items() if id not in before and codebook.can_be_given(now)),
        renamed=tuple((was.name, now.name) for was, now in both if was.name != now.name),
        merged=tuple(
            (before.get(now.id, now).name, codebook.label(now.same_as or "").name)
            for now in newly_merged(old, codebook)
        ),
        parted=tuple(
            (now.name, _name_of(was.same_as, before, after)) for was, now in both if was.same_as and not now.same_as
        ),
        retired=tuple(now.name for was, now in both if now.retired and not was.retired and not now.same_as),
        dropped=tuple(was.name for id, was in before.items() if id not in after),
        revived=tuple(now.name for was, now in both if was.retired and not now.retired and not was.same_as),
        redefined=tuple(now.name for was, now in both if _meaning(was) != _meaning(now) and not now.retired),
        decisions={label.name: decisions.get(label.id, 0) for label in codebook.labels},
    )


def _name_of(id: str, *codebooks: Mapping[str, Label]) -> str:
    return next((labels[id].name for labels in codebooks if id in labels), id)


def _meaning(label: Label) -> tuple[object, ...]:
    return (label.definition, label.examples, label.counter_examples, label.group)
