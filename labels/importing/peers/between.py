"""An article of which only some sentences are given: what lies between them is cut as usual."""

from __future__ import annotations

from collections.abc import Sequence

from labels.sentence import Cut


def with_what_lies_between(text: str, given: Sequence[tuple[int, int]]) -> tuple[Cut, ...]:
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
