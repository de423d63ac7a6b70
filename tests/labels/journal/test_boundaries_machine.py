"""Boundaries mended among everything else that can be said, by several people, against a model in plain Python."""

from __future__ import annotations

import re
import shutil
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, precondition, rule

from labels.boundaries import halves
from labels.journal.event import Act
from labels.journal.history import history_of
from labels.project import Project
from labels.projections.articles import text_of
from labels.projections.check import check
from labels.sqlite.connection import connect, writing
from labels.sqlite.full_text import SHIFT
from labels.values.viewer import THE_FILE
from tests.examples import examples
from tests.labels.journal.boundary_hands import BoundaryHands, refused
from tests.labels.journal.boundary_model import Told
from tests.labels.journal.model import Key, Model, Said
from tests.labels.journal.test_journal import PEOPLE, Sitting, label_sets, notes, sayings, which
from tests.labels.making import Clock, make_project

#: Odd blanks, a word of two code units, words that come twice; few sentences, so that what is done to them meets.
TWO = ("One, two;\u00a0“Three” 😀 four! Five one\nsix — one.\n\nTwelve.", "A short one.")

few = st.integers(0, 5)


class BoundaryMachine(BoundaryHands):
    """Splits, joins and decisions by two people in up to three sessions, with undo, redo and strangers in between."""

    @initialize()
    def begin(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="boundaries-"))
        self.path = self.folder / "news.db"
        self.clock = Clock()
        self.model = Model()
        with make_project(self.path, clock=self.clock, texts=TWO) as project:
            self.articles = {row.id: row.n for row in project.articles()}
            self.base: list[Key] = [(s.article, s.start, s.end) for s in project.sentences()]
        self.reading = connect(self.path, write=False)
        self.texts = {id: text_of(self.reading, n) for id, n in self.articles.items()}
        self.first = self.tables()
        self.seen: set[Key] = set(self.base)
        self.events: dict[Key, set[bytes]] = {}
        self.sittings: list[Sitting] = []
        self.told = Told(self.base, [])
        self.sit_down("ana")

    def teardown(self) -> None:
        if hasattr(self, "folder"):
            self.words_lead_to_the_sentences_that_hold_them()
            self.stand_up_all()
            self.reading.close()
            shutil.rmtree(self.folder)

    # -- opening and closing -----------------------------------------------------------------------------

    @precondition(lambda self: len(self.sittings) < 3)
    @rule(annotator=st.sampled_from(PEOPLE))
    def sit_down(self, annotator: str) -> None:
        project = Project(self.path, annotator, clock=self.clock)
        project.connection.execute("PRAGMA synchronous = OFF")  # nobody pulls the plug here
        self.sittings.append(Sitting(project, self.model.open(annotator)))

    @rule(n=which)
    def reopen(self, n: int) -> None:
        sitting = self.sittings.pop(n % len(self.sittings))
        sitting.project.close()
        self.sit_down(sitting.session.annotator)

    # -- mending -----------------------------------------------------------------------------------------

    @rule(n=which, at=few, place=st.integers(0, 40))
    def split(self, n: int, at: int, place: int) -> None:
        sitting, key = self.sitting(n), self.key(at)
        text = self.texts[key[0]]
        offset = key[1] + place % (key[2] - key[1])
        left, right = text[key[1] : offset].rstrip(), text[offset : key[2]].lstrip()
        if not left or not right:
            refused(lambda: sitting.project.split(self.id_of(key), offset))
            return
        event = sitting.project.split(self.id_of(key), offset)
        parts = (key[0], key[1], key[1] + len(left)), (key[0], key[2] - len(right), key[2])
        self.act(sitting, Said(key, "split", parts, event.id))

    @rule(n=which, at=which)
    def join(self, n: int, at: int) -> None:
        sitting, key = self.sitting(n), self.key(at)
        later = [other for other in self.told.sentences if other[0] == key[0] and other[1] > key[1]]
        if not later or "\n\n" in self.texts[key[0]][key[2] : later[0][1]]:
            refused(lambda: sitting.project.join(self.id_of(key)))
            return
        event = sitting.project.join(self.id_of(key))
        self.act(sitting, Said((key[0], key[1], later[0][2]), "join", (key, later[0]), event.id))

    # -- saying something --------------------------------------------------------------------------------

    @rule(n=which, at=few, ids=label_sets)
    def label(self, n: int, at: int, ids: set[str]) -> None:
        sitting, key = self.sitting(n), self.key(at)
        event = sitting.project.label(self.id_of(key), *ids, seconds=1.5)
        self.act(sitting, Said(key, "label", tuple(sorted(ids)), event.id))

    @rule(n=which, at=few, text=notes, flag=st.booleans())
    def beside(self, n: int, at: int, text: str, flag: bool) -> None:
        sitting, key = self.sitting(n), self.key(at)
        say = sitting.project.note if not flag else lambda key, text: sitting.project.flag(key, reason=text)
        self.act(sitting, Said(key, "flag" if flag else "note", text, say(self.id_of(key), text).id))

    @rule(n=which, at=few, id=st.sampled_from(["claim", "quote"]), counter=st.booleans())
    def example(self, n: int, at: int, id: str, counter: bool) -> None:
        sitting, key = self.sitting(n), self.key(at)
        event = sitting.project.add_example(self.id_of(key), id, counter=counter)
        self.act(sitting, Said(key, "example", id, event.id))

    @rule(n=which, several=st.lists(st.tuples(few, sayings), min_size=2, max_size=6))
    def say_several_things(self, n: int, several: list[tuple[int, tuple[str, dict[str, Any], Any]]]) -> None:
        sitting = self.sitting(n)
        keys = [self.key(at) for at, _ in several]
        acts = [
            Act(kind, self.articles[key[0]], key[1], key[2], payload)
            for key, (_, (kind, payload, _)) in zip(keys, several, strict=True)
        ]
        events = sitting.project.journal.record(acts)
        self.act(
            sitting,
            *[Said(k, kind, value, e.id) for k, (_, (kind, _, value)), e in zip(keys, several, events, strict=True)],
        )

    @rule(n=which, at=few, saying=sayings)
    def speak_of_a_sentence_that_may_be_gone(self, n: int, at: int, saying: tuple[str, dict[str, Any], Any]) -> None:
        """As another writer might who has not heard yet that it was split or joined."""
        sitting, keys = self.sitting(n), sorted(self.seen)
        key, (kind, payload, value) = keys[at % len(keys)], saying
        project = sitting.project
        with writing(project.connection):
            (event,) = project.journal._append([Act(kind, self.articles[key[0]], *key[1:], payload)], self.clock())
        self.act(sitting, Said(key, kind, value, event.id))

    # -- back and forth ----------------------------------------------------------------------------------

    @rule(n=which)
    def undo(self, n: int) -> None:
        self.undo_one(self.sitting(n))
        self.tell()

    @rule(n=which)
    def redo(self, n: int) -> None:
        self.redo_one(self.sitting(n))
        self.tell()

    @precondition(lambda self: hasattr(self, "path") and self.model.actions)
    @rule(n=which, back=st.integers(1, 12))
    def undo_action(self, n: int, back: int) -> None:
        sitting, action = self.sitting(n), self.model.actions[-min(back, len(self.model.actions))]
        done = sitting.project.journal.undo_action(action.said[0].event) is not None
        assert done == self.model.undo_action(sitting.session, action)
        self.tell()

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
        now = self.tables()
        assert {name for name in now if now[name] != self.first[name]} <= {"team"}  # who bo is stays known
        self.tell()
        self.words_lead_to_the_sentences_that_hold_them()
        while any(self.redo_one(sitting) for sitting in self.sittings):
            pass
        assert self.tables() == last
        self.tell()

    # -- what always holds -------------------------------------------------------------------------------

    @invariant()
    def sentences_and_annotations_are_what_the_model_says(self) -> None:
        if not hasattr(self, "path"):
            return
        rows = self.reading.execute(
            'SELECT article.id, start, "end" FROM sentence JOIN article ON article = n ORDER BY 1, 2'
        ).fetchall()
        assert rows == self.told.sentences
        assert self.faces() == self.told.faces

    @invariant()
    def sentences_cover_their_article_and_leave_out_nothing_but_blanks(self) -> None:
        if not hasattr(self, "path"):
            return
        for article, text in self.texts.items():
            spans = [(start, end) for id, start, end in self.told.sentences if id == article]
            ends = [0, *(end for span in spans for end in span), len(text)]
            assert ends == sorted(ends)
            assert not any(text[a:b].strip() for a, b in zip(ends[::2], ends[1::2], strict=True))
            for start, end in spans:
                assert text[start:end] == text[start:end].strip() != ""
                assert "\n\n" not in text[start:end]

    @invariant()
    def the_check_finds_nothing(self) -> None:
        if hasattr(self, "path"):
            assert check(self.path).problems == []

    @invariant()
    def nothing_said_of_a_sentence_is_missing_from_its_history(self) -> None:
        if not hasattr(self, "path"):
            return
        for key in self.told.sentences:
            said = {
                event
                for other, events in self.events.items()
                if other[0] == key[0] and other[1] < key[2] and other[2] > key[1]
                for event in events
            }
            assert {
                entry.event.id for entry in history_of(self.reading, self.articles[key[0]], key[1:], THE_FILE)
            } == said

    # -- how the machine does it -------------------------------------------------------------------------

    def words_lead_to_the_sentences_that_hold_them(self) -> None:
        """Exactly the sentences in force are in the full-text index, each with its own words."""
        held: dict[str, set[int]] = {}
        for id, start, end in self.told.sentences:
            for word in re.findall(r"\w+", self.texts[id][start:end].casefold()):
                held.setdefault(word, set()).add(self.articles[id] * SHIFT + start)
        for word, rows in held.items():
            found = self.reading.execute("SELECT rowid FROM sentence_words WHERE text MATCH ?", (f'"{word}"',))
            assert {row for (row,) in found} == rows, word
        assert self.reading.execute("SELECT count(*) FROM sentence_words_docsize").fetchone() == (
            len(self.told.sentences),
        )


def test_halves_are_what_the_machine_takes_them_for() -> None:
    text = "  One \u00a0 two "
    assert halves(text, (2, 11), 8) == ((2, 5), (8, 11))


TestBoundaries = BoundaryMachine.TestCase
TestBoundaries.settings = settings(
    max_examples=examples(20), stateful_step_count=50, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)


@pytest.mark.slow
class TestBoundariesAgain(BoundaryMachine.TestCase):
    settings = settings(
        max_examples=examples(40), stateful_step_count=50, deadline=None, suppress_health_check=[HealthCheck.too_slow]
    )
