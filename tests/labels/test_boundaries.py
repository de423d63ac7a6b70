"""Where sentences are split, and what becomes of what was said of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labels.boundaries import carried, halves, joined, likely_points, split_points
from labels.desk.splitting import SplitChoice
from labels.values.annotation import UNTOUCHED, Annotation

texts = st.text(st.sampled_from('ab.!”"; ,:\n\u00a0\u2028😀é\u200b—)'), max_size=30)
words = st.text(st.sampled_from("ab\n"), max_size=2)
label_sets = st.sets(st.sampled_from(["claim", "fact", "quote"]), min_size=1).map(lambda ids: tuple(sorted(ids)))
beside = st.fixed_dictionaries({"flagged": st.booleans(), "flag_reason": words, "note": words})
decided = st.fixed_dictionaries(
    {"event": st.sampled_from(["1", "2", "3"]), "decided_at": st.sampled_from(["a", "b"]), "carried": st.booleans()}
)
marks = st.one_of(
    st.builds(lambda b: Annotation(**b), beside),
    st.builds(lambda b, d: Annotation(status="skipped", **b, **d), beside, decided),
    st.builds(
        lambda b, d, ids: Annotation(status="labelled", labels=ids, seconds=2.0, **b, **d), beside, decided, label_sets
    ),
)


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


@given(marks)
def test_halves_inherit_everything_but_the_time_it_took(mark: Annotation) -> None:
    half = carried(mark)
    assert (half.status, half.labels, half.event, half.decided_at) == (
        mark.status, mark.labels, mark.event, mark.decided_at,
    )  # fmt: skip
    assert (half.flagged, half.flag_reason, half.note) == (mark.flagged, mark.flag_reason, mark.note)
    assert half.carried == mark.decided
    assert half.seconds is None


@given(marks)
def test_splitting_and_joining_again_loses_nothing(mark: Annotation) -> None:
    assert joined(carried(mark), carried(mark)) == carried(mark)


@given(marks, marks)
def test_a_join_keeps_what_both_agree_on_and_every_word_beside(left: Annotation, right: Annotation) -> None:
    whole = joined(left, right)
    assert set(whole.labels) <= set(left.labels) & set(right.labels)
    if whole.decided:
        assert left.status == right.status == whole.status
        assert whole.carried
        assert whole.event == max(left.event or "", right.event or "")
        assert whole.seconds is None
    else:
        agreed = left.status == right.status == "skipped" or set(left.labels) & set(right.labels)
        assert not agreed
    assert whole.flagged == (left.flagged or right.flagged)
    for mark in (left, right):
        assert mark.note in whole.note
        assert mark.flag_reason in whole.flag_reason
    assert joined(right, left).labels == whole.labels


def test_nothing_joined_with_nothing_is_nothing() -> None:
    assert joined(UNTOUCHED, UNTOUCHED) == UNTOUCHED
