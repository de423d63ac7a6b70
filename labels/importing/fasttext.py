"""fastText: one text a line, after its labels, each a word that begins with __label__."""

from __future__ import annotations

from collections.abc import Iterator

from labels.decision import Decision
from labels.importing.found import Found
from labels.importing.gathering import gather
from labels.importing.row import Row
from labels.importing.row_values import unique
from labels.importing.source import Source
from labels.importing.text_lines import text_lines

PREFIX = "__label__"


class FastText:
    """Reads labels wherever they stand in the line. The format knows nothing of articles: a file is one."""

    name = "fasttext"
    suffixes = (".txt", ".ft", ".fasttext")

    def recognises(self, head: bytes) -> bool:
        """By its first word."""
        return head.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(PREFIX.encode())

    def read(self, source: Source) -> Iterator[Found]:
        """The article. Raises ReadingError naming the line of what cannot be read."""
        return gather(source, lambda: _rows(source), self.name)


def _rows(source: Source) -> Iterator[Row]:
    for number, line in text_lines(source):
        words = line.split(" ")
        text = " ".join(word for word in words if not word.startswith(PREFIX)).strip()
        labels = unique(word.removeprefix(PREFIX).strip() for word in words if word.startswith(PREFIX))
        labels = tuple(label for label in labels if label)
        if not text and not labels:
            continue
        if not text:
            source.bad_row(number, "labels without a text. Take the line out.")
            continue
        decisions = (Decision(0, 0, "labelled", labels),) if labels else ()
        yield Row(text, decisions=decisions)
