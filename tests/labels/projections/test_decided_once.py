"""What is kept of an article that was only labelled is compared without a fold, and nothing wrong passes that way."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing

import pytest

from labels.journal.fold import Registry
from labels.project import Project
from labels.projections.check import check
from labels.projections.decided_once import articles_decided_once
from labels.sqlite.connection import connect
from tests.labels.making import make_project

#: The decision of the third sentence was taken back.
UNDONE = "(SELECT id FROM journal WHERE id IN (SELECT undoes FROM journal) AND kind = 'label')"
#: The first sentence was decided twice: this is the first decision.
EARLIER = "(SELECT id FROM journal WHERE kind = 'label' ORDER BY seq LIMIT 1)"


@pytest.fixture(scope="module")
def worked_on(tmp_path_factory):
    """A project labelled as at the desk: decided again, undone, redone, flagged, noted, many at once, an example."""
    path = tmp_path_factory.mktemp("desk") / "desk.db"
    with make_project(path) as project:
        sentences = list(project.sentences())
        project.label(sentences[0], "claim", seconds=1.5)
        project.label(sentences[0], "quote", seconds=2.5)
        project.skip(sentences[1])
        project.label(sentences[2], "fact")
        project.undo()
        project.label(sentences[3], "fact")
        project.undo()
        project.redo()
        project.flag(sentences[1], reason="odd")
        project.note(sentences[4], "Why?")
        project.add_example(sentences[0], "quote")
    with Project(path, "ben") as project:
        project.label(sentences[0], "fact")
        project.label(sentences[2], "claim")
        project.label(sentences[4], "claim")
    assert check(path).problems == []
    return path


def told(path) -> set[int]:
    """The articles that are found to be kept as they should be without a fold."""
    with closing(connect(path, write=False)) as connection:
        (last,) = connection.execute("SELECT max(n) FROM article_key").fetchone()
        return articles_decided_once(connection, 1, last, Registry())


def test_work_at_the_desk_needs_no_fold(worked_on):
    with closing(connect(worked_on, write=False)) as connection:
        every = {n for (n,) in connection.execute("SELECT n FROM article_key")}
    assert told(worked_on) == every


def test_what_more_than_units_decide_is_left_to_the_fold(worked_on, tmp_path):
    path = shutil.copy(worked_on, tmp_path / "joined.db")
    before = told(path)
    with Project(path, "ana") as project:
        project.join(next(iter(project.sentences())))
    assert len(before - told(path)) == 1
    assert check(path).problems == []


@pytest.mark.parametrize(
    "change",
    [
        # what was taken back is kept all the same
        "INSERT INTO annotation SELECT article, start, \"end\", 0, person, 'labelled', '[\"fact\"]', at, NULL, NULL,"
        f" NULL, codebook, NULL, id, 0, 0, 0, 0, '', '' FROM journal WHERE id = {UNDONE}",
        # the first of two decisions, not the second
        f"UPDATE annotation SET event = {EARLIER}, labels = '[\"claim\"]', seconds = 1.5 WHERE event IN (SELECT id FROM"
        " journal WHERE kind = 'label' AND payload LIKE '%2.5%')",
        "UPDATE annotation SET seconds = 2.75 WHERE seconds = 2.5",
        "UPDATE annotation SET flag_reason = 'even' WHERE flagged",
        "UPDATE annotation SET flagged = 0, flag_reason = '' WHERE flagged",
        "UPDATE annotation SET note = '' WHERE note <> ''",
        "UPDATE annotation SET shared = 1 WHERE status = 'skipped'",
        "UPDATE annotation SET shared = 1 WHERE labels = '[\"fact\"]'",
        "DELETE FROM annotation WHERE flagged",
        "DELETE FROM annotation WHERE note <> '' AND status = 'undecided'",
        "DELETE FROM annotation WHERE labels = '[\"claim\"]'",
        # an annotation that nobody made, in place of one that somebody did
        "UPDATE annotation SET person = 1 WHERE event = (SELECT id FROM journal WHERE person = 2 AND kind = 'label'"
        " ORDER BY seq LIMIT 1 OFFSET 1)",
        "INSERT INTO annotation SELECT article, start, \"end\", 1, 0, status, labels, decided_at, seconds,"
        " suggested_label, suggested_score, codebook, version, event, 0, 0, 0, 0, '', '' FROM annotation LIMIT 1",
    ],
)  # fmt: skip
def test_no_change_passes(worked_on, tmp_path, change):
    path = shutil.copy(worked_on, tmp_path / "changed.db")
    with closing(sqlite3.connect(path)) as connection, connection:
        assert connection.execute(change).rowcount > 0
    assert any(problem.startswith("annotation: ") for problem in check(path).problems)


def test_an_action_about_many_units_is_counted_as_one(worked_on, tmp_path):
    path = shutil.copy(worked_on, tmp_path / "many.db")
    with Project(path, "ana") as project:
        project.annotate("the or a", label="claim")
        project.label(next(iter(project.sentences())), "fact")
    assert check(path).problems == []
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE annotation SET shared = 0 WHERE shared AND article = 1")
    assert any(problem.startswith("annotation: ") for problem in check(path).problems)
