"""What the key of a label does at the desk: label, or what the key before it said."""

from __future__ import annotations

from labels.desk import Desk
from tui.screens.desk.mode import Mode, NextLabel
from tui.screens.desk.painter import Painter
from tui.screens.verbs import VerbRunner


class LabelKeys:
    """Labels go by their numbers in the codebook. What the next key does instead of labelling is `mode.next_label`."""

    def __init__(self, desk: Desk, verbs: VerbRunner, painter: Painter, mode: Mode) -> None:
        """Label at `desk`."""
        self._desk = desk
        self._verbs = verbs
        self._painter = painter
        self._mode = mode

    async def press(self, number: int) -> None:
        """Give label number `number` and go on; after `add`, add it or take it away and stay."""
        id = self._id(number)
        wanted, self._mode.next_label = self._mode.next_label, None
        if wanted == "add":
            await self._verbs.do(lambda: self._desk.toggle(id))
        elif wanted is not None:
            await self._verbs.do(lambda: self._desk.add_example(id, counter=wanted == "counter-example"))
        else:
            await self._verbs.do(lambda: self._desk.label(id))

    async def toggle(self, number: int) -> None:
        """Add label number `number` to the sentence or take it away, and stay."""
        id = self._id(number)
        await self._verbs.do(lambda: self._desk.toggle(id))

    def wait_for(self, wanted: NextLabel) -> None:
        """Let the next label key do something else than label; the same command again ends that."""
        self._mode.next_label = None if self._mode.next_label == wanted else wanted
        self._painter.paint_around("")

    def _id(self, number: int) -> str:
        return self._desk.project.codebook.active[number].id
