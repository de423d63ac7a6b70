"""Questions at the foot of the desk: notes, searches, places to go to, files to read and write."""

import json
import threading
import time

import pytest

from labels.desk.search import DeskSearch
from labels.sqlite.connection import connect, writing
from labels.values.progress import Cancelled
from tests.examples import default_cases
from tests.tui.desk_app import desk_app, desk_of, lines, post, shown, type_keys, until_true
from tui.screens.half_written import KEPT
from tui.widgets.sentence_list import SentenceList


def first(project):
    return next(project.sentences())


async def test_a_note_is_written_shown_again_and_taken_away(project):
    app = desk_app(project)
    async with app.run_test(size=(120, 40)) as pilot:
        await type_keys(pilot, ";", *"ask, says who", "enter")
        assert project.annotation(first(project)).note == "ask, says who"
        assert "Note: ask, says who" in shown(app)
        await type_keys(pilot, ";", *"?", "enter")
        assert project.annotation(first(project)).note == "ask, says who?"
        await type_keys(pilot, ";", "ctrl+u", "enter")
        assert project.annotation(first(project)).note == ""
        assert "Note:" not in shown(app)


@pytest.mark.slow
async def test_editing_keys_typed_ahead_act_in_order_too(project):
    app = desk_app(project)
    async with app.run_test(size=(80, 24)) as pilot:
        await type_keys(pilot, ";", *"helo", "backspace", *"lo", "home", "X", "end", "!", "enter", "c")
        mark = project.annotation(first(project))
        assert (mark.note, mark.labels) == ("Xhello!", ("claim",))


@pytest.mark.slow
async def test_escape_leaves_the_note_as_it_was_and_the_next_key_labels(project):
    app = desk_app(project)
    async with app.run_test(size=(80, 24)) as pilot:
        await type_keys(pilot, ";", *"never mind", "escape", "c")
        mark = project.annotation(first(project))
        assert (mark.note, mark.labels) == ("", ("claim",))


async def test_keys_typed_ahead_over_a_question_act_in_order(project):
    app = desk_app(project)
    async with app.run_test(size=(80, 24)) as pilot:
        await type_keys(pilot, "/", *"mayor", "enter", "c", "[", ";", *"qq", "enter", "q", "?", "escape", "space")
        found = [(mark.labels, mark.status, mark.note) for mark in map(project.annotation, project.sentences())]
        assert found[3] == (("claim",), "labelled", "")
        (noted,) = [n for n, (_, _, note) in enumerate(found) if note == "qq"]
        assert found[noted][0] == ("quote",)
        assert found[noted + 1][1] == "skipped"


@pytest.mark.parametrize("stray", default_cases(["tab", "shift+tab", "ctrl+p", "click", "f3", "down", "pagedown"], 3))
async def test_nothing_takes_the_keyboard_away_from_a_question(project, stray):
    app = desk_app(project)
    async with app.run_test(size=(80, 24)) as pilot:
        await type_keys(pilot, ";", "o", "n")
        if stray == "click":
            await pilot.click(SentenceList, offset=(20, 1))
        else:
            await type_keys(pilot, stray)
        await type_keys(pilot, "e", "enter", "c")
        mark = project.annotation(first(project))
        assert (mark.note, mark.labels) == ("one", ("claim",))


@pytest.mark.slow
async def test_a_quit_on_a_letter_is_a_letter_in_a_question(project):
    app = desk_app(project, keys={"quit": "x", "palette": "z"})
    async with app.run_test(size=(80, 24)) as pilot:
        await type_keys(pilot, ";", *"xyz", "enter")
        assert project.annotation(first(project)).note == "xyz"
        await type_keys(pilot, ";", *"xyz", "ctrl+q")
        assert not app.is_running or app._exit
    assert project.annotation(first(project)).note == "xyzxyz", "what was being typed is kept"


async def test_words_that_were_being_typed_are_kept_when_the_program_is_left(project):
    app = desk_app(project)
    async with app.run_test(size=(80, 24)) as pilot:
        await type_keys(pilot, "@", *"who says", "ctrl+q")
        assert app._exit and app.last_words == KEPT
    assert project.annotation(first(project)).flag_reason == "who says"


@pytest.mark.slow
async def test_words_are_kept_when_the_terminal_goes_away(project):
    app = desk_app(project)
    async with app.run_test(size=(80, 24)) as pilot:
        await type_keys(pilot, ";", *"half a no")
        app._leave(129)
    mark = project.annotation(first(project))
    assert (mark.note, app.last_words) == ("half a no", KEPT)


@pytest.mark.parametrize("typed", default_cases([("@",), (";",), ("/", "x"), ("ctrl+g", "x"), (":", "3")], 1))
async def test_leaving_a_question_without_words_to_keep_writes_nothing(project, typed):
    app = desk_app(project)
    before = project.lists.newest_change()
    async with app.run_test(size=(80, 24)) as pilot:
        await type_keys(pilot, *typed, "ctrl+q")
        assert app._exit and app.last_words == ""
    assert project.lists.newest_change() == before


