"""Sentences in a text: in order, apart from each other, none empty, none beyond its end."""

import pytest

from labels.sentence import Cut, first_misfit


@pytest.mark.parametrize(
    ("cuts", "at"),
    [
        ([], None),
        ([Cut(0, 4, 0), Cut(4, 9, 0)], None),
        ([Cut(0, 4, 0), Cut(3, 9, 0)], 1),  # reaches into the one before it
        ([Cut(5, 9, 0), Cut(0, 4, 0)], 1),  # out of order
        ([Cut(0, 4, 0), Cut(4, 4, 0)], 1),  # empty
        ([Cut(0, 4, 0), Cut(5, 10, 0)], 1),  # beyond the text
        ([Cut(-1, 4, 0)], 0),
    ],
)
def test_the_first_sentence_that_does_not_fit_is_told(cuts, at):
    assert first_misfit(cuts, 9) == (None if at is None else cuts[at])
