"""The order of work: chosen by each annotator, the same after a restart, open to what is imported meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from labels.browsing.chosen_order import ORDERS, chosen_order
from labels.desk import Desk
from labels.errors import UsageError
from labels.project import Project
from tests.examples import examples
from tests.labels.making import Clock, make_project

#: Articles of 3, 1, 2, 1 and 4 sentences.
LENGTHS = (3, 1, 2, 1, 4)
SitDown = Callable[[str], Desk]


def text(n: int, sentences: int) -> str:
    return " ".join(f"Sentence {k} of article {n} is here." for k in range(sentences))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "news.db"
    make_project(path, texts=tuple(text(n, count) for n, count in enumerate(LENGTHS))).close()
    return path


@pytest.fixture
def sit_down(path: Path, clock: Clock) -> Iterator[SitDown]:
    with ExitStack() as stack:
        yield lambda annotator: Desk(stack.enter_context(Project(path, annotator, clock=clock)))


def walked(desk: Desk) -> list[int]:
    """The articles in the desk's order, by walking forwards; backwards they must come the other way round."""
    numbers, n = [], desk.order.neighbour(0, 1)
    while n is not None:
        numbers.append(n)
        n = desk.order.neighbour(n, 1)
    back, n = [], numbers[-1]
    while n is not None:
        back.append(n)
        n = desk.order.neighbour(n, -1)
    assert back[::-1] == numbers
    assert [desk.order.position(n) for n in numbers] == list(range(1, len(numbers) + 1))
    return numbers


def test_as_imported_unless_chosen_otherwise(sit_down):
    assert walked(sit_down("ana")) == [1, 2, 3, 4, 5]


def test_shortest_first_and_in_the_order_of_import_among_equals(sit_down):
    desk = sit_down("ana")
    assert desk.change_order("shortest").notice == "Order of work: shortest first."
    assert walked(desk) == [2, 4, 3, 1, 5]


def test_least_done_first_by_what_everybody_did(sit_down):
    desk, other = sit_down("ana"), sit_down("bo")
    for n, decisions in ((1, 2), (2, 1), (5, 1)):
        other.open_article(n)
        for _ in range(decisions):
            other.skip()
    desk.open_article(5)
    desk.label("claim")
    desk.change_order("least-done")
    assert walked(desk) == [3, 4, 5, 1, 2]  # 0, 0, 2/4, 2/3, 1/1
    desk.open_article(3)
    desk.label("claim")
    assert walked(desk) == [3, 4, 5, 1, 2]  # fixed for the sitting, or one would be led in circles
    assert walked(sit_down("ana")) == [4, 3, 5, 1, 2]


def test_a_shuffle_is_the_same_for_the_same_seed_wherever_it_is_drawn(sit_down, tmp_path):
    desk = sit_down("ana")
    assert desk.change_order("shuffled", 7).notice == "Order of work: shuffled (seed 7)."
    first = walked(desk)
    assert sorted(first) == [1, 2, 3, 4, 5]
    assert walked(sit_down("ana")) == first
    desk.change_order("shuffled", 8)
    assert any(walked(desk) != first for seed in (8, 9, 10) if desk.change_order("shuffled", seed))
    desk.change_order("shuffled", 7)
    assert walked(desk) == first
    # The same articles imported the other way round into another project come in the same order.
    turned = tuple(reversed([text(n, count) for n, count in enumerate(LENGTHS)]))
    with make_project(tmp_path / "turned.db", texts=turned) as other:
        there = Desk(other)
        there.change_order("shuffled", 7)
        assert [6 - n for n in walked(there)] == first


@settings(max_examples=examples(10), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 2**40), more=st.lists(st.integers(1, 3), min_size=1, max_size=6, unique=True))
def test_articles_added_fall_in_between_without_moving_the_others(seed, more, tmp_path_factory):
    path = tmp_path_factory.mktemp("order") / "news.db"
    with make_project(path, texts=tuple(text(n, count) for n, count in enumerate(LENGTHS))) as project:
        desk = Desk(project)
        desk.change_order("shuffled", seed)
        before = walked(desk)
        for n in more:
            project.add(text(100 + n, n))
        assert walked(desk)[: len(before)] == before  # in this sitting they come at the end
        again = walked(Desk(project))
        assert [n for n in again if n in before] == before
        assert len(again) == len(before) + len(more)


