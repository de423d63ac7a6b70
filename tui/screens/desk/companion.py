"""The protocol of a companion, which follows the work at the desk, as the tour does."""

from __future__ import annotations

from typing import Literal, Protocol

from tui.screens.companion import Act, Companion


class DeskCompanion(Companion, Protocol):
    """Follows searches and questions at the desk as well."""

    async def around_search(self, act: Act) -> None:
        """Carry out `act`, which searches for what was typed."""

    def heard(self, command: Literal["help", "import"]) -> None:
        """Help was opened, or it was asked which file to add."""
