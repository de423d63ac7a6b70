"""Where work is shared out, the desk goes through one's own articles; else through all."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from labels.browsing.chosen_order import ORDERS
from labels.desk import Desk
from labels.desk.work_queue import ALL_DECIDED, NOTHING_ASSIGNED, OWN_DECIDED
from labels.project import Project
from tests.labels.making import Clock, make_project

TEXTS = tuple(" ".join(f"Sentence {k} of article {n} is here." for k in range(2)) for n in range(1, 7))


@pytest.fixture
def lead(tmp_path: Path, clock: Clock) -> Iterator[Project]:
    with make_project(tmp_path / "news.db", "ana", clock, TEXTS) as made:
        yield made


def give(lead: Project, annotator: str, *numbers: int) -> None:
    for n in numbers:
        lead.team.assign(annotator, query=f'"of article {n} is"')


def walked(desk: Desk) -> list[int]:
    """The articles that one goes through, forwards; backwards they come the other way round."""
    found, n = [], desk.order.neighbour(0, 1)
    while n is not None:
        found.append(n)
        n = desk.order.neighbour(n, 1)
    back, n = [], found[-1] if found else None
    while n is not None:
        back.append(n)
        n = desk.order.neighbour(n, -1)
    assert back[::-1] == found
    return found


def test_without_any_assignment_all_articles_are_everybodys(lead, sit_down):
    desk = sit_down("ben")
    assert desk.order.own() is None
    assert walked(desk) == [1, 2, 3, 4, 5, 6]


@pytest.mark.parametrize("name", ORDERS)
def test_one_goes_through_ones_own_articles_in_ones_own_order(lead, sit_down, name):
    desk = sit_down("ben")
    desk.change_order(name, 3)
    all_of_them = walked(desk)
    give(lead, "ben", 2, 5, 6)
    give(lead, "cleo", 1, 3)
    assert walked(desk) == [n for n in all_of_them if n in (2, 5, 6)]
    undecided, n = [], desk.order.undecided(0)
    while n is not None:
        undecided.append(n)
        n = desk.order.undecided(n)
    assert undecided == walked(desk)
    # Each goes through the same articles where both have them.
    lead.team.assign("ben", query='"of article 4 is"')
    assert sorted(walked(desk)) == [2, 4, 5, 6]


def test_labelling_goes_on_from_own_article_to_own_article_and_says_when_it_is_over(lead, sit_down):
    give(lead, "ben", 2, 5)
    desk = sit_down("ben")
    assert desk.page.article.n == 2
    seen, step = [], desk.label("claim")
    for _ in range(3):
        seen.append(desk.page.article.n)
        step = desk.label("claim")
    assert seen == [2, 5, 5]
    assert step.notice == OWN_DECIDED
    assert desk.next_undecided().notice == OWN_DECIDED
    give(lead, "ben", 1)
    desk.next_undecided()
    assert desk.page.article.n == 1


def test_who_has_nothing_is_told_so(lead, sit_down):
    give(lead, "ben", 2)
    desk = sit_down("cleo")
    assert desk.document is not None
    for _ in range(2):
        step = desk.label("claim")
    assert step.notice == NOTHING_ASSIGNED
    assert walked(desk) == []


def test_a_sitting_begins_in_ones_own_work_also_where_one_was_elsewhere(lead, sit_down):
    ben = sit_down("ben")
    ben.open_article(3)
    lead.team.make_lead()
    give(lead, "ben", 4, 6)
    assert sit_down("ben").page.article.n == 4


@pytest.mark.parametrize("name", ORDERS)
def test_a_query_as_the_queue_stays_in_ones_own_work(lead, sit_down, name):
    desk, other = sit_down("ben"), sit_down("cleo")
    desk.change_order(name, 3)
    give(lead, "ben", 2, 5, 6)
    desk.open_article(2)
    desk.focus_on('"Sentence 1"')
    seen = {desk.page.article.n}
    for _ in range(5):
        desk.label("claim")
        seen.add(desk.page.article.n)
    assert seen == {2, 5, 6}
    # Who has nothing can look at everything.
    other.focus_on('"Sentence 1"')
    seen = set()
    for _ in range(6):
        seen.add(other.page.article.n)
        other.next_undecided()
    assert seen == {1, 2, 3, 4, 5, 6}


def test_what_is_put_back_is_nobodys_work(lead, sit_down):
    give(lead, "ben", 2, 5)
    desk = sit_down("ben")
    desk.label("claim")
    lead.team.take_back("ben")
    assert walked(desk) == [2]
    desk.label("claim")
    assert desk.next_undecided().notice == OWN_DECIDED


def test_who_does_everything_alone_is_told_as_ever(sit_down, lead):
    desk = sit_down("ana")
    for _ in range(12):
        step = desk.label("claim")
    assert step.notice == ALL_DECIDED


def test_who_is_new_in_a_project_of_others_is_told_so(project):
    with Project(project.path, "anna") as new:
        assert Desk(new).greeting() == "You are new in this project, as “anna”. Did you mean “ana”?"
        Desk(new).label("claim")
        assert Desk(new).greeting() == ""
    project.team.make_lead()
    with Project(project.path, "annna") as new:
        assert Desk(new).greeting() == "You are new in this project, as “annna”."
    assert Desk(project).greeting() == ""
