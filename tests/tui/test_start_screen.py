"""The start screen: what to do while there is nothing to label."""

from pathlib import Path

import pytest
from textual import events

from labels.project import Project
from tests.examples import default_cases
from tests.tui.desk_app import desk_app, desk_of, shown, type_keys
from tests.tui.test_desk_hostile import safe
from tui.recent_projects import keep_recent
from tui.screens.program import TOUR
from tui.screens.start import _WAYS, StartScreen


@pytest.fixture
def empty(tmp_path):
    """A project without articles."""
    with Project(tmp_path / "news.db", "ana") as project:
        yield project


@pytest.mark.parametrize("size", default_cases([(120, 40), (80, 24), (40, 10), (20, 6), (3, 2), (1, 1)], 1, 4))
async def test_it_says_what_to_do_in_every_size(empty, size):
    app = desk_app(empty)
    async with app.run_test(size=size) as pilot:
        assert isinstance(app.screen, StartScreen)
        assert safe(app)
        if size[1] >= 10:
            assert "Open a file" in shown(app) and "tour" in shown(app)
        await type_keys(pilot, "ctrl+p", "c", "x", "tab", "enter", "escape")
        await pilot.resize_terminal(80, 24)
        await type_keys(pilot)
        assert "Open a file" in shown(app)


async def test_a_folder_is_opened_and_labelled(empty, tmp_path):
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "one.txt").write_text("The bridge is closed. Nobody knows why.")
    app = desk_app(empty)
    async with app.run_test(size=(80, 24)) as pilot:
        await type_keys(pilot, "o", *str(tmp_path / "texts"), "enter")
        await app.workers.wait_for_complete()
        await type_keys(pilot)
        await pilot.pause()
        assert "1 article added (2 sentences)" in shown(app)
        await type_keys(pilot, "n")
        assert desk_of(app).desk.tally.decided == 1


@pytest.mark.parametrize("named", default_cases(["nowhere.txt", "~nosuchuser/x", "a\0b"], 0))
async def test_what_cannot_be_opened_is_said_and_asked_again(empty, named, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    app = desk_app(empty)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await type_keys(pilot, "o")
        app.screen.query_one("Input").value = named
        await type_keys(pilot, "enter")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert isinstance(app.screen, StartScreen)
        assert [note for note in app._notifications if note.severity in ("error", "warning")]
        await type_keys(pilot, "ctrl+o")
        assert "File or folder:" in shown(app)


@pytest.mark.slow
async def test_letters_in_the_question_are_letters(empty):
    app = desk_app(empty)
    async with app.run_test(size=(80, 24)) as pilot:
        await type_keys(pilot, "o", *"toq")
        assert app.screen.query_one("Input").value == "toq"
        await type_keys(pilot, "tab", "escape", "t")
    assert app.return_code == TOUR


@pytest.mark.parametrize("key", ["q", "ctrl+q"])
async def test_it_can_be_left(empty, key):
    app = desk_app(empty)
    async with app.run_test(size=(80, 24)) as pilot:
        await type_keys(pilot, key)
        assert app._exit
    assert not app.return_code


@pytest.mark.slow
async def test_articles_that_somebody_else_brings_open_the_desk(empty):
    app = desk_app(empty)
    async with app.run_test(size=(80, 24)) as pilot:
        with Project.open(empty.path, "ben") as other:
            other.add("The bridge is closed.")
        await pilot.pause(1.2)
        await type_keys(pilot)
        assert "The bridge is closed." in shown(app)


@pytest.mark.slow
async def test_a_long_name_of_a_project_is_shown_whole(tmp_path):
    (tmp_path / ("x" * 90)).mkdir()
    with Project(tmp_path / ("x" * 90) / "news.db", "ana") as project:
        app = desk_app(project)
        async with app.run_test(size=(80, 24)):
            assert "news.db,asana" in "".join(shown(app).split()), "wherever its lines end"


async def test_recent_projects_that_still_exist_are_offered_and_opened(empty, tmp_path, monkeypatch):
    monkeypatch.setenv("COPYDESK_SETTINGS", str(tmp_path / "settings" / "settings.toml"))
    (tmp_path / "settings").mkdir()
    for name in ("old.db", "gone.db", "new.db"):
        with Project.open(tmp_path / name, "ana"):
            keep_recent(tmp_path / name)
    keep_recent(empty.path)
    (tmp_path / "gone.db").unlink()
    app = desk_app(empty)
    async with app.run_test(size=(120, 24)) as pilot:
        page = shown(app)
        assert page.index("1  " + str(tmp_path / "new.db")) < page.index("2  " + str(tmp_path / "old.db"))
        assert "gone.db" not in page and str(empty.path) not in page.split("Project")[0]
        await type_keys(pilot, "3")
        assert not app._exit
        await type_keys(pilot, "2")
        assert app._exit and app.next_project == tmp_path / "old.db"


@pytest.mark.slow
async def test_without_recent_projects_none_are_spoken_of(empty):
    app = desk_app(empty)
    async with app.run_test(size=(80, 24)) as pilot:
        assert "last:" not in shown(app)
        await type_keys(pilot, "1")
        assert not app._exit


@pytest.mark.slow
async def test_tab_completes_a_path_and_tells_the_choices(empty, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "articles" / "deep").mkdir(parents=True)
    (tmp_path / "armour.txt").write_text("Old iron.")
    app = desk_app(empty)
    async with app.run_test(size=(80, 24)) as pilot:
        await type_keys(pilot, "o", *"a", "tab")
        assert app.screen.query_one("Input").value == "ar"
        assert "armour.txt  articles/" not in shown(app)
        await type_keys(pilot, "tab")
        assert "armour.txt  articles/" in shown(app)
        await type_keys(pilot, *"t", "tab", "tab")
        assert app.screen.query_one("Input").value == "articles/deep/"
        await type_keys(pilot, *"zz", "tab")
        assert "Nothing here begins with “zz”" in shown(app)


@pytest.mark.slow
async def test_a_path_that_is_dropped_into_the_window_is_asked_about(empty):
    app = desk_app(empty)
    async with app.run_test(size=(80, 24)) as pilot:
        app.post_message(events.Paste("'/a b/c.txt'\n"))
        await type_keys(pilot)
        assert app.screen.query_one("Input").value == "'/a b/c.txt'"


async def test_an_address_is_fetched_as_on_the_command_line(empty, monkeypatch):
    asked = []
    app = desk_app(empty)
    monkeypatch.setattr(app, "import_paths", asked.append)
    app.import_named(" https://courier.example/news/harbour ")
    app.import_named("a.txt")
    assert asked == [["https://courier.example/news/harbour"], [Path("a.txt")]]


@pytest.mark.slow
async def test_every_line_fits_80_columns(empty):
    app = desk_app(empty)
    async with app.run_test(size=(80, 24)):
        page = shown(app)
    for _, about in _WAYS.values():
        assert about in page
    for kind in ("Markdown", "Word", "EPUB", "web pages", "JSON"):
        assert kind in page
