"""Moving about: sentences, pages, articles, with keys and with the mouse."""

import pytest

from labels.project import Project
from tests.examples import default_cases
from tests.tui.desk_app import desk_app, desk_of, lines, shown, type_keys, until_true
from tui.widgets.label_bar import LabelBar
from tui.widgets.sentence_list import SentenceList

LONG = " ".join(f"Sentence number {n} of the long report ends here." for n in range(60))


async def test_arrows_letters_and_ends(project):
    app = desk_app(project)
    async with app.run_test(size=(80, 24)) as pilot:
        at = []
        for keys in (["down"], ["j"], ["k"], ["up"], ["up"], ["end"], ["down"], ["home"]):
            await type_keys(pilot, *keys)
            at.append(desk_of(app).desk.cursor)
        assert at == [1, 2, 1, 0, 0, 3, 3, 0]


async def test_next_and_previous_undecided_go_through_the_articles(project):
    app = desk_app(project)
    async with app.run_test(size=(80, 24)) as pilot:
        await type_keys(pilot, "down", "c", "c", "home", "right")
        assert desk_of(app).desk.cursor == 3
        await type_keys(pilot, "right")
        assert (desk_of(app).desk.page.article.n, desk_of(app).desk.cursor) == (2, 0)
        await type_keys(pilot, "left")
        assert (desk_of(app).desk.page.article.n, desk_of(app).desk.cursor) == (1, 3)
        await type_keys(pilot, "left")
        assert desk_of(app).desk.cursor == 0
        await type_keys(pilot, "left")
        assert "Nothing undecided before this sentence." in shown(app)


@pytest.mark.slow
async def test_articles_are_turned_like_pages_and_keep_their_place(project):
    app = desk_app(project)
    async with app.run_test(size=(80, 24)) as pilot:
        await type_keys(pilot, "[")
        assert "This is the first article." in shown(app)
        await type_keys(pilot, "down", "down", "]", "]", "]")
        assert "This is the last article." in shown(app)
        assert "article 3 of 3" in lines(app)[0]
        await type_keys(pilot, "[", "[")
        assert desk_of(app).desk.cursor == 2


@pytest.mark.slow
async def test_pages_go_down_and_up_again(project):
    project.add(LONG)
    app = desk_app(project)
    async with app.run_test(size=(80, 24)) as pilot:
        await type_keys(pilot, "[", "]", "]", "]")
        desk = desk_of(app).desk
        assert desk.page.article.n == 4
        await type_keys(pilot, "pagedown")
        down = desk.cursor
        assert 10 <= down <= 24
        await type_keys(pilot, *["pagedown"] * 10)
        assert desk.cursor == 59
        await type_keys(pilot, *["pageup"] * 20)
        assert desk.cursor == 0


async def test_a_sentence_taller_than_the_window_is_read_page_by_page(project):
    project.add("word " * 600 + "end. Then a short one.")
    app = desk_app(project)
    async with app.run_test(size=(40, 10)) as pilot:
        await type_keys(pilot, ":", *"a4", "enter")
        rows = desk_of(app).rows
        assert rows.top.offset == 0
        await type_keys(pilot, "pagedown")
        assert (desk_of(app).desk.cursor, rows.top.row) == (0, 0)
        assert rows.top.offset > 0
        for _ in range(60):
            await type_keys(pilot, "pagedown")
            if desk_of(app).desk.cursor:
                break
        assert desk_of(app).desk.cursor == 1
        await type_keys(pilot, "pageup", *["pageup"] * 60)
        assert rows.top == (0, 0, 0)


@pytest.mark.slow
async def test_a_click_on_a_sentence_goes_there_and_a_click_on_a_label_gives_it(project):
    app = desk_app(project)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.click(SentenceList, offset=(20, 1))
        await type_keys(pilot)
        assert desk_of(app).desk.cursor == 1
        await pilot.click(LabelBar, offset=(shown(app).splitlines()[21].index("quote") + 1, 0))
        await type_keys(pilot)
        assert project.annotation(list(project.sentences())[1]).labels == ("quote",)
        assert desk_of(app).desk.cursor == 2


