"""From the texts of another tool to articles: which rows are one sentence, and which sentences one article.

Sentences that Copydesk exported get their old places back, if all sentences of their article are there. If some are
missing, their places are given separately, for a project that has the article.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import isfinite
from operator import itemgetter
from typing import Any, TypeVar

from labels.article import Article
from labels.decision import Decision
from labels.errors import ReadingError
from labels.files.source import Source
from labels.formats.article_text import MOST_SENTENCES, assemble, check_number
from labels.formats.reader import ImportedArticle, Original
from labels.formats.row_values import as_line, as_time, is_said_by_name, unique
from labels.formats.text_rows import Place, Row
from labels.formats.told_again import sentence_places
from labels.sentence import Cut
from labels.values.import_options import usual_form


def group_rows(source: Source, rows: Callable[[], Iterator[Row]], format: str) -> Iterator[ImportedArticle]:
    """The articles that `rows`, asked for twice, make up. Raises ReadingError when there are none."""
    empty, models = True, set[str]()

    def noted() -> Iterator[Row]:
        for row in rows():
            models.update(row.models)
            yield row

    for _, together_rows in rows_by_article(source, noted, lambda row: row.article):
        empty = False
        # All rows have been seen once before the first article comes, so it knows every model of the file.
        yield replace(_article(source, together_rows, format), suggested_by=", ".join(sorted(models)))
    if empty:
        raise ReadingError(f"{source.name}: holds no records. Export it again, or leave it out.")


@dataclass(slots=True)
class _Sentence:
    """A sentence as its rows tell it: `sign` changes where a paragraph ends. `suggestions` speak for nobody."""

    text: str
    place: Place | None
    sign: object
    by_annotator: dict[tuple[str | None, str | None], Decision] = field(default_factory=dict)
    suggestions: dict[str | None, Decision] = field(default_factory=dict)

    def hear(self, row: Row) -> None:
        """Take in what a row says of the sentence."""
        for decision in row.decisions:
            if decision.only_suggests and decision.annotator is None:
                self.suggestions.setdefault(decision.suggested_label, decision)
                continue
            annotator = (decision.annotator, decision.annotator_key)
            known = self.by_annotator.get(annotator)
            if known is None:
                self.by_annotator[annotator] = decision
            elif decision.status != "undecided" or known.status == "undecided":
                self.by_annotator[annotator] = _both(known, decision) if row.adds else decision


def _article(source: Source, rows: Sequence[Row], format: str) -> ImportedArticle:
    sentences = _sentences(rows)
    ours = all(each.place is not None for each in sentences)
    if ours:
        sentences.sort(key=lambda each: each.place.start if each.place else 0)
    places = [each.place for each in sentences if each.place is not None]
    if ours:
        text, cuts = _placed(zip((each.text for each in sentences), places, strict=True))
    else:
        text, cuts = assemble((each.text, each.sign) for each in sentences)
    about = common(row.about for row in rows)
    article = article_from(text, about, source, None if ours else rows[0].article or "")
    decisions = _at(sentences, [(cut.start, cut.end) for cut in cuts])
    original = None
    if ours and isinstance(id := about.get("article_id"), str) and id != article.id:
        spans = [(place.start, place.start + len(each.text)) for each, place in zip(sentences, places, strict=True)]
        original = Original(id, _at(sentences, spans))
    origin = f"{format}: {source.name}"
    return ImportedArticle(source.name, article, "utf-8", "blank", cuts, decisions, origin, original=original)


def _sentences(rows: Sequence[Row]) -> list[_Sentence]:
    """The sentences that the rows speak of, each with all that is said of it."""
    found: dict[Hashable, _Sentence] = {}
    have_tellers = any(row.teller is not None for row in rows)
    numbers = sentence_places(rows) if have_tellers else range(len(rows))
    for number, row in sorted(zip(numbers, rows, strict=True), key=itemgetter(0)):
        sign = number if row.article is None else row.about.get("paragraph")
        found.setdefault(_identity(row, number), _Sentence(row.text, row.place, sign)).hear(row)
    return list(found.values())


def _at(sentences: Sequence[_Sentence], spans: Sequence[tuple[int, int]]) -> tuple[Decision, ...]:
    """The decisions on the sentences, with a span for each sentence."""
    return tuple(
        decision.placed(start, end)
        for each, (start, end) in zip(sentences, spans, strict=True)
        for decision in (*each.suggestions.values(), *each.by_annotator.values())
        if decision.says_something
    )


def _identity(row: Row, number: int) -> Hashable:
    if row.place is not None:
        return ("start", row.place.start)
    return ("number", number) if row.same is None else ("same", row.same)


def _placed(sentences: Iterable[tuple[str, Place]]) -> tuple[str, tuple[Cut, ...]]:
    """The text of an article as it was exported; sentences that were left out are missing from it."""
    parts: list[str] = []
    cuts: list[Cut] = []
    length, paragraph, after = 0, -1, ""
    for text, place in sentences:
        gap = place.before
        if gap is None:
            gap = "" if not cuts else " " if place.paragraph == paragraph else "\n\n"
        elif not cuts and len(gap) != place.start:
            gap = ""  # the sentence before it was left out
        parts += (gap, text)
        start = length + len(gap)
        length, paragraph, after = start + len(text), place.paragraph, place.after
        cuts.append(Cut(start, length, paragraph))
    return "".join([*parts, after]), tuple(cuts)


def _both(one: Decision, other: Decision) -> Decision:
    """The decision from two of an annotator's rows on the same sentence.

    A label has priority over the rejection of another label.
    """
    labels = unique((*one.labels, *other.labels))
    notes = unique(note for note in (one.note, other.note) if note)
    return replace(
        other,
        status="labelled" if labels else "skipped" if "skipped" in (one.status, other.status) else "undecided",
        labels=labels,
        note="\n".join(notes),
        flagged=one.flagged or other.flagged,
        suggested_label=other.suggested_label or one.suggested_label,
        suggested_score=other.suggested_score if other.suggested_label else one.suggested_score,
    )


#: Where the article that a record belongs to is looked for, in this order. A source may be the article, or an outlet
#: with many: what tells its articles apart goes before it.
ARTICLE_KEYS = (
    *(
        "article_id",
        "article",
        "document_id",
        "document",
        "doc_id",
        "doc",
        "url",
        "link",
        "uri",
        "permalink",
        "web_url",
    ),
)

#: The fields of an article, each with the other keys it goes by.
_FIELDS = {
    "title": ("title", "headline"),
    "source": ("source",),
    "url": ("url", "link", "uri", "permalink", "web_url", "URL"),
    "author": ("author", "byline"),
    "published": ("published", "published_at", "publishedAt", "date"),
    "language": ("language", "lang"),
}
#: Written with every exported record, and known or worked out anew when it comes back.
_OURS = frozenset({"article_id", "split"})


def article_key(about: Mapping[str, Any]) -> str | None:
    """What names the article of a record: the first of ARTICLE_KEYS that holds a string or number, or the source.

    The articles of one source are told apart by their titles, where they have any.
    """
    if not all(map(str.islower, about)):
        about = {usual_form(key): value for key, value in about.items()} | dict(about)
    for key in ARTICLE_KEYS:
        if (name := _name(about.get(key))) is not None:
            return name
    source, title = (next(filter(None, (_name(about.get(key)) for key in _FIELDS[of])), None) for of in _SOURCE)
    return source if source is None or title is None else f"{title} ({source})"


#: The name of the article, if a record has no other.
_SOURCE = ("source", "title")


def _name(value: object) -> str | None:
    if isinstance(value, dict):
        value = as_line(value)
    named = isinstance(value, str | int) and not isinstance(value, bool) and str(value).strip()
    return str(value) if named else None


def common(abouts: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """What all records of an article agree on; the rest speaks of single sentences."""
    each = iter(abouts)
    agreed = dict(next(each, {}))
    for about in each:
        agreed = {key: value for key, value in agreed.items() if key in about and about[key] == value}
    return agreed


def article_from(text: str, about: Mapping[str, Any], source: Source, key: str | None) -> Article:
    """The article with this text. Without a title it goes by its `key`, or by the file's name if that is empty.

    `key` None is an article as it was exported: nothing is made up for what it lacks.
    """
    ours = key is None
    rest = {
        name: value for name, value in about.items() if value is not None and (ours or value != "") and _kept(value)
    }
    fields: dict[str, str] = {}
    for name_of_field, names in _FIELDS.items():
        for name in names:
            value = rest.get(name)
            line = as_line(value) if isinstance(value, dict | list) else value
            if isinstance(line, str) and (name_of_field != "published" or ours or _is_time(line)):
                fields[name_of_field] = line
                if is_said_by_name(value):
                    del rest[name]
                break
    if ours:
        rest = {name: value for name, value in rest.items() if name not in _OURS}
    else:
        fields.setdefault("source", source.name)
        if title := key or source.stem:
            fields.setdefault("title", title)
    return Article(text, **fields, meta={**source.meta, **rest})


def _is_time(value: str) -> bool:
    try:
        return as_time(value) is not None
    except ValueError:
        return False


def _kept(value: object) -> bool:
    return not isinstance(value, float) or isfinite(value)


AnyRow = TypeVar("AnyRow")


def rows_by_article(
    source: Source, rows: Callable[[], Iterator[AnyRow]], article: Callable[[AnyRow], Hashable]
) -> Iterator[tuple[Hashable, list[AnyRow]]]:
    """Each article with its rows, as soon as the last of them has come.

    `rows`, which reads `source`, is asked for twice: first to see where each article ends. In memory are the keys of
    the articles, and the rows of those that have begun and not ended.
    """
    last: dict[Hashable, int] = {}
    counts: dict[Hashable, int] = {}
    with source.looking_ahead():
        for number, row in enumerate(rows()):
            key = article(row)
            last[key] = number
            counts[key] = count = counts.get(key, 0) + 1
            if count > MOST_SENTENCES:
                check_number(count, source.name)
    begun: dict[Hashable, list[AnyRow]] = {}
    for number, row in enumerate(rows()):
        key = article(row)
        begun.setdefault(key, []).append(row)
        if last.get(key) == number:
            yield key, begun.pop(key)
