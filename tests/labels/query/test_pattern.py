"""Which regular expressions are taken, and which are refused because they would not come back."""

from __future__ import annotations

import pytest

from labels.query.pattern import problem_with


@pytest.mark.parametrize(
    "regex",
    [
        "a",
        r"\w+\s+\w+",
        "(a|b)+",
        "(ab){3}c+",
        r"(?:\w++ )+",
        "(?>a+)+b",
        r"(?=\d+)x*",
        "(a+){2,5}",
        "[*+]+",
        r"\(a+\)+",
    ],
)
def test_taken(regex: str) -> None:
    assert problem_with(regex) is None


@pytest.mark.parametrize("regex", ["(a+)+", "(a*)*b", r"(\w+\s?)*$", "((ab)+c?)+", "(a+){2,50}", "(x|y+)*"])
def test_refused_for_running_away(regex: str) -> None:
    assert "repeat within a repeat" in (problem_with(regex) or "")


@pytest.mark.parametrize("regex", ["(", "[a", "*", "(?P<n>a)(?P<n>b)", "a{2,1}", r"\g", "(?z)"])
def test_refused_for_its_form(regex: str) -> None:
    assert "not valid" in (problem_with(regex) or "")


def test_none_takes_long_by_its_size() -> None:
    assert problem_with("(" * 2000 + ")" * 2000) is not None
