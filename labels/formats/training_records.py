"""Copydesk's own training records, in whatever carries them: articles, sentences and decisions come back from them.

A record holds a sentence and its span, not what lies between sentences. Blanks or line breaks fill the gaps, so that
every offset stays; the id of the article, which is derived from its text, tells whether that is exactly what was there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from labels.article import FACTS, Article, article_id
from labels.decision import Decision
from labels.errors import ReadingError
from labels.files.source import Source
from labels.formats.article_records import are_articles, articles_from_rows
from labels.formats.article_text import assemble, text_around
from labels.formats.cells import are_cells, typed
from labels.formats.gold_record import LEFT_OUT, is_gold
from labels.formats.reader import ImportedArticle, Original, Rows
from labels.formats.record import decision_from
from labels.formats.row_grouping import rows_by_article
from labels.formats.row_values import as_count, as_text
from labels.sentence import Cut

_KEYS = frozenset({"id", "text", "labels", "status", "article_id", "paragraph", "start", "end", "annotator"})


@dataclass(frozen=True, slots=True)
class ReadRecord:
    """One record, checked. `place` is where it stands in the file."""

    place: int | str
    article: str
    text: str
    cut: Cut
    position: int
    about: Mapping[str, Any]
    decision: Decision


def are_records(fields: Mapping[str, Any]) -> bool:
    """Whether a row has the keys that all training records have."""
    return fields.keys() >= _KEYS


def articles_from_records(source: Source, rows: Rows, format: str) -> Iterator[ImportedArticle]:
    """The articles in `rows`, which are asked for twice. Raises ReadingError naming the line of what is no record."""
    for _, records in rows_by_article(source, lambda: _records(source, rows), lambda record: record.article):
        yield _article(source, records, f"{format}: {source.name}")


def _records(source: Source, rows: Rows) -> Iterator[ReadRecord]:
    for place, fields in rows():
        try:
            cells = are_cells(fields)
            gold = "state" in fields and is_gold(fields)
            record = _record(place, typed(fields, source.options.columns.separator) if cells else fields, gold)
            if gold:
                source.remark(LEFT_OUT)
        except ValueError as error:
            source.bad_row(place, str(error))
        else:
            yield record


def _record(place: int | str, fields: Mapping[str, Any], gold: bool) -> ReadRecord:
    """One record, checked; of gold without what was settled, which is nobody's decision. Raises ValueError."""
    text, article = as_text(fields, "text"), as_text(fields, "article_id")
    start, end = as_count(fields, "start"), as_count(fields, "end")
    if not text or not article:
        raise ValueError("its “text” or “article_id” is empty. Export the file again.")
    if end - start != len(text):
        raise ValueError(f"its text has {len(text)} characters and its span {end - start}. Export the file again.")
    cut = Cut(start, end, as_count(fields, "paragraph"))
    position = as_count(fields, "position") if fields.get("position") is not None else -1
    about = {name: as_text(fields, name) for name in FACTS}
    decision = Decision(start, end, "undecided") if gold else decision_from(fields, start, end)
    return ReadRecord(place, article, text, cut, position, about, decision)


def _article(source: Source, records: list[ReadRecord], origin: str) -> ImportedArticle:
    sentences = _sentences(source, records)
    first = sentences[0]
    cuts = tuple(each.cut for each in sentences)
    text = text_around(first.article, cuts, [each.text for each in sentences])
    exact = article_id(text) == first.article
    if not exact and not _are_all(sentences):
        text, placed = assemble((each.text, each.cut.paragraph) for each in sentences)
        cuts = tuple(each._replace(paragraph=old.paragraph) for each, old in zip(placed, cuts, strict=True))
        source.remark(
            "Some sentences of its articles are not among the records; an article that the project does not have"
            " becomes the sentences that are. For whole articles, export with --status all."
        )
    elif not exact:
        source.remark("What lies between the sentences of its articles is not in the records; blanks stand for it.")
    moved = {(each.cut.start, each.cut.end): cut for each, cut in zip(sentences, cuts, strict=True)}
    said = [record.decision for record in records if record.decision.says_something]
    decisions = tuple(
        each.placed(moved[each.start, each.end].start, moved[each.start, each.end].end)
        for each in said
        if (each.start, each.end) in moved
    )
    original = None if exact else Original(first.article, tuple(said))
    return ImportedArticle(
        source.name, Article(text, **first.about), "utf-8", "blank", cuts, decisions, origin, original=original
    )


def _sentences(source: Source, records: list[ReadRecord]) -> list[ReadRecord]:
    """One record for each sentence, in the order of the text. Raises ReadingError for sentences that overlap."""
    each = sorted({record.cut[:2]: record for record in reversed(records)}.values(), key=lambda record: record.cut)
    kept: list[ReadRecord] = []
    for record in each:
        if kept and record.cut.start < kept[-1].cut.end:
            source.bad_row(record.place, "its sentence overlaps another of the same article. Export the file again.")
            continue
        kept.append(record)
    if not kept:
        raise ReadingError(f"{source.name}: holds no records. Export the file again.")
    return kept


def _are_all(sentences: list[ReadRecord]) -> bool:
    """Whether no sentence is missing, as far as can be told: the end of an article is not in the records."""
    return all(record.position == number for number, record in enumerate(sentences))


#: Reads rows, which are asked for more than once, of the format with the given name.
RowsReader = Callable[[Source, Rows, str], Iterator[ImportedArticle]]


def copydesk_reader(first: Mapping[str, Any]) -> RowsReader | None:
    """What reads rows of which the first has these keys; None for those that Copydesk did not write."""
    if are_records(first):
        return articles_from_records
    return articles_from_rows if are_articles(first) else None
