"""Copydesk's own training records, in whatever carries them: articles, sentences and decisions come back from them.

A record holds a sentence and its span, not what lies between sentences. Blanks or line breaks fill the gaps, so that
every offset stays; the id of the article, which is derived from its text, tells whether that is exactly what was there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, get_args

from labels.article import Article, article_id
from labels.decision import Decision
from labels.errors import ReadingError
from labels.importing.assembly import assemble
from labels.importing.files.source import Source
from labels.importing.found import Found, Original
from labels.importing.own.record_cells import are_cells, typed
from labels.importing.records.row_values import as_names, as_number, as_time
from labels.importing.records.together import together
from labels.importing.tables.table import Rows
from labels.mark import Status
from labels.sentence import Cut

_KEYS = frozenset({"id", "text", "labels", "status", "article_id", "paragraph", "start", "end", "annotator"})
_ABOUT = ("title", "source", "url", "author", "published", "language")

#: What may lie between sentences of a paragraph, between paragraphs, before the first and after the last.
_FILLINGS = ((" ", "\n"), (" ", "\r\n"), ("\n", "\n"), ("\u00a0", "\n"))
_STARTS = ("\n", " ", "\r\n")
_ENDS = ("", "\n", "\r\n", "\n\n")


@dataclass(frozen=True, slots=True)
class Record:
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


def articles_from_records(source: Source, rows: Rows, format: str) -> Iterator[Found]:
    """The articles in `rows`, which are asked for twice. Raises ReadingError naming the line of what is no record."""
    for _, records in together(source, lambda: _records(source, rows), lambda record: record.article):
        yield _article(source, records, f"{format}: {source.name}")


def _records(source: Source, rows: Rows) -> Iterator[Record]:
    for place, fields in rows():
        try:
            cells = are_cells(fields)
            record = _record(place, typed(fields, source.asked.columns.separator) if cells else fields)
        except ValueError as error:
            source.bad_row(place, str(error))
        else:
            yield record


def _record(place: int | str, fields: Mapping[str, Any]) -> Record:
    text, article = _string(fields, "text"), _string(fields, "article_id")
    start, end = _count(fields, "start"), _count(fields, "end")
    if not text or not article:
        raise ValueError("its “text” or “article_id” is empty. Export the project again.")
    if end - start != len(text):
        raise ValueError(f"its text has {len(text)} characters and its span {end - start}. Export the project again.")
    cut = Cut(start, end, _count(fields, "paragraph"))
    position = _count(fields, "position") if fields.get("position") is not None else -1
    about = {name: _string(fields, name) for name in _ABOUT}
    return Record(place, article, text, cut, position, about, decision_from_record(fields, start, end))


def decision_from_record(fields: Mapping[str, Any], start: int, end: int) -> Decision:
    """What a record says of the sentence with this span. Raises ValueError for what no record says."""
    status: Any = fields.get("status")
    labels = as_names(fields.get("labels"))
    if status not in get_args(Status) or (status == "labelled") != bool(labels):
        raise ValueError(f"its “status” is {str(status)[:20]!r} with {len(labels)} labels. Export the project again.")
    return Decision(
        start,
        end,
        status,
        labels,
        annotator=_string(fields, "annotator"),
        at=as_time(fields.get("decided_at")),
        seconds=as_number(fields.get("seconds")),
        suggested_label=_string(fields, "suggested_label"),
        suggested_score=as_number(fields.get("suggested_score")),
        flagged=fields.get("flagged") is True,
        flag_reason=_string(fields, "flag_reason") or "",
        note=_string(fields, "note") or "",
        scheme_version=None if fields.get("scheme_version") is None else _count(fields, "scheme_version"),
    )


def _article(source: Source, records: list[Record], origin: str) -> Found:
    sentences = _sentences(source, records)
    first = sentences[0]
    cuts = tuple(each.cut for each in sentences)
    text = text_from(first.article, cuts, [each.text for each in sentences])
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
    said = [record.decision for record in records if says_something(record.decision)]
    decisions = tuple(
        each.placed(moved[each.start, each.end].start, moved[each.start, each.end].end)
        for each in said
        if (each.start, each.end) in moved
    )
    original = None if exact else Original(first.article, tuple(said))
    return Found(
        source.name, Article(text, **first.about), "utf-8", "blank", cuts, decisions, origin, original=original
    )


def _sentences(source: Source, records: list[Record]) -> list[Record]:
    """One record for each sentence, in the order of the text. Raises ReadingError for sentences that overlap."""
    each = sorted({record.cut[:2]: record for record in reversed(records)}.values(), key=lambda record: record.cut)
    kept: list[Record] = []
    for record in each:
        if kept and record.cut.start < kept[-1].cut.end:
            source.bad_row(record.place, "its sentence overlaps another of the same article. Export the project again.")
            continue
        kept.append(record)
    if not kept:
        raise ReadingError(f"{source.name}: holds no records. Export the project again.")
    return kept


def _are_all(sentences: list[Record]) -> bool:
    """Whether no sentence is missing, as far as can be told: the end of an article is not in the records."""
    return all(record.position == number for number, record in enumerate(sentences))


def text_from(wanted: str, cuts: Sequence[Cut], sentences: Sequence[str]) -> str:
    """A text with every sentence at its place: that of the article `wanted`, if any filling of the gaps gives it."""
    before = cuts[0].start
    for blank, line_break in _FILLINGS:
        text = _filled(cuts, sentences, blank, line_break)
        for start in dict.fromkeys((fill * before)[:before] for fill in _STARTS):
            for end in _ENDS:
                if article_id(start + text + end) == wanted:
                    return start + text + end
    return "\n" * before + _filled(cuts, sentences, *_FILLINGS[0])


def _filled(cuts: Sequence[Cut], sentences: Sequence[str], blank: str, line_break: str) -> str:
    """The text from the first sentence to the last, with these signs in the gaps."""
    parts: list[str] = []
    before = cuts[0]
    for cut, text in zip(cuts, sentences, strict=True):
        gap = max(0, cut.start - before.end)
        filler = blank if cut.paragraph == before.paragraph else line_break
        parts += ((filler * gap)[:gap], text)
        before = cut
    return "".join(parts)


def says_something(decision: Decision) -> bool:
    """Whether there is anything in a decision to take in."""
    beside = decision.flagged or decision.note or decision.suggested_label is not None
    return decision.status != "undecided" or bool(beside)


def _string(fields: Mapping[str, Any], key: str) -> str | None:
    value = fields.get(key)
    if value is not None and not isinstance(value, str):
        raise ValueError(f"its “{key}” is not a text. Export the project again.")
    return value


def _count(fields: Mapping[str, Any], key: str) -> int:
    value = fields.get(key)
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise ValueError(f"its “{key}” is not a whole number. Export the project again.")
    return value
