"""Articles that are no longer in the part where they were when this split was last written."""

from __future__ import annotations

from dataclasses import dataclass

from labels.article import ArticleId
from labels.project import Project
from labels.splits.parts import Parts, Split, draw_parts


@dataclass(frozen=True, slots=True)
class Moved:
    """An article (its id) and the parts where it was and is."""

    article_id: ArticleId
    before: str
    now: str


def moved(project: Project, split: Split, parts: Parts) -> list[Moved]:
    """What has moved since `remember`: the split of that time is drawn again and compared with `parts`."""
    newest = project.near_duplicates.articles_when_split(split.key)
    if newest is None:
        return []
    before = draw_parts(project, split, newest).of
    return [Moved(ArticleId(id), part, parts.of[id]) for id, part in before.items() if parts.of[id] != part]


def remember(project: Project, split: Split, parts: Parts) -> None:
    """Note that data has been written with this split. Raises ProjectError where the project may not be written."""
    newest = max((row.n for row in project.reader.articles() if row.id in parts.of), default=0)
    store = project.near_duplicates
    with store.writing():
        store.keep_split(split.key, newest, project.clock().isoformat(timespec="seconds"))
