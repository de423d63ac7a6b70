"""Single sentences given to one person, such as a disagreement to somebody who has not seen the sentence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from labels.errors import UsageError
from labels.journal.append import Journal
from labels.journal.event import Act
from labels.journal.text import fault_in
from labels.projections.assignments import AssignmentReader
from labels.projections.tie_breaks import TIE_BREAK
from labels.team_leads import LeadApi
from labels.team_work import RETURNED, SharedOut, Unit, unit_assignments, with_units


class UnitApi:
    """Assigns single sentences to people. The rest of the article is not changed."""

    def __init__(self, path: Path, journal: Journal, reader: AssignmentReader, leads: LeadApi) -> None:
        """`path` is named in errors."""
        self._path = path
        self._journal = journal
        self._reader = reader
        self._leads = leads

    def assign_units(
        self, units: Iterable[Unit], person: str, why: str = TIE_BREAK, *, new: bool = False, dry_run: bool = False
    ) -> SharedOut:
        """Give sentences (article number, start, end) to one person, who then goes through these at the desk.

        `why` is kept with each. Sentences that the person already has are skipped. Raises UsageError for a span that is
        not a sentence now, and for a sentence about which the person ever said something.
        """
        wanted = list(dict.fromkeys(units))
        reason = why.strip()
        if not reason or fault_in(reason) or reason == RETURNED:
            raise UsageError(f"{why!r} is no reason. Give another one, such as {TIE_BREAK}.")
        told: list[SharedOut] = []

        def plan() -> list[Act]:
            self._leads.check()
            members = self._leads.people(new=new)
            key = members.key(self._leads.checked(person))
            for unit in wanted:
                self._check(unit, key, person)
            held = {(each.n, *each.span) for each in self._reader.held() if each.key == key and each.span}
            given = [unit for unit in wanted if unit not in held]
            nothing = SharedOut({}, 0, 0, 0)
            told.append(with_units(nothing, {key: len(given)} if given else {}, members.names))
            acts = unit_assignments([(unit, key) for unit in given], reason, on=True)
            return [*members.registered(), *acts] if acts else []

        plan()  # checked first, so that nobody becomes a lead if it cannot be assigned
        if dry_run:
            return told[-1]
        lead = self._leads.lead_first()
        self._journal.record_as_found(plan)
        return replace(told[-1], lead=lead)

    def _check(self, unit: Unit, key: str, person: str) -> None:
        n, start, end = unit
        where = f"{self._path}: article {n} at {start}-{end}"
        if not self._reader.is_sentence(n, (start, end)):
            raise UsageError(f"{where}: there is no such sentence. Look up where it is now.")
        if self._reader.spoke_of(key, n, (start, end)):
            raise UsageError(f"{where}: {person} said something of this sentence already. Name somebody who did not.")
