"""Machines with project files on the disk and clocks that are wrong, and what people do there, verb by verb."""

from __future__ import annotations

import random
import shutil
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from labels.article import Article
from labels.codebook import Codebook, Label
from labels.decision import Decision, Incoming
from labels.errors import CodebookError, UsageError
from labels.journal.event import DECISION_KINDS, GOLD, MAIN, Act, Event
from labels.journal.ids import new_id
from labels.journal.kinds.segment import segment_payload
from labels.journal.numbers import newest_id
from labels.journal.rows import EVENT_COLUMNS, event_from_row, insert_events
from labels.journal.suggestions import Run
from labels.project import Project
from labels.projections.codebooks import current_event
from labels.projections.project import project as bring_up_to_date
from labels.segmentation import CutResult
from labels.sentence import Cut, Sentence
from labels.sqlite.connection import writing
from labels.team.sample import Size
from tests.labels.making import use_codebook

YEAR = timedelta(days=365)
BEGAN = datetime(2026, 9, 1, 12, tzinfo=UTC)

NAMES = ("claim", "quote", "fact")
SCHEME = Codebook(labels=tuple(Label(name, name, name[0]) for name in NAMES), choose="many")

TEXTS = ("One two. Three four; five. Six seven eight.\n\nNine ten.", "Él llegó 😀 tarde. Nobody saw him. The end.")

#: How often each verb comes.
VERBS = {
    "label": 10, "skip": 2, "clear": 2, "flag": 2, "note": 2, "bulk": 2, "whole": 1, "split": 5, "join": 5,
    "example": 2, "undo": 6, "redo": 4, "undo_any": 2, "codebook": 2, "role": 2, "same": 1, "assign": 2, "setting": 1,
    "gold": 4, "rule": 3, "segment": 2, "adopt": 1, "take_in": 4, "future": 1, "reopen": 1,
    "send_back": 2, "feedback": 1, "reveal": 1, "gold_note": 1,
}  # fmt: skip


#: The same where little is done but to sentences and to what is said of them, so that it meets.
FEW_VERBS = {"label": 5, "split": 4, "join": 1, "undo": 8, "redo": 6, "undo_any": 1}

#: Those that decide units, under the codebook that is in force.
DECIDING = ("label", "skip", "clear", "bulk", "whole", "gold", "rule")


class SkewedClock:
    """A clock that is wrong, goes on by a little or not at all, and sometimes back."""

    def __init__(self, draw: random.Random) -> None:
        self._draw = draw
        self._now = BEGAN + draw.uniform(-1, 1) * YEAR

    def __call__(self) -> datetime:
        self._now += timedelta(milliseconds=self._draw.choice((0, 1, 5000, 5000, -2000)))
        return self._now


