"""A sitting: one annotator at work on one connection, and what is known of the file meanwhile."""

from __future__ import annotations

import copy
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from threading import get_ident

from labels.codebook import Codebook
from labels.journal.fold import Registry
from labels.journal.ids import milliseconds, new_id
from labels.journal.numbers import number_of_sitting
from labels.journal.undo import Reach
from labels.projections import codebooks
from labels.projections.people import name_on_screen, person_named, read_registry
from labels.projections.viewers import viewer_in
from labels.sqlite.connection import writing
from labels.values.viewer import Viewer

Clock = Callable[[], datetime]


@dataclass(slots=True)
class _Known:
    """What was read of the file, until somebody else writes or something fails.

    The keys of `below` and `redo_below` are False for the desk and True for a review. Undo has passed all actions after
    the one in `below`; redo has passed all undos that arrived after the number in `redo_below`.
    """

    annotator: str | None = None
    codebook: tuple[bytes, int, Codebook] | None = None
    person: int | None = None
    sitting: int | None = None
    registry: Registry | None = None
    viewer: Viewer | None = None
    below: dict[bool, bytes] = field(default_factory=dict)
    redo_below: dict[bool, int] = field(default_factory=dict)


class Sitting:
    """Who works, since when, and under which codebook.

    The values are read once, and again after another program wrote.
    """

    def __init__(self, connection: sqlite3.Connection, annotator: str, began: datetime) -> None:
        """Begin a sitting of `annotator`, by name; nothing is written until something is done."""
        self._named = self._on_screen = annotator
        self._thread = get_ident()
        self._connection = connection
        self.id = new_id(milliseconds(began))
        #: The last event that had arrived before this sitting.
        (self.before,) = connection.execute("SELECT coalesce(max(seq), 0) FROM journal").fetchone()
        self._known = _Known()
        self._data_version = -1
        self._is_writing = False

    def over(self, connection: sqlite3.Connection) -> Sitting:
        """The same sitting over another connection: that of another thread."""
        other = copy.copy(self)
        other._connection = connection
        other._thread = get_ident()
        other._known = _Known()
        other._data_version = -1
        return other

    @property
    def annotator(self) -> str:
        """The annotator's name on screen, which a merge may have changed since the sitting began.

        Any thread may read it. What a merge changed is looked up in the thread of the connection.
        """
        if get_ident() == self._thread:
            known = self._look_again()
            if known.annotator is None:
                known.annotator = self._on_screen = name_on_screen(self._connection, self._named)
        return self._on_screen

    @property
    def person(self) -> int | None:
        """The annotator's number in the file; None while nobody of that name is registered."""
        known = self._look_again()
        if known.person is None:
            known.person = person_named(self._connection, self.annotator)
        return known.person

    @property
    def number(self) -> int | None:
        """The number that the file has for this sitting; None while nothing was done in it."""
        known = self._look_again()
        if known.sitting is None:
            row = self._connection.execute("SELECT n FROM sitting WHERE id = ?", (self.id,)).fetchone()
            known.sitting = None if row is None else row[0]
        return known.sitting

    @property
    def codebook(self) -> tuple[bytes, Codebook] | None:
        """The codebook in force as the annotator reads it, with its event."""
        found = self._read_codebook()
        return None if found is None else (found[0], found[2])

    @property
    def numbered_codebook(self) -> tuple[int, Codebook] | None:
        """The same with its number."""
        found = self._read_codebook()
        return None if found is None else found[1:]

    @property
    def registry(self) -> Registry:
        """Who is who."""
        known = self._look_again()
        if known.registry is None:
            known.registry = read_registry(self._connection)
        return known.registry

    @property
    def viewer(self) -> Viewer:
        """The annotator as one who reads: whether they see what others said."""
        known = self._look_again()
        if known.viewer is None:
            known.viewer = viewer_in(self.registry, self.annotator, self.person)
        return known.viewer

    @property
    def reach(self) -> Reach:
        """What undo and redo of this sitting may walk over at the desk."""
        return self.reach_in(review=False)

    def reach_in(self, *, review: bool) -> Reach:
        """What undo and redo of this sitting may walk over, at the desk or in a review."""
        known = self._look_again()
        below, redo_below = known.below.get(review), known.redo_below.get(review)
        return Reach(self.person or 0, self.number or 0, self.before, below, redo_below, review)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """A transaction. If it fails, everything that was read in it is forgotten."""
        try:
            with writing(self._connection):
                self._look_again()
                self._is_writing = True
                yield
        except BaseException:
            self._known = _Known()
            raise
        finally:
            self._is_writing = False

    def registered_number(self, person: int) -> int:
        """The number of this sitting, written to the file if it is new; in an open transaction."""
        if self._known.sitting is None:
            self._known.sitting = number_of_sitting(self._connection, self.id, person, here=True)
        return self._known.sitting

    def is_person(self, person: int | None) -> None:
        """Note the annotator's number; None means that it must be looked up."""
        self._known.person = person
        self._known.viewer = None

    def wrote(self, *, wide: bool) -> None:
        """Note an action that was written. `wide` says that it has project-wide events."""
        self._known.below, self._known.redo_below = {}, {}
        if wide:
            self._known.codebook = self._known.registry = self._known.viewer = None

    def undid(self, action: bytes, *, review: bool) -> None:
        """Note how far undo has gone."""
        self._known.below[review] = action

    def redid(self, seq: int, *, review: bool) -> None:
        """Note how far redo has gone."""
        self._known.redo_below[review] = seq

    def reread_codebook(self) -> None:
        """Forget the codebook only."""
        self._known.codebook = None

    def forget(self) -> None:
        """Forget what was read of the file: something else has been written over the same connection."""
        self._known = _Known()

    def _read_codebook(self) -> tuple[bytes, int, Codebook] | None:
        known = self._look_again()
        if known.codebook is None:
            known.codebook = codebooks.current_with_event(self._connection, self.viewer)
        return known.codebook

    def _look_again(self) -> _Known:
        """What is known of the file, forgotten if somebody else has written since."""
        if self._is_writing:  # in a transaction of our own nobody else can write
            return self._known
        (version,) = self._connection.execute("PRAGMA data_version").fetchone()
        if version != self._data_version:
            self._data_version = version
            self._known = _Known()
        return self._known
