"""The sentence list in a window: what it shows, and what it repaints."""

import pytest
from rich.cells import cell_len
from textual import events
from textual.geometry import Region

from tests.examples import default_cases
from tests.tui.list_app import HOSTILE, LABELLED, PARAGRAPHS, PROSE, ListApp, cursor_line, settle
from tests.tui.test_printable import dangerous
from tui.widgets.sentence_list import SentenceList
from tui.widgets.sentence_row import Place, SentenceRow

SIZES = default_cases([(80, 24), (120, 40), (40, 10), (3, 2), (1, 1)], 0, 3)


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
