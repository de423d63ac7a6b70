"""Somebody at a desk with suggestions on, what happens to the file meanwhile, and what decisions must tell."""

from __future__ import annotations

import random
import shutil
from collections.abc import Sequence
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import Any

from labels.desk import Desk
from labels.errors import UsageError
from labels.journal.event import DECISION_KINDS, Event
from labels.journal.rows import EVENT_COLUMNS, event_from_row
from labels.merging import merge_files
from labels.project import Project
from labels.projections.people import person_named
from tests.labels.desk.test_suggesting import ALL, DECIDED, LABELS
from tests.labels.making import Clock

#: How often each thing is done.
VERBS = {
    "label": 6, "toggle_label": 2, "confirm": 6, "skip": 1, "paint": 8, "work": 4, "move": 3, "onward": 6, "undo": 2,
    "redo": 1, "split": 1, "join": 1, "repeat": 1, "toggle": 1, "cover": 1,
    "other": 1, "recut": 1, "others": 1, "merge": 1, "kill": 2,
}  # fmt: skip

#: A suggestion as a decision tells it, or nothing.
Told = dict[str, Any] | None


def newest(project: Project) -> Event:
    """The newest event in the file."""
    row = project.connection.execute(f"SELECT {EVENT_COLUMNS} FROM journal ORDER BY seq DESC LIMIT 1").fetchone()
    return event_from_row(row)


