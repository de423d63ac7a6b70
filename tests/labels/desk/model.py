"""The desk in plain Python: rows, a cursor, a selection, and where each article was left."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from labels.desk.annotating import LEFT_UNDECIDED
from tests.labels.journal.model import BLANK, Action, Key, Model, Said, Session

ME = "ana"
EXCLUDED = {"fact": "opinion", "opinion": "fact"}
SITTING = "when"
ALL_DECIDED = "All sentences are decided."
FINISHED = "The article is finished: this key wrote nothing."
ALL_DONE = "All sentences are decided: this key wrote nothing."
DECIDE = ("label", "toggle", "skip", "clear", "repeat")


@dataclass(frozen=True)
class Outcome:
    """What a verb is expected to answer."""

    opened: bool = False
    notice: str = ""
    replaced: str = ""


@dataclass
class DeskModel:
    """`articles` holds the sentences of each article; articles and rows count from 0 here."""

    articles: list[list[Key]]
    said: Model
    session: Session
    advance: str = "undecided"
    summary: bool = False
    finish: bool = False
    all_done: bool = False
    replaced: str = ""
    here: int = 0
    cursor: int = 0
    anchor: int | None = None
    growing: bool = False
    top: int = 0
    left_at: dict[int, tuple[int, int]] = field(default_factory=dict)
    latest: int | None = None

    # -- sitting down ------------------------------------------------------------------------------------

    def resume(self) -> None:
        """Sit down anew: where one was last, else at the first thing to do."""
        self.session, self.replaced = self.said.open(ME), ""
        todo = [n for n in range(len(self.articles)) if self.undecided_in(n)]
        self.open(self.latest if self.latest is not None else todo[0] if todo else 0)
        self.finish, self.all_done = self.summary and not self.undecided_in(self.here), False

    def open(self, n: int) -> None:
        self.here, self.top = n, 0
        self.drop()
        if n in self.left_at:
            self.cursor, self.top = self.left_at[n]
        else:
            self.cursor = next(iter(self.undecided_in(n)), 0)

    def keep_place(self) -> None:
        self.left_at[self.here] = (self.cursor, self.top)
        self.latest = self.here

    # -- what is there -----------------------------------------------------------------------------------

    @property
    def rows(self) -> list[Key]:
        return self.articles[self.here]

    @property
    def run(self) -> list[int]:
        ends = sorted((self.cursor if self.anchor is None else self.anchor, self.cursor))
        return list(range(ends[0], ends[1] + 1))

    def mark(self, row: int, article: int | None = None) -> dict[str, Any]:
        key = self.articles[self.here if article is None else article][row]
        return self.said.marks().get((ME, key), BLANK)

    def undecided_in(self, n: int) -> list[int]:
        marks = self.said.marks()
        return [row for row, key in enumerate(self.articles[n]) if marks.get((ME, key), BLANK)["status"] == "undecided"]

    def press(self, verb: str, expected: Callable[[], Outcome]) -> Outcome:
        """What a verb answers; what it replaced stays on screen while the next keys are refused."""
        outcome = self._pressed(verb, expected)
        if outcome.notice in (FINISHED, ALL_DONE):
            outcome = replace(outcome, replaced=self.replaced)
        self.replaced = outcome.replaced
        return outcome

    def _pressed(self, verb: str, expected: Callable[[], Outcome]) -> Outcome:
        """At the finish of an article, and of all, some verbs do something else than usual."""
        if self.all_done:
            if verb in DECIDE:
                return Outcome(notice=ALL_DONE)
            self.all_done = verb in ("flag", "note")
        if not self.finish or verb in ("flag", "note"):
            return expected()
        if verb in DECIDE:
            return Outcome(notice=FINISHED)
        if verb in ("confirm", "next_undecided"):
            if not any(map(self.undecided_in, range(len(self.articles)))):
                return Outcome(notice=ALL_DECIDED)
            self.finish = False
            return self._leave()
        self.finish = False
        return Outcome() if verb == "move" and self.cursor == len(self.rows) - 1 else expected()

    # -- moving ------------------------------------------------------------------------------------------

    def go_to(self, row: int) -> Outcome:
        before = self.cursor, self.anchor
        if not self.growing:
            self.drop()
        return self._moved(row, before)

    def extend(self, by: int) -> Outcome:
        if self.anchor is None:
            self.anchor = self.cursor
        return self._moved(self.cursor + by, (self.cursor, self.anchor))

    def _moved(self, row: int, before: tuple[int, int | None]) -> Outcome:
        self._set(row)
        last = len(self.rows) - 1
        if (self.cursor, self.anchor) != before or self.cursor not in (0, last):
            return Outcome()
        which = "first" if self.cursor == 0 else "last"
        words = "This article has one sentence." if not last else f"This is the {which} sentence of the article."
        return Outcome(notice=words)

    def toggle_selection(self) -> Outcome:
        if self.anchor is not None:
            self.drop()
        else:
            self.anchor, self.growing = self.cursor, True
        return Outcome()

    def drop(self) -> None:
        self.anchor, self.growing = None, False

    def turn(self, direction: int) -> Outcome:
        n = self.here + direction
        if not 0 <= n < len(self.articles):
            return Outcome(notice="This is the last article." if direction > 0 else "This is the first article.")
        return self.turn_to(n)

    def turn_to(self, n: int) -> Outcome:
        self.open(n)
        self.keep_place()
        return Outcome(opened=True)

    def seek(self, direction: int) -> Outcome:
        beyond = [row for row in self.undecided_in(self.here) if (row - self.cursor) * direction > 0]
        if beyond:
            self.drop()
            return self._set(min(beyond) if direction > 0 else max(beyond), keep=True)
        nothing = ALL_DECIDED if direction > 0 else "Nothing undecided before this sentence."
        return self._elsewhere(direction) or Outcome(notice=nothing)

    def scroll(self, top: int) -> None:
        if top != self.top:
            self.top = top
            self.keep_place()

    # -- deciding ----------------------------------------------------------------------------------------

    def decide(self, kind: str, labels: tuple[str, ...] | None) -> Outcome:
        before = [self.decision(row) for row in self.run]
        self._say(lambda row: (kind, labels))
        replaced = self._replaced(before)
        return replace(self.go_on(), replaced=replaced)

    def _replaced(self, before: list[str], rows: list[int] | None = None) -> str:
        """What took the place of other decisions on rows of the run."""
        after = [self.decision(row) for row in rows or self.run]
        others = [(was, now) for was, now in zip(before, after, strict=True) if was not in ("undecided", now)]
        if not others:
            return ""
        were = "was" if len(others) == 1 else "were"
        many = f"{len(others)} of {len(before)} {were} decided otherwise"
        now = others[0][1] if len({now for _, now in others}) == 1 else "others"
        return f"{f'was {others[0][0]}' if len(before) == 1 else many}, now {now}"

    def decision(self, row: int) -> str:
        mark = self.mark(row)
        return " + ".join(mark["labels"]) or mark["status"]

    def toggle(self, id: str) -> Outcome:
        def toggled(row: int) -> tuple[str, Any]:
            labels = set(self.mark(row)["labels"])
            labels = labels - {id} if id in labels else labels - {EXCLUDED.get(id)} | {id}
            return ("label", tuple(sorted(labels))) if labels else ("clear", None)

        before = [self.decision(row) for row in self.run]
        self._say(toggled)
        self.keep_place()
        return Outcome(replaced=self._replaced(before))

    def clear(self) -> Outcome:
        if not any(self.mark(row)["status"] != "undecided" for row in self.run):
            return Outcome(notice="There is no decision to clear.")
        decided = [row for row in self.run if self.mark(row)["status"] != "undecided"]
        before = [self.decision(row) for row in decided]
        self._say(lambda row: ("clear", None) if row in decided else None)
        self.keep_place()
        return Outcome(replaced=self._replaced(before, decided))

    def repeat(self) -> Outcome:
        decisions = [
            said
            for action in self.said.actions
            if action.undone is None
            for said in action.said
            if said.kind in ("label", "skip")
        ]
        if not decisions:
            return Outcome(notice="There is no decision to repeat yet.")
        return self.decide(decisions[-1].kind, decisions[-1].value)

    def flag(self) -> Outcome:
        run = self.run
        without = [row for row in run if not self.mark(row)["flagged"]]
        self._say(lambda row: ("flag", "why" if without else None) if row in (without or run) else None)
        self.keep_place()
        many = f"{len(run)} flags and {len(run)} reasons taken off"
        lost = "Flag and its reason taken off" if len(run) == 1 else many
        return Outcome(replaced="" if without else lost)

    def note(self, text: str) -> Outcome:
        if self.mark(self.cursor)["note"] != text:
            self.said.act(self.session, [Said(self.rows[self.cursor], "note", text, "")])
            self.keep_place()
        return Outcome()

    def confirm(self) -> Outcome:
        left = any(self.mark(row)["status"] == "undecided" for row in self.run)
        outcome = self.go_on()
        return replace(outcome, notice=LEFT_UNDECIDED) if left and not outcome.notice else outcome

    def go_on(self) -> Outcome:
        last = self.run[-1]
        left = self.undecided_in(self.here)
        beyond = range(last + 1, len(self.rows)) if self.advance == "sentence" else [row for row in left if row > last]
        self.drop()
        if beyond:
            return self._set(beyond[0], keep=True)
        if left:
            self._set(left[0], keep=True)
            return Outcome(notice=f"{len(left)} sentence{'s' if len(left) > 1 else ''} left in this article.")
        self._set(last, keep=True)
        if self.summary:
            self.finish = True
            return Outcome()
        return self._leave()

    def _leave(self) -> Outcome:
        gone = self._elsewhere(1)
        self.all_done = gone is None
        return Outcome(notice=ALL_DECIDED) if gone is None else replace(gone, notice="Article done.")

    def undo(self) -> Outcome:
        action = self.said.undo(self.session)
        return self._revisit(action, "Undone") if action else Outcome(notice="Nothing to undo.")

    def redo(self) -> Outcome:
        action = self.said.redo(self.session)
        if action is None:
            return Outcome(notice="Nothing to redo.")
        there = self._revisit(action, "Done again")
        if action.said[0].kind not in ("label", "skip"):
            return there
        self.anchor, self.cursor = self.cursor, self.rows.index(action.said[-1].key)
        self.keep_place()
        on = self.go_on()
        return Outcome(there.opened or on.opened, f"{there.notice} {on.notice}".strip())

    # -- how it is done ----------------------------------------------------------------------------------

    def _say(self, what: Callable[[int], tuple[str, Any] | None]) -> None:
        """One action on the run; nothing for the rows for which `what` is None."""
        spoken = [(row, what(row)) for row in self.run]
        self.said.act(self.session, [Said(self.rows[row], *kind_value, "") for row, kind_value in spoken if kind_value])

    def _set(self, row: int, *, keep: bool = False) -> Outcome:
        row = max(0, min(row, len(self.rows) - 1))
        if row != self.cursor or keep:
            self.cursor = row
            self.keep_place()
        return Outcome()

    def _elsewhere(self, direction: int) -> Outcome | None:
        todo = [n for n in range(len(self.articles)) if self.undecided_in(n)]
        beyond = [n for n in todo if (n - self.here) * direction > 0]
        order = sorted(beyond, reverse=direction < 0) or (todo if direction > 0 else [])
        if not order:
            return None
        if order[0] == self.here:
            self.drop()
            return self._set(self.undecided_in(self.here)[0], keep=True)
        self.open(order[0])
        left = self.undecided_in(self.here)
        if self.cursor not in left:
            self.cursor = left[0] if direction > 0 else left[-1]
        self.keep_place()
        return Outcome(opened=True)

    def _revisit(self, action: Action, verb: str) -> Outcome:
        key = action.said[0].key
        n = next(n for n, keys in enumerate(self.articles) if key in keys)
        opened = n != self.here
        if opened:
            self.open(n)
        self.drop()
        self._set(self.rows.index(key), keep=True)
        where = "" if action.session == self.session.number else f", of another sitting ({SITTING})"
        return Outcome(opened, f"{verb}: {in_words(action)}{where}.")


def in_words(action: Action) -> str:
    first = action.said[0]
    match first.kind:
        case "label":
            what = " + ".join(first.value)
        case "clear":
            what = "clearing"
        case "flag":
            what = "taking the flag off" if first.value is None else "flag"
        case other:
            what = other
    return what if len(action.said) == 1 else f"{what} of {len(action.said)} sentences"
