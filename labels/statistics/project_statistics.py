"""Statistics: every figure of a project for each annotator, as the dashboard and `copydesk status` show it."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import tzinfo

from labels.projections import read as queries
from labels.projections.own_work import Share, share_named
from labels.projections.people import person_named
from labels.projections.read import Completion
from labels.projections.returned import returned_by_person
from labels.projections.viewers import check_readable
from labels.sqlite.connection import one_moment
from labels.statistics import queries as figures
from labels.statistics.articles import ArticleCounts, article_counts
from labels.statistics.forecast import Forecast, forecast
from labels.statistics.pace import Work, work_in
from labels.statistics.shares import Shares, shares_of
from labels.values.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Person:
    """One annotator's figures. `own` are the sentences that are assigned to them; None where none is.

    `returned` sentences were sent back to them and wait to be decided again.

    `progress` is that over the whole project, `outlook` of what is left of their own, else of the project.
    """

    own: Share | None
    progress: Completion
    work: Work
    outlook: Forecast
    shares: Shares
    articles: ArticleCounts
    returned: int = 0


@dataclass(frozen=True, slots=True)
class ProjectStatistics:
    """The whole project: how much there is, and everybody's figures by name."""

    articles: int
    sentences: int
    people: Mapping[str, Person]


def project_statistics(
    connection: sqlite3.Connection,
    annotators: Collection[str] | None = None,
    *,
    viewer: Viewer,
    zone: tzinfo | None = None,
) -> ProjectStatistics:
    """The figures of `annotators`, in that order; None is everybody for the viewer who ever did something.

    Days are those of `zone`, or of this computer. Takes some tenths of a second for a million decisions. Raises
    UsageError for an annotator whose work is not for the viewer.
    """
    with one_moment(connection):
        articles, sentences = queries.totals(connection)
        for name in annotators or ():
            check_readable(connection, viewer, name)
        if annotators is not None and not annotators:
            return ProjectStatistics(articles, sentences, {})
        work = figures.everybodys_work(connection)
        names = figures.names_of(connection, work, viewer) if annotators is None else annotators
        returned = returned_by_person(connection)
        people = {name: _person(connection, name, work, zone, returned) for name in names}
        return ProjectStatistics(articles, sentences, people)


def _person(
    connection: sqlite3.Connection,
    name: str,
    everybodys: Mapping[int, figures.Worked],
    zone: tzinfo | None,
    returned: Mapping[int, int],
) -> Person:
    person = person_named(connection, name)
    worked = everybodys.get(person or 0) or figures.Worked()
    progress = queries.project_progress(connection, name)
    sittings = [milliseconds for _, milliseconds in sorted(worked.sittings.items())]
    work = work_in(worked.quarters, worked.again, sittings, zone=zone)
    own = share_named(connection, name)
    return Person(
        own,
        progress,
        work,
        forecast((own or progress).undecided, work),
        shares_of(figures.GivenBy(connection, person), zone=zone),
        article_counts(figures.article_progress(connection, person)),
        returned.get(person or 0, 0),
    )
