"""The title line fits its window and lets nothing of a title through that is not text."""

import pytest
from textual.app import App

from tui.widgets.title_line import TitleFigures, TitleLine

FIGURES = {
    "decided": 3,
    "sentences": 1200,
    "article": 2,
    "articles": 40,
    "decided_in_all": 50,
    "sentences_in_all": 9000,
}


class TitleApp(App[None]):
    def compose(self):
        yield TitleLine()


async def shown(size, title, **figures):
    async with TitleApp().run_test(size=size) as pilot:
        line = pilot.app.query_one(TitleLine)
        line.show(TitleFigures(**FIGURES | figures), title)
        await pilot.pause()
        return line.render_line(0)


async def test_figures_come_before_the_title():
    strip = await shown((80, 3), "A bridge is closed")
    assert strip.text.rstrip() == "3 of 1,200 decided  article 2 of 40, 0% of all  A bridge is closed"


async def test_one_article_needs_no_number_and_the_last_decision_is_said():
    strip = await shown((80, 3), "A bridge", decided=7, sentences=7, articles=1)
    assert strip.text.rstrip() == "all decided  A bridge"


@pytest.mark.parametrize("width", [1, 2, 3, 12, 37, 40])
@pytest.mark.parametrize("title", ["港口委员会推迟了第二座桥", "A bridge is closed for good", "[/x] \x1b[2J\n\t\u202e"])
async def test_a_title_that_is_too_long_ends_in_dots_and_fills_the_line_exactly(width, title):
    strip = await shown((width, 3), title)
    assert strip.cell_length == max(0, width - 2)
    assert not set("\x1b\n\t\u202e") & set(strip.text)
    assert width < 3 or "…" in strip.text or strip.text.endswith(" ")
