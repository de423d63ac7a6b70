"""Screens that are opened and left again all day: nothing of them stays behind."""

import gc
from collections.abc import Sequence
from typing import Any
from weakref import ref

import pytest
from textual.screen import Screen

from tests.examples import default_cases
from tests.tui.desk_app import desk_app, desk_of, until_true
from tests.tui.lists.browsing import keys
from tui.keymap import make_keymap
from tui.screens.bindings import bindings_of, with_bindings
from tui.screens.help import HelpScreen
from tui.screens.lists.screen import ListScreen


@pytest.mark.parametrize("way", default_cases(["tab", "f4", "?", "ctrl+d"], 0, 2))
async def test_a_screen_that_was_left_is_gone(project, way):
    app = desk_app(project)
    async with app.run_test(size=(80, 24)) as pilot:
        left = []
        for _ in range(3):
            await keys(pilot, way)
            left.append(ref(app.screen))
            await keys(pilot, "escape")
        assert app.screen is desk_of(app)
        await keys(pilot, "down")
        # The library remembers the last screen that the mouse or the keyboard was on.
        await until_true(lambda: _alive(left) <= 1)


def _alive(screens: Sequence[ref[Screen[Any]]]) -> int:
    gc.collect()
    return sum(screen() is not None for screen in screens)


def test_the_same_keys_make_the_same_class(project):
    keymap = make_keymap(project.codebook)
    articles = bindings_of("articles", keymap)
    assert with_bindings(ListScreen, articles) is with_bindings(ListScreen, bindings_of("articles", keymap))
    assert with_bindings(ListScreen, articles[1:]) is not with_bindings(ListScreen, articles)
    assert with_bindings(HelpScreen, articles) is not with_bindings(ListScreen, articles)
