from __future__ import annotations

import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from labels.codebook import Codebook, Label
from labels.codebook.keys import allot_keys, is_typeable
from tests.examples import examples
from tests.labels.codebook.strategies import keys, names


def codebook_of(*pairs: tuple[str, str | None]) -> Codebook:
    return Codebook(tuple(Label(id=name, name=name, key=key, retired=key is None) for name, key in pairs))


@st.composite
def wishes(draw: st.DrawFn) -> tuple[list[str], list[str | None]]:
    called = draw(st.lists(names, min_size=1, max_size=60, unique=True))
    some = draw(st.lists(keys, max_size=len(called), unique=True))
    given_keys = draw(st.permutations([*some, *[None] * (len(called) - len(some))]))
    return called, given_keys


@settings(max_examples=examples(80), deadline=None)
@given(wishes())
def test_all_labels_get_a_key_of_their_own_and_given_ones_are_kept(wished: tuple[list[str], list[str | None]]):
    called, given_keys = wished
    allotted = allot_keys(called, given_keys)
    assert len(set(allotted)) == len(called)
    assert all(is_typeable(key) for key in allotted)
    assert all(given_key in (None, key) for key, given_key in zip(allotted, given_keys, strict=True))
    assert allot_keys(called, given_keys) == allotted


@settings(max_examples=examples(50), deadline=None)
@given(wishes(), st.data())
def test_what_hands_have_learned_stays_when_labels_come(
    wished: tuple[list[str], list[str | None]], data: st.DataObject
):
    called, given_keys = wished
    before = allot_keys(called, given_keys)
    cut = data.draw(st.integers(0, min(len(called), 60 - len(called))))
    new = [f"{name}+" for name in called[:cut]]
    after = allot_keys([*new, *called], [None] * (cut + len(called)), [*[None] * cut, *before])
    assert after[cut:] == before


@pytest.mark.parametrize(
    ("called", "given_keys", "expected"),
    [
        (["claim", "quote"], [None, None], "cq"),
        (["Claim", "caption", "clip"], [None, None, None], "cal"),
        (["claim", "quote"], [None, "c"], "lc"),
        (["...", "c"], [None, None], "ac"),
        (["a", "a b", "ab"], [None, None, None], "abc"),
        (["漢字", "утка"], [None, None], "aу"),
        (["Éclair"], [None], "é"),
        (["x"], ["X"], "X"),
    ],
)
def test_names_lend_their_letters(called: list[str], given_keys: list[str | None], expected: str):
    assert "".join(allot_keys(called, given_keys)) == expected


def test_after_the_letters_come_digits_and_then_capitals():
    allotted = "".join(allot_keys(["?"] * 60, [None] * 60))
    assert allotted == string.ascii_lowercase + "1234567890" + string.ascii_uppercase[:24]
    with pytest.raises(ValueError, match="more labels than keys"):
        allot_keys(["?"] * 63, [None] * 63)


@pytest.mark.parametrize("key", ["a", "Z", "0", "é", "ж", "ß", "ا", "ก", "٣"])
def test_letters_and_digits_of_any_script_can_be_typed(key: str):
    assert is_typeable(key)


@pytest.mark.parametrize(
    "key", ["", "ab", "e\u0301", "\u0301", "漢", "ｱ\u3099", "Ａ", "\u1160", "!", " ", "\n", "²", "\u212b"]
)
def test_other_signs_cannot(key: str):
    assert not is_typeable(key)


def test_digits_go_by_order_and_yield_to_owners():
    codebook = codebook_of(("a", "a"), ("gone", None), ("b", "1"), ("c", "c"))
    assert codebook.digits() == {"1": "b", "2": "b", "3": "c"}
    many = codebook_of(*[(f"n{index}", string.ascii_letters[index]) for index in range(12)])
    assert many.digits() == {digit: f"n{index}" for index, digit in enumerate("1234567890")}
