"""How probable each answer to each sentence is, by the model of the annotators: whole answers, in every codebook."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

from labels.quality.aspect import Aspect
from labels.quality.marks import Labels
from labels.statistics.agreement import ProjectAgreement
from labels.statistics.votes import Unit

#: Decimals of a probability: more would be rounding.
_DECIMALS = 6

#: How many different rows of probabilities are cached. There is one for each way in which people answered.
_ROWS = 10_000


class Posteriors(Mapping[Unit, Mapping[Labels, float]]):
    """The probabilities of the answers to each unit (article number, start, end) that somebody marked.

    Where one label is chosen, they are those of the model. Where several are, each group and each label by itself has a
    model, and nothing is known of how these depend on each other. So the probability of an answer is a lower limit: 1
    minus the sum of the probabilities that each part is wrong. Units to which somebody gave a label that is in no model
    are left out.
    """

    def __init__(self, agreement: ProjectAgreement) -> None:
        """Fit the model. `abstains` says why there is none; then there are no units."""
        aspects, models = agreement.aspects(), agreement.model()
        self._parts = [(aspects[name], models[name]) for name in models]
        #: Why nothing is known, in words; empty where something is.
        self.abstains = next((model.abstains for _, model in self._parts if model.abstains), "")
        if not self._parts:
            self.abstains = "There are no labels to model: nobody has given one of those that can be given."
        self._unknown = _with_labels_of_no_model(agreement, [aspect for aspect, _ in self._parts])
        self._read = lru_cache(_ROWS)(self._of_rows)

    def __getitem__(self, unit: Unit) -> Mapping[Labels, float]:
        if self.abstains or unit in self._unknown:
            raise KeyError(unit)
        return self._read(tuple(model.posteriors[unit] for _, model in self._parts))

    def __iter__(self) -> Iterator[Unit]:
        if not self.abstains:
            yield from (unit for unit in self._units() if unit not in self._unknown)

    def __len__(self) -> int:
        return 0 if self.abstains else len(self._units()) - len(self._unknown)

    def _units(self) -> Mapping[Unit, tuple[float, ...]]:
        return self._parts[0][1].posteriors  # type: ignore[return-value]  # units of a project

    def _of_rows(self, rows: tuple[tuple[float, ...], ...]) -> Mapping[Labels, float]:
        parts = [
            (aspect, dict(zip(model.values, row, strict=True)))
            for (aspect, model), row in zip(self._parts, rows, strict=True)
        ]
        if len(parts) == 1 and parts[0][0].labels is None:
            (_, of_values), *_ = parts
            return {labels: round(share, _DECIMALS) for labels, share in of_values.items()}
        return _AtLeast(parts)


class _AtLeast(Mapping[Labels, float]):
    """The lower limit of the probability of each answer, from the probabilities of its parts.

    The best answer is listed.
    """

    def __init__(self, parts: list[tuple[Aspect, dict[Labels, float]]]) -> None:
        self._parts = parts
        best = [max(shares, key=lambda value: shares[value]) for _, shares in parts]
        self._best = tuple(sorted(label for value in best for label in value))

    def __getitem__(self, labels: Labels) -> float:
        modelled = {label for aspect, _ in self._parts for label in aspect.labels or ()}
        if not modelled.issuperset(labels):
            raise KeyError(labels)
        wrong = sum(1 - shares.get(aspect.of(labels), 0.0) for aspect, shares in self._parts)
        return round(max(0.0, 1 - wrong), _DECIMALS)

    def __iter__(self) -> Iterator[Labels]:
        yield self._best

    def __len__(self) -> int:
        return 1


def _with_labels_of_no_model(agreement: ProjectAgreement, aspects: list[Aspect]) -> frozenset[Unit]:
    """The units of which somebody gave a label that no aspect looks at, such as one that is no longer given."""
    if any(aspect.labels is None for aspect in aspects):
        return frozenset()
    modelled = {label for aspect in aspects for label in aspect.labels or ()}
    marks = agreement.all_marks
    other = {number for number, labels in enumerate(marks.label_sets) if not modelled.issuperset(labels)}
    patterns = {
        number for number, votes in enumerate(marks.first_votes) if other and any(said in other for _, said in votes)
    }
    units: Iterator[Unit] = iter(marks.units)  # type: ignore[arg-type]  # units of a project
    return frozenset(unit for unit, pattern in zip(units, marks.unit_patterns, strict=True) if pattern in patterns)
