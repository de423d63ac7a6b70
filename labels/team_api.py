"""The team from a script: leads, assignments, samples and rounds."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from labels.codebook_api import CodebookApi
from labels.delegation import delegated
from labels.journal.append import Journal
from labels.projections.assignments import AssignmentReader
from labels.team_leads import LeadApi
from labels.team_samples import SampleApi
from labels.team_units import UnitApi
from labels.team_work import WorkApi

if TYPE_CHECKING:
    from labels.projections.held_work import Held
    from labels.query.searcher import Searcher
    from labels.statistics.team import Team


class TeamApi:
    """Leads and work of one open project. People are given by the names on screen, or by their keys."""

    def __init__(
        self,
        path: Path,
        journal: Journal,
        reader: AssignmentReader,
        codebooks: CodebookApi,
        searcher: Callable[[], Searcher],
        figures: Callable[[], Team],
    ) -> None:
        """`path` is named in errors; `searcher` and `figures` are called only where they are needed."""
        self._journal = journal
        self._reader = reader
        self._leads = LeadApi(path, journal, reader, codebooks)
        self._work = WorkApi(journal, reader, self._leads, searcher)
        self._units = UnitApi(path, journal, reader, self._leads)
        self._samples = SampleApi(path, journal, reader, self._leads, self._work)
        self._figures = figures

    def figures(self) -> Team:
        """Who has what, what is done, how much several people have, the pace, and when everybody last did something."""
        return self._figures()

    def held(self) -> list[Held]:
        """Everything that anybody has (you alone, once there is a lead and you are none), whole articles and spans."""
        viewer = self._journal.sitting.viewer
        own = self._reader.key_of(viewer.name)
        return [each for each in self._reader.held() if viewer.sees_others or each.key == own]

    leads = delegated("_leads", LeadApi.leads)
    make_lead = delegated("_leads", LeadApi.make_lead)
    check_lead = delegated("_leads", LeadApi.check)
    check_known = delegated("_leads", LeadApi.check_known)
    same = delegated("_leads", LeadApi.same)

    assign = delegated("_work", WorkApi.assign)
    take_back = delegated("_work", WorkApi.take_back)

    units = delegated("_work", WorkApi.units)
    assign_units = delegated("_units", UnitApi.assign_units)

    lengths = delegated("_samples", SampleApi.lengths)
    samples = delegated("_samples", SampleApi.samples)
    sample = delegated("_samples", SampleApi.sample)
    round = delegated("_samples", SampleApi.round)
    close_round = delegated("_samples", SampleApi.close_round)
