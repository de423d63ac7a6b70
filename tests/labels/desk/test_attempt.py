"""Trying while another program writes: nothing happens by halves, nothing twice, and waiting is no reading."""

import pytest

from labels.desk import Desk
from labels.desk.busy_retry import Attempt
from labels.errors import BusyError, ProjectError
from labels.sqlite.connection import connect, writing
from tests.labels.desk.test_stopwatch import Ticks


@pytest.fixture
def ticks():
    return Ticks()


@pytest.fixture
def desk(project, ticks):
    return Desk(project, ticks)


def test_a_verb_is_carried_out_when_the_other_program_is_done(project, desk, ticks):
    other = connect(project.path)
    attempt = Attempt(desk, lambda: desk.label("claim"))
    ticks.now += 4
    with writing(other):
        assert not attempt.made(0.0)
        ticks.now += 30
        assert not attempt.made(0.01)
        assert project.progress().decided == 0 and desk.cursor == 0
    other.close()
    assert attempt.made(0.0)
    assert attempt.step.rows == [0] and desk.cursor == 1
    mark = project.annotation(next(project.sentences()))
    assert (mark.labels, mark.seconds) == (("claim",), 4.0), "waiting is not reading"
    ticks.now += 2
    assert desk.watch.seconds == 2.0


def test_who_gives_up_has_changed_nothing_and_reads_on(project, desk, ticks):
    other = connect(project.path)
    attempt = Attempt(desk, desk.skip)
    ticks.now += 3
    with writing(other):
        assert not attempt.made(0.0)
        ticks.now += 10
        assert isinstance(attempt.give_up(), BusyError)
    other.close()
    assert desk.watch.seconds == 3.0
    ticks.now += 1
    assert desk.watch.seconds == 4.0
    with pytest.raises(LookupError):
        attempt.step  # noqa: B018
    assert project.progress().decided == 0
    assert project.connection.execute("PRAGMA busy_timeout").fetchone()[0] >= 1000, "others wait as before"


def test_what_was_written_is_never_written_again(project, desk):
    def verb():
        desk.skip()
        raise BusyError("news.db: reading failed afterwards")

    with pytest.raises(ProjectError, match="afterwards"):
        Attempt(desk, verb).made(0.0)
    assert project.progress().decided == 1


def test_what_others_changed_meanwhile_is_told_at_last(project, desk):
    other = Desk(type(project)(project.path, "ana"))
    attempt = Attempt(desk, lambda: desk.label("claim"))
    with writing(other.project.connection):
        assert not attempt.made(0.0)
    other.last()
    other.label("quote")
    other.project.close()
    assert attempt.made(0.0)
    assert attempt.step.reloaded
