"""Two desks on one file, both mending boundaries and labelling, with a screen each that must never be out of step."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from labels.desk import Desk, Step
from labels.errors import BusyError
from labels.journal.append import Journal
from labels.project import Project
from labels.projections.check import check
from tests.examples import examples
from tests.labels.making import Clock, make_project

TEXTS = (
    "One, two; “three” four! Five one\nsix — one. Seven: 😀 eight.\n\nTwelve is it. Thirteen comes.",
    "A short one. And another.",
)
who = st.integers(0, 1)
ids = st.sampled_from(["claim", "quote", "fact", "opinion"])


class Screen:
    """Paints what the steps of a desk say has changed, and nothing else."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.lines: list[Any] = []
        self.paint(Step(opened=True))

    def paint(self, step: Step) -> None:
        page = self.desk.page
        if step.opened or step.recut:
            self.lines = [self.line(row) for row in range(len(page))]
            return
        for row in range(len(page)) if step.reloaded else step.rows:
            self.lines[row] = (self.lines[row][0], self.desk.annotation(row))  # the text is not read again

    def line(self, row: int) -> Any:
        return self.desk.page.span(row), self.desk.annotation(row)

    def do(self, verb: Callable[[], Step]) -> Step | None:
        """What the screen does with a key: paint the step, or say what went wrong and look at the file again."""
        try:
            step = verb()
        except BusyError:
            step = self.desk.refresh()
            if step.reloaded:
                self.paint(step)
            return None
        self.paint(step)
        return step


