"""The sentence list in a window: what it shows, where it stands, what it repaints."""

import itertools

import pytest
from rich.cells import cell_len
from textual import events
from textual.geometry import Region

from tests.examples import default_cases
from tests.tui.list_app import HOSTILE, LABELLED, ListApp
from tests.tui.test_printable import dangerous
from tui.widgets.sentence_list import SentenceList
from tui.widgets.sentence_row import Place, SentenceRow

SIZES = default_cases([(80, 24), (120, 40), (40, 10), (3, 2), (1, 1)], 0, 3)
PROSE = [
    f"Sentence {number} says that the ferry was late again, "
    + "and that nobody on the quay had been told why. " * (number % 3)
    for number in range(1000)
]
PARAGRAPHS = [number // 4 for number in range(1000)]


async def settle(pilot, size):
    await pilot.resize_terminal(*size)
    await pilot.pause()


def cursor_line(app) -> int:
    """The line of the window on which the current sentence begins, by its bar."""
    return next(y for y, line in enumerate(app.lines()) if line.startswith("▌"))


async def test_an_article_reads_as_running_text_with_a_gutter():
    rows = {0: LABELLED, 1: SentenceRow(status="skipped", noted=True)}
    async with ListApp(["First.", "Second\tone.", "Third."], [0, 0, 1], rows=rows).run_test() as pilot:
        assert [line.rstrip() for line in pilot.app.lines()][:5] == [
            "▌ claim         First.",
            "  – skip     ✎  Second one.",
            "",
            "  ·             Third.",
            "",
        ]


async def test_a_long_sentence_is_wrapped_beside_an_empty_gutter():
    async with ListApp(["word " * 40]).run_test() as pilot:
        first, second = pilot.app.lines()[:2]
        assert first.rstrip() == "▌ ·             " + "word " * 11 + "word"
        assert second.startswith("▌               word")


@pytest.mark.parametrize("size", SIZES)
async def test_hostile_text_never_reaches_the_terminal_as_control(size):
    names = SentenceRow(HOSTILE[:3], ("label-1", "no such", "#ff0000"), ("\x1b", "漢", "\u202e"), "labelled")
    app = ListApp(list(HOSTILE), list(range(len(HOSTILE))), rows=dict.fromkeys(range(0, 20, 2), names))
    async with app.run_test(size=size) as pilot:
        for index in range(len(HOSTILE)):
            app.sentences.move_cursor(index, anchor=0)
            app.sentences.highlight(lambda text, n=index: [(n % 2, len(text))])
            await pilot.pause()
            for y in range(size[1]):
                strip = app.sentences.render_line(y)
                assert strip.cell_length == cell_len(strip.text) == size[0]
                assert not dangerous(strip.text)
                assert "\n" not in strip.text
                assert "\t" not in strip.text
                assert not any(segment.control for segment in strip)


@pytest.mark.parametrize("texts", [[], [""], ["   "]])
@pytest.mark.parametrize("size", SIZES)
async def test_nothing_to_show_is_shown_as_nothing(size, texts):
    app = ListApp(texts)
    async with app.run_test(size=size) as pilot:
        app.sentences.move_cursor(3, anchor=1)
        app.sentences.scroll_to_place(2, 7)
        app.sentences.refresh_rows(range(5))
        await settle(pilot, (3, 2))
        assert app.sentences.top.row == 0
        assert app.sentences.page_rows() == (0, 0)
        assert not app.sentences.read_on()


async def test_one_changed_label_asks_for_and_paints_one_sentence(monkeypatch):
    app = ListApp(PROSE, PARAGRAPHS)
    async with app.run_test() as pilot:
        await pilot.pause()
        app.asked.clear()
        painted: list[Region] = []
        monkeypatch.setattr(app.sentences, "refresh", lambda *regions, **_: painted.extend(regions))
        app.rows[1] = LABELLED
        app.sentences.refresh_row(1)
        assert painted == [Region(0, 1, 80, 3)]
        assert "claim" in app.lines()[1]
        assert app.asked == [1]
        app.sentences.refresh_row(900)
        assert len(painted) == 1


async def test_a_step_of_the_cursor_paints_two_sentences(monkeypatch):
    app = ListApp(PROSE, PARAGRAPHS)
    async with app.run_test():
        painted: list[Region] = []
        monkeypatch.setattr(app.sentences, "refresh", lambda *regions, **_: painted.extend(regions))
        app.sentences.move_cursor(1)
        assert [region.y for region in painted] == [0, 1]
        assert app.sentences.cursor == 1


async def test_the_selected_run_has_a_bar_of_its_own():
    app = ListApp(["One.", "Two.", "Three.", "Four."], [0, 0, 1, 1])
    async with app.run_test():
        app.sentences.move_cursor(2, anchor=0)
        assert app.sentences.selection == (0, 2)
        assert [line[0] for line in app.lines()[:5]] == ["│", "│", "│", "▌", " "]
        app.sentences.move_cursor(3)
        assert app.sentences.selection is None
        assert [line[0] for line in app.lines()[:5]] == [" ", " ", " ", " ", "▌"]


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


async def test_the_wheel_scrolls_three_lines_through_text_not_measured_before():
    app = ListApp(PROSE, PARAGRAPHS)
    async with app.run_test() as pilot:
        app.sentences.move_cursor(420)
        app.sentences.scroll_to_place(420)
        estimated = app.sentences.virtual_size
        before = [line[16:] for line in app.lines()]
        for _ in range(14):
            await pilot._post_mouse_events([events.MouseScrollUp], app.sentences)
            after = [line[16:] for line in app.lines()]
            assert after[3:] == before[:-3]
            before = after
        assert app.scrolled[-1] == app.sentences.top
        assert app.sentences.cursor == 420
        assert app.sentences.virtual_size != estimated
        for _ in range(14):
            await pilot._post_mouse_events([events.MouseScrollDown], app.sentences)
        assert any(line[0] == "▌" for line in app.lines())


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


async def test_a_click_names_the_sentence_and_blank_lines_nothing():
    app = ListApp(["One.", "Two.", "Three."], [0, 0, 1])
    async with app.run_test() as pilot:
        for y in (1, 2, 3, 9):
            await pilot.click(SentenceList, offset=(20, y))
        assert app.clicked == [1, 2]


async def test_a_search_marks_what_it_found_also_across_lines():
    app = ListApp(["The end. " + "x" * 50 + " the (end"])
    async with app.run_test():
        plain = [segment.style.bgcolor for segment in app.sentences.render_line(0)]
        app.sentences.highlight(lambda text: [(0, 3), (len(text) - 8, len(text))])
        marked = [
            segment.text
            for y in (0, 1)
            for segment in app.sentences.render_line(y)
            if segment.style.bgcolor not in plain
        ]
        assert marked == ["The", "the", "(end"] or "".join(marked) == "Thethe (end"
        app.sentences.highlight(None)
        assert [segment.style.bgcolor for segment in app.sentences.render_line(0)] == plain


@pytest.mark.parametrize("theme", ["copydesk-light", "copydesk-contrast", "nord", "ansi-dark", "ansi-light"])
async def test_a_change_of_theme_is_seen(theme):
    app = ListApp(PROSE, PARAGRAPHS)
    async with app.run_test() as pilot:
        before = app.sentences.render_line(0)
        app.theme = theme
        await pilot.pause()
        after = app.sentences.render_line(0)
        assert after.text == before.text
        assert [segment.style for segment in after] != [segment.style for segment in before]


@pytest.mark.parametrize("theme", ["copydesk-dark", "ansi-dark"])
async def test_without_colour_the_current_sentence_is_bold_and_its_gutter_reversed(theme, monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    app = ListApp(["One.", "Two.", "Three."], theme=theme)
    async with app.run_test():
        app.sentences.move_cursor(1, anchor=0)
        styles = [
            [segment.style for segment in app.sentences.render_line(y) if segment.text.strip()] for y in (0, 1, 2)
        ]
        reversed_ = [any(style.reverse for style in line) for line in styles]
        bold = [bool(line[-1].bold) for line in styles]
        assert reversed_ == [True, True, False]
        assert bold == [False, True, False]


async def test_movement_keys_are_left_to_the_screen():
    app = ListApp(PROSE, PARAGRAPHS)
    async with app.run_test() as pilot:
        await pilot.press("down", "pagedown", "end", "right")
        assert app.sentences.top == Place(0, 0, 0)
        assert app.sentences.cursor == 0


async def test_the_terminal_cursor_stands_on_the_current_sentence():
    app = ListApp(PROSE, PARAGRAPHS)
    async with app.run_test():
        app.sentences.move_cursor(300)
        assert app.cursor_position.y == cursor_line(app)
