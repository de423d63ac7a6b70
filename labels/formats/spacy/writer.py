"""spaCy's DocBin: a Doc a sentence with categories, or a Doc an article with labelled spans; no model is needed.

A path that ends in `.spacy` becomes one file. Any other becomes a folder with `train`, `dev` and `test`, each of files
of a bounded number of Docs, as `spacy train` takes a folder for its corpora. Skipped and undecided sentences are Docs
without categories, from which nothing is learned.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BufferedWriter
from itertools import groupby
from pathlib import Path
from typing import Any, cast

from labels.errors import MissingExtraError, UsageError
from labels.files.atomic import replacing, replacing_folder
from labels.formats.copydesk_key import COPYDESK_KEY
from labels.formats.dataset import Dataset
from labels.formats.gold_record import is_gold
from labels.formats.losses import ORDER, RECORD_LOSSES
from labels.formats.record import RecordInContext
from labels.formats.writer import report
from labels.values.progress import Progress

#: So many Docs are held, and make one file of a folder.
DOCS = 5_000

#: What spaCy calls the parts of the data.
_PARTS = {"train": "train", "validation": "dev", "test": "test"}
_HOLDS = r"(train|dev|test)/\d{5,}\.spacy"


class SpacyWriter:
    """Writes `doc.cats` (for `textcat`, or `textcat_multilabel`), or by article `doc.spans["sc"]` (for `spancat`)."""

    name = "spacy"
    extra = "spacy"
    suffix = ".spacy"
    losses = (*RECORD_LOSSES, ORDER)
    units = ("decision", "sentence", "article")

    def write(self, dataset: Dataset, path: Path, progress: Progress) -> int:
        """One Doc a record, or an article and annotator; the number of records.

        Raises WritingError, MissingExtraError without spaCy, UsageError for parts that are to go into one file or an
        article that is in no part.
        """
        load_spacy()
        if path.suffix.lower() == self.suffix:
            if dataset.parts is not None:
                raise UsageError(f"{path}: one file has no parts. Name a folder, such as {path.with_suffix('')}")
            bin = _new_bin()
            with replacing(path) as file:
                count = 0
                for _, doc, records in Docs(dataset):
                    bin.add(doc)
                    count += records
                    report(progress, count)
                cast("BufferedWriter", file.buffer).write(bin.to_bytes())
            return count
        with replacing_folder(path, _HOLDS) as folder:
            return _write_parts(dataset, folder, progress)


def _write_parts(dataset: Dataset, folder: Path, progress: Progress) -> int:
    bins: dict[str, Any] = {}
    written: dict[str, int] = {}
    count = 0

    def keep(part: str) -> None:
        number = written[part] = written.get(part, -1) + 1
        (folder / part).mkdir(exist_ok=True)
        (folder / part / f"{number:05}.spacy").write_bytes(bins.pop(part).to_bytes())

    for split, doc, records in Docs(dataset):
        part = _PARTS.get(split or "") if dataset.parts is not None else "train"
        if part is None:
            article = doc.user_data[COPYDESK_KEY][0]["article_id"]
            raise UsageError(f"The article {article} is in no part of the data. Split all of it.")
        if part not in bins:
            bins[part] = _new_bin()
        bin = bins[part]
        bin.add(doc)
        if len(bin) >= DOCS:
            keep(part)
        count += records
        report(progress, count)
    for part in list(bins):
        keep(part)
    return count


def _new_bin() -> Any:
    from spacy.tokens import DocBin

    return DocBin(attrs=["ORTH", "SPACY", "SENT_START"], store_user_data=True)


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
        doc.user_data[COPYDESK_KEY] = [_beside(record)]
        return doc

    def _article(self, records: list[RecordInContext]) -> Any:
        """A whole article; sentence boundaries are ends of tokens whatever stands there."""
        project = self._dataset.project
        row = project.reader.article_with_id(records[0]["article_id"])
        assert row is not None
        text, pieces, done = project.reader.whole_text_of(row.n), [], 0
        for start, end, _ in project.reader.cuts_of(row.n):
            pieces += [(text[done:start], False), (text[start:end], True)]
            done = end
        doc = self._doc([*pieces, (text[done:], False)], records[0]["language"])
        doc.spans["sc"] = [
            doc.char_span(record["start"], record["end"], label=label)
            for record in records
            for label in record["labels"]
        ]
        doc.user_data[COPYDESK_KEY] = [_beside(record) for record in records]
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
    """The annotator, by name and key; of gold, nobody: it is one Doc whoever settled what."""
    if is_gold(record):
        return "", ""
    return record["annotator"], record["annotator_key"] or ""


def _beside(record: RecordInContext) -> dict[str, Any]:
    """A record without its text, which is the Doc's."""
    return {key: value for key, value in record.items() if key not in ("text", "previous", "next")}
