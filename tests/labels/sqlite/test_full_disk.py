"""A full disk: said in one line, nothing half-written, and work goes on once there is room."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from labels.desk import Desk
from labels.errors import ProjectError
from labels.importing.pipeline import import_articles
from labels.journal.event import Act
from labels.project import Project
from labels.projections.check import check
from labels.projections.rebuild import TABLES


@contextmanager
def full(project: Project) -> Iterator[None]:
    """The file may not grow by a single page, as on a full disk, and holds no free room inside either."""
    connection = project.connection
    (pages,) = connection.execute("PRAGMA page_count").fetchone()
    connection.execute(f"PRAGMA max_page_count = {pages}")
    try:
        yield
    finally:
        connection.execute("PRAGMA max_page_count = 1073741823")


def rows(project: Project) -> dict[str, list[tuple[object, ...]]]:
    tables = ("journal", "article_text", "place", *TABLES)
    return {table: project.connection.execute(f"SELECT * FROM {table}").fetchall() for table in tables}


def label_until_it_fails(desk: Desk) -> None:
    """Write long notes until the pages that are left are used up."""
    for n in range(1000):
        desk.note(f"{n} " + "very long " * 200)


def test_the_desk_says_so_and_goes_on_when_there_is_room(project):
    desk = Desk(project)
    desk.label("claim")
    with full(project), pytest.raises(ProjectError) as refused:
        label_until_it_fails(desk)
    assert str(refused.value) == (
        f"{project.path}: the disk is full. Nothing more was written; free some space and try again."
    )
    with full(project):
        before, note, cursor = rows(project), desk.annotation(desk.cursor).note, desk.cursor
        with pytest.raises(ProjectError):
            desk.note("very long " * 2000)
        assert (desk.annotation(desk.cursor).note, desk.cursor) == (note, cursor)
        assert rows(project) == before
        assert not project.connection.in_transaction
    assert check(project.path).problems == []
    desk.note("short")
    assert desk.annotation(cursor).note == "short"
    assert desk.label("quote").notice == ""
    assert check(project.path).problems == []


def test_an_action_of_many_events_is_written_whole_or_not_at_all(project):
    sentence = next(project.sentences())
    act = Act("note", project.number_of(sentence.article), sentence.start, sentence.end, {"text": "x" * 3000})
    before = rows(project)
    with full(project), pytest.raises(ProjectError, match="the disk is full"):
        project.journal.record([act] * 200)
    assert rows(project) == before
    assert project.undo() is False


def test_moving_about_goes_on_without_room_for_the_place(project, monkeypatch):
    desk = Desk(project)

    def no_room(place):
        raise ProjectError("the disk is full")

    with monkeypatch.context() as patch:
        patch.setattr(project.journal, "save_place", no_room)
        desk.move(2)
        desk.next_article()
    desk.settle()
    with Project(project.path, "ana") as again:
        assert Desk(again).page.article.n == 2


def test_an_import_keeps_whole_batches_and_can_be_run_again(project, tmp_path):
    folder = tmp_path / "articles"
    folder.mkdir()
    for n in range(30):
        (folder / f"{n}.txt").write_text(f"This is text {n}. " * 200)
    before = rows(project)
    with full(project), pytest.raises(ProjectError, match="the disk is full"):
        import_articles(project, [folder])
    assert rows(project) == before
    assert check(project.path).problems == []
    assert import_articles(project, [folder]).new == 30
    assert check(project.path).problems == []


def test_a_project_that_cannot_be_begun_leaves_one_that_can(tmp_path, monkeypatch):
    from labels.sqlite import connection as connections

    path = tmp_path / "new.db"
    migrate = connections.migrate

    def migrate_on_a_full_disk(connection):
        connection.execute("PRAGMA max_page_count = 8")
        migrate(connection)

    with monkeypatch.context() as patch:
        patch.setattr(connections, "migrate", migrate_on_a_full_disk)
        with pytest.raises(ProjectError, match="the disk is full"):
            Project(path, "ana")
    with Project(path, "ana") as project:
        project.add("It works now.")
    assert check(path).problems == []
