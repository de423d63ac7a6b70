"""The colours of a line of a list: its background, its words, and what was found in them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rich.segment import Segment
from rich.style import Style
from textual.color import Color

from tui.theme import label_style
from tui.widgets.graphemes import whole_characters
from tui.widgets.listed_line import ListedLine, one_line


@dataclass(frozen=True, slots=True)
class Ground:
    """The background of a line, and the sign at its left, which says the same in every theme."""

    style: Style
    colour: Color
    sign: str


@dataclass(frozen=True, slots=True)
class LineStyles:
    """The styles of the present theme for the lines of a list."""

    page: Ground
    selected: Ground
    cursor: Ground
    selected_cursor: Ground
    bar: Style
    quiet: Style
    match: Style
    variables: dict[str, str]

    def ground(self, here: bool, selected: bool) -> Ground:
        """The background of a line."""
        if selected:
            return self.selected_cursor if here else self.selected
        return self.cursor if here else self.page

    def segments(self, line: ListedLine, ground: Ground) -> Iterator[Segment]:
        """A line with its colours."""
        base = ground.style
        yield Segment(ground.sign, base + self.bar)
        for text, colour in line.pieces:
            if text:
                yield Segment(text, base + self._colour(colour, ground))
        if line.text:
            yield from self._text(line, base + self.quiet if line.quiet else base)

    def _text(self, line: ListedLine, style: Style) -> Iterator[Segment]:
        """The text. What is marked in it has a background of its own."""
        text = one_line(line.text)
        at = 0
        for start, stop in line.highlights:
            first, last = whole_characters(text, start, min(stop, len(text)))
            first = max(first, at)
            if first >= last:
                continue
            if first > at:
                yield Segment(text[at:first], style)
            yield Segment(text[first:last], style + self.match)
            at = last
        yield Segment(text[at:], style)

    def _colour(self, colour: str | None, ground: Ground) -> Style:
        if colour is None:
            return self.quiet
        return label_style(colour, self.variables, ground.colour) if colour else Style.null()
