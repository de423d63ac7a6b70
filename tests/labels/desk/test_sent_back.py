"""An article that was sent back as a whole is work again, and comes before the rest of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from labels.browsing.chosen_order import ORDERS
from labels.desk.work_queue import ALL_DECIDED
from labels.project import Project
from tests.labels.desk.conftest import SitDown
from tests.labels.making import Clock, make_project

TEXTS = tuple(" ".join(f"Sentence {k} of article {n} is here." for k in range(3)) for n in range(1, 6))
WHY = "read the new rule"


@pytest.fixture
def lead(tmp_path: Path, clock: Clock) -> Iterator[Project]:
    """Lea leads; ana has decided the first, the second and the fourth of five articles."""
    with make_project(tmp_path / "news.db", "lea", clock, TEXTS) as lea:
        lea.team.make_lead("lea")
        with Project(lea.path, "ana", clock=clock) as ana:
            for n in (1, 2, 4):
                ana.annotate(f'"of article {n}"', label="claim")
        yield lea


def send_back(lead: Project, n: int) -> None:
    lead.returning.send_back("ana", f'"of article {n}"', WHY, whole=True)


@pytest.mark.parametrize("order", ORDERS)
def test_it_comes_before_what_is_undecided(lead: Project, sit_down: SitDown, order: str) -> None:
    desk = sit_down("ana", summary=False)
    desk.change_order(order, 3)
    while desk.page.article.n != 3:
        desk.open_article(3)
    send_back(lead, 4)
    for _ in range(3):
        assert desk.page.article.n == 3, "nobody is led away from the article that they read"
        step = desk.label("quote")
    assert step.opened and desk.page.article.n == 4 and desk.page.left == 3
    assert desk.article_sent_back() == "This article was sent back to you as a whole: read the new rule"
    desk.confirm()
    assert desk.cursor == 1 and desk.page.left == 2
    desk.label("quote")
    desk.skip()
    assert desk.page.article.n == 5 and desk.article_sent_back() == ""
    assert [desk.project.reader.annotations_of(4, "ana")[span].status for span in spans(desk.project, 4)] == [
        "labelled", "labelled", "skipped",
    ]  # fmt: skip


def spans(project: Project, n: int) -> list[tuple[int, int]]:
    return [(cut.start, cut.end) for cut in project.reader.cuts_of(n)]


def test_who_sits_down_for_the_first_time_begins_with_it(lead: Project, sit_down: SitDown) -> None:
    send_back(lead, 2)
    assert sit_down("ana").page.article.n == 2


def test_it_is_finished_once_all_of_it_is_decided_again_and_undo_brings_it_back(
    lead: Project, sit_down: SitDown
) -> None:
    desk = sit_down("ana", summary=True)
    for n in (3, 5):
        desk.project.annotate(f'"of article {n}"', label="claim")
    send_back(lead, 1)
    desk = sit_down("ana", summary=True)
    desk.open_article(2)
    assert desk.next_undecided().opened and desk.page.article.n == 1
    for _ in range(3):
        assert desk.finish is None
        desk.confirm()
    assert desk.finish is not None and desk.finish.nothing_left == ALL_DECIDED
    desk.undo()
    assert desk.finish is None and desk.page.left == 1


def test_it_comes_to_who_has_sent_it_back_to_them_only(lead: Project, sit_down: SitDown) -> None:
    send_back(lead, 1)
    desk = sit_down("ben")
    assert desk.article_sent_back() == ""
    assert desk.sent_back() == 0


def test_a_sentence_that_is_sent_back_alone_leads_nobody_away(lead: Project, sit_down: SitDown) -> None:
    lead.returning.send_back("ana", '"of article 4"', WHY)
    desk = sit_down("ana", summary=False)
    desk.open_article(3)
    for _ in range(3):
        desk.label("quote")
    assert desk.page.article.n == 5
