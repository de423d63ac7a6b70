"""Shares as a person writes them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labels.errors import UsageError
from labels.splits.shares import Share, part_at, read_shares


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("80/10/10", [("train", 0.8), ("validation", 0.1), ("test", 0.1)]),
        ("80/20", [("train", 0.8), ("test", 0.2)]),
        ("4/1", [("train", 0.8), ("test", 0.2)]),
        (".5/.5", [("train", 0.5), ("test", 0.5)]),
        ("train=75,held-out=25", [("train", 0.75), ("held-out", 0.25)]),
        ("a=1, b=1, c=1, d=1", [("a", 0.25), ("b", 0.25), ("c", 0.25), ("d", 0.25)]),
    ],
)
def test_shares_are_named_and_add_up(written, expected):
    assert read_shares(written) == tuple(Share(*each) for each in expected)


@pytest.mark.parametrize(
    "written",
    [
        "",
        "80",
        "1/1/1/1",
        "80/0",
        "80/-20",
        "a/b",
        "80/inf",
        "nan/1",
        "a=1,a=2",
        "=1,b=2",
        "a=1,b",
        "../x=1,b=1",
        "a=1",
    ],
)
def test_what_is_no_split_is_refused_with_an_example(written):
    with pytest.raises(UsageError, match=r"is no split: .*80/10/10") as caught:
        read_shares(written)
    assert len(str(caught.value).splitlines()) == 1


@given(st.lists(st.integers(1, 100), min_size=2, max_size=6), st.floats(0, 1, exclude_max=True))
def test_parts_lie_one_after_the_other_and_leave_no_gap(amounts, point):
    shares = read_shares(",".join(f"p{n}={amount}" for n, amount in enumerate(amounts)))
    at = int(part_at(point, shares)[1:])
    before = sum(each.share for each in shares[:at])
    assert before - 1e-9 <= point <= before + shares[at].share + 1e-9
