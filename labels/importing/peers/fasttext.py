"""fastText: one text a line, after its labels, each a word that begins with __label__.

doccano writes it as a CSV file of one column: lines may be quoted, a text may go on over several, and comments follow
it, each after __comment__.
"""

from __future__ import annotations

from collections.abc import Iterator

from labels.decision import Decision
from labels.exchange.names import COMMENT, LABEL_PREFIX
from labels.importing.files.source import Source
from labels.importing.files.text_lines import text_lines
from labels.importing.found import Found
from labels.importing.records.gathering import gather
from labels.importing.records.row import Row
from labels.importing.records.row_values import unique
from labels.values.annotation import Status

#: So many lines are looked at for a quoted one: doccano writes texts without a label, too.
_FIRST = 50


class FastText:
    """Reads labels wherever they stand in the line. The format knows nothing of articles: a file is one."""

    name = "fasttext"
    suffixes = (".txt", ".ft", ".fasttext")

    def recognises(self, head: bytes) -> bool:
        """By its first word, or the first word of one of its first lines where they are quoted."""
        return head.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(LABEL_PREFIX.encode()) or _is_quoted(head)

    def read(self, source: Source) -> Iterator[Found]:
        """The article. Raises ReadingError naming the line of what cannot be read."""
        return gather(source, lambda: _rows(source), self.name)


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
