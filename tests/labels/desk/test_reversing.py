"""Undoing what was about very many sentences, beside the desk."""

import pytest

from labels.bulk import BulkChange, carry_out, preview
from labels.desk import Desk, undo
from labels.desk.long_actions import reverse
from labels.projections.check import check
from labels.query import Search, find, parse_query
from labels.sqlite.connection import connect, writing
from labels.values.progress import UNWATCHED, Cancelled, Progress


def said(project):
    return [(project.annotation(each).status, project.annotation(each).labels) for each in project.sentences()]


@pytest.fixture
def desk(project):
    """A desk at which one action was about every sentence, and a smaller one came before."""
    desk = Desk(project)
    desk.label("quote")
    hits = list(find(project.connection, project.codebook, Search(parse_query(""), "ana")))
    carry_out(project.reader, project.journal, preview(project.reader, "ana", BulkChange("skip"), hits))
    return desk


def test_it_does_what_the_desk_would(project, desk, monkeypatch):
    monkeypatch.setattr(undo, "MANY", 3)
    all_skipped = said(project)
    assert desk.long_way("undo") == 8 and desk.long_way("redo") == 0
    reversal = reverse(project.path, project.journal, "undo", UNWATCHED)
    assert desk.revisit("undo", reversal).notice == "Undone: skip of 8 sentences."
    assert said(project) == [("labelled", ("quote",))] + [("undecided", ())] * 7
    assert desk.tally.decided == 1 and desk.annotation(0).labels == ("quote",)
    assert desk.long_way("undo") == 0, "the next one is small"
    assert desk.long_way("redo") == 8
    reversal = reverse(project.path, project.journal, "redo", UNWATCHED)
    assert desk.revisit("redo", reversal).notice == "Done again: skip of 8 sentences. All sentences are decided."
    assert said(project) == all_skipped
    assert desk.long_way("undo", reversal.action) == 8
    assert reverse(project.path, project.journal, "undo", UNWATCHED, reversal.action).action == reversal.action
    assert check(project.path).problems == []


def test_where_there_is_nothing_it_says_so(project):
    desk = Desk(project)
    for way in ("undo", "redo"):
        assert desk.long_way(way) == 0
        reversal = reverse(project.path, project.journal, way, UNWATCHED)
        assert desk.revisit(way, reversal).notice == f"Nothing to {way}."
    reversal = reverse(project.path, project.journal, "undo", UNWATCHED, b"no such action")
    assert "not yours" in desk.revisit("undo", reversal, b"no such action").notice


def test_what_was_carried_from_there_by_a_join_and_another_split_is_told_of_too(project):
    desk = Desk(project)
    desk.split(7)
    desk.note("odd")
    (*_, noted) = desk.history()
    desk.go_to(0)
    desk.join()
    desk.split(12)
    assert [desk.annotation(row).note for row in range(3)] == ["odd", "odd", ""]
    step = desk.undo_action(noted.event.action)
    assert (step.recut, step.reloaded, list(step.rows)) == (False, False, [0, 1])
    assert [desk.annotation(row).note for row in range(2)] == ["", ""]


@pytest.mark.slow
def test_what_is_stopped_leaves_all_as_it_was(project, tmp_path):
    for number in range(25):  # enough for SQLite to look up now and then
        project.add(" ".join(f"Sentence {each} of text {number}." for each in range(50)))
    hits = list(find(project.connection, project.codebook, Search(parse_query(""), "ana")))
    carry_out(project.reader, project.journal, preview(project.reader, "ana", BulkChange("skip"), hits))
    before = said(project)
    with pytest.raises(Cancelled):
        reverse(project.path, project.journal, "undo", Progress(cancelled=lambda: True))
    assert said(project) == before
    assert check(project.path).problems == []
    assert reverse(project.path, project.journal, "undo", UNWATCHED) is not None
    assert project.progress().decided == 0


def test_waiting_for_another_program_can_be_stopped_too(desk, project):
    before = said(project)
    asked = iter([False, False, True])
    other = connect(project.path)
    with writing(other), pytest.raises(Cancelled):
        reverse(project.path, project.journal, "undo", Progress(cancelled=lambda: next(asked)))
    other.close()
    assert said(project) == before
    assert reverse(project.path, project.journal, "undo", UNWATCHED) is not None
