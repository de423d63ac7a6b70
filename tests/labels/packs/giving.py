"""Giving out work, and what is in a journal then."""

from __future__ import annotations

from labels.journal.event import Act
from labels.project import Project


def record(project: Project, kind: str, n: int | None = None, **payload: object) -> None:
    project.journal.record([Act(kind, n, payload=payload)])


def key(project: Project, name: str) -> str:
    rows = project.connection.execute("SELECT key FROM person JOIN team ON n = person WHERE shown = ?", (name,))
    return str(rows.fetchone()[0])


def assign(project: Project, given: dict[str, list[int]]) -> None:
    for name, articles in given.items():
        for n in articles:
            record(project, "assign", n, to=key(project, name), on=True)


def kinds(project: Project) -> list[tuple[str, str]]:
    rows = project.connection.execute(
        "SELECT team.name, kind FROM journal JOIN team USING (person) WHERE kind NOT IN ('codebook', 'annotator')"
        " ORDER BY id"
    )
    return list(rows.fetchall())
