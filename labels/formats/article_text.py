"""The text of an article put together from its sentences."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from labels.article import article_id
from labels.errors import ReadingError
from labels.sentence import Cut

#: Sentences of one article. The longest novels have a tenth of that.
MOST_SENTENCES = 200_000


def check_number(sentences: int, where: str) -> None:
    """Raises ReadingError, with the remedy, for an article of too many sentences; `where` names its file."""
    if sentences > MOST_SENTENCES:
        raise ReadingError(f"{where}: an article of over {MOST_SENTENCES:,} sentences. Cut it into several files.")


def assemble(sentences: Iterable[tuple[str, object]]) -> tuple[str, tuple[Cut, ...]]:
    """The text and the cuts for `sentences`, each a text and a sign of its paragraph (which changes where one ends).

    Sentences of a paragraph are set apart by a blank, paragraphs by a blank line. Blank sentences are left out, and so
    are blanks around a sentence, because only blanks may be between sentences.
    """
    parts: list[str] = []
    cuts: list[Cut] = []
    length, paragraph, sign = 0, -1, object()
    for text, own in sentences:
        text = text.strip()
        if not text:
            continue
        if paragraph < 0 or own != sign:
            gap, paragraph, sign = ("\n\n" if cuts else ""), paragraph + 1, own
        else:
            gap = " "
        parts += (gap, text)
        start = length + len(gap)
        length = start + len(text)
        cuts.append(Cut(start, length, paragraph))
    return "".join(parts), tuple(cuts)


#: What may lie between sentences of a paragraph, between paragraphs, before the first and after the last.
_FILLINGS = ((" ", "\n"), (" ", "\r\n"), ("\n", "\n"), ("\u00a0", "\n"))
_STARTS = ("\n", " ", "\r\n")
_ENDS = ("", "\n", "\r\n", "\n\n")


def text_around(wanted: str, cuts: Sequence[Cut], sentences: Sequence[str]) -> str:
    """A text with every sentence at its place: that of the article `wanted`, if any filling of the gaps gives it."""
    before = cuts[0].start
    texts: dict[str, None] = {}
    for blank, line_break in _FILLINGS:  # the first is nearly always the one
        text = _filled(cuts, sentences, blank, line_break)
        if text in texts:
            continue
        texts[text] = None
        for start in dict.fromkeys((fill * before)[:before] for fill in _STARTS):
            for end in _ENDS:
                if article_id(start + text + end) == wanted:
                    return start + text + end
    return "\n" * before + next(iter(texts))


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


def with_sentences_between(text: str, given: Sequence[tuple[int, int]]) -> tuple[Cut, ...]:
    """The `given` spans, which are in order and apart, and the sentences of the rest; a blank line begins a paragraph.

    Spans are in code points of `text`.
    """
    from labels.segmentation import segment

    places: list[tuple[int, int]] = []
    done = 0
    for start, end in [*given, (len(text), len(text))]:
        places += [(done + first, done + last) for first, last in segment(text[done:start])]
        places += [(start, end)] if end > start else []
        done = end
    cuts: list[Cut] = []
    paragraph, before = 0, 0
    for start, end in places:
        paragraph += bool(cuts) and text.count("\n", before, start) > 1
        cuts.append(Cut(start, end, paragraph))
        before = end
    return tuple(cuts)
