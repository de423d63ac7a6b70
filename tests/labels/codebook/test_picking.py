"""Labels are found by a few letters of their names."""

from __future__ import annotations

import pytest

from labels.codebook import Label
from labels.codebook.picking import matching

NAMES = ("claim", "Counter-claim", "quote, direct", "background", "claim of others", "Émile", "x")
LABELS = [Label(f"id{number}", name, None) for number, name in enumerate(NAMES)]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("", NAMES),
        ("claim", ("claim", "claim of others", "Counter-claim")),
        ("CLAIM O", ("claim of others",)),
        ("dir", ("quote, direct",)),
        ("ground", ("background",)),
        ("bkg", ("background",)),
        ("é", ("Émile",)),
        ("zzz", ()),
    ],
)
def test_the_likeliest_comes_first(typed: str, found: tuple[str, ...]) -> None:
    assert tuple(NAMES[number] for number in matching(LABELS, typed)) == found