class Hands:
    """Ana at her desk, and what she could see; time is counted in keys. Ben works on the same file, if he is there."""

    def __init__(self, path: Path, draw: random.Random, *, is_ben_there: bool = True) -> None:
        self.path, self.draw = path, draw
        self.ben_draws = random.Random(draw.random())
        self.is_ben_there = is_ben_there
        self.files = count()
        self.time = 0.0
        self.sit_down()

    def sit_down(self) -> None:
        """Open the file, at the desk and elsewhere, as after a start of the program."""
        self.project = Project(self.path, "ana", clock=Clock())
        self.elsewhere = Project(self.path, "ana", clock=Clock())
        self.ben = Project(self.path, "ben", clock=Clock())
        self.desk = Desk(self.project)
        self.desk.go_to(DECIDED)
        self.paint()
        self.work()

    def get_up(self) -> None:
        for project in (self.project, self.elsewhere, self.ben):
            project.close()

    def press(self, verb: str) -> None:
        """Do one thing, and compare what the journal tells of it with what was on the screen."""
        self.time += 1
        self.desk.suggesting.typed(self.time)
        seen, span, before = self.seen(), self.span(), newest(self.project).id
        getattr(self, verb)()
        if verb not in ("other", "others", "recut", "merge", "kill"):
            self.compare(verb, seen, span, before)

    def span(self) -> tuple[int, int]:
        """The sentence under the cursor as the desk shows it."""
        return self.desk.page.span(self.desk.cursor)

    def seen(self) -> tuple[tuple[str, ...], ...]:
        """The sets of labels that are on the screen."""
        suggesting = self.desk.suggesting
        in_view = suggesting.in_view
        return in_view if suggesting._is_painted else ()

    def compare(self, verb: str, seen: tuple[tuple[str, ...], ...], span: tuple[int, int], before: bytes) -> None:
        """See that the decision that was just written, if there is one, tells what was seen of its sentence (`span`).

        Of a sentence that was cut otherwise elsewhere in between nothing was seen.
        """
        event = newest(self.project)
        if event.id == before or event.kind not in DECISION_KINDS or event.kind == "clear":
            return
        said: Told = event.payload.get("suggestion")
        seen = seen if (event.start, event.end) == span else ()
        assert (said is not None) == bool(seen), (verb, said, seen)
        if said is None:
            return
        assert tuple(said.get("labels", [said["label"]])) == seen[0]
        assert said["accepted"] == (tuple(event.payload.get("labels", ())) == seen[0])
        if "marked" in said:
            assert tuple(map(tuple, said["marked"])) == seen

    # -- keys ------------------------------------------------------------------------------------------------

    def paint(self) -> None:
        self.desk.suggesting.painted(self.time, self.desk.suggesting.view)

    def cover(self) -> None:
        self.desk.suggesting.covered()

    def label(self) -> None:
        self.desk.label(self.draw.choice(LABELS))

    def toggle_label(self) -> None:
        self.desk.toggle(self.draw.choice(LABELS))

    def confirm(self) -> None:
        self.desk.confirm()

    def repeat(self) -> None:
        self.desk.repeat()

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
        self.desk.split(self.desk.page.cuts[self.desk.cursor].start + 4)

    def join(self) -> None:
        self.desk.join()

    def toggle(self) -> None:
        self.desk.toggle_suggestions()

    # -- what happens elsewhere --------------------------------------------------------------------------------

    def other(self) -> None:
        """Ana decides at another desk of hers."""
        self.elsewhere.label(self.draw.choice(self.later(self.elsewhere)), self.draw.choice(LABELS))

    def recut(self) -> None:
        """The sentence under the cursor, or another one, is cut otherwise at another desk of hers."""
        sentences = list(self.elsewhere.sentences())
        here = min(self.desk.cursor, len(sentences) - 1)
        sentence = self.draw.choice((sentences[here], self.draw.choice(sentences[DECIDED:])))
        with suppress(UsageError):  # nothing left to split, or to join with
            if self.draw.random() < 0.5:
                self.elsewhere.split(sentence, sentence.start + 4)
            else:
                self.elsewhere.join(sentence)

    def others(self) -> None:
        """Ben decides, and takes decisions back."""
        if not self.is_ben_there:
            return
        if self.ben_draws.random() < 0.3:
            self.ben.undo()
        else:
            self.ben.label(self.ben_draws.choice(self.later(self.ben)), self.ben_draws.choice(LABELS))

    def merge(self) -> None:
        """What was decided in a copy of the file comes back with a merge, while the desk is open."""
        path = self.copied()
        with Project(path, "ana", clock=Clock()) as apart:
            for sentence in self.draw.sample(self.later(apart), 3):
                apart.label(sentence, self.draw.choice(LABELS))
        merge_files(self.elsewhere, [path], copy=False)

    def kill(self) -> None:
        """The machine stops at some statement of a key that decides; the desk is opened again on what is on the disk.

        Either the decision is there, with what was on the screen, or nothing of it.
        """
        verb, left = self.draw.choice(("label", "confirm", "skip")), self.draw.randrange(30)
        path = self.path.with_name(f"{next(self.files)}-killed.db")

        def stop(_: str) -> None:
            nonlocal left
            if left == 0:
                copy_as_on_disk(self.path, path)
            left -= 1

        seen, span, before = self.seen(), self.span(), newest(self.project).id
        self.project.connection.set_trace_callback(stop)
        getattr(self, verb)()
        self.project.connection.set_trace_callback(None)
        self.compare(verb, seen, span, before)
        if left >= 0:
            copy_as_on_disk(self.path, path)  # after the last statement of the key
        self.get_up()
        self.path = path
        self.sit_down()
        self.compare(verb, seen, span, before)

    # -- what was left behind ------------------------------------------------------------------------------------

    def later(self, project: Project) -> Sequence[Any]:
        """The sentences behind those that were decided at first."""
        return list(project.sentences())[DECIDED : ALL + 20]

    def copied(self) -> Path:
        path = self.path.with_name(f"{next(self.files)}.db")
        copy_as_on_disk(self.path, path)
        return path

    def told(self, project: Project) -> list[tuple[Any, ...]]:
        """All that the journal tells of Ana's decisions and of what she was shown, oldest first."""
        rows = project.connection.execute(f"SELECT {EVENT_COLUMNS} FROM journal ORDER BY seq").fetchall()
        events = [event_from_row(row) for row in rows]
        me = person_named(project.connection, "ana")
        return [
            (event.kind, event.start, event.end, {**event.payload, "seconds": None})
            for event in events
            if event.kind in DECISION_KINDS and event.person == me
        ]


def copy_as_on_disk(path: Path, to: Path) -> None:
    """Copy a file and its log as they are at this moment, as a machine leaves them that stops."""
    for end in ("", "-wal"):
        source = path.with_name(path.name + end)
        if source.exists():
            shutil.copyfile(source, to.with_name(to.name + end))
