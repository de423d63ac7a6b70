"""Whether articles come back whole from the records that are exported of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from labels.article import article_id
from labels.exchange.gaps import text_around
from labels.exporting.record import RecordInContext
from labels.projections.articles import article_with_id
from labels.sentence import Cut

if TYPE_CHECKING:
    from labels.project import Project


def lacks_sentences(project: Project, records: Sequence[RecordInContext]) -> bool:
    """Whether some sentence of the article is not among its records."""
    row = article_with_id(project.connection, records[0]["article_id"])
    return row is None or len({record["id"] for record in records}) < row.sentences


def loses_its_place(project: Project, records: Sequence[RecordInContext]) -> bool:
    """Whether the records do not tell the article's text, sentences missing or something odd between them."""
    if lacks_sentences(project, records):
        return True
    texts = {Cut(each["start"], each["end"], each["paragraph"]): each["text"] for each in records}
    id = records[0]["article_id"]
    return article_id(text_around(id, list(texts), list(texts.values()))) != id
