"""Samples and rounds of one open project: drawn, kept, given to people, closed."""

from __future__ import annotations

import secrets
from collections.abc import Collection
from pathlib import Path

from labels.errors import UsageError
from labels.journal.append import Journal
from labels.journal.event import Act
from labels.projections.assignments import AssignmentReader
from labels.team.sample import KEY, Round, Sample, Size, draw_sample, names_shown
from labels.team_leads import LeadApi
from labels.team_work import WorkApi, assignments


class SampleApi:
    """Draws samples of articles and keeps them as settings of the project."""

    def __init__(self, path: Path, journal: Journal, reader: AssignmentReader, leads: LeadApi, work: WorkApi) -> None:
        """`path` is named in errors."""
        self._path = path
        self._journal = journal
        self._reader = reader
        self._leads = leads
        self._work = work

    def samples(self) -> dict[str, Sample]:
        """All samples and rounds by their names on screen, in the order in which they were last written."""
        return {name: sample for name, (_, sample) in self._samples().items()}

    def lengths(self, query: str = "") -> dict[str, int]:
        """The sentences in each article, by id, from which a sample would be drawn. Raises QueryError."""
        return {each.id: each.sentences for each in self._work.among(self._work.selected(query))}

    def sample(
        self,
        size: Size,
        *people: str,
        name: str | None = None,
        query: str = "",
        seed: int = 0,
        round: bool = False,
        new: bool = False,
        dry_run: bool = False,
    ) -> Sample:
        """Draw articles at random, and keep what was drawn with which probability; all of it goes to each of `people`.

        `query` selects the articles to draw from by their sentences. With `round` it is a round, which stays as it is
        until it is closed and after. Raises UsageError for a size that cannot be, a name that is taken, and people
        who may be mistyped, unless they are `new`.
        """
        self._leads.check()
        chosen = self._work.selected(query)
        found: list[Sample] = []

        def acts() -> list[Act]:
            self._leads.check()
            taken = self._samples()
            called = self._leads.checked(name) if name else _free_name(taken)
            if called in taken:
                raise UsageError(f"{self._path}: there is a sample “{called}” already. Give another name.")
            works = self._work.among(chosen)
            lengths = {each.id: each.sentences for each in works}
            found.append(sample := draw_sample(called, lengths, size, seed, query=query, round=round))
            members = self._leads.people(new=new)
            keys = members.keys(map(self._leads.checked, people))
            drawn = [each for each in works if each.id in set(sample.articles)]
            why = f"round {called}" if round else f"sample {called}"
            gifts = [(each.id, key, why) for each in drawn for key in keys if key not in each.held_by]
            kept = Act("setting", payload={"key": KEY + secrets.token_hex(6), "value": sample.as_record()})
            return [*members.registered(), kept, *assignments(works, gifts, on=True)]

        acts()  # drawn first, so that nobody becomes a lead if the sample cannot be drawn
        if not dry_run:
            if people:
                self._leads.lead_first()
            self._journal.record_as_found(acts)
        return found[-1]

    def close_round(self, name: str) -> Sample:
        """Close a round: its articles stay as they are, and its agreement is that of the decisions of this moment.

        Raises UsageError where there is none of this name, or it is closed.
        """
        closed: list[Sample] = []

        def acts() -> list[Act]:
            self._leads.check()
            key, sample = self._round(name)
            if sample.closed:
                raise UsageError(f"{self._path}: the round “{name}” is closed already.")
            closed.append(sample.as_closed())
            kept = {"key": key, **self._reader.votes_to_keep(sample.articles)}
            return [Act("setting", payload={"key": key, "value": closed[-1].as_record()}), Act("round", payload=kept)]

        self._journal.record_as_found(acts)
        return closed[-1]

    def round(self, name: str) -> Round:
        """A round by its name on screen, as agreement asks for it. Raises UsageError where there is none."""
        key, sample = self._round(name)
        return Round(name, key, sample.articles, sample.closed)

    def _round(self, name: str) -> tuple[str, Sample]:
        """The setting that holds a round, and what it holds. Raises UsageError where there is none of this name."""
        samples = self._samples()
        key, sample = samples.get(name, ("", None))
        if sample is None or not sample.round:
            there_are = ", ".join(each for each, (_, of) in samples.items() if of.round) or "none"
            raise UsageError(f"{self._path}: there is no round “{name}”. There are: {there_are}.")
        return key, sample

    def _samples(self) -> dict[str, tuple[str, Sample]]:
        read = [(key, Sample.from_record(value)) for key, value in self._reader.settings(KEY)]
        known = [(key, sample) for key, sample in read if sample is not None]
        return dict(zip(names_shown([sample for _, sample in known]), known, strict=True))


def _free_name(taken: Collection[str]) -> str:
    number = 1
    while f"sample {number}" in taken:
        number += 1
    return f"sample {number}"
