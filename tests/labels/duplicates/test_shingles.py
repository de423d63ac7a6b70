"""Likeness is the share of runs of three words; keys are the same everywhere, and alike texts meet under them."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labels.duplicates.finding import ALIKE
from labels.duplicates.minhash import BANDS, band_keys, least_in_bins, minhash
from labels.duplicates.shingles import BITS, likeness, shingles
from labels.duplicates.sketch import looks_unlike, sketch
from tests.examples import default_cases
from tests.labels.duplicates.corpora import as_text, edited, likeness_slowly, written

TEXTS = st.lists(st.sampled_from(["rain", "Rain", "fell", "on", "the", "harbour", "again"]), min_size=3, max_size=30)


@given(TEXTS, TEXTS)
def test_likeness_is_what_counting_gives(one, other):
    first, second = " ".join(one), " ".join(other)
    assert likeness(shingles(first), shingles(second)) == likeness_slowly(first, second)


@pytest.mark.parametrize(
    "other", ["RAIN fell, on\n\nthe “harbour”!", "rain  fell on the harbour", "Ｒain fell on the harbour"]
)
def test_case_and_signs_make_no_difference(other):
    assert likeness(shingles("Rain fell on the harbour."), shingles(other)) == 1


def test_words_are_told_apart_by_their_order():
    assert likeness(shingles("man bites dog"), shingles("dog bites man")) == 0


def test_scripts_without_blanks_are_compared_sign_by_sign():
    one, other = "港口星期一再次关闭，市长说。", "港口星期二再次关闭，市长说。"
    assert 0.4 < likeness(shingles(one), shingles(other)) < 1
    assert len(shingles(one)) > 8


@pytest.mark.parametrize("text", ["", " \n", "!?", "…"])
def test_a_text_without_words_is_like_nothing(text):
    assert shingles(text) == frozenset()
    assert band_keys(minhash(sorted(shingles(text)))) == []
    assert likeness(shingles(text), shingles(text)) == 0


def test_short_texts_are_compared_as_wholes():
    assert likeness(shingles("Rain."), shingles("rain")) == 1
    assert likeness(shingles("Rain fell."), shingles("Rain stopped.")) == 0


def test_keys_stay_what_they_are():
    """They are kept in project files: a change would have old articles never meet new ones."""
    keys = band_keys(
        minhash(sorted(shingles("The harbour is closed again. Nobody knows for how long, the mayor said.")))
    )
    assert (len(set(keys)), keys[:2]) == (BANDS, PINNED)
    assert all(-(2**63) <= key < 2**63 for key in keys)


PINNED = [-5992621965744863919, 4925225330452550577]


@pytest.mark.parametrize("length", default_cases([12, 40, 150, 600], 0))
def test_alike_texts_meet_and_others_do_not(length):
    draw = random.Random(length)
    met = alike = 0
    for _ in range(150):
        words = written(draw, length)
        one, other, stranger = (shingles(as_text(each)) for each in (
            words, edited(draw, words, draw.uniform(0.02, 0.12)), written(draw, length)
        ))  # fmt: skip
        keys = set(band_keys(minhash(sorted(one))))
        assert not keys & set(band_keys(minhash(sorted(stranger))))
        if likeness(one, other) >= 0.5:
            alike += 1
            met += bool(keys & set(band_keys(minhash(sorted(other)))))
    assert alike > 60
    assert met >= 0.99 * alike


@pytest.mark.parametrize(("pairs", "enough"), [(60, 5), pytest.param(300, 60, marks=pytest.mark.slow)])
def test_a_sketch_never_hides_an_alike_text_and_tells_most_others(pairs, enough):
    draw = random.Random(7)
    told = others = 0
    for _ in range(pairs):
        words = written(draw, draw.randrange(500, 3000))
        changed = edited(draw, words, draw.uniform(0.02, 0.5))
        one, other = shingles(as_text(words)), shingles(as_text(changed))
        unlike = looks_unlike(sketch(sorted(one)), sketch(sorted(other)), ALIKE)
        if likeness(one, other) >= ALIKE:
            assert not unlike
        elif likeness(one, other) < ALIKE / 3:
            others += 1
            told += unlike
    assert others > enough
    assert told > 0.9 * others


@pytest.mark.parametrize("bins", [1, 7, 150, 512])
def test_the_least_in_each_bin_is_that_of_all_in_it(bins):
    draw = random.Random(bins)
    edges = {near for bin in range(bins) for near in (-(-(bin << BITS) // bins) + by for by in (-1, 0, 1)) if near >= 0}
    for numbers in ({0}, {(1 << BITS) - 1}, edges, {draw.getrandbits(BITS) for _ in range(3 * bins)}, {1, 2, 3}):
        least: list[int | None] = [None] * bins
        for number in numbers:
            bin = number * bins >> BITS
            least[bin] = number if least[bin] is None else min(number, least[bin])
        assert least_in_bins(sorted(numbers), bins) == least
