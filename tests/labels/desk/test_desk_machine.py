"""The desk under random key presses, kills included, against a model in plain Python."""

from __future__ import annotations

import re
import shutil
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from labels.desk import Desk, Step
from labels.desk.options import Advance, DeskOptions
from labels.desk.step import Call
from labels.project import Project
from labels.projections.check import check
from labels.projections.read import latest_place
from labels.values.place import Place
from tests.examples import examples
from tests.labels.desk.model import ME, SITTING, DeskModel, Outcome
from tests.labels.journal.model import Model
from tests.labels.making import Clock, make_project

ids = st.sampled_from(["claim", "quote", "fact", "opinion"])
ways = st.integers(-5, 5)
Faces = list[tuple[Any, ...]]


class DeskMachine(RuleBasedStateMachine):
    """One annotator, verb after verb; sometimes the program is killed and started again."""

    @initialize(advance=st.sampled_from(["undecided", "sentence"]), summary=st.booleans())
    def begin(self, advance: Advance, summary: bool) -> None:
        self.options = DeskOptions(advance=advance, summary=summary)
        self.folder = Path(tempfile.mkdtemp(prefix="desk-"))
        self.path = self.folder / "news.db"
        self.clock = Clock()
        with make_project(self.path, ME, self.clock) as project:
            articles = [[(s.article, s.start, s.end) for s in project.sentences(row.id)] for row in project.articles()]
        said = Model()
        self.model = DeskModel(articles, said, said.open(ME), advance, summary)
        self.model.resume()
        self.killed: list[Project] = []
        self.project = Project(self.path, ME, clock=self.clock)
        self.desk = Desk(self.project, options=self.options)

    def teardown(self) -> None:
        if hasattr(self, "desk"):
            for project in [*self.killed, self.project]:
                project.close()
            shutil.rmtree(self.folder)

    # -- keys --------------------------------------------------------------------------------------------

    @rule(id=ids)
    def label(self, id: str) -> None:
        self.both(lambda: self.desk.label(id), lambda: self.model.decide("label", (id,)))

    @rule(id=ids)
    def toggle(self, id: str) -> None:
        self.both(lambda: self.desk.toggle(id), lambda: self.model.toggle(id))

    @rule()
    def skip(self) -> None:
        self.both(self.desk.skip, lambda: self.model.decide("skip", None))

    @rule()
    def clear(self) -> None:
        self.both(self.desk.clear, self.model.clear)

    @rule()
    def confirm(self) -> None:
        self.both(self.desk.confirm, self.model.confirm)

    @rule()
    def repeat(self) -> None:
        self.both(self.desk.repeat, self.model.repeat)

    @rule()
    def flag(self) -> None:
        self.both(lambda: self.desk.flag("why"), self.model.flag)

    @rule(text=st.sampled_from(["", "odd", "caption?"]))
    def note(self, text: str) -> None:
        self.both(lambda: self.desk.note(text), lambda: self.model.note(text))

    @rule()
    def undo(self) -> None:
        self.both(self.desk.undo, self.model.undo)

    @rule()
    def redo(self) -> None:
        self.both(self.desk.redo, self.model.redo)

    @rule(by=ways)
    def move(self, by: int) -> None:
        self.both(lambda: self.desk.move(by), lambda: self.model.go_to(self.model.cursor + by))

    @rule(row=ways)
    def go_to(self, row: int) -> None:
        self.both(lambda: self.desk.go_to(row), lambda: self.model.go_to(row))

    @rule()
    def first(self) -> None:
        self.both(self.desk.first, lambda: self.model.go_to(0))

    @rule()
    def last(self) -> None:
        self.both(self.desk.last, lambda: self.model.go_to(len(self.model.rows)))

    @rule(by=st.integers(-2, 2))
    def extend(self, by: int) -> None:
        self.both(lambda: self.desk.extend(by), lambda: self.model.extend(by))

    @rule()
    def select(self) -> None:
        self.both(self.desk.toggle_selection, self.model.toggle_selection)

    @rule(direction=st.sampled_from([1, -1]))
    def seek_undecided(self, direction: int) -> None:
        verb = self.desk.next_undecided if direction > 0 else self.desk.previous_undecided
        self.both(verb, lambda: self.model.seek(direction))

    @rule(direction=st.sampled_from([1, -1]))
    def turn(self, direction: int) -> None:
        verb = self.desk.next_article if direction > 0 else self.desk.previous_article
        self.both(verb, lambda: self.model.turn(direction))

    @rule(n=st.integers(0, 2))
    def open_article(self, n: int) -> None:
        self.both(lambda: self.desk.open_article(n + 1), lambda: self.model.turn_to(n))

    @rule(top=st.integers(0, 40))
    def scroll(self, top: int) -> None:
        self.desk.scrolled_to(top)
        self.model.scroll(top)

    @rule(step=st.sampled_from([1.0, 0.0, -1.0]))
    def change_the_clock(self, step: float) -> None:
        self.clock.step = step

    @rule()
    def kill_and_start_again(self) -> None:
        self.killed.append(self.project)  # never closed, as if it had no time to
        self.project = Project(self.path, ME, clock=self.clock)
        self.desk = Desk(self.project, options=self.options)
        self.model.resume()

    # -- what always holds -------------------------------------------------------------------------------

    @invariant()
    def the_desk_is_where_the_model_is(self) -> None:
        if not hasattr(self, "desk"):
            return
        desk, model = self.desk, self.model
        assert (desk.page.article.n - 1, desk.cursor, desk.top) == (model.here, model.cursor, model.top)
        assert (list(desk.run), desk.selecting) == (model.run, model.anchor is not None)

    @invariant()
    def a_kill_at_this_moment_would_lose_no_place(self) -> None:
        if not hasattr(self, "desk"):
            return
        kept = latest_place(self.project.connection, ME)
        model = self.model
        if model.latest is None:
            assert kept is None
            return
        cursor, top = model.left_at[model.latest]
        assert kept == Place(model.latest + 1, model.articles[model.latest][cursor][1], top)

    @invariant()
    def the_desk_shows_what_the_model_says_and_the_file_holds(self) -> None:
        if not hasattr(self, "desk"):
            return
        shown = faces_at(self.desk)
        assert shown == self.expected_faces()
        self.desk.page.read_annotations(self.project.annotator)
        assert faces_at(self.desk) == shown

    @invariant()
    def the_figures_are_those_of_the_project(self) -> None:
        if not hasattr(self, "desk"):
            return
        progress = self.project.progress()
        tally = self.desk.tally
        assert (tally.decided, tally.sentences, tally.today) == (progress.decided, progress.sentences, progress.decided)
        assert progress.undecided == sum(len(self.model.undecided_in(n)) for n in range(len(self.model.articles)))
        assert self.desk.page.left == len(self.model.undecided_in(self.model.here))

    @invariant()
    def the_check_finds_nothing(self) -> None:
        if hasattr(self, "desk"):
            assert check(self.path).problems == []

    # -- how the machine does it -------------------------------------------------------------------------

    def both(self, verb: Any, expected: Any) -> None:
        """Press one key at the desk and in the model; compare the answers, and what has to be painted again."""
        before = self.expected_faces()
        calls: list[Call] = []
        self.desk.listeners[:] = [calls.append]
        step: Step = verb()
        outcome: Outcome = self.model.press(calls[0].verb, expected)
        if outcome.opened:
            title = next(row for row in self.project.articles() if row.n == self.model.here + 1).id
            outcome = replace(outcome, notice=f"{outcome.notice} Article {self.model.here + 1} of 3: {title}".strip())
        assert (self.desk.finish is not None) == self.model.finish
        notice = re.sub(r"\d{4}-\d\d-\d\d \d\d:\d\d", SITTING, step.notice)
        assert (step.opened, notice, step.reloaded) == (outcome.opened, outcome.notice, False)
        assert step.replaced == outcome.replaced
        if not step.opened:
            changed = {
                row for row, (was, now) in enumerate(zip(before, self.expected_faces(), strict=True)) if was != now
            }
            assert changed <= set(step.rows)

    def expected_faces(self) -> Faces:
        names = ("status", "labels", "flagged", "reason", "note")
        return [tuple(self.model.mark(row)[name] for name in names) for row in range(len(self.model.rows))]


def faces_at(desk: Desk) -> Faces:
    marks = [desk.annotation(row) for row in range(len(desk.page))]
    return [(mark.status, mark.labels, mark.flagged, mark.flag_reason, mark.note) for mark in marks]


TestDesk = DeskMachine.TestCase
TestDesk.settings = settings(
    max_examples=examples(25), stateful_step_count=40, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
