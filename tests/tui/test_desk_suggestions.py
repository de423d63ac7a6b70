"""Suggestions on the screen of the desk: shown as no decision looks, given by Enter, turned off by one key."""

from __future__ import annotations

import pytest

from tests.labels.desk.test_suggesting import DECIDED, LABELS, payload, project
from tests.tui.desk_app import desk_app, desk_of, lines, shown, type_keys, until_true

__all__ = ["project"]


async def ready(pilot):
    """Learnt all there is, at a sentence with a suggestion on the screen; its row."""
    desk = desk_of(pilot.app).desk
    await type_keys(pilot, "right")
    await until_true(lambda: not desk.suggesting.work())
    for _ in range(8):
        await type_keys(pilot, "down")
        if desk.suggesting.in_view:
            return desk
    raise AssertionError("nothing was suggested of eight sentences")


async def test_enter_gives_what_stands_behind_the_question_mark(project):
    app = desk_app(project)
    async with app.run_test(size=(80, 24)) as pilot:
        desk = await ready(pilot)
        row, likely = desk.cursor, LABELS[desk.cursor % 4]
        assert any(f"? {likely}" in line for line in lines(app))
        assert f"Suggested: {likely}, " in shown(app)
        await type_keys(pilot, "enter")
        assert desk.annotation(row).labels == (likely,)
        assert payload(project)["suggestion"]["accepted"] is True
        assert f"? {likely}" not in lines(app)[0]


@pytest.mark.slow
async def test_one_key_turns_them_off(project):
    app = desk_app(project)
    async with app.run_test(size=(80, 24)) as pilot:
        desk = await ready(pilot)
        row = desk.cursor
        await type_keys(pilot, "f7")
        assert "Suggestions are off." in shown(app)
        assert not any("? " in line[:16] for line in lines(app))
        await type_keys(pilot, "enter")
        assert not desk.annotation(row).decided


async def test_a_second_look_waits_for_an_answer_that_was_typed_for_it(project):
    project.suggestions.set_mode("second look")
    app = desk_app(project)
    async with app.run_test(size=(80, 24)) as pilot:
        desk = desk_of(app).desk
        await type_keys(pilot, "right")
        desk.suggesting.in_view  # noqa: B018
        await until_true(lambda: not desk.suggesting.work())
        for _ in range(8):
            await type_keys(pilot, "down")
            row = desk.cursor
            await type_keys(pilot, "c" if row % 4 else "q")
            if desk.suggesting.second_look:
                break
        likely = LABELS[row % 4]
        assert f"Second look: {likely}" in shown(app)
        await type_keys(pilot, "enter")
        assert desk.annotation(row).labels == (("claim",) if row % 4 else ("quote",))
        assert desk.cursor != row


async def test_the_key_that_closes_a_question_twice_takes_no_suggestion(project):
    """Whoever hits Enter twice at the end of a note means the note: what was hidden behind it was not asked for."""
    app = desk_app(project)
    async with app.run_test(size=(80, 24)) as pilot:
        desk = await ready(pilot)
        row = desk.cursor
        await type_keys(pilot, "semicolon", *"why", "enter", "enter")
        assert desk.annotation(row).note == "why"
        assert not desk.annotation(row).decided
        desk.go_to(row)


async def test_a_suggestion_counts_again_once_a_question_or_another_screen_is_gone(project):
    app = desk_app(project)
    async with app.run_test(size=(80, 24)) as pilot:
        desk = await ready(pilot)
        row = desk.cursor
        await type_keys(pilot, "f1")
        await pilot.pause()
        await type_keys(pilot, "down")  # scrolls the help
        assert desk.cursor == row and not desk.suggesting._is_painted
        await type_keys(pilot, "escape")
        await until_true(lambda: desk.suggesting._painted._since is not None)
        await type_keys(pilot, "semicolon", *"why")
        assert not desk.suggesting._is_painted
        await type_keys(pilot, "enter")
        await until_true(lambda: desk.suggesting._painted._since is not None)
        await type_keys(pilot, "enter")
        assert desk.annotation(row).decided
        assert payload(project)["suggestion"]["accepted"] is True


async def test_why_there_are_none_yet_is_said_where_there_is_room(project):
    project.suggestions.set_mode("suggest")
    for sentence in list(project.sentences())[20:DECIDED]:
        project.clear(sentence)
    app = desk_app(project)
    async with app.run_test(size=(80, 24)) as pilot:
        desk = desk_of(app).desk
        await type_keys(pilot, "right")
        await until_true(lambda: not desk.suggesting.work())
        await type_keys(pilot, "down")
        assert "No suggestions yet: suggestions begin after 80 more decisions." in shown(app)
