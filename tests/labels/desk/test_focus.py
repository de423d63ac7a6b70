"""A focus goes through all its matches, once each, in the annotator's order of work."""

from unittest import mock

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from labels.browsing.chosen_order import ORDERS
from labels.desk import Desk, focus
from labels.desk.focus import Focus
from labels.desk.focused_work import LAST_MATCH, NO_EARLIER_MATCH, NO_LATER_MATCH
from labels.project import Project
from labels.query import Search, find, parse_query
from labels.query.errors import QueryError
from labels.query.pattern import Matcher, SlowPatternError
from tests.examples import examples
from tests.labels.making import Clock, make_project

WORDS = ("heron", "bridge", "mayor", "rain")
QUERIES = ("heron", "bridge or rain", "-mayor", "is:undecided", "/m.y/", "label:claim", "nothing at all", "")


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    """Forty articles of one to four sentences of a word each, some of them labelled."""
    with Project(tmp_path_factory.mktemp("focus") / "news.db", "ana", clock=Clock()) as project:
        for n in range(40):
            project.add("\n\n".join(f"The {WORDS[(n * 7 + k * k) % 4]} number {n}." for k in range(1 + n * n % 4)))
        for number, sentence in enumerate(project.sentences()):
            if number % 3 == 0:
                project.label(sentence, "claim")
        yield project


@pytest.mark.slow
@settings(max_examples=examples(60), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    query=st.sampled_from(QUERIES),
    name=st.sampled_from(ORDERS),
    seed=st.integers(0, 5),
    sizes=st.sampled_from([(8, 2000), (1, 0), (3, 5)]),
)
def test_forwards_and_backwards_it_is_the_order_of_work(world, query, name, seed, sizes):
    desk = Desk(world)
    desk.change_order(name, seed)
    matches = list(find(world.connection, world.codebook, Search(parse_query(query), "ana")))
    expected = sorted(matches, key=lambda hit: (desk.order.position(hit.article), hit.start))
    with mock.patch.object(focus, "_FIRST", sizes[0]), mock.patch.object(focus, "_FEW", sizes[1]):
        seen = Focus(world, query, lambda: desk.order)
        forwards, hit = [], seen.first()
        while hit is not None and len(forwards) <= len(expected):
            forwards.append(hit)
            hit = seen.after(hit.article, hit.start)
        assert forwards == expected
        backwards, hit = [], forwards[-1] if forwards else None
        while hit is not None and len(backwards) <= len(expected):
            backwards.append(hit)
            hit = seen.before(hit.article, hit.start)
        assert backwards == expected[::-1]


def test_the_desk_follows_it_also_when_the_order_is_changed_meanwhile(world):
    desk = Desk(world)
    desk.change_order("shuffled", 3)
    desk.open_article(next(iter(desk.order.beyond(0))))
    desk.focus_on("heron")
    articles = [desk.page.article.n]
    while desk.next_undecided().notice != LAST_MATCH:
        articles.append(desk.page.article.n)
    places = [desk.order.position(n) for n in articles]
    assert places == sorted(places) and articles != sorted(articles)
    desk.change_order("imported")
    desk.open_article(1)
    desk.first()
    here = (desk.page.article.n, desk.page.cuts[desk.cursor].start)
    desk.next_undecided()
    assert here < (desk.page.article.n, desk.page.cuts[desk.cursor].start)
    assert desk.page.article.n == min(n for n in articles if n > 1)


def test_a_focus_that_cannot_be_answered_in_time_ends_and_says_so(tmp_path, monkeypatch) -> None:
    with make_project(tmp_path / "p.db") as project:
        desk = Desk(project)
        desk.focus_on("/e/")
        monkeypatch.setattr(Matcher, "is_in", too_slow)
        step = desk.label("claim")
        assert "takes too long" in step.notice
        assert desk.focus is None
        assert desk.tally.decided == 1


def test_a_focus_whose_next_match_is_far_away_is_refused_or_ends(tmp_path, monkeypatch) -> None:
    """No sentence takes long, but all of them together do, and nothing could stop it."""
    spent = 0.0
    monkeypatch.setattr("labels.desk.focus.time.thread_time", lambda: spent)
    look = Matcher.is_in

    def slow(matcher: Matcher, text: str) -> bool:
        nonlocal spent
        spent += 0.009
        return look(matcher, text)

    monkeypatch.setattr(Matcher, "is_in", slow)
    texts = ("The heron stands. It waits.", " ".join(f"Rain fell on day {n}." for n in range(200)), "A heron flies.")
    with make_project(tmp_path / "p.db", texts=texts) as project:
        desk = Desk(project)
        with pytest.raises(QueryError, match="takes too long to find"):
            desk.focus_on("/snow/")
        assert desk.focus is None and spent < 1
        desk.focus_on("/heron/")
        spent = 0.0
        step = desk.label("claim")
        assert "takes too long to find" in step.notice and desk.focus is None
        assert desk.tally.decided == 1 and spent < 1


def too_slow(matcher: Matcher, text: str) -> bool:
    raise SlowPatternError("e")


def test_the_next_article_is_the_next_one_with_a_match(tmp_path) -> None:
    texts = ("The heron stands. It waits. A heron flies.", "Nothing here.", "Rain. The heron again. And a heron.")
    with make_project(tmp_path / "p.db", texts=texts) as project:
        desk = Desk(project)
        desk.focus_on("heron")
        assert (desk.next_article().opened, desk.page.article.n, desk.cursor) == (True, 3, 1)
        assert desk.next_article().notice == NO_LATER_MATCH
        assert (desk.previous_article().opened, desk.page.article.n, desk.cursor) == (True, 1, 0)
        assert desk.previous_article().notice == NO_EARLIER_MATCH
        desk.unfocus()
        desk.next_article()
        assert desk.page.article.n == 2
