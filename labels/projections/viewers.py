"""Who may read what others said. This is decided only here, by the roles of the people in a project."""

from __future__ import annotations

import sqlite3

from labels.errors import UsageError
from labels.journal.fold import Registry
from labels.projections.people import name_on_screen, numbers_by_name, person_named, read_registry
from labels.values.viewer import Viewer
from labels.words import meant


def viewer_in(registry: Registry, name: str, person: int | None) -> Viewer:
    """The viewer with a name on screen and a number.

    Without leads everybody sees everything, otherwise only leads do.
    """
    return Viewer(name, person, not registry.leads or person in registry.leads)


def viewer_named(connection: sqlite3.Connection, name: str | None) -> Viewer:
    """The viewer who is shown under a name; None is nobody in particular, who has no annotations of their own."""
    person = None if name is None else person_named(connection, name)
    return viewer_in(read_registry(connection), name or "", person)


def check_readable(connection: sqlite3.Connection, viewer: Viewer, name: str) -> None:
    """Raise UsageError if the annotations of the annotator called `name` are not for the viewer.

    The message is the same whether there is such an annotator or not.
    """
    if viewer.sees_others or name == viewer.name or viewer.may_read(person_named(connection, name)):
        return
    raise UsageError(not_readable(name))


def not_readable(name: str) -> str:
    """Why the annotations of the annotator called `name` are not shown, and who can read them."""
    return f"This project has a lead: only leads read what “{name}” said. You read your own annotations."


def check_known(connection: sqlite3.Connection, viewer: Viewer, name: str) -> None:
    """Raise UsageError if nobody is or was registered under `name`.

    Only viewers who see others are told similar names.
    """
    if person_named(connection, name_on_screen(connection, name)) is not None:
        return
    remedy = " Who there is: copydesk team"
    if viewer.sees_others:
        known = sorted(numbers_by_name(connection))
        remedy = meant(name, known) or (
            f" There are: {', '.join(known)}." if known else " Nobody has worked in it yet."
        )
    raise UsageError(f"There is no annotator “{name}” in this project.{remedy}")


def new_here(connection: sqlite3.Connection, viewer: Viewer) -> str:
    """The notice for a viewer who is new in a project in which others have worked, with similar names; else empty."""
    known = numbers_by_name(connection)
    if viewer.person is not None or not known:
        return ""
    return f"You are new in this project, as “{viewer.name}”.{meant(viewer.name, known) if viewer.sees_others else ''}"


def whose(viewer: Viewer, column: str = "person") -> str:
    """The condition, in SQL, that the viewer may read what the person in a column of a projection said."""
    return "1" if viewer.sees_others else f"{column} = {-1 if viewer.person is None else int(viewer.person)}"


def by_whom(viewer: Viewer, column: str = "journal.person") -> str:
    """The same for a column of the journal, where somebody may have several numbers."""
    return "1" if viewer.sees_others else f"{column} IN (SELECT person FROM team WHERE {whose(viewer, 'same')})"
