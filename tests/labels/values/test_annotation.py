"""What becomes of what was said of sentences when they are split and joined."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from labels.values.annotation import UNTOUCHED, Annotation, carried, joined

words = st.text(st.sampled_from("ab\n"), max_size=2)
label_sets = st.sets(st.sampled_from(["claim", "fact", "quote"]), min_size=1).map(lambda ids: tuple(sorted(ids)))
beside = st.fixed_dictionaries({"flagged": st.booleans(), "flag_reason": words, "note": words})
decided = st.fixed_dictionaries(
    {"event": st.sampled_from([b"1", b"2", b"3"]), "decided_at": st.sampled_from(["a", "b"]), "carried": st.booleans()}
)
marks = st.one_of(
    st.builds(lambda b: Annotation(**b), beside),
    st.builds(lambda b, d: Annotation(status="skipped", **b, **d), beside, decided),
    st.builds(
        lambda b, d, ids: Annotation(status="labelled", labels=ids, seconds=2.0, **b, **d), beside, decided, label_sets
    ),
)


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
        assert whole.event == max(left.event or b"", right.event or b"")
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