class MendingMachine(RuleBasedStateMachine):
    """Two people, or one at two desks, on the same articles, with what the other does in between unheard of."""

    @initialize(people=st.sampled_from([("ana", "bo"), ("ana", "ana")]))
    def begin(self, people: tuple[str, str]) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="mending-"))
        self.path = self.folder / "news.db"
        clock = Clock()
        make_project(self.path, clock=clock, texts=TEXTS).close()
        self.projects = [Project(self.path, name, clock=clock) for name in people]
        for project in self.projects:
            project.connection.execute("PRAGMA synchronous = OFF")
        self.desks = [Desk(project) for project in self.projects]
        self.screens = [Screen(desk) for desk in self.desks]

    def teardown(self) -> None:
        if hasattr(self, "screens"):
            self.both_see_the_same()
            for project in self.projects:
                project.close()
            shutil.rmtree(self.folder)

    # -- keys --------------------------------------------------------------------------------------------

    @rule(n=who, id=ids, late=st.booleans())
    def label(self, n: int, id: str, late: bool) -> None:
        desk = self.desks[n]
        place, several, count = desk.page.cuts[desk.cursor].start, desk.selecting, self.said()
        steps: list[Step] = []
        self.press(n, lambda: steps.append(desk.label(id)) or steps[-1], late)
        said = self.new(count)
        if "this key wrote nothing" in steps[-1].notice:  # the one before it decided the last sentence of all
            assert not said
            return
        assert said
        assert all(kind == "label" and active for kind, _, _, active in said)
        if not several:
            ((_, start, stop, _),) = said
            assert start <= place < stop

    @rule(n=who, late=st.booleans(), verb=st.sampled_from(["skip", "clear", "confirm", "repeat", "flag", "join"]))
    def say(self, n: int, late: bool, verb: str) -> None:
        self.press(n, getattr(self.desks[n], verb), late)

    @rule(n=who, late=st.booleans(), id=ids, verb=st.sampled_from(["toggle", "add_example"]))
    def say_by_name(self, n: int, late: bool, id: str, verb: str) -> None:
        self.press(n, lambda: getattr(self.desks[n], verb)(id), late)

    @rule(n=who, late=st.booleans(), text=st.sampled_from(["", "odd", "odd\ncaption"]))
    def note(self, n: int, late: bool, text: str) -> None:
        self.press(n, lambda: self.desks[n].note(text), late)

    @rule(n=who, late=st.booleans(), into=st.integers(0, 30))
    def split(self, n: int, late: bool, into: int) -> None:
        desk = self.desks[n]
        start, stop = desk.page.span(desk.cursor)
        self.press(n, lambda: desk.split(start + into % (stop - start)), late)

    @rule(n=who, verb=st.sampled_from(["undo", "redo"]))
    def go_back(self, n: int, verb: str) -> None:
        self.press(n, getattr(self.desks[n], verb))

    @rule(n=who, back=st.integers(0, 5))
    def undo_from_the_history(self, n: int, back: int) -> None:
        entries = self.desks[n].history()
        if entries:
            action = entries[max(0, len(entries) - 1 - back)].event.action
            self.press(n, lambda: self.desks[n].undo_action(action))

    # -- moving ------------------------------------------------------------------------------------------

    @rule(n=who, late=st.booleans(), by=st.integers(-3, 3), verb=st.sampled_from(["move", "extend", "go_to"]))
    def move(self, n: int, late: bool, by: int, verb: str) -> None:
        self.press(n, lambda: getattr(self.desks[n], verb)(by), late)

    @rule(n=who, verb=st.sampled_from(["next_undecided", "previous_undecided", "next_article", "previous_article"]))
    def go(self, n: int, verb: str) -> None:
        self.press(n, getattr(self.desks[n], verb))

    @rule(n=who)
    def look(self, n: int) -> None:
        """The cursor stays where it is in the text, whatever the others made of it."""
        desk = self.desks[n]
        place, top = desk.page.cuts[desk.cursor].start, desk.top
        self.screens[n].paint(desk.refresh())
        cut = desk.page.cuts[desk.cursor]
        assert cut.start <= place < cut.end
        assert desk.top == top

    @rule(n=who, id=ids)
    def fail_to_write(self, n: int, id: str) -> None:
        """The disk is full, or somebody has locked the file: nothing changes, and the desk goes on."""
        count = self.said()
        for verb in (self.desks[n].join, lambda: self.desks[n].label(id)):
            with mock.patch.object(Journal, "_append", side_effect=BusyError("locked")):
                self.screens[n].do(verb)
        assert self.said() == count

    # -- what always holds -------------------------------------------------------------------------------

    @invariant()
    def the_screens_show_what_the_desks_hold(self) -> None:
        for screen in getattr(self, "screens", []):
            desk = screen.desk
            assert screen.lines == [screen.line(row) for row in range(len(desk.page))]
            assert 0 <= desk.cursor < len(desk.page)
            assert desk.run[-1] < len(desk.page)

    @invariant()
    def the_check_finds_nothing(self) -> None:
        if hasattr(self, "screens"):
            assert check(self.path).problems == []

    @precondition(lambda self: hasattr(self, "screens"))
    @rule()
    def both_see_the_same(self) -> None:
        here, there = self.desks
        for screen in self.screens:
            screen.paint(screen.desk.refresh())
        with Project(self.path, "witness", write=False) as witness:
            for desk in self.desks:
                found = list(witness.sentences(desk.page.article.id))
                assert [desk.page.span(row) for row in range(len(desk.page))] == [(s.start, s.end) for s in found]
                marks = [witness.annotation(s, desk.project.annotator) for s in found]
                assert [desk.annotation(row) for row in range(len(desk.page))] == marks
                assert desk.page.decided == sum(mark.decided for mark in marks)
                progress = witness.progress(desk.project.annotator)
                assert (desk.tally.decided, desk.tally.sentences) == (progress.decided, progress.sentences)
        if here.project.annotator == there.project.annotator:
            assert here.tally.today == there.tally.today

    # -- how the machine does it -------------------------------------------------------------------------

    def press(self, n: int, verb: Callable[[], Step], late: bool = False) -> Step | None:
        """Press a key; `late`: what the other did just now reaches this desk only when it writes."""
        desk = self.desks[n]
        if late:

            def unheard() -> Step:
                del desk.refresh  # type: ignore[attr-defined]
                return Step()

            desk.refresh = unheard  # type: ignore[method-assign]
        try:
            return self.screens[n].do(verb)
        finally:
            vars(desk).pop("refresh", None)

    def said(self) -> int:
        (count,) = (
            self.projects[0]
            .connection.execute(
                "SELECT count(*) FROM journal WHERE kind <> 'annotator'"  # whoever says something first is registered
            )
            .fetchone()
        )
        return int(count)

    def new(self, count: int) -> list[tuple[str, int, int, int]]:
        """Kind, span, and whether the sentence is there, of the events after the first `count`."""
        asked = (
            'SELECT kind, journal.start, journal."end", sentence.start IS NOT NULL FROM journal LEFT JOIN sentence'
            " ON sentence.article = journal.article AND sentence.start = journal.start"
            ' AND sentence."end" = journal."end" WHERE kind <> \'annotator\' ORDER BY journal.id LIMIT -1 OFFSET ?'
        )
        return self.projects[0].connection.execute(asked, (count,)).fetchall()


TestMending = MendingMachine.TestCase
TestMending.settings = settings(
    max_examples=examples(20), stateful_step_count=50, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)


@pytest.mark.slow
class TestMendingAgain(MendingMachine.TestCase):
    settings = settings(
        max_examples=examples(40), stateful_step_count=50, deadline=None, suppress_health_check=[HealthCheck.too_slow]
    )
