"""fastText: a labelled sentence a line, its labels first. Holds texts and labels, nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, get_type_hints

from labels.decision import Decision
from labels.files.source import Source
from labels.files.text_lines import text_lines
from labels.formats.dataset import Dataset
from labels.formats.gold_record import GOLD_FIELDS
from labels.formats.json.lines import write_lines
from labels.formats.losses import has_author, has_meta
from labels.formats.reader import ImportedArticle
from labels.formats.record import Record, RecordInContext
from labels.formats.row_grouping import group_rows
from labels.formats.row_values import unique
from labels.formats.text_rows import Row
from labels.formats.writer import Loss
from labels.values.annotation import Status
from labels.values.progress import Progress

#: What each label begins with in a line of fastText, and each comment in one of doccano's fastText.
LABEL_PREFIX, COMMENT = "__label__", "__comment__"

#: So many lines are looked at for a quoted one: doccano writes texts without a label, too.
_FIRST = 50


class FastTextReader:
    """Reads labels wherever they stand in the line. The format knows nothing of articles: a file is one."""

    name = "fasttext"
    suffixes = (".txt", ".ft", ".fasttext")

    def recognises(self, head: bytes) -> bool:
        """By its first word, or the first word of one of its first lines where they are quoted."""
        return head.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(LABEL_PREFIX.encode()) or _is_quoted(head)

    def read(self, source: Source) -> Iterator[ImportedArticle]:
        """The article. Raises ReadingError naming the line of what cannot be read."""
        return group_rows(source, lambda: _rows(source), self.name)


def _is_quoted(head: bytes) -> bool:
    lines = head.removeprefix(b"\xef\xbb\xbf").split(b"\n", _FIRST)[:_FIRST]
    return any(line.startswith(b'"' + LABEL_PREFIX.encode()) for line in lines)


def _rows(source: Source) -> Iterator[Row]:
    quoted = _is_quoted(source.head())
    for number, line in _unquoted(source) if quoted else text_lines(source):
        line, *comments = line.split(COMMENT) if quoted else [line]
        words = line.split(" ")
        text = " ".join(word for word in words if not word.startswith(LABEL_PREFIX)).strip()
        labels = unique(word.removeprefix(LABEL_PREFIX).strip() for word in words if word.startswith(LABEL_PREFIX))
        labels = tuple(label for label in labels if label)
        note = "\n".join(filter(None, map(str.strip, comments)))
        if not text and not labels:
            continue
        if not text:
            source.bad_row(number, "labels without a text. Take the line out.")
            continue
        status: Status = "labelled" if labels else "undecided"
        yield Row(text, decisions=(Decision(0, 0, status, labels, note=note),) if labels or note else ())


def _unquoted(source: Source) -> Iterator[tuple[int, str]]:
    """The lines; those of doccano without their quotation marks, and with the line breaks between them as blanks."""
    parts: list[str] = []
    began = 0
    for number, line in text_lines(source):
        if not parts and not line.startswith(('"' + LABEL_PREFIX, '" ')):
            yield number, line
            continue
        began = began if parts else number
        parts.append(line)
        whole = " ".join(parts)
        if whole.count('"') % 2 == 0:
            yield began, whole[1:-1].replace('""', '"') if whole.endswith('"') else whole
            parts.clear()
    if parts:
        source.bad_row(began, "its quotation mark is never closed. Export the file again.")


_IN_WORDS = {
    "text": "blanks and line breaks of any kind become one blank, and a word like “__label__x” loses its prefix; a"
    " sentence of nothing else is left out",
    "label": "blanks in a label’s name become “_”",
    "labels": "blanks in a label’s name become “_”",
    "status": "skipped and undecided sentences are left out: a line without a label would teach nothing",
}


_NOT_WRITTEN = "not written: the format holds texts and labels only"


def _name(label: str) -> str:
    return "_".join(label.split())


def _text(text: str) -> str:
    """One line on which no word of the text is taken for a label. fastText also splits at NUL."""
    words = text.replace("\0", " ").split()
    plain = (word.replace(LABEL_PREFIX, "") if word.startswith(LABEL_PREFIX) else word for word in words)
    return " ".join(word for word in plain if word)


_OCCURS: dict[str, Callable[[Any], bool]] = {
    "text": lambda text: _text(text) != text,
    "label": lambda label: label is not None and _name(label) != label,
    "labels": lambda labels: any(_name(label) != label for label in labels),
}


class FastTextWriter:
    """Writes training input for `fasttext supervised`."""

    name = "fasttext"
    suffix = ".txt"
    losses = (
        *(
            Loss(field, _IN_WORDS.get(field, _NOT_WRITTEN), _OCCURS.get(field))
            for field in get_type_hints(RecordInContext)
        ),
        Loss("author", _NOT_WRITTEN, where=has_author),
        Loss("meta", _NOT_WRITTEN, where=has_meta),
    )

    gold_losses = tuple(Loss(field, _NOT_WRITTEN) for field in GOLD_FIELDS)

    def write(self, dataset: Dataset, path: Path, progress: Progress) -> int:
        """One line a labelled record. Raises WritingError."""
        return write_lines(path, _lines(dataset), progress)


def _lines(dataset: Dataset) -> Iterator[str]:
    for record in dataset.records():
        if record["labels"] and (text := _text(record["text"])):
            yield f"{_labels(record)} {text}"


def _labels(record: Record) -> str:
    return " ".join(LABEL_PREFIX + _name(label) for label in record["labels"])
