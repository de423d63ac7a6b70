"""What is known of an article beside the training record, which most formats have no place for."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

from labels.exporting.exporter import Loss
from labels.exporting.record import RecordInContext
from labels.projections.articles import article_with_id

if TYPE_CHECKING:
    from labels.project import Project

_BESIDE = "the article’s, and no field of the record; --format archive and rows of whole articles (jsonl) hold it"


def has_author(project: Project, records: Sequence[RecordInContext]) -> bool:
    """Whether it is known who wrote the article."""
    row = article_with_id(project.connection, records[0]["article_id"])
    return row is not None and row.author is not None


def meta_of(project: Project, records: Sequence[RecordInContext]) -> dict[str, object]:
    """The article's own metadata."""
    row = article_with_id(project.connection, records[0]["article_id"])
    return {} if row is None else dict(json.loads(row.meta))


def has_meta(project: Project, records: Sequence[RecordInContext]) -> bool:
    """Whether the article has metadata of its own."""
    return bool(meta_of(project, records))


SPLIT = "written, not taken in again: drawn anew at each export, by the article’s id, or given by its metadata"


def came_with_its_part(project: Project, records: Sequence[RecordInContext]) -> bool:
    """Whether the part of an article is written in its metadata, from where `--split given` takes it."""
    return records[0]["split"] in meta_of(project, records).values()


#: Of formats that hold the training record and nothing beside it.
AUTHOR_AND_META: tuple[Loss, ...] = (
    Loss("author", _BESIDE, where=has_author),
    Loss("meta", _BESIDE, where=has_meta),
)
