"""Samples: how many articles a size is, which are drawn, and how they are kept."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from labels.errors import UsageError
from labels.team.sample import Sample, Size, draw_sample, names_shown
from tests.examples import examples

LENGTHS = {f"{n:020x}": 1 + n % 7 for n in range(100)}


@pytest.mark.parametrize(
    ("size", "articles"),
    [
        (Size(articles=7), 7),
        (Size(share=0.07), 7),
        (Size(share=0.071), 8),
        (Size(share=1.0), 100),
        (Size(sentences=1), 1),
        (Size(sentences=sum(LENGTHS.values())), 100),
        (Size(sentences=100), 26),
    ],
)
def test_a_size_is_so_many_articles(size, articles):
    sample = draw_sample("pilot", LENGTHS, size)
    assert len(sample.articles) == articles
    assert sample.probability == articles / 100
    assert sample.sentences == sum(LENGTHS[id] for id in sample.articles)


@pytest.mark.parametrize(
    "size", [Size(), Size(articles=1, share=0.1), Size(articles=101), Size(share=0.0), Size(sentences=10_000)]
)
def test_a_size_that_cannot_be_is_refused(size):
    with pytest.raises(UsageError):
        draw_sample("pilot", LENGTHS, size)


def test_of_nothing_nothing_is_drawn():
    with pytest.raises(UsageError, match="0 articles"):
        draw_sample("pilot", {}, Size(articles=1))


def test_another_name_or_seed_draws_others():
    one = draw_sample("one", LENGTHS, Size(articles=20))
    assert one == draw_sample("one", LENGTHS, Size(articles=20))
    assert one.articles != draw_sample("two", LENGTHS, Size(articles=20)).articles
    assert one.articles != draw_sample("one", LENGTHS, Size(articles=20), seed=1).articles


@given(st.integers(1, 100), st.booleans(), st.text())
@settings(max_examples=examples(20), deadline=None)
def test_a_sample_is_read_as_it_was_kept(count, is_round, query):
    sample = draw_sample("pilot", LENGTHS, Size(articles=count), query=query, round=is_round)
    assert Sample.from_record(json.loads(json.dumps(sample.as_record()))) == sample
    assert Sample.from_record({**sample.as_record(), "later": 1}) == sample


@pytest.mark.parametrize("record", [None, 3, {}, {"articles": 4}, {"articles": []}])
def test_what_is_no_sample_is_passed_over(record):
    assert Sample.from_record(record) is None


def test_two_samples_of_one_name_are_told_apart():
    samples = [draw_sample(name, LENGTHS, Size(articles=1)) for name in ("pilot", "pilot", "other", "pilot")]
    assert names_shown(samples) == ["pilot", "pilot (2)", "other", "pilot (3)"]
