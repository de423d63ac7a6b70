"""Saying the same of many lines of a list: what is selected, asked, confirmed, cancelled and undone."""

import pytest
from textual import events

from tests.tui.desk_app import desk_app, desk_of, lines, shown
from tests.tui.lists.browsing import here, keys, list_of, query
from tui.screens.confirmation import Confirmation
from tui.screens.lists.screen import ListScreen


async def test_a_label_key_labels_what_is_selected_after_asking(project):
    app = desk_app(project)
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "ctrl+f", *"nobody", "enter", "ctrl+a", "q")
        assert isinstance(app.screen, Confirmation)
        assert "Label 2 sentences in 2 articles as quote?" in shown(app)
        assert "Nobody knows why." in shown(app)
        await keys(pilot, "escape")
        assert project.progress().decided == 0
        assert "Cancelled. Nothing was written." in shown(app)
        await keys(pilot, "q", "ctrl+b")
        assert project.progress().decided == 0, "typed before the question was there"
        assert "This key was typed before the question was there." in shown(app)
        await keys(pilot, "ctrl+b")
        assert project.progress().decided == 2
        assert "Done: 2 sentences" in shown(app)
        assert here(app).startswith("quote")
        await keys(pilot, "backspace")
        assert project.progress().decided == 0
        assert "Undone: quote of 2 sentences." in shown(app)
        await keys(pilot, "ctrl+y")
        assert project.progress().decided == 2
        await keys(pilot, "backspace", "backspace")
        assert "Nothing was done in this list." in shown(app)


async def test_a_decision_that_was_not_made_in_the_list_is_not_undone_there(project):
    """Somebody who mends the query presses Backspace, and may have gone to the list already."""
    app = desk_app(project)
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "c", "ctrl+f", *"nobodz", "enter", "backspace")
        assert project.progress().decided == 1
        assert "Nothing was done in this list. At the desk, Backspace undoes." in shown(app)
        await keys(pilot, "escape", "backspace", "ctrl+f", "enter", "ctrl+y")
        assert project.progress().decided == 0
        assert "Nothing was undone in this list. At the desk, Ctrl+Y redoes." in shown(app)


async def test_keys_behind_the_one_that_cancels_are_not_lost(project):
    app = desk_app(project)
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "ctrl+f", *"nobody", "enter", "ctrl+a", "q")
        assert isinstance(app.screen, Confirmation)
        for key in ("x", "down"):
            app.post_message(events.Key(key, None))
        await pilot.pause()
        await keys(pilot)
        assert list_of(app).long_list.cursor == 1
        assert project.progress().decided == 0


async def test_the_confirming_key_twice_does_it_once(project):
    app = desk_app(project)
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "ctrl+f", *"nobody", "enter", "ctrl+a", "q")
        await keys(pilot, "ctrl+b", "ctrl+b", "ctrl+b")
        (actions,) = project.connection.execute(
            "SELECT count(DISTINCT action) FROM journal WHERE kind = 'label'"
        ).fetchone()
        assert actions == 1


@pytest.mark.slow
async def test_skipping_flagging_and_clearing_all(project):
    app = desk_app(project)
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "ctrl+f", *"nobody", "enter")
        await keys(pilot, "ctrl+a", "space")
        await keys(pilot, "ctrl+b")
        assert project.progress().skipped == 2
        await keys(pilot, "ctrl+a", "exclamation_mark")
        await keys(pilot, "ctrl+b")
        assert project.progress().flagged == 2
        await keys(pilot, "ctrl+a", "minus")
        assert "Take the decision away from 2 sentences in 2 articles?" in shown(app)
        await keys(pilot, "ctrl+b")
        assert project.progress().decided == 0
        await keys(pilot, "ctrl+a", "minus")
        assert "already so" in shown(app)


@pytest.mark.slow
async def test_nothing_is_done_to_lines_that_were_not_selected(project):
    app = desk_app(project)
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "ctrl+f", "enter")
        for key in ("c", "space", "exclamation_mark", "minus"):
            await keys(pilot, key)
            assert isinstance(app.screen, ListScreen)
            assert "Nothing is selected, so nothing was done." in shown(app)


@pytest.mark.slow
async def test_single_lines_and_stretches_are_selected(project):
    app = desk_app(project)
    every = list(project.sentences())
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "ctrl+f", "enter", "asterisk", "down", "shift+down", "shift+down", "shift+up")
        assert "3 selected" in shown(app)
        assert [line for line in lines(app) if line.startswith("*")], "and seen without colour"
        await keys(pilot, "c")
        assert "Label 3 sentences" in shown(app)
        await keys(pilot, "ctrl+b")
        labelled = [sentence.id for sentence in every if project.annotation(sentence).labels]
        assert labelled == [every[row].id for row in (0, 2, 3)]
        await keys(pilot, "c")
        assert "Nothing is selected" in shown(app), "what was done is not selected any more"


@pytest.mark.slow
async def test_escape_drops_the_selection_before_it_leaves(project):
    app = desk_app(project)
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "ctrl+f", "enter", "ctrl+a", "escape")
        assert list_of(app) and not list_of(app).long_list.selected
        await keys(pilot, "escape")
        assert desk_of(app)


@pytest.mark.slow
async def test_a_new_search_drops_the_selection_and_says_so(project):
    app = desk_app(project)
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "ctrl+f", "enter", "asterisk", "right")
        assert "The list was made again. Nothing is selected now." in shown(app)
        await keys(pilot, "c")
        assert "Nothing is selected, so nothing was done." in shown(app)


async def test_text_typed_ahead_never_confirms_and_never_acts_after_it_cancelled(project):
    app = desk_app(project)
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "ctrl+f", "enter", "ctrl+a")
        await keys(pilot, *"claim c? quote", "enter", "enter", "tab", "space", "1")
        assert project.progress().decided == 0
        await keys(pilot, "escape")
        await keys(pilot, "ctrl+f", "enter", "ctrl+a", "q", "escape")
        assert list_of(app), "the key that cancels is not looked at again"


@pytest.mark.slow
async def test_the_desk_shows_what_was_done_from_the_list(project):
    app = desk_app(project)
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "ctrl+f", "enter", "ctrl+a", "c")
        await keys(pilot, "ctrl+b")
        await keys(pilot, "escape")
        assert desk_of(app).desk.tally.decided == 8
        assert shown(app).count("claim") >= 4
        await keys(pilot, "backspace")
        assert project.progress().decided == 0


@pytest.mark.slow
async def test_no_letter_writes_in_a_list(project):
    """Somebody may take the list for the query line, and type a query."""
    app = desk_app(project)
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "c", "f4")
        before = project.lists.newest_change()
        await keys(pilot, *"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 .,;:!?'\"()&|")
        await keys(pilot, "escape", "escape")
        assert project.lists.newest_change() == before


async def test_an_undo_is_told_beside_a_query_that_is_wrong(project):
    app = desk_app(project)
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "ctrl+f", *"nobody", "enter", "ctrl+a", "q")
        await keys(pilot, "ctrl+b")
        await query(pilot, "is:decided!")
        await keys(pilot, "backspace")
        assert project.progress().decided == 0
        assert "Undone: quote of 2 sentences." in shown(app)
        assert "A sentence is never" in shown(app)
