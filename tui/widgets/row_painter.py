"""Turn one line of the running text into a strip: bar, gutter, text, and what shows the current sentence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.strip import Strip
from textual.widget import Widget

from tui.theme import label_style
from tui.widgets.graphemes import whole_characters
from tui.widgets.gutter import Columns, gutter
from tui.widgets.running_text import Wrapped
from tui.widgets.sentence_row import SentenceRow

Ground = Literal["page", "run", "cursor"]
"""The background of a line: normal, that of a selected run of sentences, or that of the current sentence."""

BARS: dict[Ground, str] = {"page": " ", "run": "│", "cursor": "▌"}


@dataclass(slots=True)
class Palette:
    """The styles of one theme.

    `plain` says that backgrounds cannot be relied on (ANSI themes, NO_COLOR): the current sentence is then
    bold, and the gutters of the current sentence and of a run are reversed.
    """

    grounds: Mapping[Ground, Style]
    colours: Mapping[Ground, Color]
    bar: Style
    quiet: Style
    match: Style
    variables: Mapping[str, str]
    plain: bool
    _labels: dict[tuple[str, Ground], Style] = field(default_factory=dict)

    def label(self, colour: str, ground: Ground) -> Style:
        """The style of a label's name."""
        key = colour, ground
        if key not in self._labels:
            self._labels[key] = label_style(colour, self.variables, self.colours[ground])
        return self._labels[key]

    def text(self, ground: Ground) -> Style:
        """The style of a sentence."""
        strong = self.plain and ground == "cursor"
        return self.grounds[ground] + Style(bold=True) if strong else self.grounds[ground]


def palette_of(widget: Widget) -> Palette:
    """The styles of the present theme, from the component classes of a `SentenceList`."""
    names: dict[Ground, tuple[str, ...]] = {
        "page": (),
        "run": ("sentence-list--run",),
        "cursor": ("sentence-list--cursor",),
    }
    styles = {ground: widget.get_visual_style(*name) for ground, name in names.items()}
    bar, quiet, match = (
        widget.get_visual_style(f"sentence-list--{name}").rich_style for name in ("bar", "quiet", "match")
    )
    plain = widget.app.native_ansi_color or widget.app.no_color
    return Palette(
        grounds={ground: style.rich_style for ground, style in styles.items()},
        colours={ground: style.background or Color(0, 0, 0) for ground, style in styles.items()},
        bar=Style(color=bar.color, bold=plain),
        quiet=Style(color=quiet.color),
        match=Style(reverse=True) if plain else Style(bgcolor=match.bgcolor),
        variables=widget.app.theme_variables,
        plain=plain,
    )


@dataclass(frozen=True, slots=True)
class Line:
    """One line to draw: `number` within a wrapped sentence; at its end, the blank line after a paragraph."""

    wrapped: Wrapped
    number: int
    ground: Ground
    state: SentenceRow


def paint(line: Line, width: int, columns: Columns, palette: Palette, marks: Sequence[tuple[int, int]]) -> Strip:
    """The strip of a line, exactly `width` cells; `marks` are stretches of the sentence to be seen at once."""
    base = palette.grounds[line.ground]
    segments = list(_margin(line, columns, palette))
    if line.number < len(line.wrapped.starts):
        segments += _text(line, palette, marks)
    return Strip(segments).adjust_cell_length(width, base)


def _margin(line: Line, columns: Columns, palette: Palette) -> Iterator[Segment]:
    base = palette.grounds[line.ground]
    if columns.bar:
        yield Segment(BARS[line.ground].ljust(columns.bar), base + palette.bar)
    if columns.field:
        if line.number:
            yield Segment(" " * columns.field, base)
        else:
            turned = Style(reverse=palette.plain and line.ground != "page")
            for piece in gutter(line.state, columns.field):
                own = palette.quiet if piece.colour is None else palette.label(piece.colour, line.ground)
                if piece.text:
                    yield Segment(piece.text, base + own + turned)
    if columns.gap:
        yield Segment(" " * columns.gap, base)


def _text(line: Line, palette: Palette, marks: Sequence[tuple[int, int]]) -> Iterator[Segment]:
    text = line.wrapped.text
    start, end = line.wrapped.line(line.number)
    style = palette.text(line.ground)
    if line.state.dimmed:
        style += palette.quiet
    marked = [(max(start, first), min(end, last), palette.match) for first, last in marks]
    if line.state.caret is not None:
        caret_start, caret_end = line.state.caret
        marked = [(max(start, caret_start), min(end, caret_end), Style(reverse=True, bold=True))]
    shown, at = text[start:end] if marked else "", start
    for found_start, found_end, own in marked:
        first, last = (start + place for place in whole_characters(shown, found_start - start, found_end - start))
        first = max(first, at)
        if first >= last:
            continue
        if first > at:
            yield Segment(text[at:first], style)
        yield Segment(text[first:last], style + own)
        at = last
    if at < end:
        yield Segment(text[at:end], style)
