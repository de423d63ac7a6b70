"""From sentences to an article: a text in which every given sentence stands exactly as it was."""

from __future__ import annotations

from collections.abc import Iterable

from labels.sentence import Cut


def assemble(sentences: Iterable[tuple[str, object]]) -> tuple[str, tuple[Cut, ...]]:
    """The text and the cuts for `sentences`, each a text and a sign of its paragraph (which changes where one ends).

    Sentences of a paragraph are set apart by a blank, paragraphs by a blank line. Blank sentences are left
    out, and blanks around a sentence: between sentences there is nothing but blanks, whoever put them there.
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
