"""Near-duplicates in words: which articles they are, and what they are like."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from labels.duplicates.finding import NearDuplicate
from labels.projections.articles import ArticleRow
from labels.words import counted

if TYPE_CHECKING:
    from labels.open_project import OpenProject

#: How many are named in one line.
_NAMED = 3


def nearest(found: Iterable[NearDuplicate]) -> list[NearDuplicate]:
    """For each article the one that it is most like, the earliest of several."""
    best: dict[int, NearDuplicate] = {}
    for each in found:
        if each.article_number not in best or each.similarity > best[each.article_number].similarity:
            best[each.article_number] = each
    return [best[article] for article in sorted(best)]


def in_words(project: OpenProject, found: Iterable[NearDuplicate]) -> str:
    """One line, such as "1 near-duplicate of an article in the project: “Rain” (b.txt) is 93% like “Rain” (a.txt)"."""
    each = nearest(found)
    of = "an article" if len(each) == 1 else "articles"
    named = [
        f"{name(project, near.article_number)} is {percent(near.similarity)} like {name(project, near.other_number)}"
        for near in each[:_NAMED]
    ]
    more = [f"and {len(each) - _NAMED:,} more (copydesk duplicates)"] if len(each) > _NAMED else []
    return f"{counted(len(each), 'near-duplicate')} of {of} in the project: {', '.join(named + more)}"


def name(project: OpenProject, n: int) -> str:
    """What to call an article: its title in quotes and where it comes from."""
    row = row_of(project, n)
    title = f"“{row.title}”" if row.title else row.id
    return f"{title} ({row.source})" if row.source else title


def row_of(project: OpenProject, n: int) -> ArticleRow:
    """The article with this number, which is there."""
    row = project.reader.article(n)
    assert row is not None
    return row


def percent(similarity: float) -> str:
    """A similarity in words; 100 % is used only for texts of the same words."""
    return "100%" if similarity == 1 else f"{min(99, round(100 * similarity))}%"
