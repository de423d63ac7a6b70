"""Finding a place: a sentence by its number, an article by number, id or title."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from labels.desk.step import Step

if TYPE_CHECKING:
    from labels.desk.desk import Desk

#: No number in a project has more digits, and SQLite would not accept more.
_NUMBER = re.compile(r"\d{1,15}")


def go_to(desk: Desk, where: str) -> Step:
    """Go where `where` says: `12` (sentence), `a3` (article), a sentence or article id, or part of a title.

    If there is no such place, keys that were typed ahead for it decide nothing.
    """
    where = where.strip()
    if not where:
        return Step()
    if _NUMBER.fullmatch(where):
        return _to_sentence(desk, int(where))
    if where[0] in "aA" and _NUMBER.fullmatch(where[1:]):
        return _to_article(desk, int(where[1:]))
    article, _, span = where.partition(":")
    n = desk.project.number_of(article)
    if n is not None:
        start = span.partition("-")[0]
        step = desk.open_article(n)
        if _NUMBER.fullmatch(start):
            desk.go_to(desk.page.row_at(int(start)))
        return step
    return _to_title(desk, where)


def _to_sentence(desk: Desk, number: int) -> Step:
    count = len(desk.page)
    if not 1 <= number <= count:
        return _nowhere(desk, f"This article has sentences 1 to {count:,}.")
    return desk.go_to(number - 1)


def _to_article(desk: Desk, n: int) -> Step:
    try:
        return desk.open_article(n)
    except KeyError:
        return _nowhere(desk, f"There is no article {n:,}.")


def _to_title(desk: Desk, words: str) -> Step:
    wanted = words.casefold()
    for row in desk.project.reader.articles():
        if wanted in (row.title or "").casefold():
            return desk.open_article(row.n)
    return _nowhere(desk, f"No sentence, article or title is called “{words}”.")


def _nowhere(desk: Desk, why: str) -> Step:
    desk.verbs.pause.begin_until_seen(why)
    return Step(notice=why)
