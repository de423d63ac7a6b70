"""Whatever is done with suggestions on, each decision tells what was on the screen when its key was typed."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from labels.desk import Desk
from labels.journal.event import DECISION_KINDS, Act, Event
from labels.journal.rows import EVENT_COLUMNS, event_from_row
from labels.project import Project
from tests.examples import examples
from tests.labels.desk.test_suggesting import ALL, DECIDED, LABELS, text
from tests.labels.making import Clock, make_project

VERBS = {
    "label": 6, "confirm": 6, "skip": 1, "paint": 8, "work": 4, "move": 3, "onward": 6, "undo": 2, "redo": 1,
    "split": 1, "join": 1, "other": 1, "toggle": 1,
}  # fmt: skip


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project of which most is decided, with suggestions on."""
    path = tmp_path_factory.mktemp("suggesting") / "news.db"
    with make_project(path, "ana", Clock(), (text(),)) as made:
        sentences = list(made.sentences())[:DECIDED]
        made.journal.record(
            [Act("label", 1, each.start, each.end, {"labels": [LABELS[n % 4]]}) for n, each in enumerate(sentences)]
        )
        made.suggestions.set_mode("suggest")
    return path


def newest(project: Project) -> Event | None:
    """The newest decision in the file, if it is of this moment."""
    row = project.connection.execute(f"SELECT {EVENT_COLUMNS} FROM journal ORDER BY seq DESC LIMIT 1").fetchone()
    event = event_from_row(row)
    return event if event.kind in DECISION_KINDS else None


class Hands:
    """Somebody at the desk, and what they could see; time is counted in keys."""

    def __init__(self, desk: Desk, other: Project, draw: random.Random) -> None:
        self.desk, self.elsewhere, self.draw = desk, other, draw
        self.time = 0.0

    def press(self, verb: str) -> None:
        """Type a key, and compare what the journal tells of it with what was on the screen."""
        desk, self.time = self.desk, self.time + 1
        suggesting = desk.suggesting
        suggesting.typed(self.time)
        in_view = suggesting.in_view
        in_view = in_view if suggesting._is_painted else ()
        before = newest(desk.project)
        getattr(self, verb)()
        event = newest(desk.project)
        if event is None or event == before or event.kind == "clear" or verb == "other":
            return
        said = event.payload.get("suggestion")
        assert (said is not None) == bool(in_view), (verb, said, in_view)
        if said is not None:
            assert tuple(said.get("labels", [said["label"]])) == in_view[0]
            assert said["accepted"] == (tuple(event.payload.get("labels", ())) == in_view[0])

    def paint(self) -> None:
        self.desk.suggesting.in_view  # noqa: B018
        self.desk.suggesting.painted(self.time, self.desk.suggesting.view)

    def label(self) -> None:
        self.desk.label(self.draw.choice(LABELS))

    def confirm(self) -> None:
        self.desk.confirm()

    def skip(self) -> None:
        self.desk.skip()

    def work(self) -> None:
        while self.desk.suggesting.work():
            pass

    def move(self) -> None:
        self.desk.move(self.draw.choice((-1, 1, 2)))

    def onward(self) -> None:
        self.desk.next_undecided()

    def undo(self) -> None:
        self.desk.undo()

    def redo(self) -> None:
        self.desk.redo()

    def split(self) -> None:
        row = self.desk.cursor
        self.desk.split(self.desk.page.cuts[row].start + 4)

    def join(self) -> None:
        self.desk.join()

    def other(self) -> None:
        sentences = list(self.elsewhere.sentences())
        self.elsewhere.label(self.draw.choice(sentences[DECIDED:ALL]), self.draw.choice(LABELS))

    def toggle(self) -> None:
        self.desk.toggle_suggestions()


@pytest.mark.slow
@settings(max_examples=examples(30), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(seed=st.integers(0, 2**32))
def test_the_journal_tells_what_was_on_the_screen(begun: Path, tmp_path_factory, seed: int) -> None:
    draw = random.Random(seed)
    path = tmp_path_factory.mktemp("one") / "news.db"
    shutil.copy(begun, path)
    with Project(path, "ana", clock=Clock()) as ana, Project(path, "ana", clock=Clock()) as other:
        hands = Hands(Desk(ana), other, draw)
        hands.desk.go_to(DECIDED)
        hands.paint()
        hands.work()
        for _ in range(25):
            hands.press(draw.choices(list(VERBS), weights=list(VERBS.values()))[0])
        assert not ana.check().problems
