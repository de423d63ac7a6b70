"""The team: who has what, how much of it is done, how much others have too, at what pace, and who was seen when."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from labels.sqlite.connection import one_moment
from labels.statistics.pace import work_in
from labels.statistics.queries import Worked, everybodys_work

Role = Literal["annotator", "lead"]

#: The articles that somebody has, whole or in part.
_HAS = "(SELECT DISTINCT article, person FROM assigned)"


@dataclass(frozen=True, slots=True)
class Member:
    """One person. Of the `articles` that they have, `shared` are also somebody else's.

    `decided` of their `sentences` are decided, and `elsewhere` more in articles that they do not have. Paces are
    sentences an hour, None where too little was worked. `last_seen` is when they did something last (ISO 8601, UTC).
    """

    name: str
    key: str
    role: Role
    articles: int
    sentences: int
    shared: int
    decided: int
    elsewhere: int
    per_hour: float | None
    recent_per_hour: float | None
    last_seen: str | None


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
        return any(member.articles for member in self.members.values())


def team(connection: sqlite3.Connection) -> Team:
    """Everybody who is registered, in the order of registration, and what they have."""
    with one_moment(connection):
        everybodys = everybodys_work(connection)
        rows = connection.execute(
            "SELECT person, shown, key FROM team JOIN person ON n = person WHERE shown IS NOT NULL"
            " ORDER BY registered IS NULL, registered, key"
        ).fetchall()
        has, done, seen, leads = _has(connection), _done(connection), _seen(connection), _leads(connection)
        members = {}
        for person, name, key in rows:
            worked = everybodys.get(person) or Worked()
            work = work_in(worked.quarters, worked.again, list(worked.sittings.values()))
            articles, sentences, shared, decided = has.get(person, (0, 0, 0, 0))
            members[name] = Member(
                name,
                key,
                "lead" if person in leads else "annotator",
                articles,
                sentences,
                shared,
                decided,
                done.get(person, 0) - decided,
                work.overall.per_hour,
                work.recent.per_hour,
                seen.get(person),
            )
        return Team(members, *_totals(connection))


def _has(connection: sqlite3.Connection) -> dict[int, tuple[int, int, int, int]]:
    """By person: articles, their sentences, how many of the articles others have too, sentences decided in them."""
    rows = connection.execute(
        f"SELECT has.person, count(*), sum(sentences), sum(people > 1), sum(coalesce(labelled + skipped, 0))"
        f" FROM {_HAS} AS has JOIN article ON n = has.article"
        f" JOIN (SELECT article, count(*) AS people FROM {_HAS} GROUP BY article) AS holders"
        " ON holders.article = has.article"
        " LEFT JOIN progress ON progress.article = has.article AND progress.person = has.person GROUP BY has.person"
    )
    return {person: (articles, sentences, shared, decided) for person, articles, sentences, shared, decided in rows}


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
        "SELECT count(*), coalesce(sum(sentences), 0), coalesce(sum(n NOT IN (SELECT article FROM assigned)), 0),"
        " coalesce(sum(CASE WHEN n NOT IN (SELECT article FROM assigned) THEN sentences END), 0) FROM article"
    ).fetchone()
    (shared,) = connection.execute(
        f"SELECT count(*) FROM (SELECT article FROM {_HAS} JOIN article ON n = article GROUP BY article"
        " HAVING count(*) > 1)"
    ).fetchone()
    return articles, sentences, free, free_sentences, shared
