"""Rows that are selected in a list: single ones, stretches, all, and all but some."""

from hypothesis import given
from hypothesis import strategies as st

from labels.browsing.selected_rows import SelectedRows

_ROWS = 12


def test_a_stretch_grows_and_shrinks() -> None:
    selected = SelectedRows()
    selected.extend(3, 4)
    selected.extend(4, 5)
    assert list(selected) == [3, 4, 5]
    selected.extend(5, 4)
    assert list(selected) == [3, 4]
    selected.extend(4, 3)
    selected.extend(3, 2)
    assert list(selected) == [2, 3]


def test_a_stretch_begins_anew_after_the_cursor_went_elsewhere() -> None:
    selected = SelectedRows()
    selected.extend(1, 2)
    selected.end_stretch()
    selected.extend(2, 1)
    assert list(selected) == [1, 2]


def test_all_but_one() -> None:
    selected = SelectedRows()
    selected.select_all(1_000_000)
    selected.toggle(7)
    assert len(selected) == 999_999
    assert 7 not in selected and 8 in selected
    selected.clear()
    assert not selected and 8 not in selected


@given(st.lists(st.one_of(st.integers(0, _ROWS - 1), st.just("all"), st.just("none"))))
def test_it_is_the_set_that_was_toggled(acts: list[int | str]) -> None:
    selected, expected = SelectedRows(), set[int]()
    for act in acts:
        if isinstance(act, int):
            selected.toggle(act)
            expected ^= {act}
        elif act == "all":
            selected.select_all(_ROWS)
            expected = set(range(_ROWS))
        else:
            selected.clear()
            expected = set()
    assert list(selected) == sorted(expected)
    assert len(selected) == len(expected)
    assert [row in selected for row in range(_ROWS)] == [row in expected for row in range(_ROWS)]
