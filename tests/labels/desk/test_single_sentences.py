"""Of an article that is assigned in parts the desk goes to these sentences alone, and counts them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from labels.browsing.chosen_order import ORDERS
from labels.desk import Desk
from labels.desk.work_queue import OWN_DECIDED
from labels.project import Project
from tests.labels.making import Clock, make_project

TEXTS = tuple(" ".join(f"Sentence {k} of article {n} is here." for k in range(6)) for n in range(1, 5))


@pytest.fixture
def lead(tmp_path: Path, clock: Clock) -> Iterator[Project]:
    with make_project(tmp_path / "news.db", "ana", clock, TEXTS) as made:
        yield made


def give(lead: Project, *places: tuple[int, int], person: str = "cleo") -> None:
    """Give sentences by article and row."""
    units = []
    for n, row in places:
        cut = lead.reader.cuts_of(n)[row]
        units.append((n, cut.start, cut.end))
    lead.team.assign_units(units, person)


def gone_through(desk: Desk, keys: int) -> list[tuple[int, int]]:
    """Article and row of each sentence that is labelled, as the desk goes on by itself."""
    found = []
    for _ in range(keys):
        found.append((desk.page.article.n, desk.cursor))
        desk.label("claim")
    return found


@pytest.mark.parametrize("advance", ["undecided", "next"])
def test_labelling_goes_from_one_to_the_next(lead, sit_down, advance):
    give(lead, (2, 1), (2, 4), (4, 0), (4, 5))
    desk = sit_down("cleo", advance=advance)
    assert gone_through(desk, 4) == [(2, 1), (2, 4), (4, 0), (4, 5)]
    assert desk.next_undecided().notice == OWN_DECIDED
    assert desk.order.undecided(0) is None


@pytest.mark.parametrize("name", ORDERS)
def test_whole_articles_and_single_sentences_are_one_work(lead, sit_down, name):
    lead.team.assign("cleo", query='"of article 3 is"')
    give(lead, (1, 2), (3, 2), (4, 5))
    desk = sit_down("cleo")
    desk.change_order(name, 3)
    seen = set()
    desk.open_article(1)
    assert desk.cursor == 2
    for _ in range(8):
        seen.add((desk.page.article.n, desk.cursor))
        desk.label("claim")
    assert seen == {(1, 2), (4, 5), *((3, row) for row in range(6))}
    assert desk.next_undecided().notice == OWN_DECIDED


def test_going_back_and_forth_keeps_to_them(lead, sit_down):
    give(lead, (1, 3), (2, 1), (2, 4))
    desk = sit_down("cleo")
    places = []
    for _ in range(3):
        desk.next_undecided()
        places.append((desk.page.article.n, desk.cursor))
    assert places == [(2, 1), (2, 4), (1, 3)]
    desk.previous_undecided()
    assert desk.page.article.n == 1, "nothing undecided before the first"
    desk.open_article(2, 0)
    desk.next_undecided()
    assert (desk.page.article.n, desk.cursor) == (2, 1)


def test_figures_count_them(lead, sit_down):
    give(lead, (2, 1), (2, 4), (4, 0))
    desk = sit_down("cleo")
    assert (len(desk.page.rows_to_do), desk.page.left) == (2, 2)
    assert [desk.is_in_focus(row) for row in range(6)] == [False, True, False, False, True, False]
    assert (desk.tally.own.sentences, desk.tally.own.decided, desk.tally.undecided) == (3, 0, 3)
    desk.label("claim")
    assert (desk.page.left, desk.tally.own.decided, desk.tally.decided) == (1, 1, 1)
    desk.go_to(0)
    desk.label("claim")
    assert (desk.tally.own.decided, desk.tally.decided) == (1, 2), "what is not assigned does not count"
    kept = desk.tally.own
    desk.tally.count()
    assert desk.tally.own == kept


def test_the_finish_sums_them_up(lead, sit_down):
    give(lead, (2, 1), (2, 4), (4, 0))
    desk = sit_down("cleo", summary=True)
    gone_through(desk, 2)
    assert desk.finish is not None
    assert (desk.finish.sentences, desk.finish.shares) == (2, (("claim", 2),))
    desk.next_undecided()
    assert (desk.page.article.n, desk.cursor) == (4, 0)


def test_a_query_as_the_queue_keeps_to_them(lead, sit_down):
    give(lead, (1, 2), (2, 1), (2, 4))
    desk = sit_down("cleo")
    desk.focus_on('"Sentence 1" OR "Sentence 2" OR "Sentence 4"')
    assert gone_through(desk, 3) == [(1, 2), (2, 1), (2, 4)]
    desk.open_article(2)
    assert [row for row in range(6) if desk.is_in_focus(row)] == [1, 4]


def test_what_is_given_meanwhile_is_taken_up(lead, sit_down):
    give(lead, (2, 1))
    desk = sit_down("cleo")
    give(lead, (2, 3))
    desk.label("claim")
    assert (desk.page.article.n, desk.cursor) == (2, 3)
    lead.team.take_back("cleo")
    assert desk.next_undecided().notice == OWN_DECIDED


def test_a_split_leaves_both_halves_to_do(lead, sit_down):
    give(lead, (2, 1))
    desk = sit_down("cleo")
    desk.split(desk.page.span(1)[0] + 9)
    assert list(desk.page.rows_to_do) == [1, 2]
    assert gone_through(desk, 2) == [(2, 1), (2, 2)]


def test_whoever_has_nothing_of_an_article_goes_through_all_of_it(lead, sit_down):
    give(lead, (2, 1))
    desk = sit_down("cleo")
    desk.open_article(3, 0)
    assert gone_through(desk, 6) == [(3, row) for row in range(6)]
    assert (desk.page.article.n, desk.cursor) == (2, 1)
    assert desk.tally.own.decided == 0


def test_others_go_on_as_ever(lead, sit_down):
    give(lead, (2, 1))
    lead.team.assign("ben", query='"of article 2 is"')
    assert gone_through(sit_down("ben"), 6) == [(2, row) for row in range(6)]
