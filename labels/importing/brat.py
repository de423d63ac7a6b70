"""brat standoff: a file of annotations (.ann) beside the text (.txt) that it speaks of.

An annotated span becomes a sentence; what lies between spans is cut as any text. Two types on one span are two
labels, and an annotator's note on a span is a note. Relations, events and attributes have no place in Copydesk.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from labels.article import Article
from labels.decision import Decision
from labels.errors import ReadingError
from labels.importing.between import with_what_lies_between
from labels.importing.found import Found
from labels.importing.headline import headline
from labels.importing.source import Source
from labels.importing.text_lines import text_lines

_BOUND = re.compile(r"(T\S+)\t(\S+) (\d+) (\d+)\t.*")
_PIECES = re.compile(r"T\S+\t\S+ \d+ \d+(?:;\d+ \d+)+\t")
_NOTE = re.compile(r"#\S*\tAnnotatorNotes (\S+)\t(.*)")


@dataclass(slots=True)
class _Span:
    """An annotated stretch of the text, in code points, and what is said of it."""

    start: int
    end: int
    labels: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


class Brat:
    """Reads an annotation file whose text lies beside it under the same name."""

    name = "brat"
    suffixes = (".ann",)

    def recognises(self, head: bytes) -> bool:
        """By a first line such as `T1<tab>Claim 0 25<tab>…`."""
        return re.match(rb"(?:\xef\xbb\xbf)?T\d+\t\S+ \d+ \d+\t", head) is not None

    def read(self, source: Source) -> Iterator[Found]:
        """The article. Raises ReadingError when there is no text, or spans do not fit it."""
        if source.path is None:
            raise ReadingError(f"{source.name}: brat keeps the text in a file of its own. Unpack both into a folder.")
        beside = Source(source.path.with_suffix(".txt"), encoding=source.encoding)
        text, encoding = beside.text()
        spans = _spans(source, text)
        cuts = with_what_lies_between(text, [(span.start, span.end) for span in spans])
        decisions = tuple(
            Decision(span.start, span.end, "labelled", tuple(span.labels), note="\n".join(span.notes)) for span in spans
        )
        article = Article(text, title=headline(text) or source.stem, source=beside.name, meta=source.meta)
        yield Found(source.name, article, encoding, "auto", cuts, decisions, f"{self.name}: {source.name}")


def _spans(source: Source, text: str) -> list[_Span]:
    """The annotated spans, in order. What does not fit is a bad row."""
    spans: dict[tuple[int, int], _Span] = {}
    by_id: dict[str, _Span] = {}
    for line, words in text_lines(source):
        if note := _NOTE.fullmatch(words):
            if note[1] in by_id:
                by_id[note[1]].notes.append(note[2])
            continue
        if not words.startswith("T"):
            continue
        bound = _BOUND.fullmatch(words)
        if bound is None:
            pieces = "marks a span in pieces; Copydesk labels whole sentences. Join them."
            source.bad_row(line, pieces if _PIECES.match(words) else "not as brat writes it. Export the file again.")
            continue
        start, end = int(bound[3]), int(bound[4])
        if not text[start:end].strip() or end > len(text):
            source.bad_row(line, f"there is no text at {start}-{end}. Put the text that belongs to it beside it.")
            continue
        start, end = _trimmed(text, start, end)
        span = by_id[bound[1]] = spans.setdefault((start, end), _Span(start, end))
        span.labels.append(bound[2])
    ordered = sorted(spans.values(), key=lambda span: (span.start, span.end))
    for one, other in pairwise(ordered):
        if other.start < one.end:
            raise ReadingError(
                f"{source.name}: the spans at {one.start}-{one.end} and {other.start}-{other.end} overlap;"
                " Copydesk labels whole sentences. Keep one of them."
            )
    return ordered


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    part = text[start:end]
    return start + len(part) - len(part.lstrip()), end - len(part) + len(part.rstrip())
