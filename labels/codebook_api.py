"""The codebook from a script: which one is in force, and the change to another."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from labels.codebook import Codebook
from labels.errors import CodebookError, UsageError
from labels.journal.append import Journal
from labels.journal.event import Act
from labels.projections.project_reader import ProjectReader

if TYPE_CHECKING:
    from labels.codebook.change import CodebookChange


class CodebookApi:
    """The versions of the codebook of one open project."""

    def __init__(self, path: Path, journal: Journal, reader: ProjectReader) -> None:
        """`path` is named in errors."""
        self._path = path
        self._journal = journal
        self._reader = reader
        self._numbered: tuple[int, Codebook] | None = None

    @property
    def current(self) -> Codebook:
        """The codebook as it is now. Raises UsageError in a project without one."""
        return self._read()[1]

    @property
    def version(self) -> int:
        """The number of the codebook's version, from 1. Raises UsageError in a project without one."""
        return self._read()[0]

    def reread(self) -> None:
        """Forget the codebook as read before: another process may have changed it."""
        self._numbered = None
        self._journal.sitting.reread_codebook()

    def plan(
        self, new: Codebook, *, renames: Mapping[str, str] | None = None, retire: Collection[str] = ()
    ) -> CodebookChange:
        """The change to the codebook `new`, with its effects.

        Raises CodebookError if decisions would lose their meaning.

        `renames` has new names by old ones; labels that get the same name, or that of another, are merged. Where
        several codebooks are to be settled, `new` takes the place of all of them.
        """
        from labels.codebook.plan_change import plan_change

        self.reread()
        used, together = self._reader.labels_ever_given(), self._reader.label_sets_in_use()
        change = plan_change(
            self.current,
            new,
            renames=renames,
            used=used,
            retire=retire,
            together=together,
            all_known=self._journal.sitting.viewer.sees_others,
        )
        return replace(change, settles=tuple(self.to_settle()))

    def change(self, change: CodebookChange) -> int:
        """Write a planned change of the codebook into the journal; returns the new version.

        Raises CodebookError if the codebook is not any more the one that the change was planned for.
        """
        self.reread()
        if change.before != self.current:
            raise CodebookError(f"{self._path}: the codebook has been changed meanwhile. Plan the change again.")
        self._journal.record([Act("codebook", payload=self._payload(change.codebook))])
        self.reread()
        return self.version

    def as_it_is(self) -> dict[str, object] | None:
        """The payload of an event that writes the codebook in force once more; None in a project without one.

        It replaces all other heads. Without it, older codebooks of a new lead, on which others are based, would be
        heads again.
        """
        if self._reader.codebook() is None:
            return None
        return self._payload(self.current) | {"parents": [event.hex() for event in self._reader.every_codebook()]}

    def to_settle(self) -> list[int]:
        """The numbers of the codebooks that were changed independently, if there are several; else none.

        The last of them is in force. A codebook that is written now replaces all of them.
        """
        return self._reader.codebooks_to_settle()

    def _payload(self, codebook: Codebook) -> dict[str, object]:
        """The payload of a codebook event that replaces all heads."""
        from labels.codebook.record import codebook_to_record

        return {
            "value": codebook_to_record(codebook),
            "parents": [event.hex() for event in self._reader.parents_of_next_codebook()],
            "seen": [event.hex() for event in self._reader.examples_seen_by_next_codebook()],
        }

    def _read(self) -> tuple[int, Codebook]:
        if self._numbered is None:
            self._numbered = self._journal.sitting.numbered_codebook
        if self._numbered is None:
            raise UsageError(f"{self._path}: the project has no codebook yet. Open it once with: copydesk")
        return self._numbered
