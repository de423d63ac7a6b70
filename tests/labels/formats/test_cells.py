"""Cells that look like formulas are kept from being one, and come back as they were."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from labels.formats.cells import defused, restored


@pytest.mark.parametrize("cell", ["=1", "+1", "-1", "@a", "\t=1", "\r=1", "\n=1", "'=1", "''@a"])
def test_each_beginning_of_a_formula_is_defused(cell):
    assert defused(cell) == "'" + cell


@given(st.text(alphabet="'=+-@\t\r\na ", max_size=8))
@example("''=1")
def test_every_cell_comes_back(cell):
    assert restored(defused(cell)) == cell
    assert not defused(cell).startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
