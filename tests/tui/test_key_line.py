"""The line of keys: what labelling needs most is in 80 columns, and no key is shown in half."""

import pytest
from textual.app import ComposeResult
from textual.binding import Binding
from textual.screen import Screen

from labels.project import Project
from tests.examples import default_cases
from tests.tui.desk_app import desk_app, lines
from tests.tui.lists.browsing import keys
from tui.commands import COMMANDS
from tui.screens.desk.footers import FOOTERS
from tui.widgets.key_line import KeyLine

WORDS = [word for _, word in FOOTERS["labelling"]]


async def test_80_columns_hold_what_labelling_needs(project):
    app = desk_app(project)
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot)
        line = lines(app)[-1].rstrip()
        assert line.endswith("; note")
        assert all(f" {word}" in line for word in WORDS[:9])


@pytest.mark.slow
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


@pytest.mark.slow
@pytest.mark.parametrize("way", default_cases(["tab", "ctrl+f", "f4", "ctrl+d"], 1))
async def test_help_is_named_over_the_desk_too(project, way):
    app = desk_app(project)
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, way, "enter" if way == "ctrl+f" else "up")
        assert "? help" in lines(app)[-1]


@pytest.mark.slow
async def test_120_columns_show_the_lists_too(project):
    app = desk_app(project)
    async with app.run_test(size=(120, 24)) as pilot:
        await keys(pilot)
        assert all(f" {word}" in lines(app)[-1] for word in ("flag", "note", "articles", "sentences"))


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        (("shift+down",), ["space skip these", "esc drop the selection"]),
        pytest.param(("|",), ["split here", "next likely place", "esc leave"], marks=pytest.mark.slow),
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


async def test_a_click_types_the_key_under_the_mouse_and_no_other(project):
    app = desk_app(project)
    async with app.run_test(size=(80, 24), tooltips=True) as pilot:
        await keys(pilot)
        line = lines(app)[-1]
        await pilot.hover(KeyLine, offset=(line.index("flag"), 0))
        assert app.screen.query_one(KeyLine).tooltip == _tooltip("flag")
        before = _events(project)
        await pilot.click(KeyLine, offset=(line.index("flag") + len("flag"), 0))  # the blank behind it
        await pilot.click(KeyLine, offset=(len(line.rstrip()) + 1, 0))
        assert _events(project) == before
        await pilot.hover(KeyLine, offset=(line.index("flag") + len("flag"), 0))
        assert app.screen.query_one(KeyLine).tooltip is None
        await pilot.click(KeyLine, offset=(line.index("flag"), 0))
        await keys(pilot)
        assert next(iter(project.find("is:flagged")), None) is not None


async def test_a_key_that_does_nothing_now_is_pale_and_a_click_on_it_rings(project, monkeypatch):
    rung: list[bool] = []
    app = desk_app(project)
    monkeypatch.setattr(app, "bell", lambda: rung.append(True))
    async with app.run_test(size=(80, 24)) as pilot:
        await app.push_screen(WithAKeyThatRests())
        await keys(pilot)
        assert lines(app)[-1].rstrip() == "x rests y works"
        styles = {segment.text.strip(): segment.style for segment in app.screen._compositor.render_strips()[-1]}
        assert styles["rests"].color != styles["works"].color  # colours are blended in place of "dim"
        await pilot.click(KeyLine, offset=(0, 0))
        assert rung == [True]


class WithAKeyThatRests(Screen[None]):
    BINDINGS = [Binding("x", "rest", "rests"), Binding("y", "work", "works")]

    def compose(self) -> ComposeResult:
        yield KeyLine()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return None if action == "rest" else True


def _tooltip(id: str) -> str:
    return next(command.description for command in COMMANDS if command.id == id)


def _events(project: Project) -> int:
    return len(list(project.log()))


async def test_enter_in_a_query_is_called_what_it_does_there(project):
    app = desk_app(project)
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "ctrl+f")
        assert "to the list" in lines(app)[-1] and " open" not in lines(app)[-1]
        await keys(pilot, "enter")
        assert " open" in lines(app)[-1] and "to the list" not in lines(app)[-1]
