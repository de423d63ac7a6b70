"""Feedback as text for a terminal or a pipe."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from labels.codebook import Codebook
from labels.feedback_wording import (
    Entry,
    answer_in_words,
    definitions,
    label_name,
    opened_in_words,
    read_again,
    summary_in_words,
    told,
)
from labels.projections.project_reader import ProjectReader
from labels.values.feedback import Feedback, FeedbackOrder
from tui.cli.table import table

_WIDTH = 80
#: Of each kind of hard case of a label, so many are told.
_CASES = 3
#: So many answers that differ are listed where there are too many for a table.
_CELLS = 20


def feedback_text(
    found: Feedback, codebook: Codebook, reader: ProjectReader, order: FeedbackOrder, limit: int
) -> Iterator[str]:
    """The lines of all parts: agreement by label, confusion, what to read again, and at most `limit` differences."""
    yield from _wrapped(f"{found.annotator}: {summary_in_words(found)}")
    if words := opened_in_words(found):
        yield from _wrapped(words)
    if not found.answers:
        return
    yield from _by_label(found, codebook)
    differences = found.differences(order)
    if not differences:
        return
    yield ""
    yield from _confusion(found, codebook)
    yield ""
    yield "To read again:"
    for entry in read_again(found, codebook):
        yield from _entry(entry)
    shown = differences[:limit]
    if shown:
        yield ""
        yield "Where it differs:"
    for each, answer in zip(told(shown, reader, codebook), shown, strict=True):
        yield ""
        yield from _wrapped(each.sentence)
        yield f"  decided {each.said}, settled {each.settled}  ({each.article})"
        for what, words in (("Reason", each.reason), ("Note", each.note), *definitions(answer, codebook)):
            if words:
                yield from _wrapped(f"{what}: {words}", "  ")
    if len(differences) > len(shown):
        yield ""
        yield f"{len(differences) - len(shown):,} more. Show them with: --limit {len(differences)}"


def _by_label(found: Feedback, codebook: Codebook) -> Iterator[str]:
    rows = [
        [label_name(each.label, codebook), f"{each.settled:,}", f"{each.like:,}", f"{each.share:.0%}"]
        for each in found.by_label()
    ]
    yield ""
    yield from table(["label", "settled", "decided so", "share"], rows).splitlines()


def _confusion(found: Feedback, codebook: Codebook) -> Iterator[str]:
    """A table of all answers; where that is too wide, the answers that differ, the most frequent first."""
    values = sorted({answer for met in found.confusion for answer in met})
    names = [answer_in_words(each, codebook) for each in values]
    cells = [[f"{found.confusion.get((said, settled), 0):,}" for settled in values] for said in values]
    lines = table(["", *names], [[name, *row] for name, row in zip(names, cells, strict=True)]).splitlines()
    if max(map(len, lines)) <= _WIDTH:
        yield "Decided (down) and settled (across):"
        yield from lines
        return
    differing = [(met, count) for met, count in found.confusion.items() if met[0] != met[1]]
    rows = [[*(answer_in_words(each, codebook) for each in met), f"{count:,}"] for met, count in differing[:_CELLS]]
    yield from table(["decided", "settled", "sentences"], rows).splitlines()
    if len(differing) > _CELLS:
        yield f"and {len(differing) - _CELLS:,} more; --json has all of them"


def _entry(entry: Entry) -> Iterator[str]:
    yield from _wrapped(f"{entry.label} ({entry.differed:,}): {entry.definition or 'no definition'}", "  ")
    for sign, cases in (("+", entry.examples), ("–", entry.counter_examples)):
        for case in cases[:_CASES]:
            yield from _wrapped(f"{sign} {case}", "    ")
        if len(cases) > _CASES:
            yield f"    {sign} and {len(cases) - _CASES:,} more"


def _wrapped(words: str, indent: str = "") -> list[str]:
    words = " ".join(words.split())
    return textwrap.wrap(
        words, _WIDTH, initial_indent=indent, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
    )
