"""JSON Lines: one training record, or one article, a line, in UTF-8."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from labels.exporting.dataset import Dataset
from labels.exporting.exporter import Loss, Told
from labels.exporting.json_text import one_line, write_lines
from labels.exporting.record_losses import ARTICLE_LOSSES, RECORD_LOSSES
from labels.exporting.records import Selection

if TYPE_CHECKING:
    from labels.project import Project


class JsonLines:
    """Writes the training record as it is, or whole articles with their sentences."""

    name = "jsonl"
    suffix = ".jsonl"
    losses: tuple[Loss, ...] = RECORD_LOSSES
    losses_per_article = ARTICLE_LOSSES
    units = ("decision", "sentence", "article")
    counts_per_article = "article"

    def write(self, dataset: Dataset, path: Path, told: Told) -> int:
        """One line a record. Raises WritingError."""
        return write_lines(path, lines(dataset), told)


def lines(dataset: Dataset) -> Iterator[str]:
    """The lines, without their ends. The same project gives the same bytes, always."""
    from labels.exporting.tables.article_rows import article_rows

    for row in article_rows(dataset) if dataset.one_row_per == "article" else dataset.records():
        yield one_line(row)


def jsonl_lines(project: Project, selection: Selection | None = None) -> Iterator[str]:
    """The lines of a project's records."""
    return lines(Dataset(project, selection or Selection()))


def export_jsonl(
    project: Project, path: Path, selection: Selection | None = None, told: Callable[[int], None] = lambda n: None
) -> int:
    """Write a project's records to `path`, which appears or is replaced only when it is complete; their number.

    `told` hears the number of lines written, now and then. Raises WritingError if the file cannot be written.
    """
    return JsonLines().write(Dataset(project, selection or Selection()), path, told)
