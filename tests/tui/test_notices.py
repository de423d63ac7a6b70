"""What is said in a corner of the window."""

from __future__ import annotations

from tests.labels.making import make_project
from tests.tui.desk_app import desk_app, desk_of, type_keys


async def test_what_stands_there_already_is_said_once_and_whatever_else_beside_it(tmp_path):
    path = tmp_path / "news.db"
    with make_project(path) as project:
        app = desk_app(project)
        async with app.run_test() as pilot:
            path.rename(tmp_path / "away.db")
            await type_keys(pilot, *"cqcqc")
            assert ["is not here any more" in each.message for each in app._notifications] == [True]
            assert not desk_of(app).desk.annotation(0).decided
            app.notify("Something else.")
            await pilot.pause()
            assert len(app._notifications) == 2
