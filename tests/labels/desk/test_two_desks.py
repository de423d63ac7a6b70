"""Two desks on one file: what each takes in of the other, and what each can take back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from labels.desk import Desk
from labels.errors import BusyError
from labels.project import Project
from labels.projections import codebooks
from labels.projections.check import check
from tests.labels.making import Clock, make_project, use_codebook

SitDown = Callable[[str], Desk]


@pytest.fixture
def path(tmp_path: Path) -> Iterator[Path]:
    path = tmp_path / "news.db"
    make_project(path).close()
    yield path
    assert check(path).problems == []


@pytest.fixture
def sit_down(path: Path, clock: Clock) -> Iterator[SitDown]:
    with ExitStack() as stack:
        yield lambda annotator: Desk(stack.enter_context(Project(path, annotator, clock=clock)))


def _here(*moment: int) -> str:
    """A moment in UTC as it is written where the tests run."""
    return f"{datetime(*moment, tzinfo=UTC).astimezone():%Y-%m-%d %H:%M}"  # type: ignore[misc]


def labels_of(desk: Desk) -> list[tuple[str, ...]]:
    return [desk.annotation(row).labels for row in range(len(desk.page))]


def test_a_desk_takes_in_what_the_same_annotator_does_elsewhere(sit_down):
    here, there = sit_down("ana"), sit_down("ana")
    assert not here.refresh().reloaded
    there.label("claim")
    assert labels_of(here)[0] == ()
    assert here.refresh().reloaded
    assert labels_of(here)[0] == ("claim",)
    assert not here.refresh().reloaded
    assert here.tally.decided == 1


def test_another_annotators_decisions_are_not_ones_own(sit_down):
    ana, bo = sit_down("ana"), sit_down("bo")
    ana.label("claim")
    assert bo.refresh().reloaded
    assert labels_of(bo)[0] == ()
    assert bo.tally.decided == 0
    assert bo.undo().notice == "Nothing to undo."


@pytest.mark.parametrize(
    "verb", ["skip", "toggle", "flag", "note", "move", "next_undecided", "confirm", "undo", "repeat", "label"]
)
def test_every_verb_says_that_others_changed_something(sit_down, verb):
    here, there = sit_down("ana"), sit_down("ana")
    here.label("quote")
    there.next_article()
    there.label("claim")
    arguments = {"label": ["claim"], "toggle": ["claim"], "note": ["odd"], "move": [1]}
    assert getattr(here, verb)(*arguments.get(verb, [])).reloaded


def test_going_on_elsewhere_still_says_that_others_changed_something(sit_down):
    here, there = sit_down("ana"), sit_down("ana")
    here.last()
    there.flag()
    step = here.next_undecided()
    assert (step.opened, step.reloaded) == (True, True)
    there.open_article(2)
    there.flag()
    step = here.label("claim")
    assert (step.opened, step.reloaded) == (True, True)


def test_undo_leaves_the_other_running_session_alone(sit_down):
    here, there = sit_down("ana"), sit_down("ana")
    here.label("claim")
    there.last()
    there.label("quote")
    assert here.undo().notice == "Undone: claim."
    assert here.undo().notice == "Nothing to undo."
    assert labels_of(here)[-1] == ("quote",)
    assert here.redo().notice == "Done again: claim."
    assert there.undo().notice == "Undone: quote."
    assert labels_of(there)[0] == ("claim",)


def test_undo_beneath_a_later_decision_of_the_other_session_keeps_that(sit_down):
    here, there = sit_down("ana"), sit_down("ana")
    here.label("claim")
    there.go_to(0)
    there.label("quote")
    here.undo()
    assert labels_of(here)[0] == ("quote",)
    there.undo()
    assert labels_of(there)[0] == ()


def test_undo_walks_back_into_earlier_sessions(sit_down):
    first = sit_down("ana")
    first.label("claim")
    first.label("quote")
    first.undo()
    first.project.close()
    second = sit_down("ana")
    there = f", of another sitting ({_here(2024, 3, 1, 9, 15)})."
    assert second.redo().notice == "Nothing to redo.", "redo takes the last undo of its own sitting"
    assert second.undo().notice == f"Undone: claim{there}"
    assert second.undo().notice == "Nothing to undo."
    assert second.cursor == 0


def test_a_label_that_was_retired_elsewhere_cannot_be_given(sit_down):
    here, lead = sit_down("ana"), sit_down("lead")
    here.label("claim")
    here.toggle("quote")
    codebook = lead.project.codebook
    gone = [replace(label, retired=True, key=None) if label.id == "claim" else label for label in codebook.labels]
    use_codebook(lead.project, replace(codebook, labels=tuple(gone)))
    before = here.project.connection.execute("SELECT count(*) FROM journal").fetchone()
    step = here.label("claim")
    assert step.reloaded
    assert step.notice == "“claim” is no longer in the codebook."
    assert here.toggle("claim").notice == "“claim” is no longer in the codebook."
    assert here.label("unheard of").notice == "“unheard of” is no longer in the codebook."
    assert here.cursor == 1
    assert here.project.connection.execute("SELECT count(*) FROM journal").fetchone() == before
    here.repeat()
    assert here.annotation(1).codebook == codebooks.current_event(here.project.connection)


def test_a_carried_label_that_was_retired_meanwhile_is_not_confirmed(sit_down):
    here, lead = sit_down("ana"), sit_down("lead")
    here.label("claim")
    here.move(-1)
    here.split(here.page.span(0)[0] + 4)
    codebook = lead.project.codebook
    gone = [replace(label, retired=True, key=None) if label.id == "claim" else label for label in codebook.labels]
    use_codebook(lead.project, replace(codebook, labels=tuple(gone)))
    before = here.project.connection.execute("SELECT count(*) FROM journal").fetchone()
    assert here.annotation(here.cursor).carried
    step = here.confirm()
    assert (step.reloaded, step.notice) == (True, "“claim” is no longer in the codebook.")
    assert here.project.connection.execute("SELECT count(*) FROM journal").fetchone() == before
    assert here.annotation(here.cursor).labels == ("claim",)  # what was decided stays until somebody decides anew
    here.label("quote")
    assert not here.annotation(0).carried


def test_a_decision_that_could_not_be_written_changes_nothing_and_can_be_made_again(sit_down, path):
    here, there = sit_down("ana"), sit_down("ana")
    there.last()
    there.flag()
    there.project.connection.execute("BEGIN IMMEDIATE")
    with here.project.file.wait_for_others(0.0), pytest.raises(BusyError) as refused:
        here.label("claim")
    assert str(refused.value).startswith(f"{path}: another program")
    assert (here.cursor, labels_of(here)[0]) == (0, ())
    there.project.connection.execute("ROLLBACK")
    step = here.label("claim")
    assert step.reloaded  # what was taken in before the failure is told now
    assert (here.cursor, labels_of(here)[0]) == (1, ("claim",))


def test_moving_never_waits_and_the_place_is_kept_as_soon_as_it_can_be(sit_down):
    here, there = sit_down("ana"), sit_down("bo")
    there.project.connection.execute("BEGIN IMMEDIATE")
    here.move(2)
    assert here.cursor == 2
    assert sit_down("ana").cursor == 0
    there.project.connection.execute("ROLLBACK")
    here.settle()
    assert sit_down("ana").cursor == 2
    assert here.project.connection.execute("PRAGMA synchronous").fetchone() == (2,)


def test_an_empty_project_opens_at_the_first_article_that_comes(tmp_path):
    with Project(tmp_path / "new.db", "ana") as empty, Project(tmp_path / "new.db", "bo") as other:
        desk = Desk(empty)
        assert desk.document is None
        assert desk.undo().notice == "Nothing to undo."
        assert not desk.refresh().opened
        other.add("Something happened. Nobody saw it.")
        step = desk.refresh()
        assert (step.opened, step.reloaded) == (True, True)
        assert desk.page.sentence(desk.cursor) == "Something happened."
        assert desk.tally.sentences == 2


def test_undo_says_so_where_it_leaves_this_sitting_for_what_another_desk_did_before(sit_down):
    there = sit_down("ana")
    there.label("claim")
    here = sit_down("ana")
    here.label("quote")
    assert here.undo().notice == "Undone: quote."
    assert "of another sitting" in here.undo().notice
    assert there.refresh().reloaded
