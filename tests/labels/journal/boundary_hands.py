"""What the machine of boundaries does with its sittings and its model, beside the rules."""

from __future__ import annotations

import sqlite3
from typing import Any

from hypothesis.stateful import RuleBasedStateMachine

from labels.errors import UsageError
from labels.projections.read import all_annotations_of
from labels.values.viewer import THE_FILE
from tests.labels.journal.boundary_model import Told
from tests.labels.journal.model import Action, Key, Model, Said
from tests.labels.journal.projections import projections
from tests.labels.journal.test_journal import Sitting


class BoundaryHands(RuleBasedStateMachine):
    """Sittings at one project, and a model that hears the same."""

    model: Model
    told: Told
    base: list[Key]
    seen: set[Key]
    events: dict[Key, set[bytes]]
    sittings: list[Sitting]
    articles: dict[str, int]
    reading: sqlite3.Connection

    def act(self, sitting: Sitting, *said: Said) -> None:
        self.model.act(sitting.session, said)
        for each in said:
            self.events.setdefault(each.key, set()).add(each.event)
        self.tell()

    def tell(self) -> None:
        self.told = Told(self.base, self.model.actions)
        self.seen |= set(self.told.sentences)

    def sitting(self, n: int) -> Sitting:
        return self.sittings[n % len(self.sittings)]

    def key(self, at: int) -> Key:
        return self.told.sentences[at % len(self.told.sentences)]

    def id_of(self, key: Key) -> str:
        return f"{key[0]}:{key[1]}-{key[2]}"

    def undo_one(self, sitting: Sitting) -> bool:
        return self.same(sitting.project.undo(), self.model.undo(sitting.session))

    def redo_one(self, sitting: Sitting) -> bool:
        return self.same(sitting.project.redo(), self.model.redo(sitting.session))

    def same(self, done: bool, action: Action | None) -> bool:
        assert done == (action is not None)
        return done

    def stand_up_all(self) -> None:
        while self.sittings:
            self.sittings.pop().project.close()

    def faces(self) -> dict[tuple[str, Key], dict[str, Any]]:
        found = {}
        for article, n in self.articles.items():
            for (start, end, annotator), said in all_annotations_of(self.reading, n, THE_FILE).items():
                assert said.seconds is None or not said.carried
                found[annotator, (article, start, end)] = {
                    "status": said.status,
                    "labels": said.labels,
                    "event": said.event,
                    "carried": said.carried,
                    "flagged": said.flagged,
                    "reason": said.flag_reason,
                    "note": said.note,
                }
        return found

    def tables(self) -> dict[str, list[str]]:
        return projections(self.reading)


def refused(verb: Any) -> None:
    try:
        verb()
    except UsageError:
        return
    raise AssertionError("this should have been refused")
