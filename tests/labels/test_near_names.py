"""Names that were probably mistyped."""

import pytest

from labels.near_names import near_name

KNOWN = ("ana", "Benjamin", "coder 1", "Zoë", "lea")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("anna", "ana"), ("aan", "ana"), ("Ana", "ana"), ("Benjamn", "Benjamin"), ("benjamin", "Benjamin"),
        ("cdoer 1", "coder 1"), ("zoë", "Zoë"), ("leah", "lea"),
    ],
)  # fmt: skip
def test_a_slip_of_the_fingers_is_noticed(typed, meant):
    assert near_name(typed, KNOWN) == meant


@pytest.mark.parametrize("typed", ["ana", "lea", "cleo", "ben", "coder 2", "coder 11", "maria", "x", ""])
def test_somebody_else_is_somebody_else(typed):
    assert near_name(typed, KNOWN) is None


def test_nobody_is_near_where_nobody_is_known():
    assert near_name("ana", ()) is None
