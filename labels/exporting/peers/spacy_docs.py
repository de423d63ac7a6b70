"""Training records as spaCy Docs: tokens that keep every character, categories or spans, and the record beside.

A Doc keeps its records as `doc.user_data["copydesk"]`.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from labels.errors import MissingExtraError
from labels.exchange.names import OWN
from labels.exporting.dataset import Dataset
from labels.exporting.record import RecordInContext
from labels.projections.articles import article_with_id, sentences_of, text_of


def load_spacy() -> Any:
    """The package spaCy. Raises MissingExtraError."""
    try:
        import spacy
    except ImportError as error:
        raise MissingExtraError("Writing spaCy’s DocBin", "spacy") from error
    return spacy


class Docs:
    """The Docs of a dataset, each with its split and the number of its records."""

    def __init__(self, dataset: Dataset) -> None:
        """Nothing is read yet."""
        self._dataset = dataset
        self._labels = dataset.labels
        self._blanks: dict[str, Any] = {}

    def __iter__(self) -> Iterator[tuple[str | None, Any, int]]:
        if self._dataset.one_row_per == "article":
            for _, found in groupby(self._dataset.records(), key=lambda record: record["article_id"]):
                records = list(found)
                for who in sorted({_who(record) for record in records}):
                    own = [record for record in records if _who(record) == who]
                    yield own[0]["split"], self._article(own), len(own)
        else:
            for record in self._dataset.records():
                yield record["split"], self._sentence(record), 1

    def _sentence(self, record: RecordInContext) -> Any:
        doc = self._doc([(record["text"], True)], record["language"])
        if record["labels"]:
            doc.cats = {label: float(label in record["labels"]) for label in self._labels}
        doc.user_data[OWN] = [_beside(record)]
        return doc

    def _article(self, records: list[RecordInContext]) -> Any:
        """A whole article; sentence boundaries are ends of tokens whatever stands there."""
        connection = self._dataset.project.connection
        row = article_with_id(connection, records[0]["article_id"])
        assert row is not None
        text, pieces, done = text_of(connection, row.n), [], 0
        for start, end, _ in sentences_of(connection, row.n):
            pieces += [(text[done:start], False), (text[start:end], True)]
            done = end
        doc = self._doc([*pieces, (text[done:], False)], records[0]["language"])
        doc.spans["sc"] = [
            doc.char_span(record["start"], record["end"], label=label)
            for record in records
            for label in record["labels"]
        ]
        doc.user_data[OWN] = [_beside(record) for record in records]
        return doc

    def _doc(self, pieces: list[tuple[str, bool]], language: str | None) -> Any:
        """A Doc of pieces of text, each of tokens of its own; those that are sentences begin one."""
        from spacy.tokens import Doc

        blank = self._blank(language)
        words: list[str] = []
        spaces: list[bool] = []
        starts: list[bool | int | None] = []
        for piece, is_sentence in pieces:
            if words and not spaces[-1] and piece.startswith(" "):
                piece, spaces[-1] = piece[1:], True
            tokens = list(blank.tokenizer(piece))
            words += [token.text for token in tokens]
            spaces += [bool(token.whitespace_) for token in tokens]
            starts += [is_sentence and number == 0 for number in range(len(tokens))]
        return Doc(blank.vocab, words=words, spaces=spaces, sent_starts=starts)

    def _blank(self, language: str | None) -> Any:
        """An empty pipeline for a language, or for any where spaCy lacks it or what it needs."""
        code = (language or "xx").split("-")[0].lower()
        if code not in self._blanks:
            spacy = load_spacy()
            try:
                self._blanks[code] = spacy.blank(code)
            except ImportError:
                self._blanks[code] = spacy.blank("xx")
        return self._blanks[code]


def _who(record: RecordInContext) -> tuple[str, str]:
    """The annotator, by name and key."""
    return record["annotator"], record["annotator_key"] or ""


def _beside(record: RecordInContext) -> dict[str, Any]:
    """A record without its text, which is the Doc's."""
    return {key: value for key, value in record.items() if key not in ("text", "previous", "next")}