@pytest.mark.slow
async def test_the_wheel_scrolls_and_leaves_the_cursor(project):
    from textual import events

    project.add(LONG)
    app = desk_app(project)
    async with app.run_test(size=(80, 24)) as pilot:
        await type_keys(pilot, ":", *"a4", "enter")
        before = lines(app)[4]
        await pilot._post_mouse_events([events.MouseScrollDown], desk_of(app).rows)
        await type_keys(pilot)
        assert lines(app)[1][2:] == before[2:]
        assert desk_of(app).desk.cursor == 0
        await type_keys(pilot, "c")  # a decision brings the cursor back into view
        assert any(line.startswith((" ▌", "▎▌")) for line in lines(app))


@pytest.mark.slow
@pytest.mark.parametrize("size", default_cases([(80, 24), (120, 40)], 0))
async def test_the_place_survives_every_size_of_window(project, size):
    project.add(LONG)
    app = desk_app(project)
    async with app.run_test(size=size) as pilot:
        await type_keys(pilot, ":", *"a4", "enter", *["down"] * 33)
        top, picture = desk_of(app).rows.top, shown(app)
        for other in [(120, 40), (80, 24), (40, 10), (20, 6), (3, 2), (1, 1), size]:
            await pilot.resize_terminal(*other)
            await type_keys(pilot)
            assert desk_of(app).desk.cursor == 33
        assert desk_of(app).rows.top == top
        assert shown(app) == picture


@pytest.mark.slow
@pytest.mark.parametrize("size", default_cases([(80, 24), (40, 10), (20, 6), (3, 2), (1, 1)], 3))
async def test_every_key_works_in_every_size_of_window(project, size):
    app = desk_app(project)
    async with app.run_test(size=size) as pilot:
        await type_keys(
            pilot, "c", "Q", "+", "f", "!", ";", *"note", "enter", "\\", "\\", "?", "escape", "ctrl+p", "escape", "v",
            "down", "pagedown", "/", *"mayor", "enter", "f3", "ctrl+t", "ctrl+c", "space", "]", "[", "backspace",
        )  # fmt: skip
        await pilot.pause()
        assert project.progress().decided == 2
        assert project.progress().flagged == 1
        assert project.progress().noted == 1
        await type_keys(pilot, "escape")  # out of the list of themes
        await pilot.resize_terminal(80, 24)
        await until_true(lambda: "decided" in lines(app)[0])


async def test_the_next_desk_opens_at_the_very_window(project):
    project.add(LONG)
    app = desk_app(project)
    async with app.run_test(size=(80, 24)) as pilot:
        await type_keys(pilot, ":", *"a4", "enter", *["down"] * 33, "up", "up")
        top, picture = desk_of(app).rows.top, shown(app)
    app = desk_app(project)
    async with app.run_test(size=(80, 24)) as pilot:
        await type_keys(pilot)
        assert (desk_of(app).desk.page.article.n, desk_of(app).desk.cursor) == (4, 31)
        assert desk_of(app).rows.top == top
        assert shown(app) == picture


async def test_where_the_text_was_scrolled_to_is_there_again_after_quitting(tmp_path):
    with Project(tmp_path / "long.db", "ana") as project:
        project.add(LONG)
        app = desk_app(project)
        async with app.run_test(size=(60, 16)) as pilot:
            await type_keys(pilot, "pagedown", "pagedown", "down")
            await pilot.pause()
            top = app.screen.query_one(SentenceList).top
            await type_keys(pilot, "ctrl+q")
        again = desk_app(project)
        async with again.run_test(size=(60, 16)) as pilot:
            await pilot.pause()
            assert top.row > 0
            assert again.screen.query_one(SentenceList).top == top
