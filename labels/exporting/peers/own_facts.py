"""What goes beside a text into another tool's record, so that it comes back to its place in its article.

What a person of the other tool may want to see (title, source and so on) is flat metadata; what only Copydesk
needs stands under one key. `labels.importing.records.own_facts` reads it again.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from labels.exchange.names import OWN
from labels.exporting.article_losses import SPLIT, came_with_its_part, meta_of
from labels.exporting.dataset import Dataset
from labels.exporting.exporter import Loss
from labels.exporting.record import Record, RecordInContext
from labels.exporting.whole_articles import lacks_sentences
from labels.projections.articles import ArticleRow, article_with_id, sentences_of, text_of
from labels.projections.people import person_named, plain_names
from labels.sentence import Cut

if TYPE_CHECKING:
    from labels.project import Project

_PLACE = (
    "comes back only if every sentence of the article is exported (--status all); else the article is put together"
    " from the sentences that are"
)


def _loses_meta(project: Project, records: Sequence[RecordInContext]) -> bool:
    return not all(_fits(key, value) for key, value in meta_of(project, records).items())


def _splits_otherwise(project: Project, records: Sequence[RecordInContext]) -> bool:
    return came_with_its_part(project, records) or lacks_sentences(project, records)


#: What no tool that works on single texts can bring back.
LOSSES: tuple[Loss, ...] = (
    *(Loss(field, _PLACE, where=lacks_sentences) for field in ("id", "article_id", "position", "start", "end")),
    Loss("meta", "of the article’s own only plain values come back whose names mean nothing else", where=_loses_meta),
    Loss("scheme_version", "not written: versions of the codebook count in one project only"),
    Loss("split", SPLIT, where=_splits_otherwise),
    Loss("previous", "not written: neighbouring texts are records of their own"),
    Loss("next", "not written: neighbouring texts are records of their own"),
)

_ABOUT = ("article_id", "title", "source", "url", "published", "language", "split")
_SAID = (
    *("annotator", "status", "labels", "decided_at", "seconds", "flagged", "note"),
    *("suggested_label", "suggested_score", "flag_reason", "annotator_key", "codebook_id"),
)

#: Keys that mean something in one of the tools, or to Copydesk when it reads them again.
_TAKEN = frozenset(
    {
        *_ABOUT,
        *("id", "text", "data", "label", "labels", "annotations", "annotation_approver", "approver", "cats"),
        *("entities", "relations", "Comments", "comments", "username", "meta", "headline", "link", "byline"),
        *("published_at", "date", "lang", "author", "score", "vectors", "_server_id", "paragraph", OWN),
    }
)


class Beside:
    """The facts beside the records of a dataset, which come article by article."""

    def __init__(self, dataset: Dataset) -> None:
        """Nothing is read yet."""
        self._connection = dataset.project.connection
        self._namesakes = _namesakes(dataset.project)
        self._article: ArticleRow | None = None
        self._about: dict[str, Any] = {}
        self._text = ""
        self._cuts: list[Cut] = []

    def about(self, record: Record) -> dict[str, Any]:
        """The metadata of the record's article, flat; what is not known is left out."""
        article = self._read(record["article_id"])
        if not self._about:
            meta = {key: value for key, value in json.loads(article.meta).items() if _fits(key, value)}
            known: dict[str, Any] = {key: record[key] for key in _ABOUT}  # type: ignore[literal-required]
            known["author"] = article.author
            self._about = {key: value for key, value in known.items() if value is not None} | meta
        return self._about

    def who(self, record: Record) -> str:
        """The annotator as other tools are to know them: by name, or by key where several have that name."""
        name = record["annotator"]
        return (record["annotator_key"] or name) if name in self._namesakes else name

    def own(self, *records: Record) -> dict[str, Any]:
        """The place of a sentence, and what the records of it say that other tools have no place for."""
        record = records[0]
        self._read(record["article_id"])
        place: dict[str, Any] = {"paragraph": record["paragraph"], "start": record["start"]}
        place |= self._blanks(record["position"])
        return place | {"decisions": [_said(each) for each in records]}

    def _read(self, id: str) -> ArticleRow:
        if self._article is None or self._article.id != id:
            self._article, self._about = article_with_id(self._connection, id), {}
            assert self._article is not None
            self._text = text_of(self._connection, self._article.n)
            self._cuts = sentences_of(self._connection, self._article.n)
        return self._article

    def _blanks(self, position: int) -> dict[str, str]:
        """What stands before a sentence, if it is not the usual, and after the last one."""
        cut, found = self._cuts[position], {}
        previous = self._cuts[position - 1] if position else None
        before = self._text[previous.end if previous else 0 : cut.start]
        usual = "" if previous is None else " " if previous.paragraph == cut.paragraph else "\n\n"
        if before != usual:
            found["before"] = before
        if position == len(self._cuts) - 1 and cut.end < len(self._text):
            found["after"] = self._text[cut.end :]
        return found


def _namesakes(project: Project) -> frozenset[str]:
    """The names that more than one of the annotators has."""
    names = plain_names(project.connection)
    counts = Counter(names[n] for shown in project.annotators() if (n := person_named(project.connection, shown)))
    return frozenset(name for name, count in counts.items() if count > 1)


def _said(record: Record) -> dict[str, Any]:
    said: dict[str, Any] = {key: record[key] for key in _SAID}  # type: ignore[literal-required]
    return {key: value for key, value in said.items() if value is not None and value is not False and value != []}


def _fits(key: str, value: object) -> bool:
    """Whether something from an article's own metadata can stand flat among the tool's."""
    return key not in _TAKEN and not key.startswith("_") and "." not in key and isinstance(value, str | int | float)
