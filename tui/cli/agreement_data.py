"""The figures of `copydesk agreement` as data. What is undefined is null, with the reason in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from labels.codebook import Codebook
    from labels.quality.agreement import Agreement
    from labels.quality.annotator_model import AnnotatorModel
    from labels.quality.confusion import Confusion
    from labels.quality.figure import Figure
    from labels.quality.marks import Labels
    from labels.quality.pairs import PairAgreement
    from labels.statistics.agreement import ProjectAgreement


def figure_data(figure: Figure | None) -> dict[str, Any] | None:
    """A figure with its interval, and why it or its interval is missing."""
    if figure is None:
        return None
    low, high = (figure.interval.low, figure.interval.high) if figure.interval else (None, None)
    return {"value": figure.value, "low": low, "high": high, "why": figure.undefined or figure.no_interval or None}


def agreement_data(agreement: Agreement, names: Names) -> dict[str, Any]:
    """All figures of one aspect."""
    return {
        "sentences": agreement.units,
        "compared": agreement.compared,
        "marks": agreement.marks,
        "annotators": agreement.people,
        "values": [{"labels": names(value), "marks": count} for value, count in agreement.counts.items()],
        "percent": figure_data(agreement.percent),
        "alpha": figure_data(agreement.alpha),
        "alpha_masi": figure_data(agreement.masi),
        "alpha_jaccard": figure_data(agreement.jaccard),
        "fleiss": figure_data(agreement.fleiss),
        "ac1": figure_data(agreement.ac1),
        "more_double_labels": agreement.more,
        "notes": list(agreement.notes),
    }


def pair_data(pair: PairAgreement) -> dict[str, Any]:
    """The figures of two people."""
    return {
        "annotators": [pair.first, pair.second],
        "compared": pair.units,
        "percent": figure_data(pair.percent),
        "kappa": figure_data(pair.kappa),
        "notes": list(pair.notes),
    }


def confusion_data(found: Confusion, names: Names) -> list[dict[str, Any]]:
    """The cells of a confusion table that are not empty; of everybody each one way only."""
    return [
        {"labels": [names(one), names(other)], "pairs": cell.pairs, "sentences": len(cell.units)}
        for (one, other), cell in sorted(found.cells.items())
    ]


def model_data(model: AnnotatorModel, names: Names) -> dict[str, Any]:
    """The model of one aspect, without the posteriors."""
    settings = model.settings
    return {
        "model": "Dawid & Skene",
        "weight": settings.weight,
        "steps_at_most": settings.steps,
        "tolerance": settings.tolerance,
        "abstains": model.abstains or None,
        "steps": model.steps,
        "converged": model.converged,
        "log_likelihood": model.log_likelihood,
        "values": [names(value) for value in model.values],
        "prior": list(model.prior),
        "annotators": {
            name: {"right": each.right, "marks": each.marks, "confusion": each.confusion, "note": each.note or None}
            for name, each in model.people.items()
        },
    }


def posterior_records(
    found: ProjectAgreement, models: Mapping[str, AnnotatorModel], names: Names
) -> Iterator[dict[str, Any]]:
    """A record for each sentence and each thing that is modelled by itself."""
    for aspect, model in models.items():
        # The units of a project are numbers with spans.
        units: list[Any] = list(model.posteriors)
        for unit, said in found.said(units):
            labels, probability = model.probable(unit)
            yield {
                "id": found.sentence_id(unit),
                "of": aspect,
                "labels": names(labels),
                "probability": probability,
                "posteriors": [
                    {"labels": names(value), "probability": each}
                    for value, each in zip(model.values, model.posteriors[unit], strict=True)
                ],
                "said": {name: names(given) for name, given in sorted(said.items())},
            }


class Names:
    """The names of labels by their ids."""

    def __init__(self, codebook: Codebook) -> None:
        """Those of a codebook; a label that it lacks is called by its id."""
        self._names = {label.id: label.name for label in codebook.labels}

    def __call__(self, labels: Labels) -> list[str]:
        """The names of a label set; none for a skip."""
        return [self._names.get(id, id) for id in labels]
