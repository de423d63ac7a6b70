"""Feedback from a script: leads open and close it, and annotators read it while it is open to them."""

from __future__ import annotations

import shlex
from collections.abc import Iterable

from labels.errors import NotOpenError, UsageError
from labels.journal.append import Journal
from labels.journal.event import Act
from labels.projections.feedback import FeedbackReader
from labels.projections.viewers import not_readable
from labels.team_leads import LeadApi
from labels.values.feedback import Feedback


class FeedbackApi:
    """Feedback in one open project: what annotators said and what was settled.

    People are given by their names on screen.
    """

    def __init__(self, journal: Journal, reader: FeedbackReader, leads: LeadApi) -> None:
        self._journal = journal
        self._reader = reader
        self._leads = leads

    def open(self, *people: str) -> list[str]:
        """Let people see what was settled about their sentences until now.

        Returns their names on screen. What is settled later stays closed until it is opened again. Raises UsageError
        for a name that nobody has, and if there are leads and you are not one.
        """
        return self._write(people, on=True)

    def open_all(self) -> list[str]:
        """The same for everybody who decided a settled sentence, except for leads, who see everything anyway."""
        self._leads.check()
        leads = set(self._leads.leads())
        found = [n for n, name in self._reader.people().items() if name not in leads and self._reader.answers(n)]
        return self._write([self._reader.people()[n] for n in found], on=True)

    def close(self, *people: str) -> list[str]:
        """Close it to people again.

        Returns the names of those to whom it was open. Raises UsageError as `open` does.
        """
        return self._write(people, on=False)

    def of(self, annotator: str | None = None) -> Feedback:
        """What was settled about the sentences that an annotator (yourself, if none is named) decided.

        A lead reads all of it, anybody else what was opened to them. Raises NotOpenError if nothing was opened, and
        UsageError for another annotator or a name that nobody has.
        """
        viewer = self._journal.sitting.viewer
        name = annotator or viewer.name
        person = self._number(name)
        if not viewer.sees_others:
            if person is None or person != viewer.person:
                if annotator not in (None, viewer.name):
                    raise UsageError(not_readable(name))
                raise NotOpenError(self._not_open(name))
            opened = self._reader.opened_to(person)
            if opened is None:
                raise NotOpenError(self._not_open(name))
            return Feedback(name, tuple(self._reader.answers(person, opened[0])), opened[1])
        if person is None:
            self._leads.known_key(name)  # raises: nobody has the name
            return Feedback(name, ())
        return self._read_by_lead(name, person)

    def everybody(self) -> list[Feedback]:
        """The feedback of everybody who decided something that was settled; for leads. Raises UsageError."""
        self._leads.check()
        every = (self._read_by_lead(name, person) for person, name in self._reader.people().items())
        return [each for each in every if each.answers or each.opened]

    def readable(self) -> list[str]:
        """The names of those whose feedback you may read: everybody if you are a lead, else only you."""
        viewer = self._journal.sitting.viewer
        if not viewer.sees_others:
            return [viewer.name]
        people = list(self._reader.people().values())
        return people if viewer.name in people else [viewer.name, *people]

    def _read_by_lead(self, name: str, person: int) -> Feedback:
        answers = tuple(self._reader.answers(person))
        opened = self._reader.opened_to(person)
        later = [each for each in answers if opened is None or each.event > opened[0]]
        return Feedback(name, answers, opened and opened[1], len(later))

    def _write(self, people: Iterable[str], *, on: bool) -> list[str]:
        written: dict[str, str] = {}

        def acts() -> list[Act]:
            self._leads.check()
            written.clear()
            for name in people:
                key = self._leads.known_key(name)
                shown = self._leads.name_of(key)
                if on or self._reader.opened_to(self._number(shown) or 0) is not None:
                    written[key] = shown
            return [Act("feedback", payload={"who": key, "on": on}) for key in written]

        self._journal.record_as_found(acts)
        return list(written.values())

    def _number(self, name: str) -> int | None:
        return self._reader.number_of(name)

    @staticmethod
    def _not_open(name: str) -> str:
        opens = f"copydesk feedback --open {shlex.quote(name)}"
        return f"What was settled is not open to you. A lead opens it with: {opens}"
