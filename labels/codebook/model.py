"""The codebook as plain values: labels, and the rules by which they combine."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from labels.codebook.fields import fold
from labels.codebook.keys import DIGITS_BY_ORDER

Choose = Literal["one", "many"]


@dataclass(frozen=True, slots=True)
class Label:
    """One entry of the codebook.

    `id` is what the journal stores: the first name the label ever had, kept for good so that a renamed
    label keeps its decisions. `key` is the one character that sets the label. Labels of the same `group`
    exclude each other in a codebook where several may be chosen. A `retired` label keeps its decisions and
    can no longer be given; its `key` is None. `formerly` holds the names it had before, the first of them
    being the `id`; it is empty while `name` is the only name the label ever had. `same_as` is the id of the label
    that this one was merged into: its decisions are read as decisions for that one, and it is retired.
    """

    id: str
    name: str
    key: str | None
    colour: str | None = None
    definition: str = ""
    examples: tuple[str, ...] = ()
    counter_examples: tuple[str, ...] = ()
    group: str | None = None
    retired: bool = False
    formerly: tuple[str, ...] = ()
    same_as: str | None = None


@dataclass(frozen=True, slots=True)
class Codebook:
    """An ordered list of labels and how many of them a sentence may carry."""

    labels: tuple[Label, ...]
    choose: Choose = "one"
    title: str = ""
    guidelines: str = ""
    #: The labels that can be given, in the order of the codebook.
    active: tuple[Label, ...] = field(init=False, repr=False, compare=False)
    _by_id: Mapping[str, Label] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        # Both are asked for with every decision.
        object.__setattr__(self, "active", tuple(filter(self.can_be_given, self.labels)))
        object.__setattr__(self, "_by_id", {label.id: label for label in reversed(self.labels)})

    def can_be_given(self, label: Label) -> bool:
        """Whether a label is neither retired nor merged into another."""
        return not label.retired and label.same_as is None

    def label(self, id: str) -> Label:
        """The label with this id. Raises KeyError."""
        return self._by_id[id]

    def read_as(self, id: str) -> str:
        """The id under which decisions for the label `id` are read: its own, or the last that it was merged into."""
        known = {label.id for label in self.labels}
        same = {label.id: label.same_as for label in self.labels if label.same_as in known}
        seen = {id}
        while (following := same.get(id)) is not None and following not in seen:
            seen.add(following)
            id = following
        return id

    def named(self, name: str) -> Label:
        """The label that has this name now. Raises KeyError."""
        for label in self.labels:
            if label.name == name:
                return label
        raise KeyError(name)

    def digits(self) -> dict[str, str]:
        """The label id that each digit sets: its owner, else the label at that place among the active ones."""
        active = self.active
        found = {digit: label.id for digit, label in zip(DIGITS_BY_ORDER, active, strict=False)}
        found.update((label.key, label.id) for label in active if label.key and label.key in DIGITS_BY_ORDER)
        return found

    def ids_by_name(self) -> dict[str, str]:
        """The label id for each name that anybody may use, in the form of `labels.codebook.fields.fold`.

        Former names count as well, where no label has them now.
        """
        ids = {fold(name): label.id for label in self.labels for name in (*label.formerly, label.id)}
        return ids | {fold(label.name): label.id for label in self.labels}

    @property
    def without_examples(self) -> Codebook:
        """The codebook without its examples and counter-examples."""
        labels = (replace(label, examples=(), counter_examples=()) for label in self.labels)
        return replace(self, labels=tuple(labels))

    def with_examples(self, added: Iterable[tuple[str, str, int]]) -> Codebook:
        """The codebook with further examples: label id, text, and whether it is a counter-example.

        Those of a label that was merged into another are examples of the other.
        """
        labels = {label.id: label for label in self.labels}
        for given, text, counter in added:
            id = self.read_as(given)
            label = labels.get(id)
            if label is None or text in (label.counter_examples if counter else label.examples):
                continue
            if counter:
                labels[id] = replace(label, counter_examples=(*label.counter_examples, text))
            else:
                labels[id] = replace(label, examples=(*label.examples, text))
        return replace(self, labels=tuple(labels.values()))

    def in_order(self, ids: Iterable[str]) -> tuple[str, ...]:
        """The given label ids without repeats, sorted: the one form in which a set of labels is stored."""
        return tuple(sorted(set(ids)))

    def toggled(self, ids: Iterable[str], id: str) -> tuple[str, ...]:
        """`ids` with `id` taken out if it is in, else put in; labels that it excludes are taken out."""
        chosen = set(ids)
        if id in chosen:
            return self.in_order(chosen - {id})
        return self.in_order({other for other in chosen if not self.excludes(id, other)} | {id})

    def excludes(self, one: str, other: str) -> bool:
        """Whether two different labels may not stand on the same sentence; of those merged, what they are read as.

        A label that the codebook lacks is in no group.
        """
        one, other = self.read_as(one), self.read_as(other)
        if one == other:
            return False
        if self.choose == "one":
            return True
        groups = {label.id: label.group for label in self.labels}
        return groups.get(one) is not None and groups.get(one) == groups.get(other)
