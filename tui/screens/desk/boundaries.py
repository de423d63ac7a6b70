"""Repair boundaries on screen: a place to split is chosen with the arrow keys or the mouse; a join is one key."""

from __future__ import annotations

from labels.desk import Desk
from labels.desk.split_places import SplitChoice
from labels.words import sentence
from tui.screens.desk.mode import Mode
from tui.screens.desk.painter import Painter
from tui.screens.verbs import VerbRunner


class BoundaryController:
    """Splits and joins sentences. The place to split that is being chosen is `mode.split`."""

    def __init__(self, desk: Desk, verbs: VerbRunner, painter: Painter, mode: Mode) -> None:
        """Split and join sentences of `desk`."""
        self._desk = desk
        self._verbs = verbs
        self._painter = painter
        self._mode = mode

    async def split(self) -> None:
        """Mark the likeliest place to split the sentence; a second press of any of its keys splits it there."""
        if self._mode.split is not None:
            await self.split_here()
            return
        try:
            self._mode.split = SplitChoice(self._desk.page.sentence(self._desk.cursor))
        except ValueError as error:
            why = f"{sentence(str(error))}."
            self._desk.verbs.pause.begin_until_seen(why)
            self._painter.paint_around(why)
            return
        self._painter.paint_splitting()

    async def split_here(self) -> None:
        """Split the sentence before the marked word."""
        at = self._desk.page.cuts[self._desk.cursor].start + self._choice.at
        await self._verbs.do(lambda: self._desk.split(at))

    def move(self, words: int) -> None:
        """Mark the word that is `words` further on."""
        self._choice.move(words)
        self._painter.paint_splitting()

    def next_likely(self) -> None:
        """Mark the next likely place."""
        self._choice.next_likely()
        self._painter.paint_splitting()

    def mark(self, offset: int) -> None:
        """Mark the word at a code point of the sentence."""
        self._choice.put(offset)
        self._painter.paint_splitting()

    async def join(self) -> None:
        """Join the sentence with the next one."""
        await self._verbs.do(self._desk.join)

    @property
    def _choice(self) -> SplitChoice:
        assert self._mode.split is not None
        return self._mode.split
