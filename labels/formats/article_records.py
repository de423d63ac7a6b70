"""Rows of whole articles (`copydesk export --one-row-per article`), written and read again."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any, get_type_hints

from labels.article import FACTS, Article
from labels.decision import Decision
from labels.errors import ReadingError
from labels.files.source import Source
from labels.formats.dataset import Dataset
from labels.formats.gold_record import LEFT_OUT, gold_part, is_gold
from labels.formats.reader import ImportedArticle, Rows
from labels.formats.record import RecordInContext, decision_from
from labels.formats.row_values import as_objects, as_text
from labels.formats.suggested import SuggestionFields
from labels.sentence import Cut, first_misfit

_KEYS = frozenset({"id", "text", "meta", "sentences", "cuts"})
_REMEDY = "Export the file again."


def are_articles(fields: Mapping[str, Any]) -> bool:
    """Whether a row has the keys that all rows of whole articles have."""
    return fields.keys() >= _KEYS


def articles_from_rows(source: Source, rows: Rows, format: str) -> Iterator[ImportedArticle]:
    """The articles in `rows`, one by one. Raises ReadingError naming the line of what is no such row, or for none."""
    empty = True
    for place, fields in rows():
        try:
            found = _article(source, fields, f"{format}: {source.name}")
            if any(is_gold(said) for sentence in fields["sentences"] for said in sentence["decisions"]):
                source.remark(LEFT_OUT)
        except ValueError as error:
            source.bad_row(place, str(error))
        else:
            empty = False
            yield found
    if empty:
        raise ReadingError(f"{source.name}: holds no articles. {_REMEDY}")


def _article(source: Source, fields: Mapping[str, Any], origin: str) -> ImportedArticle:
    text, meta = as_text(fields, "text"), fields.get("meta")
    if not text or not isinstance(meta, dict):
        raise ValueError(f"its “text” is empty or its “meta” is no object. {_REMEDY}")
    cuts = _cuts(fields.get("cuts"), len(text))
    about = {name: as_text(fields, name) for name in FACTS}
    decisions = tuple(_decisions(fields, text, cuts))
    return ImportedArticle(source.name, Article(text, **about, meta=meta), "utf-8", "blank", cuts, decisions, origin)


def _cuts(value: object, length: int) -> tuple[Cut, ...]:
    """The sentences, which must be there and in the order of the text."""
    if not isinstance(value, list) or not value:
        raise ValueError(f"its “cuts” is no list of sentences. {_REMEDY}")
    for each in value:
        if not isinstance(each, list) or len(each) != 3 or any(type(number) is not int for number in each):
            raise ValueError(f"one of its “cuts” is no start, end and paragraph. {_REMEDY}")
    cuts = tuple(Cut(*each) for each in value)
    if any(cut.paragraph < 0 for cut in cuts):
        raise ValueError(f"one of its “cuts” is no start, end and paragraph. {_REMEDY}")
    if misfit := first_misfit(cuts, length):
        raise ValueError(f"its sentence at {misfit.start}-{misfit.end} does not fit the text. {_REMEDY}")
    return cuts


def _decisions(fields: Mapping[str, Any], text: str, cuts: Sequence[Cut]) -> Iterator[Decision]:
    ends = {cut.start: cut.end for cut in cuts}
    for sentence in as_objects(fields, "sentences"):
        start, end = sentence.get("start"), sentence.get("end")
        if not isinstance(start, int) or ends.get(start) != end or sentence.get("text") != text[start:end]:
            raise ValueError(f"its sentence at {str(start)[:20]} is not where its text is. {_REMEDY}")
        for said in as_objects(sentence, "decisions"):
            if is_gold(said):
                continue
            decision = decision_from(said, start, ends[start])
            if decision.says_something:
                yield decision


_ABOUT = ("title", "source", "url", "published", "language")
_PLACE = ("id", "text", "paragraph", "position", "start", "end")
_SAID = (
    *("annotator", "status", "label", "labels", "decided_at", "seconds", "flagged", "note"),
    *("suggested_label", "suggested_score", "scheme_version", "flag_reason"),
    *("annotator_key", "codebook_id"),
    *get_type_hints(SuggestionFields),
)


def article_rows(dataset: Dataset) -> Iterator[dict[str, Any]]:
    """The articles that have records, as imported; in each the sentences that have, in the order of the text.

    `cuts` has the start, end and paragraph of all its sentences, also of those that are not exported.
    """
    project = dataset.project
    for id, of_article in groupby(dataset.records(), key=lambda record: record["article_id"]):
        records = list(of_article)
        row = project.reader.article_with_id(id)
        assert row is not None
        yield {
            "id": id,
            "text": project.reader.whole_text_of(row.n),
            **_part(records[0], _ABOUT),
            "author": row.author,
            "meta": json.loads(row.meta),
            "split": records[0]["split"],
            "sentences": [
                {**_part(said[0], _PLACE), "decisions": [_part(each, _SAID) | gold_part(each) for each in said]}
                for said in (list(each) for _, each in groupby(records, key=lambda record: record["id"]))
            ],
            "cuts": [list(cut) for cut in project.reader.cuts_of(row.n)],
        }


def _part(record: RecordInContext, keys: tuple[str, ...]) -> dict[str, Any]:
    return {key: record[key] for key in keys}  # type: ignore[literal-required]
