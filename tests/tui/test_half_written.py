"""Words that are being typed when somebody leaves: they are kept with their sentence."""

import pytest

from labels.sqlite.connection import connect, writing
from tests.examples import default_cases
from tests.tui.desk_app import desk_app, desk_of, first, post, type_keys, until_true
from tui.screens.half_written import KEPT


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