@pytest.mark.parametrize("name", ORDERS)
def test_the_order_is_each_annotators_own_and_kept_over_a_restart(sit_down, name):
    ana = sit_down("ana")
    ana.change_order(name, 5)
    order = walked(ana)
    assert walked(sit_down("bo")) == [1, 2, 3, 4, 5]
    again = sit_down("ana")
    assert walked(again) == order
    assert chosen_order(again.project.connection, "ana") == (name, 5)


@pytest.mark.parametrize("name", ORDERS)
def test_every_article_is_reached_once_also_those_imported_meanwhile(sit_down, path, name):
    desk = sit_down("ana")
    desk.change_order(name, 3)
    n = desk.order.undecided(0)
    assert n is not None
    desk.open_article(n)
    seen = [desk.page.article.n]
    with Project(path, "importer") as other:
        for _ in range(100):
            step = desk.label("claim")
            if step.opened:
                seen.append(desk.page.article.n)
                if len(seen) == 3:
                    other.add(text(77, 2))
            if not desk.tally.undecided:
                break
    assert sorted(seen) == [1, 2, 3, 4, 5, 6]
    assert desk.project.progress().undecided == 0
    assert desk.next_undecided().notice == "All sentences are decided."


@pytest.mark.parametrize("name", ORDERS)
def test_the_search_for_the_undecided_goes_round(sit_down, name):
    desk = sit_down("ana")
    desk.change_order(name, 3)
    numbers = walked(desk)
    for n in numbers[1:-1]:
        desk.open_article(n)
        for _ in range(len(desk.page)):
            desk.skip()
    desk.open_article(numbers[-1])
    desk.last()
    desk.label("claim")
    if len(desk.page) > 1:  # what is left of this article comes first
        assert desk.page.article.n == numbers[-1]
    desk.open_article(numbers[-1])
    desk.first()
    while desk.page.article.n == numbers[-1]:
        desk.label("claim")
    assert desk.page.article.n == numbers[0]
    assert desk.order.undecided(numbers[-1]) is None
    assert desk.order.undecided(0) == numbers[0]
    assert desk.order.undecided(numbers[-1], -1) == numbers[0]


def test_articles_that_others_split_to_pieces_are_not_done(sit_down):
    desk, other = sit_down("ana"), sit_down("bo")
    desk.change_order("shortest")
    desk.open_article(2)
    other.open_article(2)
    other.split(9)
    desk.label("claim")
    assert (desk.page.article.n, desk.cursor, desk.page.left) == (2, 1, 1)


def test_an_order_that_there_is_not_is_refused_and_nothing_changes(sit_down):
    desk = sit_down("ana")
    desk.change_order("shortest")
    with pytest.raises(UsageError, match=r"There is no order “longest”. There are: imported, shuffled, shortest"):
        desk.change_order("longest")
    assert walked(desk) == [2, 4, 3, 1, 5]


def test_a_preference_that_a_later_copydesk_wrote_means_as_imported(sit_down):
    desk = sit_down("ana")
    desk.project.connection.execute("INSERT INTO preference VALUES ('ana', 'order', 'by-moon:full')")
    assert chosen_order(desk.project.connection, "ana") == ("imported", 0)
    assert walked(sit_down("ana")) == [1, 2, 3, 4, 5]


@pytest.mark.parametrize("name", ORDERS)
def test_an_article_whose_text_comes_late_is_reached_too(sit_down, path, name):
    """Others said something of it, so it has had a number since before the one that came after it."""
    desk, late = sit_down("ana"), text(77, 2)
    project = desk.project
    project.connection.execute("INSERT INTO article_key (hash) VALUES (?)", (sha256(late.encode()).digest(),))
    project.add(text(78, 1))
    desk.change_order(name, 3)
    before = walked(desk)
    assert sorted(before) == [1, 2, 3, 4, 5, 7]
    with Project(path, "importer") as other:
        other.add(late)
    after = walked(desk)
    assert sorted(after) == [1, 2, 3, 4, 5, 6, 7]
    if name != "imported":
        assert after == [*before, 6]
    desk.open_article(6)
    assert desk.order.position(6) == after.index(6) + 1
    assert list(desk.order.beyond(6, -1)) == after[: after.index(6)][::-1]
