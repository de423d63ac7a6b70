"""The line of keys: what labelling needs most is in 80 columns, and no key is shown in half."""

import pytest

from tests.examples import default_cases
from tests.tui.desk_app import desk_app, lines
from tests.tui.lists.browsing import keys
from tui.screens.desk.footers import FOOTERS

WORDS = [word for _, word in FOOTERS["labelling"]]


async def test_80_columns_hold_what_labelling_needs(project):
    app = desk_app(project)
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot)
        line = lines(app)[-1].rstrip()
        assert line.endswith("; note")
        assert all(f" {word}" in line for word in WORDS[:9])


@pytest.mark.parametrize("width", default_cases([120, 80, 61, 40, 24], 3))
async def test_each_key_is_whole_or_not_there(project, width):
    app = desk_app(project)
    async with app.run_test(size=(160, 24)) as pilot:
        await keys(pilot)
        whole = lines(app)[-1].rstrip()
        await pilot.resize_terminal(width, 24)
        await keys(pilot)
        line = lines(app)[-1].rstrip()
        assert whole.startswith(line)
        assert line.split()[-1] in WORDS
        assert len(line) <= width


@pytest.mark.parametrize("way", default_cases(["tab", "ctrl+f", "f4", "ctrl+d"], 1))
async def test_help_is_named_over_the_desk_too(project, way):
    app = desk_app(project)
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, way, "enter" if way == "ctrl+f" else "up")
        assert "? help" in lines(app)[-1]


async def test_120_columns_show_the_lists_too(project):
    app = desk_app(project)
    async with app.run_test(size=(120, 24)) as pilot:
        await keys(pilot)
        assert all(f" {word}" in lines(app)[-1] for word in ("flag", "note", "articles", "sentences"))


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        (("shift+down",), ["space skip these", "esc drop the selection"]),
        (("|",), ["split here", "next likely place", "esc leave"]),
        pytest.param(("+",), ["esc leave it"], marks=pytest.mark.slow),
        pytest.param(("ctrl+g", *"nobody", "enter"), ["^g other query", "→ next match"], marks=pytest.mark.slow),
        pytest.param(("end", *"cccc"), ["⏎ next article", "↑ look back"], marks=pytest.mark.slow),
    ],
    ids=["selecting", "splitting", "adding", "focus", "finish"],
)
async def test_it_shows_what_keys_are_for_now(project, typed, words):
    app = desk_app(project, summary=True)
    async with app.run_test(size=(120, 24)) as pilot:
        await keys(pilot, *typed)
        assert [word for word in words if word not in lines(app)[-1]] == []
        await keys(pilot, "escape", "escape")
        if typed[0] != "ctrl+g":
            assert "flag" in lines(app)[-1] and "next article" not in lines(app)[-1]
