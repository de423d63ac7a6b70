"""What the line below the text says at the desk: what was done, what was sent back, and what to press."""

from __future__ import annotations

from collections.abc import Callable

from labels.desk import Desk, Step
from labels.desk.describe import beside_in_words, returned_in_words
from labels.words import counted
from tui.printable import printable
from tui.screens.desk.mode import Mode

HINT = "Press a label’s key to give it and go on. {} shows every key."
DONE = "All decided ({}). {} exports, {} adds articles, {} quits."  # fits 80 columns up to a million


class Notices:
    """Puts into words what the desk knows, and names the keys that lead on."""

    def __init__(self, desk: Desk, mode: Mode, key: Callable[[str], str]) -> None:
        """Speak of `desk`; `key` gives the first key of a command as the line at the bottom shows it."""
        self._desk = desk
        self._mode = mode
        self._key = key

    def greeting(self) -> str:
        """What somebody has to know who sits down here; empty for nothing."""
        desk = self._desk
        return " ".join(filter(None, (desk.greeting(), self._sent_back(), desk.article_sent_back())))

    def answer(self, step: Step) -> str:
        """What a step says: what it replaced, its notice, and that the article that it opened was sent back."""
        sent_back = self._desk.article_sent_back() if step.opened else ""
        return " ".join(filter(None, (self._replaced(step), step.notice, sent_back)))

    def all_done(self) -> str:
        """Everything is decided: what to do next, and with which keys."""
        keys, tally = map(self._key, ("export", "import", "quit")), self._desk.tally
        done = counted(tally.sentences, "sentence") if tally.own is None else f"{tally.own.sentences:,} of yours"
        return DONE.format(done, *keys)

    def returned(self) -> str:
        """The notice that the sentence under the cursor was sent back, with the reason; empty for most."""
        return returned_in_words(self._desk.returned(self._desk.cursor))

    def hint(self, *, is_beside: bool) -> str:
        """What to press, or what there is to know of the sentence; less where the side panel `is_beside` the text."""
        desk = self._desk
        if self._mode.hint:
            return self._mode.hint
        if desk.finish is not None:
            return "Here a label’s key writes nothing."
        if suggested := desk.suggesting.in_words():
            return suggested
        # Where there is room for the side panel, it says this in full.
        beside = "" if is_beside else beside_in_words(desk.annotation(desk.cursor))
        if not is_beside and not desk.selecting and (returned := self.returned()):
            return " · ".join(filter(None, (returned, beside)))
        if desk.selecting:
            return f"{len(desk.run)} selected: a label’s key labels them all; Escape drops the selection."
        if desk.focus is not None:
            return self._in_focus(desk.focus.text)
        if desk.page.is_in_parts and not beside:
            return (
                f"Of this article {counted(len(desk.page.rows_to_do), 'sentence')} of {len(desk.page):,} yours to do."
            )
        return beside or desk.suggesting.not_yet() or HINT.format(self._key("help"))

    def _in_focus(self, query: str) -> str:
        """What there is to know while only what matches a query is gone through."""
        if not self._desk.is_in_focus(self._desk.cursor):
            return f"This sentence does not match {query}; {self._key('next_undecided')} goes to what does."
        return f"Only what matches {query} ({self._key('focus')} {self._key('focus')} ends it)"

    def _replaced(self, step: Step) -> str:
        """What was taken away or replaced, and the key that brings it back."""
        return printable(f"{step.replaced}; {self._key('undo')} undoes.") if step.replaced else ""

    def _sent_back(self) -> str:
        """How many sentences were sent back, and the key that leads through them."""
        count = self._desk.sent_back()
        if not count:
            return ""
        were, them = ("was", "it") if count == 1 else ("were", "them")
        through = "leads to" if count == 1 else "goes through"
        return (
            f"{counted(count, 'sentence')} {were} sent back to you; {self._key('focus')} is:returned {through} {them}."
        )
