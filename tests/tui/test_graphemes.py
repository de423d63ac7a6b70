"""Characters of several code points: none is cut by a style, and every line is painted for its full width."""

import re

import pytest
from rich.cells import cell_len
from textual.app import App

from tests.examples import default_cases
from tests.tui.list_app import LABELLED, SIGNS, ListApp
from tui.theme import variable_defaults
from tui.widgets.graphemes import whole_characters
from tui.widgets.gutter import Columns
from tui.widgets.listed_line import ListedLine
from tui.widgets.long_list import LongList
from tui.widgets.row_painter import Line, paint, palette_of
from tui.widgets.running_text import Wrapped
from tui.widgets.sentence_row import SentenceRow
from tui.widgets.wrapping import drawable, line_starts


@pytest.mark.parametrize(
    ("text", "part", "whole"),
    [
        ("bridge", "rid", "rid"),
        ("किनारे", "ि", "कि"),
        ("किनारे", "क", "कि"),
        ("a👩‍👩‍👧b", "👩", "👩‍👩‍👧"),
        ("a👩‍👩‍👧b", "\u200d", "👩‍👩‍👧"),
        ("go ❤️ on", "\ufe0f", "❤️"),
        ("🇳🇱🇧🇪", "🇱", "🇳🇱"),
        ("🇳🇱🇧🇪", "🇧", "🇧🇪"),
        ("👍🏽", "🏽", "👍🏽"),
        ("Zu\u0308rich", "u", "u\u0308"),
    ],
)
def test_a_stretch_is_made_longer_until_it_cuts_no_character(text, part, whole):
    start = text.index(part)
    first, last = whole_characters(text, start, start + len(part))
    assert text[first:last] == whole


def test_an_empty_stretch_stays_empty():
    assert whole_characters("कि", 1, 1) == (1, 1)
    assert whole_characters("", 0, 0) == (0, 0)


def painted(strip):
    """The cells of a strip, segment by segment; every one has a ground."""
    assert all(segment.style is not None and segment.style.bgcolor is not None for segment in strip)
    return sum(cell_len(segment.text) for segment in strip)


@pytest.mark.parametrize(
    "mark", default_cases(["ि", "ी है", "ா", "👩", "\u200d", "\ufe0f", "🇪", "🇱", "🏽", "\u20e3"], 0, 5)
)
async def test_every_line_is_painted_for_its_full_width(mark):
    app = ListApp(SIGNS, rows={0: LABELLED})
    async with app.run_test(size=(40, 60)) as pilot:
        app.sentences.highlight(lambda text: [found.span() for found in re.finditer(mark, text)])
        await pilot.pause()
        palette = palette_of(app.sentences)
        for strip in app.screen._compositor.render_strips():
            assert strip.cell_length == painted(strip) == cell_len(strip.text) == 40
        for text in map(drawable, SIGNS):
            at = text.find(mark)
            for width in (3, 9, 25, 70):
                wrapped = Wrapped(text, line_starts(text, width))
                row = SentenceRow(caret=(at, at + len(mark))) if at >= 0 else SentenceRow()
                for number in range(len(wrapped.starts)):
                    strip = paint(Line(wrapped, number, "cursor", row), width, Columns(0, 0, 0, width), palette, ())
                    assert painted(strip) == cell_len(strip.text) == width


class Rows:
    """Rows of a list, a line each."""

    lines = len(SIGNS)

    def __len__(self):
        return len(SIGNS)

    def line_of(self, row):
        return row

    def find(self, line):
        return line, False


class LongListApp(App):
    def get_theme_variable_defaults(self):
        return variable_defaults(self.current_theme)

    def compose(self):
        yield LongList()

    def on_mount(self):
        self.query_one(LongList).load(Rows(), self.drawn)

    def drawn(self, row, heading, width):
        found = [(at, at + 1) for at in range(1, 40, 3)]
        return ListedLine((), SIGNS[row], highlights=found)


@pytest.mark.parametrize("width", default_cases([1, 2, 7, 24, 41, 80], 0))
async def test_so_is_every_line_of_a_list(width):
    app = LongListApp(())
    async with app.run_test(size=(width, 10)):
        for strip in app.screen._compositor.render_strips():
            assert strip.cell_length == painted(strip) == cell_len(strip.text) == width
