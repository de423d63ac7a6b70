"""Whatever is pressed, in whatever order and size of window, the desk stands and the file is sound."""

import random
import string

import pytest

from labels.projections.check import check
from tests.examples import proof_or
from tests.tui.desk_app import desk_app, lines, post, type_keys, until_true
from tui.app import CopydeskApp
from tui.commands import commands_of
from tui.screens.desk.screen import DeskScreen

#: Every key there is a command for, but those that leave, or write where the test should not.
KEYS = [
    *(
        key
        for command in commands_of("desk")
        if command.id not in ("quit", "suspend", "export", "import")
        for key in command.keys
    ),
    *string.ascii_letters,
    *"0123456789",
    *"~@#$%^_=<>",
    "escape", "escape", "enter", "enter", "tab", "shift+tab", "f1", "ctrl+c", "ctrl+a", "ctrl+u", "ctrl+w", "insert",
]  # fmt: skip
SIZES = [(80, 24), (120, 40), (40, 10), (20, 6), (3, 2), (1, 1), (200, 60)]


@pytest.mark.parametrize(
    ("seed", "rounds"),
    [
        (0, 1),
        pytest.param(0, 5, marks=pytest.mark.slow),
        *(pytest.param(seed, proof_or(12, 8), marks=pytest.mark.slow) for seed in range(1, proof_or(6, 4))),
    ],
)
async def test_any_keys_in_any_window(project, seed, rounds, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)  # the palette may well be asked to export
    monkeypatch.setattr(CopydeskApp, "exit", lambda *_, **__: None)  # or to quit
    chance = random.Random(seed)
    project.add("\n\n".join(f"Sentence {n} of a longer article, which somebody wrote." for n in range(40)))
    app = desk_app(project)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        for _ in range(rounds):
            post(app, *chance.choices(KEYS, k=25))
            await type_keys(pilot)
            if chance.random() < 0.5:
                await pilot.resize_terminal(*chance.choice(SIZES))
        await pilot.resize_terminal(80, 24)
        for _ in range(3):
            await type_keys(pilot, "escape")
            await pilot.pause()
        assert isinstance(app.screen, DeskScreen)
        page = app.screen.desk.page
        told = f"{page.decided} of {len(page)} decided" if page.left else "all decided"
        await until_true(lambda: told in lines(app)[0])  # after a change of size the picture may follow later
        assert app.screen.desk.tally.decided == project.progress().decided
    assert check(project.path).problems == []
