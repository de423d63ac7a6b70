"""Decisions that the rules of a codebook contradict, and why."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from typing import Literal

from labels.codebook.model import Codebook
from labels.codebook.rulings import Ruling, rulings, same_text

Why = Literal["counter-example", "example", "merged", "retired", "missing", "together"]


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Why a decision is contradicted.

    The sentence is a counter-example of the `label` that was given (and `others` are right, if that is known), or an
    example of one of the others, which exclude it (or the sentence was skipped: then `label` is empty); the label was
    merged into another, retired, is missing in the codebook, or may not stand together with another. Labels are ids.
    `reason` is the reason that the codebook gives.
    """

    why: Why
    label: str
    others: tuple[str, ...] = ()
    reason: str = ""

    def in_words(self, codebook: Codebook) -> str:
        """The contradiction in a few words, with labels by their names."""
        names = {label.id: label.name for label in codebook.labels}
        label, other = names.get(self.label, self.label), " or ".join(names.get(id, id) for id in self.others)
        match self.why:
            case "counter-example":
                said = f"a counter-example of {label}" + (f", it is {other}" if other else "")
            case "example":
                said = f"an example of {other}" + ("" if self.label else ", and was skipped")
            case "merged":
                said = f"{label} was merged into {other}"
            case "retired":
                said = f"{label} is retired"
            case "missing":
                said = f"the codebook has no label {label}"
            case "together":
                said = f"{label} and {other} exclude each other"
        return f"{said}: {self.reason}" if self.reason else said


@dataclass(frozen=True, slots=True)
class Forbidden:
    """What may not be decided about a sentence: labels by their ids, and a skip."""

    labels: frozenset[str]
    skip: bool = False


class Rulebook:
    """The rules of one codebook: what its examples say about texts, and which labels can be given together."""

    def __init__(self, codebook: Codebook) -> None:
        """Read the rules of `codebook`."""
        self._codebook = codebook
        self._active = {label.id for label in codebook.active}
        self._read_as = {label.id: codebook.read_as(label.id) for label in codebook.labels}
        self._groups = {label.id: label.group for label in codebook.labels}
        self._by_text: dict[str, list[Ruling]] = {}
        for ruling in rulings(codebook):
            for text in {same_text(ruling.sentence), same_text(ruling.quoted)}:
                self._by_text.setdefault(text, []).append(ruling)

    @property
    def texts(self) -> frozenset[str]:
        """The texts that something is ruled about, in the form of `same_text`."""
        return frozenset(self._by_text)

    def of(self, text: str) -> Sequence[Ruling]:
        """The rulings about sentences with this text."""
        return self._by_text.get(same_text(text), ())

    def excludes(self, one: str, other: str) -> bool:
        """Whether two labels may not stand on the same sentence, as `Codebook.excludes` says; faster."""
        one, other = self._read_as.get(one, one), self._read_as.get(other, other)
        if one == other or self._codebook.choose == "one":
            return one != other
        return self._groups.get(one) is not None and self._groups.get(one) == self._groups.get(other)

    def gone(self, given: Iterable[str]) -> list[str]:
        """Which of the label ids that were given cannot be given any more, sorted."""
        return sorted(set(given) - self._active)

    def clash(self, labels: Collection[str]) -> bool:
        """Whether two of these label ids may not stand on the same sentence."""
        return any(self.excludes(one, other) for one, other in combinations(labels, 2))

    def forbidden(self, text: str) -> Forbidden:
        """What may not be decided of a sentence of this text, among the labels that the codebook has."""
        ruled = self.of(text)
        labels = {
            id for id in self._read_as for ruling in ruled if self._counters(ruling, id) or self._rules_out(ruling, id)
        }
        return Forbidden(frozenset(labels), any(ruling.right for ruling in ruled))

    def contradictions(self, text: str, labels: Sequence[str], *, skipped: bool = False) -> list[Contradiction]:
        """Why a decision for these label ids (as they were given) on a sentence of this text is contradicted."""
        found = [each for id in labels if (each := self._of_label(id)) is not None]
        found += [
            Contradiction("together", pair[0], pair[1:]) for pair in combinations(labels, 2) if self.excludes(*pair)
        ]
        for ruling in self.of(text):
            found += self._of_ruling(ruling, labels, skipped)
        return list(dict.fromkeys(found))

    def _of_label(self, id: str) -> Contradiction | None:
        if id in self._active:
            return None
        if id not in self._read_as:
            return Contradiction("missing", id)
        other = self._read_as[id]
        return Contradiction("retired", id) if other == id else Contradiction("merged", id, (other,))

    def _of_ruling(self, ruling: Ruling, labels: Sequence[str], skipped: bool) -> list[Contradiction]:
        if skipped:
            return [Contradiction("example", "", ruling.right, ruling.reason)] if ruling.right else []
        found = []
        for id in labels:
            if self._counters(ruling, id):
                found.append(Contradiction("counter-example", ruling.label, ruling.right, ruling.reason))
            elif self._rules_out(ruling, id):
                found.append(Contradiction("example", id, ruling.right, ruling.reason))
        return found

    def _counters(self, ruling: Ruling, id: str) -> bool:
        """Whether the ruling is a counter-example of this label."""
        return ruling.counter and self._read_as.get(id, id) == ruling.label

    def _rules_out(self, ruling: Ruling, id: str) -> bool:
        """Whether the ruling names labels as right that all exclude this one."""
        return bool(ruling.right) and all(self.excludes(id, right) for right in ruling.right)


@lru_cache(maxsize=4)
def rulebook_of(codebook: Codebook) -> Rulebook:
    """The rules of `codebook`, read once: a search asks for them again and again."""
    return Rulebook(codebook)
