"""A viewer: who reads a project, and whether they read what others said."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Viewer:
    """Somebody who reads annotations: the name on screen, and the number in the file (None for nobody known).

    Once a project has a lead, only leads see others; everybody else reads their own annotations alone.
    """

    name: str
    person: int | None
    sees_others: bool

    def may_read(self, person: int | None) -> bool:
        """Whether the viewer reads the annotations of the person with this number."""
        return self.sees_others or (person is not None and person == self.person)


#: The viewer of acts on the whole file, such as an export: it reads everybody's annotations.
THE_FILE = Viewer("", None, True)
