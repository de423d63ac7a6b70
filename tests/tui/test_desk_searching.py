"""The search at the foot of the desk: from match to match through the articles."""

import threading
import time

import pytest

from labels.desk.search import DeskSearch
from labels.values.progress import Cancelled
from tests.examples import default_cases
from tests.tui.desk_app import desk_app, desk_of, post, shown, type_keys, until_true


async def test_the_search_goes_on_through_the_articles_and_says_where_it_is(project):
    app = desk_app(project)
    async with app.run_test(size=(80, 24)) as pilot:
        desk = desk_of(app).desk
        await type_keys(pilot, "/", *"NOBODY", "enter")
        assert (desk.page.article.n, desk.cursor) == (1, 2)
        assert "“NOBODY”: F3 searches on." in shown(app)
        await type_keys(pilot, "n")
        assert (desk.page.article.n, desk.cursor) == (3, 1)
        assert "Found in another article" in shown(app)
        await type_keys(pilot, "f3")
        assert (desk.page.article.n, desk.cursor) == (1, 2)
        await type_keys(pilot, "/", "ctrl+u", *"no such words", "enter")
        assert "“no such words” is not in these articles." in shown(app)
        assert (desk.page.article.n, desk.cursor) == (1, 2)


@pytest.mark.slow
async def test_what_is_searched_for_is_marked_until_an_empty_search(project):
    def marked() -> bool:
        grounds = [segment.style.bgcolor for segment in desk_of(app).rows.render_line(4)]
        return len(set(grounds)) > 1

    app = desk_app(project)
    async with app.run_test(size=(80, 24)) as pilot:
        await type_keys(pilot, "/", *" mayor ", "enter", "home")
        assert marked()
        await type_keys(pilot, "/", "ctrl+u", "enter")
        assert not marked()


@pytest.mark.slow
async def test_the_search_understands_queries(project):
    app = desk_app(project)
    async with app.run_test(size=(80, 24)) as pilot:
        desk = desk_of(app).desk
        await type_keys(pilot, "down", "f", "home", "/", *"label:fact", "enter")
        assert (desk.page.article.n, desk.cursor) == (1, 1)
        await type_keys(pilot, "/", *"/end c/ -label:fact", "enter")
        assert (desk.page.article.n, desk.cursor) == (3, 2)


@pytest.mark.slow
async def test_a_search_begins_with_what_was_searched_for_selected(project):
    app = desk_app(project)
    async with app.run_test(size=(80, 24)) as pilot:
        await type_keys(pilot, "/", *"nobody", "enter", "/")
        assert desk_of(app).prompt.typed == "nobody"
        await type_keys(pilot, *"mayor", "enter", "/", "end", *" left")
        assert desk_of(app).prompt.typed == "mayor left"


@pytest.mark.parametrize(
    ("query", "at", "problem"),
    default_cases(
        [
            ("the lable:claim", 4, "There is no field “lable:”. Did you mean “label”?"),
            ("label:clam", 0, "The codebook has no label “clam”. Did you mean “claim”?"),
            ("mayor /[/", 6, "This /regex/ is not valid"),
        ],
        2,
        unpack=True,
    ),
)
async def test_what_is_wrong_with_a_search_is_said_in_the_prompt(project, query, at, problem):
    app = desk_app(project)
    async with app.run_test(size=(80, 24)) as pilot:
        await type_keys(pilot, "/", *query, "enter")
        prompt = desk_of(app).prompt
        assert (prompt.asking, prompt.typed) == (True, query)
        assert prompt.question.query_one("Input").cursor_position == at
        assert sum(problem in line for line in shown(app).splitlines()) == 1
        await type_keys(pilot, "escape", "c")
        assert problem not in shown(app)
        assert project.progress().decided == 1
        await type_keys(pilot, "/")
        assert (prompt.typed, problem in shown(app)) == (query, False)


@pytest.mark.slow
async def test_escape_ends_a_search_that_takes_long(project, monkeypatch):
    begun = threading.Event()

    def look(search, progress):
        begun.set()
        while not progress.cancelled():
            time.sleep(0.001)
        raise Cancelled

    monkeypatch.setattr(DeskSearch, "look", look)
    app = desk_app(project)
    async with app.run_test(size=(80, 24)) as pilot:
        post(app, "/", *"/mayor/", "enter", "c")
        await until_true(begun.is_set)
        await until_true(lambda: "Searching … Escape stops it." in shown(app))
        await type_keys(pilot, "escape")
        assert "The search was stopped." in shown(app)
        assert project.progress().decided == 0
        await type_keys(pilot, "c")
        assert project.progress().decided == 1


@pytest.mark.slow
async def test_searching_on_without_a_search_asks_for_one(project):
    app = desk_app(project)
    async with app.run_test(size=(80, 24)) as pilot:
        await type_keys(pilot, "f3")
        assert desk_of(app).prompt.asking
        assert "Search:" in shown(app)
