"""Questions at the foot of the desk: notes, places to go to, and what keys do while something is asked."""

import pytest

from tests.examples import default_cases
from tests.tui.desk_app import desk_app, desk_of, first, lines, shown, type_keys
from tui.widgets.sentence_list import SentenceList


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


@pytest.mark.slow
async def test_quitting_works_from_a_question_and_from_help(project):
    for before in (";", "?"):
        app = desk_app(project)
        async with app.run_test(size=(80, 24)) as pilot:
            await type_keys(pilot, before, "ctrl+q")
            assert app._exit


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
