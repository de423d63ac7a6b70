"""The journal under random acts of several people in several sessions, against a model in plain Python."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from labels.codebook import Label
from labels.journal.event import Act
from labels.journal.rows import Row
from labels.project import Project
from labels.projections.check import check
from labels.projections.read import all_annotations_of
from labels.sqlite.connection import connect
from labels.values.viewer import THE_FILE
from tests.examples import examples
from tests.labels.journal.model import Key, Model, Said, Session
from tests.labels.journal.projections import projections
from tests.labels.making import Clock, make_project, use_codebook

PEOPLE = ("ana", "bo")
IDS = ("claim", "quote", "fact", "opinion")

which = st.integers(0, 11)
label_sets = st.sets(st.sampled_from(IDS), min_size=1).filter(lambda ids: not {"fact", "opinion"} <= ids)
notes = st.text(st.characters(exclude_categories=["Cs"]), max_size=4)
#: What one act can say: its kind, its payload, and its value in the model.
sayings = st.one_of(
    label_sets.map(lambda ids: ("label", {"labels": sorted(ids)}, tuple(sorted(ids)))),
    st.just(("skip", {}, None)),
    st.just(("clear", {}, None)),
    notes.map(lambda text: ("flag", {"on": True, "reason": text}, text)),
    st.just(("flag", {"on": False}, None)),
    notes.map(lambda text: ("note", {"text": text}, text)),
)


@dataclass
class Sitting:
    """An open project and what the model knows of its session."""

    project: Project
    session: Session


class JournalMachine(RuleBasedStateMachine):
    """Acts, undo and redo by two people in up to four sessions at once, under a clock that cannot be trusted."""

    @initialize()
    def begin(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="journal-"))
        self.path = self.folder / "news.db"
        self.clock = Clock()
        self.model = Model()
        with make_project(self.path, clock=self.clock) as project:
            self.sentences: list[Key] = [(s.article, s.start, s.end) for s in project.sentences()]
            self.articles = {row.id: row.n for row in project.articles()}
        self.reading = connect(self.path, write=False)
        self.journal: list[Row] = []
        self.sittings: list[Sitting] = []
        self.sit_down("ana")

    def teardown(self) -> None:
        if hasattr(self, "folder"):
            self.stand_up_all()
            self.reading.close()
            shutil.rmtree(self.folder)

    # -- opening and closing -----------------------------------------------------------------------------

    @precondition(lambda self: len(self.sittings) < 4)
    @rule(annotator=st.sampled_from(PEOPLE))
    def sit_down(self, annotator: str) -> None:
        project = Project(self.path, annotator, clock=self.clock)
        project.connection.execute("PRAGMA synchronous = OFF")  # nobody pulls the plug here
        self.sittings.append(Sitting(project, self.model.open(annotator)))

    @precondition(lambda self: len(self.sittings) > 1)
    @rule(n=which)
    def stand_up(self, n: int) -> None:
        self.sittings.pop(n % len(self.sittings)).project.close()

    @rule(step=st.sampled_from([1.0, 0.0, 0.0001, -5.0]))
    def change_the_clock(self, step: float) -> None:
        self.clock.step = step

    # -- saying something --------------------------------------------------------------------------------

    @rule(n=which, at=which, ids=label_sets)
    def label(self, n: int, at: int, ids: set[str]) -> None:
        sitting, key = self.sitting(n), self.key(at)
        sitting.project.reread_codebook()
        names = [sitting.project.codebook.label(id).name for id in ids]
        event = sitting.project.label(self.id_of(key), *names, seconds=1.5)
        self.model.act(sitting.session, [Said(key, "label", tuple(sorted(ids)), event.id)])

    @rule(n=which, at=which, kind=st.sampled_from(["skip", "clear", "flag", "unflag"]))
    def say(self, n: int, at: int, kind: str) -> None:
        sitting, key = self.sitting(n), self.key(at)
        project, sentence = sitting.project, self.id_of(key)
        match kind:
            case "skip":
                said = Said(key, "skip", None, project.skip(sentence).id)
            case "clear":
                said = Said(key, "clear", None, project.clear(sentence).id)
            case "flag":
                said = Said(key, "flag", "odd", project.flag(sentence, reason="odd").id)
            case _:
                said = Said(key, "flag", None, project.flag(sentence, on=False).id)
        self.model.act(sitting.session, [said])

    @rule(n=which, at=which, text=notes)
    def note(self, n: int, at: int, text: str) -> None:
        sitting, key = self.sitting(n), self.key(at)
        event = sitting.project.note(self.id_of(key), text)
        self.model.act(sitting.session, [Said(key, "note", text, event.id)])

    @rule(n=which, several=st.lists(st.tuples(which, sayings), min_size=1, max_size=5))
    def say_several_things(self, n: int, several: list[tuple[int, tuple[str, dict[str, Any], Any]]]) -> None:
        sitting = self.sitting(n)
        keys = [self.key(at) for at, _ in several]
        acts = [
            Act(kind, self.articles[key[0]], key[1], key[2], payload)
            for key, (_, (kind, payload, _)) in zip(keys, several, strict=True)
        ]
        events = sitting.project.journal.record(acts)
        assert len({event.action for event in events}) == 1
        said = [Said(k, kind, value, e.id) for k, (_, (kind, _, value)), e in zip(keys, several, events, strict=True)]
        self.model.act(sitting.session, said)

    @rule(n=which)
    def undo(self, n: int) -> None:
        sitting = self.sitting(n)
        assert sitting.project.undo() == (self.model.undo(sitting.session) is not None)

    @rule(n=which)
    def redo(self, n: int) -> None:
        sitting = self.sitting(n)
        assert sitting.project.redo() == (self.model.redo(sitting.session) is not None)

    # -- the codebook ------------------------------------------------------------------------------------

    @rule(n=which, which_label=st.integers(0, 3), name=st.sampled_from(["", "renamed ", "called "]))
    def rename_a_label(self, n: int, which_label: int, name: str) -> None:
        project = self.sitting(n).project
        project.reread_codebook()
        before = project.codebook
        old = before.label(IDS[which_label])
        labels = [replace(label, name=name + label.id) if label == old else label for label in before.labels]
        renames = {old.name: name + old.id} if name + old.id != old.name else {}
        version = project.codebook_version
        change = project.plan_codebook(replace(before, labels=tuple(labels)), renames=renames)
        assert project.change_codebook(change) == version + 1
        assert project.codebook.label(old.id).name == name + old.id

    @rule(n=which)
    def add_a_label(self, n: int) -> None:
        project = self.sitting(n).project
        project.reread_codebook()
        name = f"extra {project.codebook_version}"
        use_codebook(project, replace(project.codebook, labels=(*project.codebook.labels, Label(name, name, None))))

    # -- what always holds -------------------------------------------------------------------------------

    @invariant()
    def annotations_are_what_the_model_says(self) -> None:
        if hasattr(self, "path"):
            assert self.annotations() == self.model.marks()

    @invariant()
    def the_check_finds_nothing(self) -> None:
        if hasattr(self, "path"):
            assert check(self.path).problems == []

    @invariant()
    def the_journal_only_grows(self) -> None:
        if hasattr(self, "path"):
            now = self.reading.execute("SELECT * FROM journal ORDER BY id").fetchall()
            assert now[: len(self.journal)] == self.journal  # also: whatever the clock did, new ids are greater
            self.journal = now

    @precondition(lambda self: hasattr(self, "path") and self.model.actions)
    @rule()
    def undo_and_redo_everything(self) -> None:
        self.stand_up_all()
        for person in PEOPLE:
            self.sit_down(person)
        while any(self.redo_one(sitting) for sitting in self.sittings):
            pass
        last = self.tables()
        while any(self.undo_one(sitting) for sitting in self.sittings):
            pass
        assert not [name for name in ("annotation", "annotation_label", "progress") if self.tables()[name]]
        while any(self.redo_one(sitting) for sitting in self.sittings):
            pass
        assert self.tables() == last

    # -- how the machine does it -------------------------------------------------------------------------

    def sitting(self, n: int) -> Sitting:
        return self.sittings[n % len(self.sittings)]

    def key(self, at: int) -> Key:
        return self.sentences[at % len(self.sentences)]

    def id_of(self, key: Key) -> str:
        return f"{key[0]}:{key[1]}-{key[2]}"

    def undo_one(self, sitting: Sitting) -> bool:
        done = sitting.project.undo()
        assert done == (self.model.undo(sitting.session) is not None)
        return done

    def redo_one(self, sitting: Sitting) -> bool:
        done = sitting.project.redo()
        assert done == (self.model.redo(sitting.session) is not None)
        return done

    def stand_up_all(self) -> None:
        while self.sittings:
            self.sittings.pop().project.close()

    def annotations(self) -> dict[tuple[str, Key], dict[str, Any]]:
        decided_under = dict(self.reading.execute("SELECT id, codebook FROM journal"))
        found = {}
        for article, n in self.articles.items():
            for (start, end, annotator), said in all_annotations_of(self.reading, n, THE_FILE).items():
                assert said.codebook == decided_under.get(said.event)
                found[annotator, (article, start, end)] = {
                    "status": said.status,
                    "labels": said.labels,
                    "flagged": said.flagged,
                    "reason": said.flag_reason,
                    "note": said.note,
                    "event": said.event,
                }
        return found

    def tables(self) -> dict[str, list[str]]:
        return projections(self.reading)


TestJournal = JournalMachine.TestCase
TestJournal.settings = settings(
    max_examples=examples(15), stateful_step_count=40, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