async def test_words_that_cannot_be_kept_stay_where_they_are(project):
    app = desk_app(project)
    async with app.run_test(size=(80, 24)) as pilot:
        await type_keys(pilot, ";", *"half a no")
        other = connect(project.path)
        with writing(other):
            post(app, "ctrl+q")
            await until_true(lambda: app.waiting._stop is not None)
            await type_keys(pilot, "escape")
            await until_true(lambda: app.waiting._stop is None)
        other.close()
        assert not app._exit and desk_of(app).asking
        await type_keys(pilot, "enter")
    assert project.annotation(first(project)).note == "half a no"


@pytest.mark.slow
async def test_tab_completes_the_path_to_import_and_to_export(project, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "stories.txt").write_text("The heron waits.", encoding="utf-8")
    (tmp_path / "storage").mkdir()
    app = desk_app(project)
    async with app.run_test(size=(80, 24)) as pilot:
        for key in ("ctrl+o", "ctrl+s"):
            await type_keys(pilot, key, "ctrl+u", *"st", "tab")
            assert desk_of(app).prompt.typed == "stor"
            await type_keys(pilot, "tab")
            assert "storage/  stories.txt" in shown(app)
            await type_keys(pilot, "i", "tab")
            assert desk_of(app).prompt.typed == "stories.txt"
            await type_keys(pilot, "escape")
            assert "storage/" not in shown(app)


