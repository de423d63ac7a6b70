"""Where you stand: every figure of a project for each annotator, as the dashboard and `copydesk status` show it."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import tzinfo

from labels.statistics.articles import ArticleCounts, article_counts
from labels.statistics.outlook import Outlook, outlook
from labels.statistics.pace import BULK, Work, work_of
from labels.statistics.shares import Shares, shares_of
from labels.statistics import queries as figures
from labels.projections import read as queries
from labels.projections.read import Progress


@dataclass(frozen=True, slots=True)
class Person:
    """One annotator's figures."""

    progress: Progress
    work: Work
    outlook: Outlook
    shares: Shares
    articles: ArticleCounts


@dataclass(frozen=True, slots=True)
class Standing:
    """The whole project: how much there is, and everybody's figures by name."""

    articles: int
    sentences: int
    people: Mapping[str, Person]


def where_you_stand(
    connection: sqlite3.Connection, annotators: Collection[str] | None = None, *, zone: tzinfo | None = None
) -> Standing:
    """The figures of `annotators`, in that order; None is everybody who ever did something.

    Days are those of `zone`, or of this computer. Takes a second or two for half a million decisions.
    """
    articles, sentences = queries.totals(connection)
    names = figures.everyone(connection) if annotators is None else annotators
    runs = figures.events_in_runs(connection) if names else set()
    return Standing(articles, sentences, {name: person(connection, name, runs, zone=zone) for name in names})


def person(connection: sqlite3.Connection, name: str, runs: Collection[str], *, zone: tzinfo | None = None) -> Person:
    """The figures of one annotator; `runs` are the events that decided several sentences at once."""
    progress = queries.project_progress(connection, name)
    work = work_of(
        figures.trace_of(connection, name),
        undone=figures.undone_actions(connection, name),
        bulk=figures.actions_larger_than(connection, BULK),
        seconds=lambda action: figures.seconds_of(connection, action),
        zone=zone,
    )
    return Person(
        progress,
        work,
        outlook(progress.undecided, work),
        shares_of(figures.given_by(connection, name), runs=runs, zone=zone),
        article_counts(queries.article_progress(connection, name)),
    )
