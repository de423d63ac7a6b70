"""Suggestions for sentences that nobody decided about: they are kept as a run, which is known by its file."""

from __future__ import annotations

from dataclasses import replace

from labels.importing.files.source import Source, one_line
from labels.importing.found import Found
from labels.journal.suggestions import Run

#: Of a model's name no more characters are kept.
_LONGEST_NAME = 200


def with_run(found: Found, source: Source) -> Found:
    """`found` with the run that its suggestions are kept under, if it brings any.

    The run is the file's: one for all that is suggested in it, whatever made it. Raises ReadingError.
    """
    if not any(decision.suggests for decision in found.decisions):
        return found
    model = one_line(found.suggested_by or found.origin or source.kept_name)[:_LONGEST_NAME]
    return replace(found, run=Run(source.sha256, model))