@pytest.mark.slow
async def test_an_error_that_names_an_option_names_the_command_that_has_it(project, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    app = desk_app(project)
    async with app.run_test(size=(120, 30), notifications=True) as pilot:
        await type_keys(pilot, "ctrl+s", "ctrl+u", *"data.json", "enter")
        await app.workers.wait_for_complete()
        await pilot.pause()
        (told,) = [each.message for each in app._notifications]
        assert "--format" in told and told.endswith("(Options are those of the command line: copydesk export)")


@pytest.mark.slow
async def test_quitting_works_from_a_question_and_from_help(project):
    for before in (";", "?"):
        app = desk_app(project)
        async with app.run_test(size=(80, 24)) as pilot:
            await type_keys(pilot, before, "ctrl+q")
            assert app._exit


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


@pytest.mark.parametrize(
    ("where", "place", "notice"),
    default_cases(
        [
            ("3", (1, 2), ""),
            ("99", (1, 0), "This article has sentences 1 to 4."),
            ("0", (1, 0), "This article has sentences 1 to 4."),
            ("a2", (2, 0), ""),
            ("a99", (1, 0), "There is no article 99."),
            ("harbour", (4, 0), ""),
            ("nonsense", (1, 0), "nonsense"),
            ("", (1, 0), ""),
            ("99999999999999999999999", (1, 0), "99999999999999999999999"),
            ("a99999999999999999999999", (1, 0), "99999999999999999999999"),
            ("a²", (1, 0), "a²"),
            ("[/x]", (1, 0), "[/x]"),
        ],
        0,
        4,
        unpack=True,
    ),
)
async def test_going_to(project, where, place, notice):
    project.add("Ships wait outside.", title="The Harbour opens")
    app = desk_app(project)
    async with app.run_test(size=(80, 24)) as pilot:
        await type_keys(pilot, ":", *where, "enter")
        desk = desk_of(app).desk
        assert (desk.page.article.n, desk.cursor) == place
        assert notice in shown(app)


@pytest.mark.slow
async def test_going_to_a_sentence_by_its_id(project):
    wanted = list(project.sentences())[6]
    app = desk_app(project)
    async with app.run_test(size=(80, 24)) as pilot:
        await type_keys(pilot, ":", *wanted.id, "enter")
        desk = desk_of(app).desk
        assert desk.page.sentence(desk.cursor) == wanted.text


@pytest.mark.slow
async def test_the_export_suggests_a_file_beside_the_project(project):
    app = desk_app(project)
    async with app.run_test(size=(120, 24)) as pilot:
        await type_keys(pilot, "c", "q", "ctrl+s", "enter")
        await app.workers.wait_for_complete()
        await type_keys(pilot)
        written = project.path.with_suffix(".jsonl")
        assert [json.loads(line)["label"] for line in written.read_text().splitlines()] == ["claim", "quote"]
        assert "news.jsonl: 2 records" in shown(app)


@pytest.mark.slow
async def test_the_ending_decides_the_format_of_an_export(project, tmp_path):
    app = desk_app(project)
    async with app.run_test(size=(120, 24), notifications=True) as pilot:
        await type_keys(pilot, "c", "ctrl+s", "ctrl+u", *str(tmp_path / "out.csv"), "enter")
        await app.workers.wait_for_complete()
        await type_keys(pilot, "ctrl+s", "ctrl+u", *str(tmp_path / "out.toml"), "enter")
        await app.workers.wait_for_complete()
        await type_keys(pilot)
        assert (tmp_path / "out.csv").read_text().startswith("id,")
        assert not (tmp_path / "out.toml").exists()
        assert any("no format ends in .toml" in each.message for each in app._notifications)


@pytest.mark.slow
async def test_a_file_that_is_no_export_is_replaced_only_if_that_is_said(project, tmp_path):
    precious = tmp_path / "articles.jsonl"
    precious.write_text('{"text": "the only copy"}\n')
    app = desk_app(project)
    async with app.run_test(size=(120, 24), notifications=True) as pilot:
        await type_keys(pilot, "c", "ctrl+s", "ctrl+u", *str(precious), "enter")
        assert "articles.jsonl is there already and is no export" in shown(app)
        await type_keys(pilot, *"no", "enter")
        await app.workers.wait_for_complete()
        assert "the only copy" in precious.read_text()
        await type_keys(pilot, "ctrl+s", "ctrl+u", *str(precious), "enter", *"yes", "enter")
        await app.workers.wait_for_complete()
        await type_keys(pilot)
        assert "the only copy" not in precious.read_text()
        await type_keys(pilot, "q", "ctrl+s", "ctrl+u", *str(precious), "enter")  # an export is replaced unasked
        await app.workers.wait_for_complete()
        assert len(precious.read_text().splitlines()) == 2


@pytest.mark.parametrize("named", default_cases(["no/such/folder/x.jsonl", "~nosuchuser/x", "a\0b", ".", "x" * 300], 0))
async def test_an_export_that_cannot_be_says_so_and_the_desk_goes_on(project, named, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    app = desk_app(project)
    async with app.run_test(size=(120, 24), notifications=True) as pilot:
        await type_keys(pilot, "ctrl+s", "ctrl+u")
        desk_of(app).prompt.question.query_one("Input").value = named
        await type_keys(pilot, "enter")
        await app.workers.wait_for_complete()
        await type_keys(pilot)
        assert len(app._notifications) == 1
        await type_keys(pilot, "c")
        assert project.progress().decided == 1


async def test_articles_are_added_from_the_desk_and_the_place_is_kept(project, tmp_path):
    (tmp_path / "more news.txt").write_text("Something else happened. It was small.")
    app = desk_app(project)
    async with app.run_test(size=(100, 24)) as pilot:
        await type_keys(pilot, "down", "ctrl+o", *f"'{tmp_path / 'more news.txt'}'", "enter")
        await app.workers.wait_for_complete()
        await pilot.pause(1.1)  # the desk looks once a second for what others wrote
        assert "1 article added (2 sentences)" in shown(app)
        assert desk_of(app).desk.cursor == 1
        await type_keys(pilot, "c")
        assert "article 1 of 4" in lines(app)[0]


@pytest.mark.slow
@pytest.mark.parametrize(
    "named", default_cases(["no such file.txt", "~nosuchuser/x", "a\0b", "x" * 300, "empty.txt"], 2)
)
async def test_an_import_that_cannot_be_says_so_and_the_desk_goes_on(project, named, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "empty.txt").touch()
    app = desk_app(project)
    async with app.run_test(size=(120, 24), notifications=True) as pilot:
        await type_keys(pilot, "ctrl+o")
        desk_of(app).prompt.question.query_one("Input").value = named
        await type_keys(pilot, "enter")
        await app.workers.wait_for_complete()
        await type_keys(pilot, "c")
        assert len(app._notifications) == 1
        assert project.progress().decided == 1


@pytest.mark.slow
async def test_the_foot_of_the_window_says_how_to_answer(project):
    app = desk_app(project)
    async with app.run_test(size=(80, 24)) as pilot:
        await type_keys(pilot, ";")
        assert "⏎ answer" in lines(app)[-1] and "esc give up" in lines(app)[-1]
        await type_keys(pilot, "escape")
        assert "⏎ confirm" in lines(app)[-1]


@pytest.mark.slow
async def test_what_was_told_in_a_corner_does_not_lie_over_what_is_typed(project):
    app = desk_app(project)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        app.notify("a long message about a file that cannot be read")
        await type_keys(pilot, "@", *"why")
        assert not app._notifications
        assert "Flag because: why" in shown(app)


@pytest.mark.slow
@pytest.mark.parametrize("question", default_cases(["/", ";", "'"], 1))
async def test_while_something_is_asked_no_hint_speaks_of_the_keys_of_labels(project, question):
    app = desk_app(project)
    async with app.run_test(size=(80, 24)) as pilot:
        await type_keys(pilot)
        assert "Press a label’s key" in shown(app)
        await type_keys(pilot, question)
        assert "Press a label’s key" not in shown(app)
        await type_keys(pilot, "escape")
        assert "Press a label’s key" in shown(app)
