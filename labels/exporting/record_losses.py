"""What formats that carry whole training records cannot bring back: what the records themselves do not hold."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from labels.exporting.article_losses import AUTHOR_AND_META, SPLIT, came_with_its_part
from labels.exporting.exporter import Loss
from labels.exporting.record import RecordInContext
from labels.exporting.whole_articles import loses_its_place

if TYPE_CHECKING:
    from labels.project import Project

_PLACE = (
    "written; in a project without the article it comes back only if all of its sentences are exported (--status all)"
    " and nothing but blanks or line breaks of one kind lie between them"
)
_CONTEXT = "written, not taken in again: looked up anew at each export, where all sentences of the article came along"


def _splits_otherwise(project: Project, records: Sequence[RecordInContext]) -> bool:
    if not _has_a_part(project, records):
        return False
    return came_with_its_part(project, records) or loses_its_place(project, records)


RECORD_LOSSES: tuple[Loss, ...] = (
    *(Loss(field, _PLACE, where=loses_its_place) for field in ("id", "article_id", "position", "start", "end")),
    *AUTHOR_AND_META,
    Loss("split", SPLIT, where=_splits_otherwise),
    *(Loss(field, _CONTEXT, where=loses_its_place) for field in ("previous", "next")),
)


def _has_a_part(project: Project, records: Sequence[RecordInContext]) -> bool:
    return records[0]["split"] is not None


#: Of folders with a file for each part.
ORDER = Loss("order", "articles of one part come back before those of the next", where=_has_a_part)

#: What rows of whole articles do not hold; everything that is in the project comes back from them.
ARTICLE_LOSSES: tuple[Loss, ...] = tuple(
    Loss(field, "not written: the whole text of the article is") for field in ("previous", "next")
)
