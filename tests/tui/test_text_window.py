"""The window on the running text: it follows the cursor, and keeps its place in every size."""

import itertools

import pytest

from tests.examples import default_cases
from tests.tui.list_app import PARAGRAPHS, PROSE, ListApp, cursor_line, settle
from tui.widgets.running_text import RunningText
from tui.widgets.sentence_row import Place
from tui.widgets.text_window import TextWindow

SIZES = default_cases([(80, 24), (120, 40), (40, 10), (3, 2), (1, 1)], 0, 3)


class Page:
    """A window without a terminal."""

    def __init__(self, height: int) -> None:
        self.window_height = height
        self.first_line = 0
        self.moves = 0

    def show_from(self, line: int, of: int) -> None:
        self.first_line = max(0, min(line, of - self.window_height))

    def show_nothing(self) -> None:
        self.first_line = 0

    def moved(self) -> None:
        self.moves += 1


def window_of(height: int, cursor: int = 0) -> tuple[Page, TextWindow]:
    page = Page(height)
    window = TextWindow(page)
    window.load(RunningText(PROSE, PARAGRAPHS, 60), cursor)
    return page, window


@pytest.mark.parametrize("height", [1, 2, 5, 24])
def test_the_beginning_of_a_sentence_far_away_comes_into_the_window(height):
    _, window = window_of(height)
    for window.cursor in (999, 500, 501, 0):
        window.follow()
        assert window.shows_beginning_of_cursor
        assert 0 <= window.line_in_window(window.cursor) < height
        assert window.cursor in window.visible


def test_a_move_before_there_is_a_window_is_followed_as_soon_as_there_is_one():
    page, window = window_of(0)
    window.cursor = 305
    window.follow()
    window.scroll_to_place(10, 0)
    assert not page.moves and window.visible == range(0)
    page.window_height = 10
    window.wrap(40)
    assert window.shows_beginning_of_cursor
    assert window.text.width == 40


def test_the_window_says_whether_it_was_moved_and_moves_no_further_than_the_text_goes():
    page, window = window_of(24)
    assert window.scroll_by(7) and page.first_line == 7
    assert window.scroll_by(-20) and page.first_line == 0
    assert not window.scroll_by(-1)
    assert window.scroll_to_share(1.0)
    assert window.visible[-1] == 999
    assert not window.scroll_by(3)
    assert window.cursor == 0


@pytest.mark.parametrize("size", SIZES)
async def test_the_cursor_is_always_in_the_window(size):
    app = ListApp(PROSE, PARAGRAPHS)
    async with app.run_test(size=size):
        for index in (0, 1, 2, 3, 500, 499, 498, 999, 998, 0, 130, 126, -4, 5000):
            app.sentences.move_cursor(index)
            top = app.sentences.top.row
            assert top <= app.sentences.cursor <= top + size[1]
            if size[0] > 1:
                assert any(line[0] == "▌" for line in app.lines())


@pytest.mark.parametrize("index", [0, 7, 500, 999])
async def test_the_place_is_kept_through_every_size(index):
    app = ListApp(PROSE, PARAGRAPHS)
    async with app.run_test(size=(80, 24)) as pilot:
        app.sentences.move_cursor(index)
        place, line = app.sentences.top, cursor_line(app)
        for size in [(3, 2), (40, 10), (120, 40), (1, 1), (60, 3), (80, 24)]:
            await settle(pilot, size)
            if size[0] > 1 and index < 990:  # at the end a larger window has nothing to put below
                assert cursor_line(app) <= min(line, size[1] - 1)
        assert app.sentences.top == place
        assert cursor_line(app) == line


async def test_a_place_away_from_the_cursor_is_kept_too():
    app = ListApp(PROSE, PARAGRAPHS)
    async with app.run_test(size=(80, 24)) as pilot:
        app.sentences.scroll_to_place(401, 70)
        place = app.sentences.top
        assert place == Place(401, 1, place.offset)
        assert 0 < place.offset <= 70
        for size in [(40, 10), (3, 2), (120, 40)]:
            await settle(pilot, size)
            assert app.sentences.top.row == 401
        await settle(pilot, (80, 24))
        assert app.sentences.top == place


@pytest.mark.parametrize("row", default_cases([0, 3, 127, 128, 700], 0))
async def test_a_stored_place_comes_back_exactly(row):
    app = ListApp(PROSE, PARAGRAPHS)
    async with app.run_test():
        for line in range(3):
            app.sentences.scroll_to_place(row, line * 40)
            stored = app.sentences.top
            app.sentences.load(PROSE, PARAGRAPHS, app.row)
            app.sentences.scroll_to_place(stored.row, stored.offset)
            assert app.sentences.top == stored


async def test_a_place_set_before_the_first_layout_is_honoured():
    class Early(ListApp):
        def show(self) -> None:
            self.sentences.load(PROSE, PARAGRAPHS, self.row)
            self.sentences.move_cursor(305)
            self.sentences.scroll_to_place(303, 0)

    app = Early(PROSE, PARAGRAPHS)
    async with app.run_test():
        assert app.sentences.top == Place(303, 0, 0)
        assert app.sentences.cursor == 305


async def test_pages_overlap_and_stop_at_the_ends():
    app = ListApp(PROSE, PARAGRAPHS)
    async with app.run_test(size=(80, 24)):
        assert app.sentences.page_rows()[0] == 0
        seen = [0]
        while (down := app.sentences.page_rows()[1]) != seen[-1]:
            seen.append(down)
            app.sentences.move_cursor(down)
        assert seen[-1] == 999
        assert all(1 <= b - a <= 22 for a, b in itertools.pairwise(seen))


async def test_a_sentence_taller_than_the_window_is_read_on_to_its_end():
    app = ListApp(["word " * 400, "Short."])
    async with app.run_test(size=(40, 10)):
        assert app.sentences.read_on()
        assert app.sentences.top == Place(0, 8, app.sentences.top.offset)
        while app.sentences.read_on():
            assert app.sentences.top.row == 0
        assert app.lines()[-1].rstrip().endswith("word")
        assert app.sentences.read_on(-1)
        app.sentences.move_cursor(1)
        assert not app.sentences.read_on()
