"""Articles that are not any more in the part where they were when this split was last written."""

from __future__ import annotations

from dataclasses import dataclass

from labels.project import Project
from labels.projections import near_duplicates as store
from labels.projections.articles import every_article
from labels.splits.parts import Parts, Split, draw_parts
from labels.sqlite.connection import writing


@dataclass(frozen=True, slots=True)
class Moved:
    """An article (its id) and the parts where it was and is."""

    article: str
    before: str
    now: str


def moved(project: Project, split: Split, parts: Parts) -> list[Moved]:
    """What has moved since `remember`: drawn anew as things were then, and compared with `parts`."""
    newest = store.articles_when_split(project.connection, split.key)
    if newest is None:
        return []
    before = draw_parts(project, split, newest).of
    return [Moved(id, part, parts.of[id]) for id, part in before.items() if parts.of[id] != part]


def remember(project: Project, split: Split, parts: Parts) -> None:
    """Note that data has been written with this split. Raises ProjectError where the project may not be written."""
    newest = max((row.n for row in every_article(project.connection) if row.id in parts.of), default=0)
    with writing(project.connection) as connection:
        store.keep_split(connection, split.key, newest, project.clock().isoformat(timespec="seconds"))
