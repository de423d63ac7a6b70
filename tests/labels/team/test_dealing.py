"""Dealing out: everything goes to somebody, evenly, and later articles move nothing that was drawn."""

from __future__ import annotations

from collections import Counter
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from labels.errors import UsageError
from labels.team.dealing import Overlap, Work, deal, give_to_everyone
from labels.team.drawing import drawn, is_drawn, point, read_share
from tests.examples import examples

lengths = st.lists(st.integers(1, 40), max_size=60)
people = st.integers(1, 6).map(lambda count: [f"p{n}" for n in range(count)])
seeds = st.integers(-3, 1 << 40)


def works(lengths: list[int], name: str = "a") -> list[Work]:
    return [Work(f"{name}{n:03}", length) for n, length in enumerate(lengths)]


def loads(work: list[Work], gifts) -> Counter[str]:
    length = {each.article: each.sentences for each in work}
    found: Counter[str] = Counter()
    for gift in gifts:
        found[gift.person] += length[gift.article]
    return found


@given(lengths, people, seeds)
@settings(max_examples=examples(60), deadline=None)
def test_each_article_goes_to_one_and_nobody_has_more_than_the_longest_above_another(lengths, people, seed):
    work = works(lengths)
    gifts = deal(work, people, Overlap(seed=seed))
    assert [gift.article for gift in gifts] == [each.article for each in work]
    had = loads(work, gifts)
    assert max(had[who] for who in people) - min(had[who] for who in people) <= max(lengths, default=0)


@given(lengths, people, st.integers(1, 4), st.floats(0, 1), seeds)
@settings(max_examples=examples(60), deadline=None)
def test_an_overlap_is_done_by_different_people_and_evenly(lengths, people, several, share, seed):
    several = min(several, len(people))
    overlap, work = Overlap(several, share, seed), works(lengths)
    gifts = deal(work, people, overlap)
    assert len(set(gifts)) == len(gifts)
    holders = Counter(gift.article for gift in gifts)
    assert holders == {each.article: several if overlap.holds(each.article) else 1 for each in work}
    if several == 2:
        had, longest = loads(work, gifts), max(lengths, default=0)
        assert max(had[who] for who in people) - min(had[who] for who in people) <= max(1, len(people) - 2) * longest


@given(lengths, st.floats(0, 1), seeds)
@settings(max_examples=examples(40), deadline=None)
def test_every_pair_has_about_the_same_in_common(lengths, share, seed):
    work, people = works(lengths), ["a", "b", "c", "d"]
    pairs: Counter[frozenset[str]] = Counter()
    length = {each.article: each.sentences for each in work}
    gifts = deal(work, people, Overlap(2, share, seed))
    for article in length:
        who = frozenset(gift.person for gift in gifts if gift.article == article)
        if len(who) == 2:
            pairs[who] += length[article]
    common = [pairs[frozenset(pair)] for pair in combinations(people, 2)]
    assert max(common) - min(common) <= max(lengths, default=0)


@given(lengths, lengths, people, st.floats(0, 1), seeds)
@settings(max_examples=examples(40), deadline=None)
def test_later_articles_change_nothing_of_which_ones_overlap(first, later, people, share, seed):
    overlap = Overlap(min(2, len(people)), share, seed)

    def several(work: list[Work]) -> set[str]:
        return {gift.article for gift in deal(work, people, overlap) if gift.why == "overlap"}

    before = works(first)
    ids = {each.article for each in before}
    assert several([*works(later, "b"), *before]) & ids == several(before)


@given(lengths, people, seeds, st.randoms())
@settings(max_examples=examples(40), deadline=None)
def test_the_order_of_the_articles_does_not_matter(lengths, people, seed, random):
    work = works(lengths)
    shuffled = random.sample(work, len(work))
    assert deal(shuffled, people, Overlap(1, 1, seed)) == deal(work, people, Overlap(1, 1, seed))


@given(lengths, lengths, people, seeds)
@settings(max_examples=examples(40), deadline=None)
def test_what_somebody_has_already_counts(first, later, people, seed):
    before, after = works(first), works(later, "b")
    had = loads(before, deal(before, people, Overlap(seed=seed)))
    more = loads(after, deal(after, people, Overlap(seed=seed), had))
    both = [had[who] + more[who] for who in people]
    assert max(both) - min(both) <= max([*first, *later], default=0)


def test_very_many_people_share_out_their_overlap_evenly_too():
    work, people = works([1 + n % 7 for n in range(600)]), [f"p{n:02}" for n in range(40)]
    gifts = deal(work, people, Overlap(2))
    assert len(gifts) == 1200
    had = loads(work, gifts)
    assert max(had.values()) - min(had.values()) <= 14
    assert len({frozenset(gift.person for gift in gifts if gift.article == each.article) for each in work}) > 300


def test_whoever_began_an_article_gets_it():
    work = [Work("a", 9, {"ben": 2, "ana": 5}), Work("b", 9, {"zoe": 9}), Work("c", 9, {"ana": 1})]
    gifts = deal(work, ["ana", "ben"])
    assert [(gift.article, gift.person) for gift in gifts] == [("a", "ana"), ("b", "ben"), ("c", "ana")]
    several = deal(work, ["ana", "ben", "cleo"], Overlap(2))
    assert {gift.person for gift in several if gift.article == "c"} >= {"ana"}


def test_everyone_gets_everything():
    gifts = give_to_everyone(works([3, 4]), ["ana", "ben"])
    assert [(gift.article, gift.person) for gift in gifts] == [
        ("a000", "ana"), ("a000", "ben"), ("a001", "ana"), ("a001", "ben"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("people", "overlap"), [([], Overlap()), (["ana"], Overlap(2)), (["ana"], Overlap(0)), (["ana"], Overlap(1, 1.5))]
)
def test_what_cannot_be_dealt_out_is_refused(people, overlap):
    with pytest.raises(UsageError):
        deal(works([1]), people, overlap)


@given(st.floats(0, 1), seeds)
@settings(max_examples=examples(20), deadline=None)
def test_a_share_is_drawn_about_as_large_as_it_is(share, seed):
    ids = [f"{n:020x}" for n in range(2000)]
    found = sum(is_drawn(share, seed, "x", id) for id in ids)
    assert abs(found - 2000 * share) <= 5 * (2000 * 0.25) ** 0.5
    assert all(0 <= point(seed, "x", id) < 1 for id in ids[:20])


def test_every_article_is_drawn_as_often_as_any_other():
    ids = [f"{n:020x}" for n in range(10)]
    often = Counter(id for seed in range(2000) for id in drawn(ids, 3, seed, "x"))
    assert sum(often.values()) == 6000
    assert all(500 < often[id] < 700 for id in ids)


@pytest.mark.parametrize(("written", "share"), [("20%", 0.2), ("0.2", 0.2), (" 100 %", 1.0), ("0", 0.0)])
def test_shares_are_read(written, share):
    assert read_share(written) == share


@pytest.mark.parametrize("written", ["", "20", "-1%", "101%", "nan", "inf", "a fifth"])
def test_what_is_no_share_is_refused(written):
    with pytest.raises(UsageError, match="is no share"):
        read_share(written)
