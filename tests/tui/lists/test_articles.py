"""The list of articles, as hands and eyes meet it."""

import pytest

from labels.article import Article
from labels.browsing.chosen_order import chosen_order
from tests.labels.making import make_project
from tests.tui.desk_app import desk_app, desk_of, lines, shown
from tests.tui.lists.browsing import keys, query
from tui.screens.desk.screen import DeskScreen
from tui.screens.lists.screen import ListScreen


@pytest.fixture
def project(tmp_path, clock):
    """Thirty articles, every third of them about a bridge."""
    with make_project(tmp_path / "many.db", clock=clock, texts=()) as made:
        for n in range(30):
            what = ("Bridge", "Harbour", "Council")[n % 3]
            text = "\n\n".join(f"Sentence {n} of {m}." for m in range(30 - n if n else 40))
            made.add(Article(text, title=f"{what} {n}", source=f"paper-{n % 2}"))
        yield made


def list_of(app):
    assert isinstance(app.screen, ListScreen) and app.screen.source.name == "articles"
    return app.screen


def titles(app):
    return [
        " ".join(line.split()[-2:])
        for line in lines(app)
        if line.split()[-2:-1] in (["Bridge"], ["Harbour"], ["Council"])
    ]


def here(app):
    """The title of the row under the cursor."""
    (line,) = [line for line in lines(app) if line.startswith("▌")]
    return " ".join(line.split()[-2:])


async def test_a_key_opens_the_list_at_the_open_article_and_closes_it(project):
    app = desk_app(project)
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "right_square_bracket", "right_square_bracket", "tab")
        assert list_of(app)
        assert here(app) == "Council 2"
        assert "3 of 30" in shown(app)
        await keys(pilot, "tab")
        assert desk_of(app).desk.page.article.n == 3


@pytest.mark.slow
async def test_a_line_tells_how_far_an_article_is(project):
    first = next(project.sentences())
    project.label(first, "claim")
    project.flag(first)
    app = desk_app(project)
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "tab")
        (line,) = [line for line in lines(app) if line.rstrip().endswith("Bridge 0")]
        assert "1/40" in line
        assert "!1 c1" in line


async def test_enter_opens_the_desk_there_and_coming_back_leads_to_the_same_row(project):
    app = desk_app(project)
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "tab", *["down"] * 17, "enter")
        assert desk_of(app).desk.page.article.title == "Council 17"
        assert "Council 17" in shown(app)
        await keys(pilot, "c", "tab")
        assert here(app) == "Council 17"
        row = next(y for y, line in enumerate(lines(app)) if line.startswith("▌"))
        assert "1/13" in lines(app)[row]
        await keys(pilot, "enter", "tab")
        assert lines(app)[row].startswith("▌"), "on the same line of the window, too"


@pytest.mark.slow
async def test_moving_about(project):
    app = desk_app(project)
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "tab", "end")
        assert here(app) == "Council 29"
        await keys(pilot, "pageup", "pageup")
        assert here(app) != "Council 29"
        await keys(pilot, "home")
        assert here(app) == "Bridge 0"
        await keys(pilot, "up", "j", "j", "k")
        assert here(app) == "Harbour 1"
        await pilot.click("LongList", offset=(5, 4))
        clicked = here(app)
        assert clicked == "Harbour 4"
        await pilot.click("LongList", offset=(5, 4))
        await keys(pilot)
        assert desk_of(app).desk.page.article.title == clicked


@pytest.mark.slow
async def test_keys_typed_ahead_act_in_their_order(project):
    app = desk_app(project)
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "tab", "slash", *"council", "enter", "down", "down", "enter", "c")
        assert isinstance(app.screen, DeskScreen)
        assert project.progress().decided == 1


@pytest.mark.slow
async def test_the_list_follows_the_query_and_opens_without_it(project):
    app = desk_app(project)
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "tab", "slash", *"bri")
        assert {title.split()[0] for title in titles(app)} == {"Bridge"}
        assert "1 of 10" in shown(app)
        await keys(pilot, "enter", "down", "down", "enter")
        assert desk_of(app).desk.page.article.title == "Bridge 6"
        await keys(pilot, "tab")
        assert here(app) == "Bridge 6"
        assert list_of(app).query_line.text == ""
        assert "7 of 30" in shown(app)


async def test_a_query_lists_the_articles_that_hold_such_a_sentence(project):
    app = desk_app(project)
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "c", "tab")
        await query(pilot, "label:claim")
        assert titles(app) == ["Bridge 0"]
        await query(pilot, "label:claim is:skipped")
        assert titles(app) == []
        assert "none" in shown(app)
        await keys(pilot, "enter", "down", "end", "pagedown")
        assert list_of(app), "there is nothing to open"


@pytest.mark.slow
async def test_what_is_wrong_with_a_query_is_said_under_its_column(project):
    app = desk_app(project)
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "tab")
        await query(pilot, "bridge colour:red")
        screen = lines(app)
        assert screen[1][1 + len("Find: bridge ")] == "c"
        assert screen[2].index("^") == 1 + len("Find: bridge ")
        assert "colour" in screen[3]
        await query(pilot, "bridge")
        assert "^" not in "".join(lines(app)[:4])


@pytest.mark.slow
async def test_sorting_by_a_key_and_turning_it_round(project):
    project.label(next(project.sentences(list(project.articles())[4].id)), "claim")
    app = desk_app(project)
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "tab", "right")
        assert "by title ▴" in shown(app)
        assert titles(app)[0] == "Bridge 0"
        assert titles(app)[1] == "Bridge 12"
        await keys(pilot, "equals_sign")
        assert titles(app)[0] == "Harbour 7"
        await keys(pilot, "right", "right")
        assert "by length ▴" in shown(app)
        assert titles(app)[0] == "Council 29"
        await keys(pilot, "right")
        assert "by last decision ▾" in shown(app)
        assert titles(app)[0] == "Harbour 4"
        await keys(pilot, "right")
        assert "as imported" in shown(app)
        await keys(pilot, "left", "left", "enter", "tab")
        assert "by length" in shown(app), "the order is kept"


@pytest.mark.slow
async def test_the_order_of_work_is_chosen_and_shown(project):
    app = desk_app(project)
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "tab")
        assert "Order of work: as imported." in shown(app)
        await keys(pilot, "ctrl+o", *["backspace"] * 5, "7", "enter")
        assert chosen_order(project.connection, "ana") == ("shuffled", 7)
        assert "shuffled (seed 7)" in shown(app)
        await keys(pilot, "ctrl+o")
        assert chosen_order(project.connection, "ana")[0] == "shortest"
        await keys(pilot, "ctrl+o", "ctrl+o", "ctrl+o", *["backspace"] * 5, "x", "enter")
        assert chosen_order(project.connection, "ana")[0] == "imported"
        assert "no whole number" in shown(app)
        await keys(pilot, "ctrl+o", "escape")
        assert chosen_order(project.connection, "ana")[0] == "imported"
        assert list_of(app)


@pytest.mark.slow
async def test_quitting_from_the_list(project):
    app = desk_app(project)
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "tab", "ctrl+q")
    assert not app.is_running
