"""The lasting identity of a label: the first name it ever had, and the names since."""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import replace

from labels.codebook.fields import MAX_NAME, fold
from labels.codebook.model import Label


def free_id(name: str, taken: Container[str]) -> str:
    """`name`, or if that is among the folded ids `taken`, `name-2` and so on."""
    id, number = name, 1
    while fold(id) in taken:
        number += 1
        id = f"{name}-{number}"
    return id


def with_free_name(label: Label, others: Iterable[Label]) -> Label:
    """`label`, or if one of the `others` has its name, the same label as "name (2)" and so on."""
    taken = {fold(other.name) for other in others}
    name, number = label.name, 1
    while fold(name) in taken:
        number += 1
        mark = f" ({number})"
        name = f"{label.name[: MAX_NAME - len(mark)].rstrip()}{mark}"
    if name == label.name:
        return label
    return replace(label, name=name, formerly=former_names(label.id, name, (*label.formerly, label.name)))


def former_names(id: str, name: str, names: Iterable[str]) -> tuple[str, ...]:
    """What `Label.formerly` holds: the id first, then the other `names`; nothing while there was only one."""
    others: dict[str, str] = {}
    for other in names:
        others.setdefault(fold(other), other)
    rest = [other for folded, other in others.items() if folded not in (fold(id), fold(name))]
    return () if id == name and not rest else (id, *rest)
