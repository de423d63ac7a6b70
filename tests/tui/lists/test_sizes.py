"""The lists in windows of every size, over texts of every dangerous kind."""

import pytest
from rich.cells import cell_len

from labels.article import Article
from labels.segmentation import given
from tests.examples import is_proof
from tests.labels.making import make_project
from tests.tui.desk_app import desk_app, lines
from tests.tui.list_app import HOSTILE
from tests.tui.lists.browsing import keys
from tests.tui.sizes import each_size

SIZES = each_size((120, 40), (40, 10), (24, 8), (3, 2), (1, 1))


@pytest.fixture
def hostile(tmp_path, clock):
    """An article for each dangerous text, which is its title as well."""
    with make_project(tmp_path / "hostile.db", clock=clock, texts=()) as project:
        for number, text in enumerate(HOSTILE):
            text = text.encode("utf-8", "replace").decode()
            body = f"{number} {' '.join(text.splitlines())}"
            project.add_cut([(Article(body, title=text or None), given(body))])
        yield project


def assert_harmless(app, size):
    for line in lines(app):
        assert cell_len(line) == size[0]
        assert line.isprintable() or all(sign.isprintable() or sign in "\u200d\u200c" for sign in line), repr(line)


@pytest.mark.slow
@pytest.mark.parametrize("size", SIZES)
async def test_nothing_steers_the_terminal_and_nothing_crashes(hostile, size):
    app = desk_app(hostile)
    async with app.run_test(size=size) as pilot:
        for opening in ("tab", "ctrl+f", "f4"):
            await keys(pilot, opening, "enter")
            for _ in HOSTILE if size == (120, 40) or is_proof() else HOSTILE[::3]:
                assert_harmless(app, size)
                await keys(pilot, "down")
            await keys(pilot, "right", "slash", *"[/x] \x1b", "enter", "escape", "escape")
            if opening == "tab":
                await keys(pilot, "tab")
            assert_harmless(app, size)


@pytest.mark.slow
async def test_a_window_that_shrinks_and_grows_keeps_the_row(hostile):
    app = desk_app(hostile)
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "tab", "down", "down", "down")
        for size in ((3, 2), (40, 10), (1, 1), (120, 40), (80, 24)):
            await pilot.resize_terminal(*size)
            await keys(pilot)
            assert app.screen.long_list.cursor == 3
            assert app.screen.long_list.cursor_line >= 0
        assert lines(app)[6].startswith("▌")
