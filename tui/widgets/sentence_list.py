"""The article as running text, a decision beside every sentence: the heart of the desk's picture.

A line-by-line widget: it wraps and draws what is in the window and little more, whatever the length of the
article. It has no keys of its own; the screen owns them and says where the cursor is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import ClassVar

from rich.cells import cell_len
from rich.style import Style
from textual import events
from textual.color import Color
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip

from tui.widgets.gutter import columns
from tui.widgets.row_painter import Ground, Line, Palette, paint
from tui.widgets.sentence_row import SentenceRow
from tui.widgets.text_window import TextWindow

_KEPT = 2048  # strips and states kept; scrolling by a line asks for the whole window again


class SentenceList(TextWindow, inherit_bindings=False):
    """Sentences one below the other, wrapped, with a gutter at the left; nothing stands to their right."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "sentence-list--run",
        "sentence-list--cursor",
        "sentence-list--bar",
        "sentence-list--quiet",
        "sentence-list--match",
    }
    DEFAULT_CSS = """
    SentenceList {
        background: $background;
        color: $foreground;
        overflow-x: hidden;
        overflow-y: scroll;
        scrollbar-size: 0 0;
    }
    SentenceList > .sentence-list--run { background: $row-run; }
    SentenceList > .sentence-list--cursor { background: $row-cursor; }
    SentenceList > .sentence-list--bar { color: $row-bar; }
    SentenceList > .sentence-list--quiet { color: $row-quiet; }
    SentenceList > .sentence-list--match { background: $row-match; }
    """

    class SentenceClicked(Message):
        """Someone clicked on a sentence; on its character at `offset`, unless it was beside the text."""

        def __init__(self, index: int, offset: int | None = None) -> None:
            self.index = index
            self.offset = offset
            super().__init__()

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._row: Callable[[int], SentenceRow] = lambda index: SentenceRow()
        self._selection: tuple[int, int] | None = None
        self._pattern: re.Pattern[str] | None = None
        self._states: dict[int, SentenceRow] = {}
        self._strips: dict[tuple[object, ...], Strip] = {}
        self._palette: Palette | None = None

    def load(
        self,
        texts: Sequence[str],
        paragraphs: Sequence[int],
        row: Callable[[int], SentenceRow],
        cursor: int = 0,
    ) -> None:
        """Show an article, with the sentence at `cursor` in the window.

        `texts` and `paragraphs` (a number for each sentence; a blank line stands where it changes) are read
        when a sentence is near the window, so they may be lazy. `row(index)` is asked when a sentence is
        drawn, and again only after `refresh_row` or `refresh_rows`.
        """
        self._row = row
        self._selection = None
        self._states.clear()
        self._strips.clear()
        self._show(texts, paragraphs, cursor)
        self.refresh()

    def refresh_row(self, index: int) -> None:
        """Draw one sentence again, because its state changed."""
        self.refresh_rows((index,))

    def refresh_rows(self, indices: Iterable[int]) -> None:
        """Draw some sentences again, because their states changed."""
        visible = self._visible()
        for index in indices:
            self._states.pop(index, None)
            if index in visible:
                self._repaint(index)

    def highlight(self, pattern: str | None) -> None:
        """Mark every place where this text stands, whatever the case; None or "" marks nothing."""
        self._pattern = re.compile(re.escape(pattern), re.IGNORECASE) if pattern else None
        self._strips.clear()
        self.refresh()

    @property
    def selection(self) -> tuple[int, int] | None:
        """First and last sentence of the selected run; None without one."""
        return self._selection

    def move_cursor(self, index: int, anchor: int | None = None) -> None:
        """Go to a sentence, scrolling no further than needed; with `anchor`, select the run from there."""
        if not len(self._text):
            return
        was_cursor, was_selection = self._cursor, self._selection
        self._cursor = self._clamped(index)
        ends = self._cursor, self._clamped(self._cursor if anchor is None else anchor)
        self._selection = None if anchor is None else (min(ends), max(ends))
        visible = self._visible()
        # Without a change of the selection, no other sentences than these two can lie on another ground.
        near = visible if self._selection != was_selection else sorted({was_cursor, self._cursor})
        for row in near:
            if row in visible and self._grounds(row) != _grounds(row, was_cursor, was_selection):
                self._repaint(row)
        if self._height:
            self._follow()
        else:
            self._follows_later = True

    def on_resize(self) -> None:
        self._strips.clear()

    def notify_style_update(self) -> None:
        self._palette = None
        self._strips.clear()
        super().notify_style_update()

    def on_click(self, event: events.Click) -> None:
        offset = event.get_content_offset(self)
        number = -1 if offset is None else offset.y + self.scroll_offset.y
        if offset is not None and 0 <= number < self._text.total:
            row, line = self._text.find(number)
            if line < len(self._text.wrapped(row).starts):
                self.post_message(self.SentenceClicked(row, self._offset_at(row, line, offset.x)))

    def _offset_at(self, row: int, line: int, x: int) -> int | None:
        """The character of a sentence that is drawn at a column of one of its lines."""
        wide = columns(self._width)
        column = x - wide.bar - wide.field - wide.gap
        wrapped = self._text.wrapped(row)
        start, end = wrapped.line(line)
        for offset in range(start, end if column >= 0 else start):
            column -= cell_len(wrapped.text[offset])
            if column < 0:
                return offset
        return None

    def render_lines(self, crop: Region) -> list[Strip]:
        # Lines come whole from `render_line`, and are kept there. The inherited way would put a border and a
        # padding that we do not have around each of them anew whenever the text scrolls.
        background, filters = self.background_colors[1], self.get_line_filters()
        lines: list[Strip] = []
        for place in self._text.places(crop.y + self.scroll_offset.y, crop.height):
            strip = self._strip(place)
            for filter in filters:
                strip = strip.apply_filter(filter, background)
            lines.append(strip.crop(*crop.column_span))
        return lines

    def render_line(self, y: int) -> Strip:
        number = y + self.scroll_offset.y
        return self._strip(self._text.find(number) if number < self._text.total else None)

    def _strip(self, place: tuple[int, int] | None) -> Strip:
        """What is drawn for a line of a sentence, by row and line in it; None lies below the text."""
        palette = self._palette or self._mix()
        if place is None:
            return Strip.blank(self._width, palette.grounds["page"])
        row, at = place
        wrapped = self._text.wrapped(row)
        ground = self._grounds(row)[at >= len(wrapped.starts)]
        line = Line(wrapped, at, ground, self._state(row))
        key = (row, at, ground, line.state)
        strip = self._strips.get(key)
        if strip is None:
            if len(self._strips) >= _KEPT:
                self._strips.clear()
            width = self._width
            strip = self._strips[key] = paint(line, width, columns(width), palette, self._pattern)
        return strip

    def _state(self, row: int) -> SentenceRow:
        if row not in self._states:
            if len(self._states) >= _KEPT:
                self._states.clear()
            self._states[row] = self._row(row)
        return self._states[row]

    def _grounds(self, row: int) -> tuple[Ground, Ground]:
        """The same as things are now."""
        return _grounds(row, self._cursor, self._selection)

    def _mix(self) -> Palette:
        """The styles of the present theme."""
        names: dict[Ground, tuple[str, ...]] = {
            "page": (),
            "run": ("sentence-list--run",),
            "cursor": ("sentence-list--cursor",),
        }
        styles = {ground: self.get_visual_style(*name) for ground, name in names.items()}
        bar, quiet, match = (
            self.get_visual_style(f"sentence-list--{name}").rich_style for name in ("bar", "quiet", "match")
        )
        plain = self.app.native_ansi_color or self.app.no_color
        self._palette = Palette(
            grounds={ground: style.rich_style for ground, style in styles.items()},
            colours={ground: style.background or Color(0, 0, 0) for ground, style in styles.items()},
            bar=Style(color=bar.color, bold=plain),
            quiet=Style(color=quiet.color),
            match=Style(reverse=True) if plain else Style(bgcolor=match.bgcolor),
            variables=self.app.theme_variables,
            plain=plain,
        )
        return self._palette

    def _repaint(self, row: int) -> None:
        """Draw the lines of a visible sentence again, and the blank line after it."""
        line = self._text.line_of(row) - self.scroll_offset.y
        end = line + len(self._text.wrapped(row).starts) + 1
        line, end = max(0, line), min(self._height, end)
        if line < end:
            self.refresh(Region(0, line, self._width, end - line))


def _grounds(row: int, cursor: int, selection: tuple[int, int] | None) -> tuple[Ground, Ground]:
    """What a sentence lies on, and the blank line after it."""
    first, last = selection or (0, -1)
    own: Ground = "run" if first <= row <= last else "page"
    return "cursor" if row == cursor else own, own if row < last else "page"
