"""The page of feedback: sections of words, bars and sentences for a width."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from textual.content import Content
from textual.style import Style

from labels.codebook import Codebook
from labels.feedback_wording import (
    Entry,
    ToldDifference,
    answer_in_words,
    definitions,
    label_name,
    opened_in_words,
    summary_in_words,
)
from labels.values.feedback import Feedback, FeedbackOrder, SettledAnswer
from tui.printable import one_line, printable
from tui.widgets.bars import Bar, bar_rows
from tui.widgets.label_display import UNKNOWN, LabelDisplay

#: How many differences are on the page. The command shows all of them.
MOST = 100

#: How many code points are drawn of all sections together, and of each text to read again.
_MOST_CHARACTERS, _MOST_AGAIN = 100_000, 1_000
#: How many confusions have a bar.
_CONFUSIONS = 8
#: How many hard cases of each kind are shown for a label.
_CASES = 3

_ORDERS: Mapping[FeedbackOrder, str] = {
    "confused": "what differs most often first",
    "newest": "what was settled last first",
}


@dataclass(frozen=True, slots=True)
class Read:
    """What was read for the page: the first differences in an order, and what the codebook says of their labels."""

    feedback: Feedback
    order: FeedbackOrder
    differences: tuple[tuple[SettledAnswer, ToldDifference], ...]
    again: tuple[Entry, ...]


class FeedbackPage:
    """Draws feedback. `displays` are those of all labels by name; `style` tells how one is drawn."""

    def __init__(
        self,
        read: Read,
        codebook: Codebook,
        displays: Mapping[str, LabelDisplay],
        style: Callable[[LabelDisplay], Style],
    ) -> None:
        self._read = read
        self._codebook = codebook
        self._displays = displays
        self._style = style

    def lines(self, width: int) -> list[Content]:
        """All sections."""
        feedback = self._read.feedback
        opening = [
            Content(printable(words)) for words in (summary_in_words(feedback), opened_in_words(feedback)) if words
        ]
        sections = (self._labels(width), self._confusions(width), self._again(), self._differences())
        return list(_as_many_as_are_read(chain(opening, *sections)))

    def _labels(self, width: int) -> Iterator[Content]:
        every = self._read.feedback.by_label()
        if not every:
            return
        yield from _head("Labels", "of the sentences that were settled so, how many were decided so")
        bars = []
        for each in every:
            display = self._display(label_name(each.label, self._codebook))
            figures = (f"{each.share:.0%}", f"{each.like:,} of {each.settled:,}")
            bars.append(Bar(display.name, each.share, figures, self._style(display), track=True))
        yield from bar_rows(bars, width)

    def _confusions(self, width: int) -> Iterator[Content]:
        met = [each for each in self._read.feedback.confusion.items() if each[0][0] != each[0][1]]
        if not met:
            return
        yield from _head("Confusion", "decided → settled, sentences")
        most = met[0][1]
        bars = [
            Bar(
                " → ".join(printable(answer_in_words(each, self._codebook)) for each in pair),
                count / most,
                (f"{count:,}",),
            )
            for pair, count in met[:_CONFUSIONS]
        ]
        yield from bar_rows(bars, width)
        if len(met) > _CONFUSIONS:
            yield _quiet(f"and {len(met) - _CONFUSIONS:,} more")

    def _again(self) -> Iterator[Content]:
        if not self._read.again:
            return
        yield from _head("To read again", "the label that makes most differences first")
        for place, entry in enumerate(self._read.again):
            if place:
                yield Content("")
            name = self._display(entry.label)
            yield Content.assemble((name.name, self._style(name)), (f"  {entry.differed:,}", "$row-quiet"))
            if entry.definition:
                yield Content(one_line(entry.definition, _MOST_AGAIN))
            for sign, cases in (("+", entry.examples), ("–", entry.counter_examples)):
                for case in cases[:_CASES]:
                    yield Content(f"  {sign} {one_line(case, _MOST_AGAIN)}")
                if len(cases) > _CASES:
                    yield _quiet(f"  {sign} and {len(cases) - _CASES:,} more")

    def _differences(self) -> Iterator[Content]:
        found = self._read.differences
        if not found:
            return
        yield from _head("Where it differs", _ORDERS[self._read.order])
        for place, (answer, each) in enumerate(found):
            if place:
                yield Content("")
            yield Content(one_line(each.sentence))
            yield Content.assemble(
                "  decided ", (printable(each.said), "bold"), ", settled ", (printable(each.settled), "bold")
            )
            yield _quiet(f"  {one_line(each.article)}")
            for what, words in (("Reason", each.reason), ("Note", each.note)):
                if words:
                    yield Content(f"  {what}: {one_line(words)}")
            for name, definition in definitions(answer, self._codebook):
                display = self._display(name)
                yield Content.assemble("  ", (display.name, self._style(display)), f": {one_line(definition)}")
        more = len(self._read.feedback.differences(self._read.order)) - len(found)
        if more:
            yield Content("")
            yield _quiet(
                f"{more:,} more: copydesk feedback {printable(self._read.feedback.annotator)} --limit {MOST + more}"
            )

    def _display(self, name: str) -> LabelDisplay:
        name = printable(name)
        return self._displays.get(name, LabelDisplay("", name, "", UNKNOWN))


def _head(title: str, what: str) -> Iterator[Content]:
    yield Content("")
    yield Content.assemble((title, "bold"), ("  " + what, "$row-quiet"))


def _as_many_as_are_read(lines: Iterable[Content]) -> Iterator[Content]:
    """The lines, until they have more code points than anybody reads, so that huge texts do not slow down keys."""
    characters = 0
    for line in lines:
        characters += len(line)
        if characters > _MOST_CHARACTERS:
            yield _quiet("… The rest is not drawn: copydesk feedback")
            return
        yield line


def _quiet(words: str) -> Content:
    return Content(words).stylize("$row-quiet")
