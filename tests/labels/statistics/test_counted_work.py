"""Work as it is kept: the same as told from the whole trace, counted bit by bit, and in any order of arrival."""

import json
import sqlite3
from contextlib import suppress
from datetime import UTC, timedelta, timezone
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from labels.errors import UsageError
from labels.journal import append
from labels.journal.event import Act
from labels.project import Project
from labels.projections import actions
from labels.projections.label_counts import given_is_as_written, problems_with_given
from labels.projections.people import person_named
from labels.projections.work import catch_up, counted_anew, problems_with_work, rebuild_work, work_is_as_written
from labels.sqlite.connection import writing
from labels.statistics.pace import work_of
from labels.statistics.project_statistics import project_statistics
from labels.statistics.shares import shares_of
from labels.values.viewer import THE_FILE
from tests.examples import examples
from tests.labels.making import Clock, make_project
from tests.labels.statistics.test_shares import Marks

ZONES = (UTC, timezone(timedelta(hours=5, minutes=45)), timezone(timedelta(hours=-9)))
PEOPLE = ("ana", "ben")


@pytest.fixture(scope="module", autouse=True)
def small_numbers():
    """Bulk begins at four sentences, and work is counted after every third act."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(actions, "BULK", 3)
        patch.setattr(append, "_FEW_UNCOUNTED", 3)
        patch.setattr(append, "_MANY_UNCOUNTED", 5)
        yield


def history(path, seed, *, backwards=False):
    """A project with a made-up history of two annotators in several sittings, some of them at once."""
    random, clock = Random(seed), Clock(step=0)
    made = make_project(path, clock=clock)
    desks = [made]
    for _ in range(random.randrange(5, 60)):
        clock.now += timedelta(seconds=random.choice([0, 1, 7.25, 40, 119.999, 120, 120.001, 600, 20_000, 86_400]))
        if backwards and random.random() < 0.1:
            clock.now -= timedelta(seconds=random.choice([1, 500, 90_000, 400_000]))
        if random.random() < 0.08:
            desks.append(Project(path, random.choice(PEOPLE), clock=clock))
        act(random, random.choice(desks[-3:]))
    for desk in desks[1:]:
        desk.close()
    return made


def act(random, desk):
    sentences = list(desk.sentences())
    sentence = random.choice(sentences[: random.randrange(1, len(sentences) + 1)])
    kind = random.choice(
        [*["label"] * 5, *["undo"] * 3, *("skip", "clear", "redo", "flag", "note", "run", "split", "join")]
    )
    if kind == "split":
        if " " in sentence.text:
            desk.split(sentence, sentence.start + sentence.text.index(" ") + 1)
    elif kind == "join":
        with suppress(UsageError):  # it is the last of its paragraph
            desk.join(sentence)
    elif kind == "run":
        first = random.randrange(len(sentences) - 4)
        desk.journal.record(
            [
                Act("label", desk.number_of(each.article), each.start, each.end, {"labels": ["claim"], "seconds": 2.5})
                for each in sentences[first : first + random.randrange(2, 6)]
            ]
        )
    elif kind == "label":
        desk.label(sentence, random.choice(["claim", "quote"]), seconds=random.choice([None, 1.0, 3.25, 500.0]))
    elif kind == "note":
        desk.note(sentence, str(random.random()))
    elif kind in ("undo", "redo"):
        getattr(desk, kind)()
    else:
        getattr(desk, kind)(sentence)


def told(project, annotator, zone):
    """What the whole trace shows, as `work_of` says."""
    connection, person = project.connection, person_named(project.connection, annotator)
    trace = connection.execute(
        'SELECT id, at, sitting, kind, article, start, "end", action FROM journal'
        " WHERE person = ? AND kind NOT IN ('annotator', 'article', 'codebook', 'segment') ORDER BY id",
        (person,),
    ).fetchall()
    rows = connection.execute("SELECT undoes, kind FROM journal WHERE undoes IS NOT NULL ORDER BY id").fetchall()
    undone = {action for action, kind in dict(rows).items() if kind == "undo"}
    bulk = connection.execute("SELECT action FROM journal GROUP BY action HAVING count(*) > 3")

    def seconds(action):
        return connection.execute(
            "SELECT sum(json_extract(payload, '$.seconds')) FROM journal WHERE action = ?", (action,)
        ).fetchone()[0]

    bulk = {action for (action,) in bulk}
    return work_of(
        trace, undone=undone, bulk=bulk, seconds=lambda action: 0 if action in bulk else seconds(action), zone=zone
    )


def marks_of(project, annotator):
    """The decisions that stand, and the events of runs."""
    connection, person = project.connection, person_named(project.connection, annotator)
    rows = connection.execute(
        "SELECT event, decided_at, labels, seconds, carried FROM main_annotation WHERE person = ?"
        " AND status <> 'undecided'",
        (person,),
    )
    decisions = "kind IN ('label', 'skip', 'clear')"
    runs = connection.execute(
        f"SELECT id FROM journal WHERE {decisions} AND 1 < (SELECT count(*) FROM journal AS other WHERE {decisions}"
        " AND other.action = journal.action AND other.article = journal.article)"
    )
    marks = [(event, at, tuple(json.loads(labels)), seconds, carried) for event, at, labels, seconds, carried in rows]
    return Marks(marks, {event for (event,) in runs})


def kept(connection):
    return [set(connection.execute(f"SELECT * FROM {table}")) for table in ("worked", "decided_again")]


def problems(connection):
    return [*problems_with_work(connection), *problems_with_given(connection)]


@settings(max_examples=examples(8), deadline=None)
@given(st.integers(0, 10**9))
def test_what_is_kept_gives_the_figures_of_the_whole_trace(tmp_path_factory, seed):
    with history(tmp_path_factory.mktemp("told") / "made.db", seed) as project:
        for zone in ZONES:
            people = project_statistics(project.connection, viewer=THE_FILE, zone=zone).people
            for name, person in people.items():
                expected = told(project, name, zone)
                assert person.work.days == expected.days
                assert sorted(person.work.sittings) == sorted(expected.sittings)
                assert person.shares == shares_of(marks_of(project, name), zone=zone)


@settings(max_examples=examples(8), deadline=None)
@given(st.integers(0, 10**9))
def test_counting_bit_by_bit_is_counting_anew(tmp_path_factory, seed):
    with history(tmp_path_factory.mktemp("bits") / "made.db", seed, backwards=True) as project:
        connection = project.connection
        assert problems(connection) == []
        before = project_statistics(connection, viewer=THE_FILE, zone=UTC)
        with writing(connection):
            catch_up(connection)
        bit_by_bit = kept(connection)
        assert problems(connection) == []
        assert given_is_as_written(connection) and work_is_as_written(connection)
        with writing(connection):
            rebuild_work(connection)
        assert kept(connection) == bit_by_bit
        assert project_statistics(connection, viewer=THE_FILE, zone=UTC) == before


@pytest.mark.slow
@settings(max_examples=examples(8), deadline=None)
@given(st.integers(0, 10**9))
def test_events_may_arrive_in_any_order(tmp_path_factory, seed):
    folder, random = tmp_path_factory.mktemp("order"), Random(seed)
    with history(folder / "made.db", seed, backwards=True) as project, sqlite3.connect(":memory:") as copy:
        project.connection.backup(copy)
        events = copy.execute("SELECT * FROM journal").fetchall()
        random.shuffle(events)
        copy.executescript(
            "DROP TRIGGER journal_is_never_deleted; DELETE FROM journal; DELETE FROM worked;"
            " DELETE FROM decided_again; DELETE FROM counted"
        )
        seq = 0
        while events:
            for event in [events.pop() for _ in range(min(len(events), random.randrange(1, 9)))]:
                seq += 1
                copy.execute(f"INSERT INTO journal VALUES ({', '.join('?' * 14)})", (seq, *event[1:]))
            catch_up(copy)
            assert list(problems_with_work(copy)) == []
            assert work_is_as_written(copy)
        assert counted_anew(copy, seq).again == counted_anew(project.connection, seq).again


def uncounted(path):
    with sqlite3.connect(path) as connection:
        newest, until = connection.execute("SELECT max(seq), (SELECT until FROM counted) FROM journal").fetchone()
        return newest - until


def test_what_was_not_counted_yet_stays_little_and_is_counted_at_the_end(tmp_path):
    path = tmp_path / "little.db"
    make_project(path).close()
    assert uncounted(path) == 0
    with Project(path, "ana") as project:
        for sentence in project.sentences():
            project.label(sentence, "claim")
            assert uncounted(path) < 5
        while uncounted(path) < 3:
            project.skip(sentence)
    assert uncounted(path) == 0


def test_the_end_of_a_sitting_waits_for_nobody(tmp_path):
    path = tmp_path / "busy.db"
    with make_project(path) as project:
        sentence = next(project.sentences())
        while uncounted(path) < 3:
            project.skip(sentence)
        before = uncounted(path)
        with Project(path, "ben") as other:
            other.connection.execute("BEGIN IMMEDIATE")
            project.close()
            other.connection.execute("ROLLBACK")
    assert uncounted(path) == before


def test_somebody_who_is_another_has_their_work(tmp_path):
    clock = Clock(step=10)
    with make_project(tmp_path / "same.db", clock=clock) as project:
        first, second, *_ = project.sentences()
        project.label(first, "claim")
        with Project(project.path, "anna", clock=clock) as other:
            other.label(second, "claim")
            other.label(first, "quote")
        keys = dict(project.connection.execute("SELECT name, key FROM team JOIN person ON n = person"))
        project.journal.record([Act("annotator", payload={"who": keys["anna"], "same_as": keys["ana"]})])
        (ana,) = project_statistics(project.connection, viewer=THE_FILE, zone=UTC).people.values()
        assert ana.work.overall.sentences == 2
        assert ana.shares.labels == {"claim": 1, "quote": 1}
        assert problems(project.connection) == []
