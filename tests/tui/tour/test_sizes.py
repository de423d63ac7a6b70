"""The lesson in windows of every size."""

import pytest

from tests.examples import default_cases
from tests.tui.sizes import each_size
from tests.tui.tour.touring import desk_screen, obey, obey_until, press, shown, touring
from tui.widgets.sentence_list import SentenceList


@pytest.mark.slow
@pytest.mark.parametrize("size", each_size((120, 40), (60, 24)))
async def test_every_step_fits_and_leaves_the_article_in_place(tmp_path, size):
    async with touring(tmp_path, size) as pilot:
        places = set()
        lesson = pilot.app.lesson
        while not lesson.wants("quit"):
            screen = desk_screen(pilot)
            places.add(screen.query_one(SentenceList).region.y)
            page = screen.companion.script.page(screen.desk.page.sentence(screen.desk.cursor))
            on_screen = _words(shown(pilot))
            for part in (page.said, page.about, page.asked):
                assert _words(part.plain) in on_screen
            await obey(pilot)
        assert len(places) == 1
        assert screen.query_one(SentenceList).size.height >= 8


def _words(text):
    """The words with nothing but single blanks between them, and without the panel's frame."""
    return " ".join(text.replace("█", " ").split())


@pytest.mark.slow
@pytest.mark.parametrize("size", [(40, 10), (3, 2)])
async def test_the_tour_can_be_done_in_a_small_window(tmp_path, size):
    async with touring(tmp_path, size) as pilot:
        await obey_until(pilot, len(pilot.app.lesson.exercises))
        assert pilot.app.lesson.over


@pytest.mark.slow
@pytest.mark.parametrize("size", default_cases([(40, 16), (20, 5), (1, 1)], 1))
async def test_every_step_can_be_shown_in_a_small_window(tmp_path, size):
    async with touring(tmp_path, size) as pilot:
        for _ in pilot.app.lesson.exercises:
            await press(pilot, "x", desk_screen(pilot).companion.script.keys["go_on"])
        assert pilot.app.lesson.over


async def test_at_40_by_10_the_task_and_the_article_are_in_view(tmp_path):
    async with touring(tmp_path, (40, 10)) as pilot:
        page = shown(pilot)
        assert "Press ↓" in page
        assert "The car ferry" in page


@pytest.mark.slow
async def test_growing_and_shrinking_comes_back_to_the_same_picture(tmp_path):
    async with touring(tmp_path) as pilot:
        await obey_until(pilot, 4)
        before = shown(pilot)
        for size in ((3, 2), (120, 40), (40, 10), (80, 24)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
        assert shown(pilot) == before
