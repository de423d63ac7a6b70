"""Which label of a new codebook continues which label of the old one, and which become part of another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from labels.codebook.fields import fold, shown
from labels.codebook.model import Codebook, Label
from labels.errors import CodebookError


@dataclass(frozen=True, slots=True)
class Match:
    """`continued` has the old label for the name of each new label that continues one.

    `merged` has, for the id of each old label that the renames make part of another, the name of that new label.
    """

    continued: Mapping[str, Label]
    merged: Mapping[str, str]


def match_labels(old: Codebook, new: Codebook, renames: Mapping[str, str]) -> Match:
    """Which label of `old` each label of `new` continues, and which are merged.

    In this order: what `renames` says (old name to new name); a former name that an old label still bears; the same
    name, whatever its case; the name that was an old label's first. A former name that the project already knows has no
    effect, so the same file can be set again and changes nothing. Where `renames` gives several labels one new name, or
    the name of a label that goes on, they are merged: into the label that has this name, else into the first of them.
    Raises CodebookError where a rename names no label or contradicts the file, or where a former name would make two
    labels one: a rename has to ask for that.
    """
    by_name = {fold(label.name): label for label in old.labels}
    asked = _asked(by_name, new, renames)
    first = {name: labels[0] for name, labels in asked.items()}
    found = _continued(old, new, first)
    for name, labels in asked.items():
        owner = by_name.get(fold(name))
        if owner is not None and (owner in labels or _left_over(owner, found, asked)):
            first[name] = owner
    merged = {label.id: name for name, labels in asked.items() for label in labels if label is not first[name]}
    found = _continued(old, new, first)
    _refuse_contradiction(new, found, merged, old)
    told_in_file = {label.id for label in found.values()}
    merged = {id: name for id, name in merged.items() if id not in told_in_file}
    _refuse_unsaid(new, found, merged, by_name)
    return Match(found, merged)


def _asked(by_name: Mapping[str, Label], new: Codebook, renames: Mapping[str, str]) -> dict[str, list[Label]]:
    """The old labels that are to be called by each new name, as the renames say."""
    new_by_name = {fold(label.name): label for label in new.labels}
    asked: dict[str, list[Label]] = {}
    names: dict[str, str] = {}
    for before, after in renames.items():
        if fold(before) not in by_name:
            raise CodebookError(unknown_name(before, [label.name for label in by_name.values()], "the project"))
        if fold(after) not in new_by_name:
            raise CodebookError(unknown_name(after, [label.name for label in new.labels], "the new codebook"))
        if names.setdefault(fold(before), after) != after:
            raise CodebookError(
                f"{shown(before)} cannot be renamed to both {shown(names[fold(before)])} and {shown(after)}"
            )
        asked.setdefault(new_by_name[fold(after)].name, []).append(by_name[fold(before)])
    return asked


def _left_over(owner: Label, found: Mapping[str, Label], asked: Mapping[str, list[Label]]) -> bool:
    """Whether a renamed label took an old label's name and the old one does not continue: then they are merged."""
    return owner not in found.values() and not any(owner in labels for labels in asked.values())


def _continued(old: Codebook, new: Codebook, asked: Mapping[str, Label]) -> dict[str, Label]:
    """The old label that each new one continues, by the new name. `asked` has priority."""
    by_name = {fold(label.name): label for label in old.labels}
    by_id = {fold(label.id): label for label in old.labels}
    found: dict[str, Label] = {}

    def take(label: Label, previous: Label | None) -> None:
        if previous is not None and label.name not in found and previous not in found.values():
            found[label.name] = previous

    for label in new.labels:
        take(label, asked.get(label.name))
    for label in new.labels:
        for name in reversed(_unrecorded(label, by_name)):
            take(label, by_name.get(fold(name)))
    for label in new.labels:
        take(label, by_name.get(fold(label.name)))
    for label in new.labels:
        take(label, by_id.get(fold(label.id)))
    return found


def _unrecorded(label: Label, by_name: Mapping[str, Label]) -> list[str]:
    """The former names of a label that the project does not have as those of the label of its name."""
    same = by_name.get(fold(label.name))
    recorded = {fold(name) for name in same.formerly} if same else set()
    return [name for name in label.formerly if fold(name) not in recorded and fold(name) != fold(label.name)]


def _refuse_contradiction(new: Codebook, found: Mapping[str, Label], merged: Mapping[str, str], old: Codebook) -> None:
    """Refuse a label that is merged by a rename and is also in the file by itself."""
    names = {fold(label.name): label for label in new.labels}
    for id, into in merged.items():
        before = old.label(id).name
        here = names.get(fold(before))
        if here is None:
            continue
        if found.get(here.name) != old.label(id):
            raise CodebookError(
                f"{shown(before)} cannot be merged into {shown(into)} while another label takes its name: "
                f"give that one another name"
            )
        if here.same_as != new.named(into).id:
            raise CodebookError(
                f"{shown(before)} is to be merged into {shown(into)} but goes on in the new codebook: "
                f"take it out of the file, or write same_as = {shown(into)} under it"
            )


def _refuse_unsaid(
    new: Codebook, found: Mapping[str, Label], merged: Mapping[str, str], by_name: Mapping[str, Label]
) -> None:
    """Refuse a merge of two labels that nobody asked for."""
    going_on = {label.id for label in found.values()} | set(merged)
    for label in new.labels:
        previous = found.get(label.name)
        other = by_name.get(fold(label.name))
        if previous is not None and other is not None and other.id not in going_on:
            raise CodebookError(
                f"{shown(previous.name)} cannot be renamed to {shown(label.name)}, because the project already has a "
                f"label of that name: choose another name, or merge the two with --rename "
                f"{argument(previous.name, label.name)}"
            )


def unknown_name(name: str, known: list[str], where: str) -> str:
    """The message that `where` has no label called `name`, with the one that was probably meant."""
    from difflib import get_close_matches

    near = get_close_matches(name, known, n=1, cutoff=0.6)
    remedy = f"did you mean {shown(near[0])}?" if near else f"it has {', '.join(map(shown, known))}."
    return f"{where} has no label {shown(name)}: {remedy}"


def argument(*names: str) -> str:
    """`names`, joined with =, as one argument for a shell."""
    from shlex import quote

    return quote("=".join(names))


def heirs_of_several(old: Codebook, new: Codebook, gone: Iterable[Label]) -> Iterator[tuple[Label, Label]]:
    """Each of the labels that are `gone` although a new one says that it had this name before, with the new one."""
    by_name = {fold(label.name): label for label in old.labels}
    for label in new.labels:
        names = {fold(name) for name in _unrecorded(label, by_name)}
        yield from ((each, label) for each in gone if fold(each.name) in names)
