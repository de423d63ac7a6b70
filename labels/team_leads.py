"""Leads and people of one open project: who may deal out work, who is registered, and who is the same person."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from labels.codebook_api import CodebookApi
from labels.errors import UsageError
from labels.journal.append import Journal
from labels.journal.event import Act
from labels.journal.numbers import new_key
from labels.journal.text import fault_in
from labels.near_names import near_name
from labels.projections.assignments import AssignmentReader


class LeadApi:
    """Makes people leads, says who is the same person, and refuses what only leads may do."""

    def __init__(self, path: Path, journal: Journal, reader: AssignmentReader, codebooks: CodebookApi) -> None:
        """`path` is named in errors."""
        self._path = path
        self._journal = journal
        self._reader = reader
        self._codebooks = codebooks

    def leads(self) -> list[str]:
        """The names of the leads, in the order of registration."""
        return list(self._reader.leads().values())

    def make_lead(self, name: str | None = None, *, new: bool = False) -> str:
        """Make somebody (yourself, if nobody is named) a lead; the name on screen.

        They are registered if nobody knows them; a name that looks like a known one is refused unless they are `new`.
        With the first lead the codebook is written again in their name, so that it goes on counting. Raises UsageError
        where there are leads and you are none.
        """
        self.check()
        new = new or name is None
        name = self.checked(name or self._journal.sitting.annotator)
        self.people(new=new).key(name)
        if not self._reader.leads():
            self._write_codebook_as(name)

        def acts() -> list[Act]:
            self.check()
            people = self.people(new=new)
            key = people.key(name)
            is_lead = key in self._reader.leads()
            return [*people.registered(role_of=key)] if not is_lead else []

        self._journal.record_as_found(acts)
        self._codebooks.reread()
        return self._reader.names()[self._reader.key_of(name) or ""]

    def same(self, name: str, other: str) -> str:
        """Say that two keys are one person; the name under which they are shown now.

        Whoever was registered first keeps the name. Raises UsageError for a name that nobody has, or for one person.
        """

        def acts() -> list[Act]:
            self.check()
            one, two = (self.known_key(each) for each in (name, other))
            if one == two:
                raise UsageError(f"{self._path}: “{name}” and “{other}” are one person already.")
            return [Act("annotator", payload={"who": two, "same_as": one})]

        (event,) = self._journal.record_as_found(acts)
        names, kept = self._reader.names(), self._reader.key_of(event.payload["same_as"])
        return names[kept or ""]

    def lead_first(self) -> str | None:
        """Become the first lead if there is none; returns your name then."""
        return None if self._reader.leads() else self.make_lead()

    def check(self, what: str = "do this") -> None:
        """Raise UsageError where there are leads and you are none; `what` says what only they can do."""
        sitting, leads = self._journal.sitting, self._reader.leads()
        if leads and self._reader.key_of(sitting.annotator) not in leads:
            hidden = [f"{leads[key]} is --annotator {key} here" for key in self._reader.leads_by_key_only()]
            raise UsageError(
                f"{self._path}: only a lead can {what}: {', '.join(leads.values())}. You are {sitting.annotator}."
                f" Say who you are with --annotator{': ' if hidden else ''}{', '.join(hidden)}."
            )

    def known_key(self, name: str) -> str:
        key = self._reader.key_of(name)
        if key is None:
            there_are = ", ".join(self._reader.names().values())
            raise UsageError(f"{self._path}: there is no annotator “{name}”. There are: {there_are}.")
        return key

    def check_known(self, name: str) -> None:
        """Raise UsageError for a name that nobody has."""
        self.known_key(name)

    def people(self, *, new: bool) -> People:
        """The people who are registered now.

        If somebody may be `new`, a name that looks like a known one is accepted.
        """
        return People(self._path, self._reader, new=new)

    def name_of(self, key: str) -> str:
        """The name on screen of the person with a key."""
        return self._reader.names()[key]

    def checked(self, name: str) -> str:
        if not name.strip() or fault_in(name):
            raise UsageError(f"{name!r} is no name. Give another one.")
        return name.strip()

    def _write_codebook_as(self, name: str) -> None:
        """Write the codebook again in the name of the first lead, because from then on only leads' codebooks count."""
        self._codebooks.reread()
        payload = self._codebooks.as_it_is()
        if payload is not None:
            is_own = name == self._journal.sitting.annotator
            journal = self._journal if is_own else self._journal.as_annotator(name)
            journal.record([Act("codebook", payload=payload)])
            self._journal.sitting.forget()


class People:
    """The people who get work, by key. A person who is not registered gets a key, and an act that registers them."""

    def __init__(self, path: Path, reader: AssignmentReader, *, new: bool) -> None:
        """`path` is named in errors."""
        self._path = path
        self._reader = reader
        self._may_be_new = new
        self.names = reader.names()
        self._new: dict[str, str] = {}

    def everybody(self) -> list[str]:
        """The names of all who are registered."""
        return list(self.names.values())

    def keys(self, names: Iterable[str]) -> list[str]:
        """Their keys, each once, in this order."""
        return list(dict.fromkeys(map(self.key, names)))

    def key(self, name: str) -> str:
        """The key of one of them. Raises UsageError for a name that was probably mistyped."""
        known = self._reader.key_of(name)
        if known is None:
            near = None if self._may_be_new else near_name(name, self.names.values())
            if near is not None and name not in self._new:
                raise UsageError(
                    f"{self._path}: there is no annotator “{name}”. Did you mean {near}? Say --new if {name} is new."
                )
            known = self._new.setdefault(name, new_key(name))
            self.names[known] = name
        return known

    def registered(self, role_of: str | None = None) -> list[Act]:
        """The acts that register who is new, and make `role_of` (a key) a lead."""
        acts = []
        for name, key in self._new.items():
            role = {"role": "lead"} if key == role_of else {}
            acts.append(Act("annotator", payload={"who": key, "name": name, **role}))
        if role_of is not None and role_of not in self._new.values():
            acts.append(Act("annotator", payload={"who": role_of, "role": "lead"}))
        return acts
