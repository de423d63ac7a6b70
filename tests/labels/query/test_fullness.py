"""Stretches in which every sentence holds a word are passed over, and nothing else is."""

from unittest import mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from labels.project import Project
from labels.query import Search, find, parse_query, predicates, skip_scan
from labels.query.pages import Hit
from labels.query.scan_range import ScanRange
from tests.examples import examples

#: Articles with a sentence that lacks “the”, and those with one that lacks “rain”.
WITHOUT_THE, WITHOUT_RAIN = {7, 8, 31, 60}, {3, 31, 44}


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    with Project(tmp_path_factory.mktemp("full") / "news.db", "ana") as project:
        for n in range(1, 61):
            lacking = [set(), {"the"} if n in WITHOUT_THE else set(), {"rain"} if n in WITHOUT_RAIN else set()]
            project.add("\n\n".join(" ".join([f"Text {n}", *sorted({"the", "rain"} - each)]) + "." for each in lacking))
        yield project


def windowed(least):
    """However few sentences there are, full text is listed a stretch at a time."""
    return mock.patch.multiple(skip_scan, _LEAST=least), mock.patch.multiple(predicates, LONG_LIST=-1, SPOT=1e9)


@settings(max_examples=examples(120), deadline=None)
@given(
    query=st.sampled_from(["-the", "-rain", "-the -rain", "-the or -rain", "-the length:>10", "-(the rain)", "-text"]),
    least=st.sampled_from([1, 2, 5, 16]),
    descending=st.booleans(),
    after=st.none() | st.tuples(st.integers(1, 60), st.integers(-1, 60)),
    limit=st.none() | st.integers(1, 4),
)
def test_what_is_found_is_the_same(world, query, least, descending, after, limit):
    plain = list(find(world.connection, world.codebook, Search(parse_query(query), "ana")))
    expected = plain[::-1] if descending else plain
    if after is not None:
        expected = [hit for hit in expected if ((hit.article, hit.start) < after) == descending and hit[:2] != after]
    first, second = windowed(least)
    with first, second:
        found = list(
            find(
                world.connection,
                world.codebook,
                Search(parse_query(query), "ana", after=after, limit=limit, descending=descending),
            )
        )
    assert found == expected[:limit]


def test_it_stops_before_the_first_article_that_is_not_full(world):
    query = [predicates.FullText('"the"', False)]
    with windowed(1)[0]:
        reach = skip_scan.past_full(world.connection, query, ScanRange(), 1, 60)
        assert reach is not None and reach.after is not None and reach.after[0] == min(WITHOUT_THE) - 1
        back = skip_scan.past_full(world.connection, query, ScanRange((60, 0), descending=True), 60, 1)
        assert back is not None and back.after is not None and back.after[0] == 32
        assert skip_scan.past_full(world.connection, [predicates.FullText('"text"', False)], ScanRange(), 1, 60) is None
    assert isinstance(next(find(world.connection, world.codebook, Search(parse_query("-the"), "ana"))), Hit)
