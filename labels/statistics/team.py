"""The team: who has what, how much is done, how much others have too, the pace, and when everybody was last active."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from labels.projections.own_work import Share, shares
from labels.projections.returned import returned_by_person
from labels.sqlite.connection import one_moment
from labels.statistics.pace import work_in
from labels.statistics.queries import Worked, everybodys_work

Role = Literal["annotator", "lead"]

#: The articles that somebody has, each as a whole.
_HAS = "(SELECT article, person FROM assigned WHERE start = -1)"

#: The numbers of these articles.
_HELD = "(SELECT article FROM assigned WHERE start = -1)"


@dataclass(frozen=True, slots=True)
class Member:
    """One person. Of the `articles` that they have, `shared` are also somebody else's.

    `units` are single sentences besides. `decided` of their `sentences`, in both, are decided, and `elsewhere` more
    that they do not have. Paces are sentences an hour, None where too little was worked. `last_seen` is when they did
    something last (ISO 8601, UTC).
    `returned` sentences were sent back to them and wait to be decided again.
    """

    name: str
    key: str
    role: Role
    articles: int
    units: int
    sentences: int
    shared: int
    decided: int
    elsewhere: int
    per_hour: float | None
    recent_per_hour: float | None
    last_seen: str | None
    returned: int = 0


@dataclass(frozen=True, slots=True)
class Team:
    """Everybody by name, and the work: `free` articles (with `free_sentences`) are nobody's, `shared` several's."""

    members: Mapping[str, Member]
    articles: int
    sentences: int
    free: int
    free_sentences: int
    shared: int

    @property
    def is_shared_out(self) -> bool:
        """Whether anything is assigned to anybody."""
        return any(member.articles or member.units for member in self.members.values())


def team(connection: sqlite3.Connection) -> Team:
    """Everybody who is registered, in the order of registration, and what they have."""
    with one_moment(connection):
        everybodys = everybodys_work(connection)
        rows = connection.execute(
            "SELECT person, shown, key FROM team JOIN person ON n = person WHERE shown IS NOT NULL"
            " ORDER BY registered IS NULL, registered, key"
        ).fetchall()
        returned = returned_by_person(connection)
        has, to_do, done = _has(connection), shares(connection), _done(connection)
        units, seen, leads = _units(connection), _seen(connection), _leads(connection)
        members = {}
        for person, name, key in rows:
            worked = everybodys.get(person) or Worked()
            work = work_in(worked.quarters, worked.again, list(worked.sittings.values()))
            articles, shared = has.get(person, (0, 0))
            share = to_do.get(person, Share())
            members[name] = Member(
                name,
                key,
                "lead" if person in leads else "annotator",
                articles,
                units.get(person, 0),
                share.sentences,
                shared,
                share.decided,
                done.get(person, 0) - share.decided,
                work.overall.per_hour,
                work.recent.per_hour,
                seen.get(person),
                returned.get(person, 0),
            )
        return Team(members, *_totals(connection))


def _has(connection: sqlite3.Connection) -> dict[int, tuple[int, int]]:
    """By person: articles, and how many of them others have too."""
    rows = connection.execute(
        f"SELECT has.person, count(*), sum(people > 1) FROM {_HAS} AS has JOIN article ON n = has.article"
        f" JOIN (SELECT article, count(*) AS people FROM {_HAS} GROUP BY article) AS holders"
        " ON holders.article = has.article GROUP BY has.person"
    )
    return {person: (articles, shared) for person, articles, shared in rows}


def _units(connection: sqlite3.Connection) -> dict[int, int]:
    """By person: how many single spans they have."""
    rows = connection.execute(
        "SELECT person, count(*) FROM assigned JOIN article ON n = assigned.article WHERE start >= 0 GROUP BY person"
    )
    return dict(rows)


def _done(connection: sqlite3.Connection) -> dict[int, int]:
    return dict(connection.execute("SELECT person, sum(labelled + skipped) FROM progress GROUP BY person"))


def _seen(connection: sqlite3.Connection) -> dict[int, str]:
    """The time of everybody's latest event."""
    found: dict[int, str] = {}
    for person, at in connection.execute(
        "SELECT same, (SELECT at FROM journal WHERE journal.person = team.person ORDER BY id DESC LIMIT 1) FROM team"
    ):
        if at is not None:
            found[person] = max(at, found.get(person, at))
    return found


def _leads(connection: sqlite3.Connection) -> set[int]:
    return {person for (person,) in connection.execute("SELECT DISTINCT same FROM team WHERE role = 'lead'")}


def _totals(connection: sqlite3.Connection) -> tuple[int, int, int, int, int]:
    """Articles and sentences, those of them that nobody has, and the articles that several people have."""
    articles, sentences, free, free_sentences = connection.execute(
        f"SELECT count(*), coalesce(sum(sentences), 0), coalesce(sum(n NOT IN {_HELD}), 0),"
        f" coalesce(sum(CASE WHEN n NOT IN {_HELD} THEN sentences END), 0) FROM article"
    ).fetchone()
    (shared,) = connection.execute(
        f"SELECT count(*) FROM (SELECT article FROM {_HAS} JOIN article ON n = article GROUP BY article"
        " HAVING count(*) > 1)"
    ).fetchone()
    return articles, sentences, free, free_sentences, shared
