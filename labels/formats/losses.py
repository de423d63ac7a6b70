"""What formats cannot bring back: the losses that several of them share."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

from labels.article import article_id
from labels.formats.article_text import text_around
from labels.formats.copydesk_key import fits_flat
from labels.formats.record import RecordInContext
from labels.formats.writer import Loss
from labels.sentence import Cut

if TYPE_CHECKING:
    from labels.project_view import ProjectView


_BESIDE = "the article’s, and no field of the record; --format archive and rows of whole articles (jsonl) hold it"


def has_author(project: ProjectView, records: Sequence[RecordInContext]) -> bool:
    """Whether it is known who wrote the article."""
    row = project.reader.article_with_id(records[0]["article_id"])
    return row is not None and row.author is not None


def meta_of(project: ProjectView, records: Sequence[RecordInContext]) -> dict[str, object]:
    """The article's own metadata."""
    row = project.reader.article_with_id(records[0]["article_id"])
    return {} if row is None else dict(json.loads(row.meta))


def has_meta(project: ProjectView, records: Sequence[RecordInContext]) -> bool:
    """Whether the article has metadata of its own."""
    return bool(meta_of(project, records))


SPLIT = "written, not taken in again: drawn anew at each export, by the article’s id, or given by its metadata"


def came_with_its_part(project: ProjectView, records: Sequence[RecordInContext]) -> bool:
    """Whether the part of an article is written in its metadata, from where `--split given` takes it."""
    return records[0]["split"] in meta_of(project, records).values()


#: Of formats that hold the training record and nothing beside it.
AUTHOR_AND_META: tuple[Loss, ...] = (
    Loss("author", _BESIDE, where=has_author),
    Loss("meta", _BESIDE, where=has_meta),
)


def lacks_sentences(project: ProjectView, records: Sequence[RecordInContext]) -> bool:
    """Whether some sentence of the article is not among its records."""
    row = project.reader.article_with_id(records[0]["article_id"])
    return row is None or len({record["id"] for record in records}) < row.sentences


def loses_its_place(project: ProjectView, records: Sequence[RecordInContext]) -> bool:
    """Whether the records do not tell the article's text, sentences missing or something odd between them."""
    if lacks_sentences(project, records):
        return True
    texts = {Cut(each["start"], each["end"], each["paragraph"]): each["text"] for each in records}
    id = records[0]["article_id"]
    return article_id(text_around(id, list(texts), list(texts.values()))) != id


_PLACE = (
    "written; in a project without the article it comes back only if all of its sentences are exported (--status all)"
    " and nothing but blanks or line breaks of one kind lie between them"
)
_CONTEXT = "written, not taken in again: looked up anew at each export, where all sentences of the article came along"


def _splits_otherwise(project: ProjectView, records: Sequence[RecordInContext]) -> bool:
    if not _has_a_part(project, records):
        return False
    return came_with_its_part(project, records) or loses_its_place(project, records)


RECORD_LOSSES: tuple[Loss, ...] = (
    *(Loss(field, _PLACE, where=loses_its_place) for field in ("id", "article_id", "position", "start", "end")),
    *AUTHOR_AND_META,
    Loss("split", SPLIT, where=_splits_otherwise),
    *(Loss(field, _CONTEXT, where=loses_its_place) for field in ("previous", "next")),
)


def _has_a_part(project: ProjectView, records: Sequence[RecordInContext]) -> bool:
    return records[0]["split"] is not None


#: Of gold, in formats that hold all of it.
GOLD_LOSSES: tuple[Loss, ...] = (
    Loss(
        "state",
        "written, not taken in again, as it is nobody’s labels: a merge or an archive brings gold along",
        lambda state: state == "settled",
    ),
)

#: Of folders with a file for each part.
ORDER = Loss("order", "articles of one part come back before those of the next", where=_has_a_part)

#: What rows of whole articles do not hold; everything that is in the project comes back from them.
ARTICLE_LOSSES: tuple[Loss, ...] = tuple(
    Loss(field, "not written: the whole text of the article is") for field in ("previous", "next")
)

_PLACE_IN_TOOLS = (
    "comes back only if every sentence of the article is exported (--status all); else the article is put together"
    " from the sentences that are"
)


def _loses_meta(project: ProjectView, records: Sequence[RecordInContext]) -> bool:
    return not all(fits_flat(key, value) for key, value in meta_of(project, records).items())


def _splits_otherwise_in_tools(project: ProjectView, records: Sequence[RecordInContext]) -> bool:
    return came_with_its_part(project, records) or lacks_sentences(project, records)


#: What is lost in every tool that works on single texts.
TOOL_LOSSES: tuple[Loss, ...] = (
    *(
        Loss(field, _PLACE_IN_TOOLS, where=lacks_sentences)
        for field in ("id", "article_id", "position", "start", "end")
    ),
    Loss("meta", "of the article’s own only plain values come back whose names mean nothing else", where=_loses_meta),
    Loss("scheme_version", "not written: versions of the codebook count in one project only"),
    Loss("split", SPLIT, where=_splits_otherwise_in_tools),
    Loss("previous", "not written: neighbouring texts are records of their own"),
    Loss("next", "not written: neighbouring texts are records of their own"),
)
