"""Garbage is searched for where somebody rests, and not while they type."""

import gc
import weakref

import pytest
from textual.app import App
from textual.widgets import Static

from tests.tui.desk_app import desk_app, type_keys, until_true
from tui.garbage import REST, Rests, forget_removed_widgets


@pytest.fixture
def searches(monkeypatch):
    """How often everything was searched, and what comes together meanwhile: always enough."""
    found = []
    monkeypatch.setattr(gc, "get_count", lambda: (0, 0, 1))
    monkeypatch.setattr(gc, "collect", lambda: found.append(1))
    return found


def test_a_rest_is_used_once(searches):
    rests = Rests()
    rests.typed(10.0)
    rests.look(10.0 + REST - 0.01)
    assert searches == []
    rests.look(10.0 + REST)
    rests.look(20.0)
    assert len(searches) == 1
    rests.typed(20.0)
    rests.look(21.0)
    assert len(searches) == 2


def test_who_types_on_is_left_alone(searches):
    rests = Rests()
    for tenth in range(100):
        rests.typed(tenth / 10)
        rests.look(tenth / 10 + 0.05)
    assert searches == []


def test_nothing_is_searched_before_anybody_typed_or_where_little_has_come_together(searches, monkeypatch):
    rests = Rests()
    rests.look(100.0)
    monkeypatch.setattr(gc, "get_count", lambda: (500, 9, 0))
    rests.typed(100.0)
    rests.look(200.0)
    assert searches == []


async def test_the_program_searches_while_it_is_not_typed_in(project, searches):
    async with desk_app(project).run_test() as pilot:
        await type_keys(pilot, "down")
        await until_true(lambda: bool(searches))


async def test_what_removed_widgets_drew_is_let_go():
    app: App[None] = App()
    drawn = []
    async with app.run_test() as pilot:
        for number in range(20):
            widget = Static(f"Line {number}.")
            await app.screen.mount(widget)
            await pilot.pause()
            drawn.append(weakref.ref(widget._styles_cache))
            await widget.remove()
        del widget
        forget_removed_widgets()
        gc.collect()
        assert [cache() for cache in drawn[:10]] == [None] * 10  # the last ones are in the last layouts
