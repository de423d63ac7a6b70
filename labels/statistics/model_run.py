"""A run of the annotator model that is kept: its most probable labels as suggestions, its probabilities as scores."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import cast

from labels.journal.suggestions import OF_ANNOTATORS, Run, Suggestion, keep_suggestions
from labels.projections import codebooks
from labels.projections.articles import id_of_article
from labels.quality.annotator_model import AnnotatorModel
from labels.quality.dawid_skene import Settings
from labels.statistics.agreement import ProjectAgreement
from labels.statistics.votes import Unit

#: Decimals of a score: more would be rounding.
_DECIMALS = 6


def keep_model(
    connection: sqlite3.Connection, agreement: ProjectAgreement, settings: Settings, now: datetime
) -> tuple[Run, int]:
    """Write a run into an open transaction; the run, and how many suggestions are new.

    The hash of a run is that of its name, its codebook and all its rows, by the ids of the articles, so that two copies
    of a project keep the same run once. Nothing is written where the model abstains.
    """
    rows = [row for model in agreement.model(settings).values() for row in _suggested(model)]
    codebook = codebooks.current_event(connection)
    name = name_of_model(settings)
    run = Run(_hash(connection, name, codebook, rows), name, codebook)
    if not rows:
        return run, 0
    return run, keep_suggestions(connection, run, rows, now.astimezone(UTC).isoformat(timespec="milliseconds"))


def name_of_model(settings: Settings) -> str:
    """The name of the model with its parameters."""
    return f"{OF_ANNOTATORS}, weight {settings.weight:g}, steps {settings.steps}, tolerance {settings.tolerance:g}"


def _suggested(model: AnnotatorModel) -> Iterator[Suggestion]:
    """The most probable labels of each unit; none for a unit that probably has none."""
    for unit in model.posteriors:
        labels, probability = model.probable(unit)
        article, start, end = cast("Unit", unit)
        for label in labels:
            yield Suggestion(article, start, end, label, round(probability, _DECIMALS))


def _hash(connection: sqlite3.Connection, name: str, codebook: bytes | None, rows: list[Suggestion]) -> bytes:
    ids = {number: id_of_article(connection, number) for number in {row.article for row in rows}}
    told = sorted((ids[row.article], row.start, row.end, row.label, row.score) for row in rows)
    return hashlib.sha256(json.dumps([name, codebook.hex() if codebook else None, told]).encode()).digest()
