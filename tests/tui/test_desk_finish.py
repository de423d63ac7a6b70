"""The finish of an article on screen: a panel that keys typed ahead cannot get past."""

from __future__ import annotations

import pytest

from labels.project import Project
from tests.examples import default_cases
from tests.tui.desk_app import desk_app, desk_of, lines, shown, type_keys


async def test_keys_typed_ahead_stop_at_the_finish(project: Project) -> None:
    app = desk_app(project, summary=True)
    async with app.run_test(size=(80, 24)) as pilot:
        await type_keys(pilot, *"cqfocccc. +c-")
        assert "Article finished: 4 of 4 decided" in shown(app)
        assert "The article is finished: this key wrote nothing." in shown(app)
        assert project.progress().decided == 4
        assert desk_of(app).desk.page.article.n == 1
        await type_keys(pilot, "enter")
        assert "Article finished" not in shown(app)
        assert "Article 2 of 3" in shown(app)
        await type_keys(pilot, *"c", "enter", *"ccc")
        assert "All sentences are decided. Article finished" in shown(app)
        await type_keys(pilot, "enter")
        assert "All decided (8 sentences)" in shown(app)


async def test_it_shows_shares_and_looking_back_goes_on_as_usual(project: Project) -> None:
    app = desk_app(project, summary=True)
    async with app.run_test(size=(80, 24)) as pilot:
        await type_keys(pilot, *"cc!qq")
        assert "claim 2 (50%)" in shown(app) and "1 flagged" in shown(app)
        assert "c claim" not in shown(app), "keys of labels do nothing now"
        assert "Here a label’s key writes nothing." in shown(app)
        await type_keys(pilot, "up")
        assert "Article finished" not in shown(app) and "c claim" in shown(app)
        await type_keys(pilot, "c")
        assert "was quote, now claim" in shown(app)
        assert "claim 3 (75%)" in shown(app)


@pytest.mark.slow
@pytest.mark.parametrize("size", default_cases([(80, 24), (40, 10), (20, 6), (12, 3)], 1))
async def test_it_fits_every_window(project: Project, size: tuple[int, int]) -> None:
    app = desk_app(project, summary=True)
    async with app.run_test(size=size) as pilot:
        await type_keys(pilot, *"cqfo", "c")
        assert len(lines(app)) == size[1]
        assert project.progress().decided == 4
        await type_keys(pilot, "enter", "c")
        assert project.progress().decided == 5


@pytest.mark.slow
async def test_what_was_replaced_stands_in_the_gutter_for_a_moment(project: Project) -> None:
    app = desk_app(project)
    async with app.run_test(size=(80, 24)) as pilot:
        await type_keys(pilot, *"cc", "up", "up", "q")
        assert "was claim" in lines(app)[1]
        await type_keys(pilot, "up")
        assert "was claim" not in lines(app)[1] and "quote" in lines(app)[1]


@pytest.mark.slow
async def test_progress_and_goal_stand_in_the_first_line(project: Project) -> None:
    app = desk_app(project, goal=5)
    async with app.run_test(size=(80, 24)) as pilot:
        await type_keys(pilot, *"cc")
        assert lines(app)[0].startswith(" 2 of 4 decided  article 1 of 3, 25% of all  today 2 of 5")


@pytest.mark.slow
async def test_carried_labels_are_told_of(project):
    app = desk_app(project, summary=True)
    async with app.run_test(size=(100, 24)) as pilot:
        await type_keys(pilot, "c", "up", "|", "enter", "end", "c", "c", "c")
        assert "5 of 5 decided, 2 carried, to be confirmed" in shown(app)
        assert "^f is:carried lists what was carried." in shown(app)


async def test_a_share_is_never_torn_at_the_end_of_a_line(project: Project) -> None:
    app = desk_app(project, summary=True)
    async with app.run_test(size=(40, 24)) as pilot:
        await type_keys(pilot, *"cqfo")
        for width in (40, 34, 28):
            await pilot.resize_terminal(width, 24)
            await pilot.pause()
            for share in ("claim 1 (25%)", "quote 1 (25%)", "fact 1 (25%)", "opinion 1 (25%)"):
                assert any(share in line for line in lines(app)), (width, share)
