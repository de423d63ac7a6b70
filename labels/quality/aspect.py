"""An aspect: the part of a label set that is compared. All labels, one label against the rest, or one group."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from labels.codebook import Codebook
from labels.quality.marks import Labels


@dataclass(frozen=True, slots=True)
class Aspect:
    """`labels` are the label ids that are looked at, None for all. `exclusive`: a unit carries at most one of them.

    `single`: it is one label against the rest. `with_none`: a unit may carry none of them.
    """

    labels: frozenset[str] | None
    exclusive: bool = True
    single: bool = False
    with_none: bool = True
    #: The labels that can be given, for the number of values.
    offered: frozenset[str] = frozenset()

    def of(self, labels: Labels) -> Labels:
        """The part of a label set that this aspect looks at."""
        return labels if self.labels is None else tuple(label for label in labels if label in self.labels)

    def values(self, seen: Collection[Labels]) -> int | None:
        """How many values a mark can have, with those `seen`; None if labels can be given together."""
        if not self.exclusive:
            return None
        ids = self.offered | {label for labels in seen for label in labels}
        return len(ids) + (self.with_none or () in seen)


def whole(codebook: Codebook) -> Aspect:
    """All labels. Of a codebook where several may be chosen, whole sets are compared."""
    return Aspect(None, codebook.choose == "one", with_none=False, offered=_given_ids(codebook))


def one_label(id: str) -> Aspect:
    """One label against the rest."""
    return Aspect(frozenset((id,)), single=True, offered=frozenset((id,)))


def group(codebook: Codebook, name: str) -> Aspect:
    """The labels of a group, which exclude each other, and none of them."""
    ids = frozenset(label.id for label in codebook.labels if label.group == name and label.same_as is None)
    return Aspect(ids, offered=ids & _given_ids(codebook))


def groups(codebook: Codebook) -> dict[str, Aspect]:
    """The groups of a codebook where several labels may be chosen, in its order."""
    if codebook.choose == "one":
        return {}
    return {name: group(codebook, name) for name in dict.fromkeys(each.group for each in codebook.active) if name}


def exclusive_aspects(codebook: Codebook) -> list[Aspect]:
    """What can be modelled separately: all labels if one is chosen, else each group and each label without a group."""
    if codebook.choose == "one":
        return [whole(codebook)]
    alone = [one_label(label.id) for label in codebook.active if label.group is None]
    return [*groups(codebook).values(), *alone]


def _given_ids(codebook: Codebook) -> frozenset[str]:
    return frozenset(label.id for label in codebook.active)
