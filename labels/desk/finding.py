"""Finding a place: a text in the articles, a sentence by its number, an article by number, id or title."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from labels.desk.step import Step

if TYPE_CHECKING:
    from labels.desk.desk import Desk

#: No number in a project has more digits, and SQLite would not accept them.
_NUMBER = re.compile(r"\d{1,15}")


class TextSearch:
    """A search for a text, whatever its case: from the cursor through all later articles, then from the start."""

    def __init__(self, desk: Desk, text: str) -> None:
        """Look for `text` in the articles of `desk`."""
        self.text = text
        self._desk = desk
        words = map(re.escape, text.split())  # a sentence may go on in the next line
        self._pattern = re.compile(r"\s+".join(words), re.IGNORECASE)

    def next(self) -> Step:
        """Go to the next sentence that holds the text, after the one under the cursor."""
        page, cursor = self._desk.page, self._desk.cursor
        row = self._row_in(cursor + 1, len(page))
        if row is not None:
            return self._desk.go_to(row)
        found = self._article_after(page.article.n)
        if found is not None:
            step = self._desk.open_article(*found)
            article = self._desk.page.article
            return replace(step, notice=f"Found in another article: {article.title or article.id}")
        row = self._row_in(0, cursor + 1)
        if row is None:
            return Step(notice=f"“{self.text}” is not in these articles.")
        step = self._desk.go_to(row)
        again = f"“{self.text}” is nowhere else." if row == cursor else "Search went on from the start."
        return replace(step, notice=again)

    def _row_in(self, start: int, end: int) -> int | None:
        page = self._desk.page
        return next((row for row in range(start, end) if self._pattern.search(page.sentence(row))), None)

    def _article_after(self, here: int) -> tuple[int, int] | None:
        """The number of the next article with the text in a sentence, and the row; those before `here` come last."""
        reader = self._desk.project.reader
        numbers = [row.n for row in reader.articles()]
        for n in [n for n in numbers if n > here] + [n for n in numbers if n < here]:
            text = reader.text_of(n)
            if not self._pattern.search(text):
                continue
            for row, cut in enumerate(reader.cuts_of(n)):
                if self._pattern.search(text, cut.start, cut.end):
                    return n, row
        return None


def go_to(desk: Desk, where: str) -> Step:
    """Go where `where` says: `12` (sentence), `a3` (article), a sentence or article id, or part of a title."""
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
        return Step(notice=f"This article has sentences 1 to {count:,}.")
    return desk.go_to(number - 1)


def _to_article(desk: Desk, n: int) -> Step:
    try:
        return desk.open_article(n)
    except KeyError:
        return Step(notice=f"There is no article {n:,}.")


def _to_title(desk: Desk, words: str) -> Step:
    wanted = words.casefold()
    for row in desk.project.reader.articles():
        if wanted in (row.title or "").casefold():
            return desk.open_article(row.n)
    return Step(notice=f"No sentence, article or title is called “{words}”.")
