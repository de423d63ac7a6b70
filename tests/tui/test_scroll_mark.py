"""The mark at the left of the text shows which part of it is in the window."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labels.project import Project
from tests.tui.desk_app import desk_app, desk_of, lines, type_keys
from tui.widgets.scroll_mark import thumb_of


@given(st.integers(3, 60), st.integers(1, 100_000), st.data())
def test_the_thumb_is_in_the_window_and_touches_its_ends_only_at_the_ends_of_the_text(
    height: int, more: int, data: st.DataObject
) -> None:
    total = height + more
    top = data.draw(st.integers(0, more))
    thumb = thumb_of(top, height, total)
    assert 0 <= thumb.start < thumb.stop <= height
    if len(thumb) < height - 2 or top in (0, more):
        assert (thumb.start == 0) == (top == 0)
        assert (thumb.stop == height) == (top == more)


def test_where_all_is_in_view_there_is_none() -> None:
    assert thumb_of(0, 20, 20) == range(0)


@pytest.mark.slow
async def test_it_follows_the_text_and_a_click_goes_there(project: Project) -> None:
    project.add("\n\n".join(f"This is sentence {n} of a long article." for n in range(100)))
    app = desk_app(project)
    async with app.run_test(size=(80, 24)) as pilot:
        await type_keys(pilot, "]", "]", "]")
        assert marked(app)[0] and not marked(app)[-1]
        await type_keys(pilot, "end")
        assert marked(app)[-1] and not marked(app)[0]
        await pilot.click("ScrollMark", offset=(0, 0))
        await type_keys(pilot)
        assert marked(app)[0]
        assert desk_of(app).desk.page.sentence(desk_of(app).desk.cursor).endswith("99 of a long article."), (
            "no key moved it"
        )


def marked(app) -> list[bool]:  # type: ignore[no-untyped-def]
    """On which lines of the text the mark stands, from the top."""
    rows = desk_of(app).rows.region
    return [line[0] == "▎" for line in lines(app)[rows.y : rows.bottom]]
