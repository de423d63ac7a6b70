"""Where sentences are split."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labels.boundaries import halves, likely_points, split_points
from labels.desk.split_places import SplitChoice

texts = st.text(st.sampled_from('ab.!”"; ,:\n\u00a0\u2028😀é\u200b—)'), max_size=30)


@given(texts)
def test_every_place_offered_splits_the_sentence_before_a_word(text: str) -> None:
    text = text.strip()
    for point in split_points(text):
        (start, middle), (after, stop) = halves(text, (0, len(text)), point)
        assert (start, after, stop) == (0, point, len(text))
        assert not text[middle:after].strip()
        assert text[start:middle].strip() == text[start:middle] != ""


@given(texts)
def test_likely_places_are_all_places(text: str) -> None:
    assert sorted(likely_points(text)) == split_points(text)


@given(texts, st.integers(-2, 35))
def test_halves_hold_all_of_a_sentence_or_are_refused(text: str, at: int) -> None:
    text = text.strip()
    blank = not text[: max(0, at)].strip() or not text[max(0, at) :].strip()
    try:
        (start, middle), (after, stop) = halves(text, (0, len(text)), at)
    except ValueError:
        assert blank
        return
    assert (start, stop) == (0, len(text))
    assert middle <= at <= after
    assert not text[middle:after].strip()


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("It rained. The river rose.", "The"),
        ("It rained, he said; nobody “knew why.” The river rose", "The"),
        ("It rained\nThe river rose", "The"),
        ("He said “so” and left; nobody cared", "and"),
        ("It rained; the river rose", "the"),
        ("It rained, and the river rose", "and"),
        ("It rained all day", "rained"),
        ("“Really?” she asked", "she"),
        ("See note.12 Then he left", "Then"),
    ],
)
def test_the_likeliest_place_comes_first(text: str, first: str) -> None:
    choice = SplitChoice(text)
    start, stop = choice.word
    assert text[start:stop] == first


def test_a_choice_moves_by_words_and_by_likely_places_and_stays_in_the_sentence() -> None:
    choice = SplitChoice("One two. Three, four five")
    assert choice.at == 9
    choice.move(1)
    assert choice.at == 16
    choice.move(9)
    assert choice.at == 21
    choice.move(-9)
    assert choice.at == 4
    choice.put(18)
    assert choice.at == 16
    choice.put(0)
    assert choice.at == 4
    seen = []
    for _ in range(5):
        seen.append(choice.at)
        choice.next_likely()
    assert sorted(seen[:4]) == [4, 9, 16, 21]
    assert seen[4] == seen[0]


@pytest.mark.parametrize("text", ["Word", "…", "漢字。"])
def test_a_sentence_of_one_word_offers_no_place(text: str) -> None:
    with pytest.raises(ValueError, match="one word"):
        SplitChoice(text)
