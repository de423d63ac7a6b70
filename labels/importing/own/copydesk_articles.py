"""Copydesk's own rows of whole articles (`copydesk export --one-row-per article`): nothing has to be put together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from labels.article import Article
from labels.decision import Decision
from labels.errors import ReadingError
from labels.importing.files.source import Source
from labels.importing.found import Found
from labels.importing.objects.rows import Rows
from labels.importing.own.copydesk_records import decision_from_record, says_something
from labels.importing.records.row_values import as_objects
from labels.sentence import Cut

_KEYS = frozenset({"id", "text", "meta", "sentences", "cuts"})
_ABOUT = ("title", "source", "url", "author", "published", "language")
_REMEDY = "Export the project again."


def are_articles(fields: Mapping[str, Any]) -> bool:
    """Whether a row has the keys that all rows of whole articles have."""
    return fields.keys() >= _KEYS


def articles_from_rows(source: Source, rows: Rows, format: str) -> Iterator[Found]:
    """The articles in `rows`, one by one. Raises ReadingError naming the line of what is no such row, or for none."""
    empty = True
    for place, fields in rows():
        try:
            found = _article(source, fields, f"{format}: {source.name}")
        except ValueError as error:
            source.bad_row(place, str(error))
        else:
            empty = False
            yield found
    if empty:
        raise ReadingError(f"{source.name}: holds no articles. {_REMEDY}")


def _article(source: Source, fields: Mapping[str, Any], origin: str) -> Found:
    text, meta = _string(fields, "text"), fields.get("meta")
    if not text or not isinstance(meta, dict):
        raise ValueError(f"its “text” is empty or its “meta” is no object. {_REMEDY}")
    cuts = tuple(_cuts(fields.get("cuts"), len(text)))
    about = {name: _string(fields, name) for name in _ABOUT}
    decisions = tuple(_decisions(fields, text, cuts))
    return Found(source.name, Article(text, **about, meta=meta), "utf-8", "blank", cuts, decisions, origin)


def _cuts(value: object, length: int) -> Iterator[Cut]:
    """The sentences, which must be there and in the order of the text."""
    if not isinstance(value, list) or not value:
        raise ValueError(f"its “cuts” is no list of sentences. {_REMEDY}")
    reached = 0
    for each in value:
        if not isinstance(each, list) or len(each) != 3 or any(type(number) is not int for number in each):
            raise ValueError(f"one of its “cuts” is no start, end and paragraph. {_REMEDY}")
        cut = Cut(*each)
        if not reached <= cut.start < cut.end <= length or cut.paragraph < 0:
            raise ValueError(f"its sentence at {cut.start}-{cut.end} does not fit. {_REMEDY}")
        reached = cut.end
        yield cut


def _decisions(fields: Mapping[str, Any], text: str, cuts: Sequence[Cut]) -> Iterator[Decision]:
    ends = {cut.start: cut.end for cut in cuts}
    for sentence in as_objects(fields, "sentences"):
        start, end = sentence.get("start"), sentence.get("end")
        if not isinstance(start, int) or ends.get(start) != end or sentence.get("text") != text[start:end]:
            raise ValueError(f"its sentence at {str(start)[:20]} is not where its text is. {_REMEDY}")
        for said in as_objects(sentence, "decisions"):
            decision = decision_from_record(said, start, ends[start])
            if says_something(decision):
                yield decision


def _string(fields: Mapping[str, Any], key: str) -> str | None:
    value = fields.get(key)
    if value is not None and not isinstance(value, str):
        raise ValueError(f"its “{key}” is not a text. {_REMEDY}")
    return value
