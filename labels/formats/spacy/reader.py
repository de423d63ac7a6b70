"""spaCy's DocBin: Docs with categories are sentences; Docs with sentences or spans of their own are articles."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from labels.article import Article
from labels.decision import Decision
from labels.errors import MissingExtraError, ReadingError
from labels.files.source import Source
from labels.formats.article_text import with_sentences_between
from labels.formats.copydesk_key import COPYDESK_KEY
from labels.formats.plain_text import headline
from labels.formats.reader import ImportedArticle, Object
from labels.formats.row_grouping import group_rows
from labels.formats.text_rows import Row
from labels.formats.training_records import articles_from_records
from labels.sentence import Cut

#: A category with at least this much is a label.
_CHOSEN = 0.5
#: The group of spans that spaCy's `spancat` reads, unless it is told another one.
_SPANS = "sc"


class SpacyReader:
    """Reads the records that Copydesk put beside the Docs; those of others by categories and spans."""

    name = "spacy"
    extra = "spacy"
    suffixes = (".spacy",)

    def recognises(self, head: bytes) -> bool:
        """Never by its bytes, which are only packed ones: by the ending of the file, or --format."""
        return False

    def read(self, source: Source) -> Iterator[ImportedArticle]:
        """The articles. Raises ReadingError for what is no DocBin, MissingExtraError without spaCy."""
        source.unit = "Doc"
        first = next(_docs(source), None)
        if first is None:
            raise ReadingError(f"{source.name}: holds no Docs. Export it again, or leave it out.")
        if COPYDESK_KEY in first.user_data:
            yield from articles_from_records(source, lambda: _records(source), self.name)
        elif any(map(_is_article, _docs(source))):
            for number, doc in enumerate(_docs(source), 1):
                yield from _article(source, number, doc)
        else:
            yield from group_rows(source, lambda: _rows(source), self.name)


def _is_article(doc: Any) -> bool:
    """Whether a Doc of others has sentences of its own: labelled spans, or several sentences and no categories."""
    if doc.spans.get(_SPANS):
        return True
    return not doc.cats and doc.has_annotation("SENT_START") and sum(1 for _ in doc.sents) > 1


def _docs(source: Source) -> Iterator[Any]:
    try:
        import spacy
        from spacy.tokens import DocBin
    except ImportError as error:
        raise MissingExtraError("Reading spaCy’s DocBin", "spacy") from error
    try:
        found = DocBin().from_bytes(source.data)
        yield from found.get_docs(spacy.blank("xx").vocab)
    except ReadingError:
        raise
    except Exception as error:
        raise ReadingError(f"{source.name}: no DocBin of spaCy 3, or a damaged one. Export it again.") from error


def _records(source: Source) -> Iterator[tuple[int, Object]]:
    for number, doc in enumerate(_docs(source), 1):
        records = doc.user_data.get(COPYDESK_KEY, ())
        whole = doc.text
        for record in records:
            one = len(whole) == record["end"] - record["start"]
            text = whole if one else whole[record["start"] : record["end"]]
            # What was a list comes back as a tuple.
            fields = {key: list(value) if isinstance(value, tuple) else value for key, value in record.items()}
            yield number, {**fields, "text": text}


def _rows(source: Source) -> Iterator[Row]:
    for number, doc in enumerate(_docs(source), 1):
        if not doc.text.strip():
            source.bad_row(number, "its text is empty. Take it out.")
            continue
        labels = tuple(label for label, value in doc.cats.items() if value >= _CHOSEN)
        yield Row(doc.text.strip(), decisions=(Decision(0, 0, "labelled", labels),) if labels else ())


def _article(source: Source, number: int, doc: Any) -> Iterator[ImportedArticle]:
    """An article whose labelled spans are its sentences; the rest is cut as the Doc is, or as usual if it is not."""
    if not doc.text.strip():
        source.bad_row(number, "its text is empty. Take it out.")
        return
    labels: dict[tuple[int, int], list[str]] = {}
    for span in doc.spans.get(_SPANS, ()):
        labels.setdefault(_trimmed(span), []).append(span.label_)
    given = sorted(labels)
    if any(one[1] > other[0] for one, other in pairwise(given)):
        source.bad_row(number, "its spans overlap; Copydesk labels whole sentences. Keep one of them.")
        return
    if doc.has_annotation("SENT_START"):
        given = sorted({*given, *_between(doc, labels)})
        cuts = tuple(Cut(start, end, doc.text.count("\n\n", 0, start)) for start, end in given)
    else:
        cuts = with_sentences_between(doc.text, given)
    said = tuple(Decision(start, end, "labelled", tuple(names)) for (start, end), names in sorted(labels.items()))
    article = Article(doc.text, title=headline(doc.text) or source.stem, source=source.name)
    yield ImportedArticle(source.name, article, "utf-8", "blank", cuts, said, f"spacy: {source.name}")


def _trimmed(span: Any) -> tuple[int, int]:
    """Where a span lies in the text, without blanks and line breaks at its ends."""
    text = span.text
    start = span.start_char + len(text) - len(text.lstrip())
    return start, start + len(text.strip())


def _between(doc: Any, taken: dict[tuple[int, int], list[str]]) -> Iterator[tuple[int, int]]:
    """The sentences that the Doc has and that touch no labelled span."""
    for sentence in doc.sents if doc.has_annotation("SENT_START") else ():
        start, end = _trimmed(sentence)
        if end > start and all(end <= first or start >= last for first, last in taken):
            yield start, end
