"""Progress by article."""

from hypothesis import given
from hypothesis import strategies as st

from labels.statistics.articles import NAMED, article_counts


def test_none():
    assert article_counts([]).strip == ()


def test_finished_begun_untouched():
    found = article_counts(
        [(1, 4, 4), (2, 4, 1), (3, 4, 0), (4, 0, 0), (5, 2, 1)],
    )
    assert (found.finished, found.in_progress, found.untouched) == (2, 2, 1)
    assert found.begun == ((5, 2, 1), (2, 4, 1))
    assert found.strip == (1.0, 0.25, 0.0, 1.0, 0.5)


@given(st.lists(st.integers(0, 9).flatmap(lambda size: st.tuples(st.just(size), st.integers(0, size))), max_size=200))
def test_every_article_is_counted_once_and_the_strip_covers_all(sizes):
    found = article_counts([(n, size, done) for n, (size, done) in enumerate(sizes, 1)], parts=7)
    assert found.finished + found.in_progress + found.untouched == len(sizes)
    assert len(found.begun) == min(NAMED, found.in_progress)
    assert len(found.strip) == min(7, len(sizes))
    assert all(0 <= share <= 1 for share in found.strip)
    assert all(share == 1 for share in found.strip) == (found.finished == len(sizes))
