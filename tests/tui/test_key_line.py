"""The line of keys: what labelling needs most is in 80 columns, and no key is shown in half."""

import pytest

from tests.examples import default_cases
from tests.tui.desk_app import desk_app, lines
from tests.tui.lists.browsing import keys
from tui.commands import COMMANDS, FOOTER

WORDS = {command.id: command.footer for command in COMMANDS}


async def test_80_columns_hold_what_labelling_needs(project):
    app = desk_app(project)
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot)
        line = lines(app)[-1].rstrip()
        assert line.endswith("| split & join")
        assert all(f" {WORDS[id]}" in line for id in FOOTER if id != "search")


@pytest.mark.parametrize("width", default_cases([120, 80, 61, 40, 24], 1, 3))
async def test_each_key_is_whole_or_not_there(project, width):
    app = desk_app(project)
    async with app.run_test(size=(100, 24)) as pilot:
        await keys(pilot)
        whole = lines(app)[-1].rstrip()
        await pilot.resize_terminal(width, 24)
        await keys(pilot)
        line = lines(app)[-1].rstrip()
        assert whole.startswith(line)
        assert line.split()[-1] in {word.split()[-1] for word in WORDS.values() if word}
        assert len(line) <= width


@pytest.mark.parametrize("way", default_cases(["tab", "ctrl+f", "f4", "ctrl+d"], 1))
async def test_help_is_named_over_the_desk_too(project, way):
    app = desk_app(project)
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, way, "enter" if way == "ctrl+f" else "up")
        assert "? help" in lines(app)[-1]
