"""How another project cut an article, told by some of its sentences."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labels.importing.recut import recut
from labels.sentence import Cut, first_misfit

TEXT = "One two. Three four.\n\nFive six. "
CUTS = (Cut(0, 8, 0), Cut(9, 20, 0), Cut(22, 31, 1))


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        ([], CUTS),
        ([(0, 8), (22, 31)], CUTS),
        ([(0, 3)], (Cut(0, 3, 0), Cut(4, 8, 0), *CUTS[1:])),
        ([(4, 8), (9, 14)], (Cut(0, 3, 0), Cut(4, 8, 0), Cut(9, 14, 0), Cut(15, 20, 0), CUTS[2])),
        ([(0, 20)], (Cut(0, 20, 0), CUTS[2])),
        ([(4, 14)], (Cut(0, 3, 0), Cut(4, 14, 0), Cut(15, 20, 0), CUTS[2])),
        ([(9, 14), (12, 20)], CUTS),  # sentences do not reach into each other
    ],
)
def test_what_is_known_takes_the_place_of_what_it_touches(spans, expected):
    assert recut(TEXT, CUTS, spans) == expected


@given(st.lists(st.tuples(st.integers(0, 31), st.integers(1, 20)).filter(lambda each: TEXT[each[0] :].strip())))
def test_sentences_are_apart_and_leave_out_nothing_but_blanks(drawn):
    spans = [(start, min(start + length, len(TEXT))) for start, length in drawn]
    found = recut(TEXT, CUTS, spans)
    assert first_misfit(found, len(TEXT)) is None
    taken = "".join(TEXT[cut.start : cut.end] for cut in found)
    assert "".join(taken.split()) == "".join(TEXT.split())
