"""Who follows the work at the desk while it is done, as the tour does."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import Literal, Protocol

from textual.binding import Binding
from textual.widget import Widget

#: Something that is being done at the desk.
Act = Callable[[], Awaitable[None]]


class Companion(Protocol):
    """Has a panel above the article and keys of its own, and is there whenever something is done."""

    @property
    def panel(self) -> Widget:
        """What is shown below the title."""

    @property
    def bindings(self) -> Sequence[Binding]:
        """Its keys, which go behind those of the desk."""

    def show(self) -> None:
        """Paint the panel for the sentence under the cursor."""

    async def around_verb(self, act: Act) -> None:
        """Carry out `act`, which is one verb of the desk."""

    async def around_search(self, act: Act) -> None:
        """Carry out `act`, which searches for what was typed."""

    def heard(self, command: Literal["help", "import"]) -> None:
        """Help was opened, or it was asked which file to add."""
