"""What suggestions did to exported data: the report that a description tells."""

from __future__ import annotations

from collections.abc import Iterator

from labels.formats.dataset import Dataset
from labels.formats.suggested import suggestion_payload
from labels.suggest.report import Answer, SuggestionReport, answer, report


def reported_suggestions(dataset: Dataset) -> SuggestionReport | None:
    """The report on the selected decisions; None where no model was at work in any of them."""
    answers = [found for _, _, found in sorted(_answers(dataset), key=lambda each: each[:2])]
    found = report(answers)
    return found if found.modelled or found.preselected.count or found.marked.count else None


def _answers(dataset: Dataset) -> Iterator[tuple[str, int, Answer]]:
    """The decisions with the moment they were made, and their place in the data, which sorts those of one moment."""
    for place, record in enumerate(dataset.every_record()):
        if record["status"] == "undecided":
            continue
        found = answer(
            record["annotator_key"] or record["annotator"],
            record["id"],
            tuple(record["labels"]),
            suggestion_payload(record),
        )
        yield record["decided_at"] or "", place, found
