"""Which label of a new codebook continues which label of the old one."""

from __future__ import annotations

from collections.abc import Mapping

from labels.errors import SchemeError
from labels.scheme.fields import fold, shown
from labels.scheme.model import Label, Scheme


def match_labels(old: Scheme, new: Scheme, renames: Mapping[str, str]) -> dict[str, Label]:
    """For the name of each label in `new` that continues one of `old`: the old label.

    In this order: what `renames` says (old name to new name); a former name that an old label still bears;
    the same name, whatever its case; a former name that was an old label's first. A former name that the
    project has already taken up is history, so the same file can be set again and change nothing.
    Raises SchemeError where a rename names no label, or a name that another old label keeps.
    """
    found: dict[str, Label] = {}
    by_name = {fold(label.name): label for label in old.labels}
    by_id = {fold(label.id): label for label in old.labels}

    def take(label: Label, previous: Label | None) -> None:
        if previous is not None and label.name not in found and previous not in found.values():
            found[label.name] = previous

    for label, previous in _explicit(by_name, new, renames):
        take(label, previous)
    for label in new.labels:
        recorded = {fold(name) for name in by_name[fold(label.name)].formerly} if fold(label.name) in by_name else ()
        for name in reversed(label.formerly):
            if fold(name) not in recorded and fold(name) != fold(label.name):
                take(label, by_name.get(fold(name)))
    for label in new.labels:
        take(label, by_name.get(fold(label.name)))
    for label in new.labels:
        if label.formerly:
            take(label, by_id.get(fold(label.formerly[0])))
    _refuse_merging(found, by_name)
    return found


def _explicit(by_name: Mapping[str, Label], new: Scheme, renames: Mapping[str, str]) -> list[tuple[Label, Label]]:
    """The renames that were asked for by name, checked."""
    new_by_name = {fold(label.name): label for label in new.labels}
    pairs = []
    for before, after in renames.items():
        if fold(before) not in by_name:
            raise SchemeError(unknown_name(before, [label.name for label in by_name.values()], "the project"))
        if fold(after) not in new_by_name:
            raise SchemeError(unknown_name(after, [label.name for label in new.labels], "the new codebook"))
        pairs.append((new_by_name[fold(after)], by_name[fold(before)]))
    return pairs


def unknown_name(name: str, known: list[str], where: str) -> str:
    """The message that `where` has no label called `name`, with the one that was probably meant."""
    from difflib import get_close_matches

    near = get_close_matches(name, known, n=1, cutoff=0.6)
    mend = f"did you mean {shown(near[0])}?" if near else f"it has {', '.join(map(shown, known))}."
    return f"{where} has no label {shown(name)}: {mend}"


def _refuse_merging(found: Mapping[str, Label], by_name: Mapping[str, Label]) -> None:
    """Two labels cannot become one: their decisions could not be told apart again."""
    continued = list(found.values())
    for name, previous in found.items():
        other = by_name.get(fold(name))
        if other is not None and other not in continued:
            raise SchemeError(
                f"{shown(previous.name)} cannot be renamed to {shown(name)}, because the project already has a "
                f"label of that name: choose another name, or retire {shown(previous.name)} instead"
            )