class Machine:
    """A project file on a machine, and one or two people who sit there."""

    def __init__(
        self,
        draw: random.Random,
        path: Path,
        names: tuple[str, ...],
        start: Path,
        verbs: Mapping[str, int] = VERBS,
    ) -> None:
        """The file is a copy of `start`."""
        self.draw = draw
        self.verbs = verbs
        self.path = path
        self.clock = SkewedClock(draw)
        shutil.copy(start, path)
        self._names = names
        self.people: list[Project] = []
        self._sit_down()

    def close(self) -> None:
        for project in self.people:
            project.close()

    @property
    def project(self) -> Project:
        return self.people[0]

    @contextmanager
    def as_lead(self) -> Iterator[Project]:
        """The project, open for somebody who may write everybody's packs: a lead, or anybody where there is none."""
        leads = self.project.team.leads()
        with Project(self.path, leads[0] if leads else self._names[0], clock=self.clock, begin=False) as project:
            yield project

    def step(self) -> str:
        """Do one thing; which one it was."""
        verb = self.draw.choices(list(self.verbs), list(self.verbs.values()))[0]
        who = self.draw.choice(self.people)
        (before,) = who.connection.execute("SELECT max(seq) FROM journal").fetchone()
        with suppress(UsageError, CodebookError):  # there is nothing left to split or join, or a label is gone
            getattr(self, f"_{verb}")(who)
        if verb in DECIDING:
            in_force = current_event(who.connection)
            rows = who.connection.execute("SELECT codebook FROM journal WHERE seq > ? AND layer IS NOT NULL", (before,))
            assert {codebook for (codebook,) in rows} <= {in_force}, (
                "decided under another codebook than the one in force"
            )
        return verb

    def part(self, path: Path) -> Path:
        """A copy of the file that has only some of its events, and of its texts."""
        path.unlink(missing_ok=True)
        with closing(sqlite3.connect(path, isolation_level=None)) as other:
            self.project.connection.backup(other)
            other.execute("DROP TRIGGER journal_is_never_deleted")
            for table, share in (("journal", 0.5), ("article_text", 0.3), ("suggestion", 0.5)):
                key = "seq" if table == "journal" else "article"
                rows = [row for (row,) in other.execute(f"SELECT {key} FROM {table}") if self.draw.random() < share]
                other.executemany(f"DELETE FROM {table} WHERE {key} = ?", [(row,) for row in rows])
        return path

    # -- what people do ----------------------------------------------------------------------------------

    def _label(self, who: Project) -> None:
        who.label(self._one(who), *self._some_names())

    def _skip(self, who: Project) -> None:
        who.skip(self._one(who), seconds=2.5)

    def _clear(self, who: Project) -> None:
        who.clear(self._one(who))

    def _flag(self, who: Project) -> None:
        who.flag(self._one(who), self.draw.random() < 0.7, self.draw.choice(("", "odd")))

    def _note(self, who: Project) -> None:
        who.note(self._one(who), self.draw.choice(("", "x", "y")))

    def _bulk(self, who: Project) -> None:
        payload = {"labels": self._some_names(), "seconds": 9}
        units = self._units(who)
        some = self.draw.sample(units, self.draw.randint(1, len(units)))
        who.journal.record([Act("label", *unit, payload) for unit in some])

    def _whole(self, who: Project) -> None:
        n, _, _ = self._unit(who)
        who.journal.record([Act("label", n, payload={"labels": self._some_names()})])

    def _split(self, who: Project) -> None:
        sentence = self._one(who)
        who.split(sentence, self.draw.randrange(sentence.start + 1, sentence.end + 1))

    def _join(self, who: Project) -> None:
        who.join(self._one(who))

    def _example(self, who: Project) -> None:
        who.add_example(self._one(who), self.draw.choice(NAMES), counter=self.draw.random() < 0.3)

    def _undo(self, who: Project) -> None:
        for _ in range(self.draw.choice((1, 1, 2))):
            who.undo()

    def _redo(self, who: Project) -> None:
        who.redo()

    def _undo_any(self, who: Project) -> None:
        actions = [action for (action,) in who.connection.execute("SELECT DISTINCT action FROM journal ORDER BY 1")]
        who.journal.undo_action(self.draw.choice(actions))

    def _codebook(self, who: Project) -> None:
        labels = [*who.codebook.labels]
        at = self.draw.randrange(len(labels))
        labels[at] = replace(labels[at], definition=f"As {self.draw.random():.3f}.")
        use_codebook(who, replace(who.codebook, labels=tuple(labels)))

    def _role(self, who: Project) -> None:
        role = self.draw.choice(("lead", "annotator"))
        who.journal.record([Act("annotator", payload={"who": self._key(who), "role": role})])

    def _same(self, who: Project) -> None:
        other = self.draw.choice((self._key(who), ""))
        who.journal.record([Act("annotator", payload={"who": self._key(who), "same_as": other})])

    def _assign(self, who: Project) -> None:
        n, _, _ = self._unit(who)
        who.journal.record([Act("assign", n, payload={"to": self._key(who), "on": self.draw.random() < 0.7})])

    def _assign_unit(self, who: Project) -> None:
        payload = {"to": self._key(who), "on": self.draw.random() < 0.7, "why": "tie-break"}
        who.journal.record([Act("assign", *self._unit(who), payload)])

    def _round(self, who: Project) -> None:
        """A round begins, or one is closed with the votes of this moment."""
        rounds = [name for name, sample in who.team.samples().items() if sample.round and not sample.closed]
        if rounds:
            who.team.close_round(self.draw.choice(rounds))
        else:
            who.team.sample(Size(articles=1), name=f"round {self.draw.random()}", round=True)

    def _setting(self, who: Project) -> None:
        who.journal.record([Act("setting", payload={"key": "goal", "value": self.draw.randrange(9)})])

    def _gold(self, who: Project, *, rule: bool = False) -> None:
        unit = self._unit(who)
        kinds = ", ".join(f"'{kind}'" for kind in DECISION_KINDS)
        known = who.connection.execute(f"SELECT id FROM journal WHERE article = ? AND kind IN ({kinds})", unit[:1])
        saw = sorted(id.hex() for (id,) in known if self.draw.random() < 0.9)
        extra: dict[str, Any] = {"saw": saw} | ({"rule": "majority"} if rule else {})
        kind = self.draw.choice(("label", "label", "skip", "clear"))
        labels = {"labels": self._some_names()} if kind == "label" else {}
        who.journal.record([Act(kind, *unit, labels | extra, GOLD)])

    def _rule(self, who: Project) -> None:
        self._gold(who, rule=True)

    def _gold_note(self, who: Project) -> None:
        text = self.draw.choice(("", "see the minutes"))
        who.journal.record([Act("note", *self._unit(who), {"text": text}, GOLD)])

    def _send_back(self, who: Project) -> None:
        payload = {"to": self._key(who), "on": self.draw.random() < 0.7, "why": "read on"}
        n, start, end = self._unit(who)
        unit = (n,) if self.draw.random() < 0.3 else (n, start, end)
        who.journal.record([Act("return", *unit, payload=payload)])

    def _feedback(self, who: Project) -> None:
        who.journal.record([Act("feedback", payload={"who": self._key(who), "on": self.draw.random() < 0.7})])

    def _reveal(self, who: Project) -> None:
        who.journal.record([Act("reveal", self._unit(who)[0])])

    def _segment(self, who: Project, *, adopt: bool = False) -> None:
        n, _, _ = self._unit(who)
        (text,) = who.connection.execute("SELECT text FROM article_text WHERE article = ?", (n,)).fetchone()
        cut = cut_at_random(self.draw, text)
        who.journal.record([Act("segment", n, payload=segment_payload(cut, adopt=adopt))])

    def _adopt(self, who: Project) -> None:
        self._segment(who, adopt=True)

    def _take_in(self, who: Project) -> None:
        """Import a text, new or known, cut in some way, with decisions of somebody and suggestions."""
        text = self.draw.choice((*TEXTS, "Eleven. Twelve."))
        cut = cut_at_random(self.draw, text)
        decisions = [self._decision(each) for each in cut.sentences if self.draw.random() < 0.7]
        run = Run(self.draw.randbytes(32), "model") if self.draw.random() < 0.5 else None
        who.ingest([Incoming(Article(text, title="Taken in"), cut, decisions, "jsonl: other.jsonl", run)])

    def _decision(self, cut: Cut) -> Decision:
        at = (self.clock() + timedelta(minutes=self.draw.randrange(-90, 90))).isoformat()
        who = self.draw.choice((None, "ana", "cleo"))
        if self.draw.random() < 0.3:
            return Decision(cut.start, cut.end, "undecided", suggested_label="claim", suggested_score=0.5)
        labels = tuple(self._some_names())
        return Decision(cut.start, cut.end, "labelled", labels, who, at, note=self.draw.choice(("", "other")))

    def _future(self, who: Project) -> None:
        """Something of a kind that a later version will know, as it writes it."""
        unit, connection = self._unit(who), who.connection
        with writing(connection):
            id = new_id(int(self.clock().timestamp() * 1000), newest_id(connection))
            last = connection.execute(f"SELECT {EVENT_COLUMNS} FROM journal ORDER BY seq DESC LIMIT 1").fetchone()
            later = event_from_row(last)._replace(
                id=id, kind="hologram", article=unit[0], start=unit[1], end=unit[2], layer=MAIN, payload={"x": 1},
                action=id, codebook=None, undoes=None,
            )  # fmt: skip
            insert_events(connection, [later])
            bring_up_to_date(connection, [later])

    def _reopen(self, who: Project) -> None:
        self.close()
        self._sit_down()

    # -- inside ------------------------------------------------------------------------------------------

    def _sit_down(self) -> None:
        self.people = [Project(self.path, name, clock=self.clock, begin=False) for name in self._names]
        for project in self.people:
            project.connection.execute("PRAGMA synchronous = OFF")  # nobody pulls the plug here

    def _one(self, who: Project) -> Sentence:
        who.reread_codebook()
        return self.draw.choice(list(who.sentences()))

    def _units(self, who: Project) -> list[tuple[int, int, int]]:
        return who.connection.execute('SELECT article, start, "end" FROM sentence ORDER BY 1, 2').fetchall()

    def _unit(self, who: Project) -> tuple[int, int, int]:
        return self.draw.choice(self._units(who))

    def _some_names(self) -> list[str]:
        return sorted(self.draw.sample(NAMES, self.draw.choice((1, 1, 2))))

    def _key(self, who: Project) -> str:
        return self.draw.choice([key for (key,) in who.connection.execute("SELECT key FROM person ORDER BY key")])


def cut_at_random(draw: random.Random, text: str) -> CutResult:
    """The text cut at some of the blanks inside each paragraph; nothing but blanks is left out."""
    cuts = []
    for number, (start, end) in enumerate(paragraphs(text)):
        begin = start
        for at in [at for at in range(start, end) if text[at] == " " and draw.random() < 0.3]:
            cuts.append(Cut(begin, at, number))
            begin = at + 1
        cuts.append(Cut(begin, end, number))
    return CutResult(tuple(cuts), "given", "en", "given 1")


def paragraphs(text: str) -> list[tuple[int, int]]:
    """The spans of what stands between empty lines."""
    found, start = [], 0
    for part in text.split("\n\n"):
        found.append((start, start + len(part)))
        start += len(part) + 2
    return found


def events_of(project: Project) -> dict[bytes, Event]:
    """All events of a file, by id."""
    rows = project.connection.execute(f"SELECT {EVENT_COLUMNS} FROM journal")
    return {event.id: event for event in map(event_from_row, rows)}
