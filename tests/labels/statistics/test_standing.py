"""The figures of real projects, from the journal through the store."""

from datetime import UTC, date, timedelta

import pytest

from labels.desk import Desk
from labels.project import Project
from labels.projections import actions
from labels.statistics.pace import Pace
from labels.statistics.project_statistics import project_statistics
from labels.statistics.sitting import Sitting, sitting
from labels.values.viewer import THE_FILE
from tests.labels.making import Clock, make_project

MONDAY = date(2024, 3, 1)


@pytest.fixture
def clock():
    return Clock(step=0)


@pytest.fixture
def reopened(project, clock):
    """Opens the project again as somebody, some seconds later."""
    opened = []

    def as_(annotator, later=0.0):
        clock.now += timedelta(seconds=later)
        opened.append(Project(project.path, annotator, clock=clock))
        return opened[-1]

    yield as_
    for each in opened:
        each.close()


def label(project, clock, sentence, name="claim", after=10.0, seconds=None):
    clock.now += timedelta(seconds=after)
    project.label(sentence, name, seconds=seconds)


def stand(project, *names):
    return project_statistics(project.connection, names or None, viewer=THE_FILE, zone=UTC)


def done(project):
    return sitting(project.connection, project.journal.sitting.number, project.annotator)


def test_an_empty_project(tmp_path):
    with make_project(tmp_path / "empty.db", texts=()) as project:
        found = stand(project)
        assert (found.articles, found.sentences, found.people) == (0, 0, {})
        ana = stand(project, "ana").people["ana"]
        assert (ana.progress.decided, ana.outlook.sentences, ana.articles.finished) == (0, 0, 0)
        assert done(project) == Sitting()


def test_writing_a_codebook_is_no_labelling(project):
    assert stand(project).people == {}
    assert stand(project, "ana").people["ana"].work.days == ()


def test_two_annotators_each_have_their_own_figures(project, clock, reopened):
    sentences = list(project.sentences())
    for sentence in sentences[:4]:
        label(project, clock, sentence, seconds=5.0)
    ben = reopened("ben", later=3600)
    for sentence in sentences:
        label(ben, clock, sentence, "quote", after=20)
    found = stand(project).people
    assert list(found) == ["ana", "ben"]
    # Five seconds to open with, three gaps of ten; seven gaps of twenty.
    assert found["ana"].work.days == ((MONDAY, Pace(4, 35.0)),)
    assert found["ben"].work.days == ((MONDAY, Pace(8, 140.0)),)
    assert found["ana"].shares.labels == {"claim": 4}
    assert found["ben"].outlook.sentences == 0
    assert found["ana"].articles.finished == 1
    assert found["ben"].articles.finished == 3
    assert list(stand(project, "ben").people) == ["ben"]


def test_undone_actions_do_not_count_and_redone_ones_do(project, clock):
    first, second, *_ = project.sentences()
    label(project, clock, first)
    label(project, clock, second, "quote", after=30)
    clock.now += timedelta(seconds=10)
    project.undo()
    ana = stand(project, "ana").people["ana"]
    assert (ana.work.overall, ana.shares.labels) == (Pace(1, 40.0), {"claim": 1})
    assert (done(project).decided, done(project).undone) == (1, 1)
    clock.now += timedelta(seconds=5)
    project.redo()
    ana = stand(project, "ana").people["ana"]
    assert (ana.work.overall, ana.shares.labels) == (Pace(2, 45.0), {"claim": 1, "quote": 1})
    assert (done(project).decided, done(project).undone) == (2, 0)


def test_somebody_whose_every_act_is_undone_is_still_there_with_the_time_it_took(project, clock):
    sentence = next(project.sentences())
    label(project, clock, sentence, seconds=8.0)
    project.undo()
    assert stand(project).people["ana"].work.overall == Pace(0, 8.0)


def test_actions_over_many_sentences_are_no_pace(project, clock, monkeypatch):
    monkeypatch.setattr(actions, "BULK", 3)
    desk = Desk(project)
    desk.extend(3)
    desk.label("claim")
    assert stand(project, "ana").people["ana"].work.overall.sentences == 0
    assert stand(project, "ana").people["ana"].progress.labelled == 4
    monkeypatch.setattr(actions, "BULK", 4)
    assert stand(project, "ana").people["ana"].work.overall.sentences == 4


def test_time_by_label_leaves_runs_and_carried_marks_out(project, clock):
    ticks = Clock()
    desk = Desk(project, ticks=lambda: ticks().timestamp())
    desk.extend(1)
    desk.label("claim")
    _, _, third, fourth = [s for s in project.sentences() if s.article == desk.page.article.id]
    label(project, clock, third, "quote", seconds=4.0)
    label(project, clock, fourth, "quote", seconds=6.0)
    project.split(third, third.start + third.text.index(" ") + 1)
    seconds = stand(project, "ana").people["ana"].shares.seconds
    assert set(seconds) == {"quote"}
    assert (seconds["quote"].count, seconds["quote"].median) == (1, 6.0)


def test_a_sitting_counts_its_own_session_alone(project, clock, reopened):
    sentences = list(project.sentences())
    label(project, clock, sentences[0])
    again = reopened("ana", later=3600)
    label(again, clock, sentences[1], seconds=7.0)
    label(again, clock, sentences[2], "quote")
    again.skip(sentences[3])
    assert done(again) == Sitting(
        pace=Pace(3, 17.0), decided=3, skipped=1, labels=(("claim", 1), ("quote", 1)), finished=1, undone=0, left=4
    )
    assert done(project).decided == 1
    assert done(project).finished == 0


def test_an_article_is_finished_only_by_its_last_open_sentence(project, clock, reopened):
    sentences = list(project.sentences())
    for sentence in sentences[:4]:
        label(project, clock, sentence)
    assert done(project).finished == 1
    again = reopened("ana", later=3600)
    label(again, clock, sentences[0], "quote")
    assert (done(again).decided, done(again).finished) == (1, 0)
    again.clear(sentences[0])
    assert (done(again).decided, done(again).finished) == (0, 0)
    later = reopened("ana", later=3600)
    label(later, clock, sentences[0], "quote")
    assert done(later).finished == 1


def test_a_clock_put_back_in_the_middle_of_a_sitting_hides_nothing(project, clock):
    sentences = list(project.sentences())
    label(project, clock, sentences[0])
    label(project, clock, sentences[1], after=-7200)
    assert done(project).decided == 2


def test_another_machine_with_a_clock_ahead_takes_nobody_s_time(project, clock, reopened):
    sentences = list(project.sentences())
    ben = reopened("ben", later=86_400)
    ben.label(sentences[0], "quote")
    clock.now -= timedelta(days=1)
    for sentence in sentences[:4]:
        label(project, clock, sentence)
    assert stand(project, "ana").people["ana"].work.days == ((MONDAY, Pace(4, 30.0)),)
