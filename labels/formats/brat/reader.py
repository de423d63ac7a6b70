"""brat standoff: a file of annotations (.ann) beside the text (.txt) that it speaks of.

An annotation labels the sentences it lies on: one, a part of one, or several. Where the text has a sentence a line, as
brat shows it, the lines are the sentences; else it is cut as any text, and an annotation that begins and ends as a
sentence does is a boundary there. Attributes and notes become notes, or labels where that is asked for.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from codecs import BOM_UTF8
from collections.abc import Iterator, Sequence
from itertools import pairwise

from labels.article import Article
from labels.decision import Decision
from labels.errors import ReadingError
from labels.files.source import Source
from labels.formats.brat.annotations import Annotation, read_annotations
from labels.formats.plain_text import headline
from labels.formats.reader import ImportedArticle
from labels.formats.row_values import unique
from labels.segmentation import cut, find_paragraphs, given
from labels.segmentation.paragraphs import ENDED, lines, trimmed
from labels.sentence import Cut

#: Nobody has annotated longer texts in brat, because it shows all of a text at once.
_LONGEST_TEXT = 4_000_000

#: Lines are sentences if at least this share ends like one, and at most this share holds more than one.
_ENDING, _MORE = 0.8, 0.1

#: A shorter annotation, such as a name after "Mr.", is no evidence of where a sentence begins or ends.
_FEWEST_WORDS = 3

_CLOSING = re.compile(r"[.!?…。！？]*['\"’”»)\]]{0,4}(?=\s|\Z)")


class BratReader:
    """Reads an annotation file whose text lies beside it under the same name."""

    name = "brat"
    suffixes = (".ann",)

    def recognises(self, head: bytes) -> bool:
        """By a first line such as `T1<tab>Claim 0 25<tab>…`."""
        return re.match(rb"(?:\xef\xbb\xbf)?T\d+\t\S+ \d+ \d+(?:;\d+ \d+)*\t", head) is not None

    def read(self, source: Source) -> Iterator[ImportedArticle]:
        """The article. Raises ReadingError when there is no text, or annotations do not fit it."""
        if source.path is None:
            raise ReadingError(f"{source.name}: brat keeps the text in a file of its own. Unpack both into a folder.")
        beside = Source(source.path.with_suffix(".txt"), source.options)
        text, encoding = beside.text()
        if len(text) > _LONGEST_TEXT:
            raise ReadingError(
                f"{source.name}: its text has over {_LONGEST_TEXT:,} characters. Cut it into smaller ones."
            )
        said = read_annotations(source, text, marked=beside.head().startswith(BOM_UTF8))
        if source.options.given or _has_a_sentence_a_line(text):
            cuts: Sequence[Cut] = given(text).sentences
        else:
            cuts = _bounded(text, cut(text).sentences, said)
        decisions, groups = _decisions(source, text, cuts, said)
        article = Article(text, title=headline(text) or source.stem, source=beside.name, meta=source.meta)
        origin = f"{self.name}: {source.name}"
        yield ImportedArticle(source.name, article, encoding, "auto", tuple(cuts), decisions, origin, groups=groups)


def _has_a_sentence_a_line(text: str) -> bool:
    """Whether lines that follow each other are sentences, and not wrapped ones or whole paragraphs."""
    if find_paragraphs(text)[0] == "wrapped":
        return False
    blocks = (lines(text, start, end) for start, end in find_paragraphs(text, "blank")[1])
    inner = [line for block in blocks if len(block) > 1 for line in block]
    ending = sum(ENDED.search(text, start, end) is not None for start, end in inner)
    if not inner or ending < _ENDING * len(inner):
        return False
    more = sum(len(cut(text[start:end]).sentences) > 1 for start, end in inner)
    return more <= _MORE * len(inner)


def _bounded(text: str, cuts: Sequence[Cut], said: Sequence[Annotation]) -> list[Cut]:
    """The sentences, cut further where an annotation begins and ends like a sentence."""
    edges = sorted({edge for annotation in said for edge in _edges(text, annotation)})
    bounded: list[Cut] = []
    for start, end, paragraph in cuts:
        places = [start, *(edge for edge in edges if start < edge < end), end]
        pieces = [trimmed(text, first, last) for first, last in pairwise(places)]
        bounded += [Cut(first, last, paragraph) for first, last in pieces if first < last]
    return bounded


def _edges(text: str, annotation: Annotation) -> tuple[int, ...]:
    """Where an annotation shows that a sentence begins and ends, with the signs that close it; else nothing."""
    start, end = annotation.pieces[0][0], annotation.pieces[-1][1]
    closing = _CLOSING.match(text, end)
    end = closing.end() if closing else end
    before = text[:start].rstrip(" \t")
    begins = not before or before.endswith(("\n", "\r")) or (before != text[:start] and ENDED.search(before))
    ends = (ENDED.search(text, start, end) and closing) or not text[end:].split("\n", 1)[0].strip()
    long = len(text[start:end].split()) >= _FEWEST_WORDS
    return (start, end) if begins and ends and long else ()


def _decisions(
    source: Source, text: str, cuts: Sequence[Cut], said: Sequence[Annotation]
) -> tuple[tuple[Decision, ...], dict[str, str]]:
    """What is said of each sentence, and which labels are values of the same attribute: label to attribute."""
    asked = source.options.columns.labels
    labels: dict[Cut, list[str]] = {}
    notes: dict[Cut, list[str]] = {}
    groups: dict[str, str] = {}
    for annotation in said:
        values = {name: value or name for name, value in annotation.attributes if name in asked}
        groups |= {value: name for name, value in values.items() if value != name}
        rest = [f"{name}: {value}" if value else name for name, value in annotation.attributes if name not in asked]
        if rest:
            source.remark("Attributes became notes; --label with the name of one makes labels of it.")
        covered = _covered(source, text, cuts, annotation)
        for each in covered:
            labels.setdefault(each, []).extend((annotation.type, *values.values()))
            notes.setdefault(each, []).extend((*annotation.notes, *rest))
    decisions = (
        Decision(each.start, each.end, "labelled", unique(labels[each]), note="\n".join(unique(notes[each])))
        for each in cuts
        if each in labels
    )
    return tuple(decisions), groups


def _covered(source: Source, text: str, cuts: Sequence[Cut], annotation: Annotation) -> list[Cut]:
    """The sentences that an annotation lies on with a letter or digit, or with anything if it has none."""
    everything = {at for start, end in annotation.pieces for at in range(start, end)}
    words = {at for at in everything if text[at].isalnum()}
    covered, whole = [], True
    for each in cuts[max(0, bisect_right(cuts, (annotation.pieces[0][0], len(text), 0)) - 1) :]:
        if each.start >= annotation.pieces[-1][1]:
            break
        here = range(each.start, each.end)
        there = {at for at in here if words and text[at].isalnum()} or set(here)
        if there & everything:
            covered.append(each)
            whole &= there <= everything
    if not whole:
        source.remark("Some annotations cover a part of a sentence: the whole sentence got the label.")
    if len(covered) > 1:
        source.remark("Some annotations cover several sentences: each of them got the label.")
    return covered
