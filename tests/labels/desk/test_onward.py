"""Where a decision leads, and when the desk says that it was fast."""

import pytest

from labels.desk import Desk
from labels.statistics.reading_watch import WINDOW
from labels.projections.read import latest_place
from tests.labels.making import make_project

LONG = " ".join(f"Here is sentence number {n} of a long article about boats." for n in range(2 * WINDOW))


def decide(project, *rows):
    sentences = list(project.sentences(next(iter(project.articles())).id))
    for row in rows:
        project.skip(sentences[row])


def test_on_to_the_next_sentence_whether_it_is_decided_or_not(project):
    decide(project, 1, 2)
    desk = Desk(project)
    desk.label("claim")
    assert desk.cursor == 1


def test_on_to_the_next_undecided_sentence(project):
    decide(project, 1, 2)
    desk = Desk(project, advance="undecided")
    desk.label("claim")
    assert desk.cursor == 3
    place = latest_place(project.connection, "ana")
    assert place is not None and place.cursor == desk.page.cuts[3].start


def test_past_the_last_undecided_sentence_it_goes_back_to_what_was_left_out(project):
    decide(project, 3)
    desk = Desk(project, advance="undecided")
    desk.go_to(2)
    step = desk.skip()
    assert (desk.cursor, step.notice) == (0, "2 sentences left in this article.")


def test_the_last_undecided_sentence_leads_on_to_the_next_article(project):
    decide(project, 1, 2, 3)
    desk = Desk(project, advance="undecided")
    desk.go_to(0)
    assert desk.label("claim").opened
    assert desk.page.article.n == 2


@pytest.fixture
def boats(tmp_path):
    with make_project(tmp_path / "boats.db", texts=(LONG,)) as made:
        yield made


def notices(desk, count):
    return [step.notice for step in (desk.label("claim") for _ in range(count)) if step.notice]


def test_no_nudge_unless_asked_for(boats):
    assert notices(Desk(boats, ticks=lambda: 0.0), WINDOW + 5) == []


def test_a_nudge_when_decisions_outrun_reading(boats):
    now = 0.0

    def ticks():
        nonlocal now
        now += 0.1
        return now

    (notice,) = notices(Desk(boats, ticks, nudge=True), WINDOW + 5)
    assert notice.endswith("words a minute: faster than a text can be read.")


def test_a_run_says_nothing_of_reading(boats):
    desk = Desk(boats, ticks=lambda: 0.0, nudge=True)
    desk.extend(WINDOW)
    assert desk.label("claim").notice == ""
    assert notices(desk, WINDOW - 2) == []
