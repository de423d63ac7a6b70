"""Finding a place: a text in the articles, a sentence by its number, an article by number, id or title."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from labels.desk.step import Step
from labels.projections.articles import every_article, sentences_of, text_of

if TYPE_CHECKING:
    from labels.desk.desk import Desk

#: More digits than these count nothing that there is, and SQLite would not take them.
_NUMBER = re.compile(r"\d{1,15}")


class Search:
    """A search for a text, whatever its case, that goes on from the cursor through all later articles and round."""

    def __init__(self, reader: Desk, text: str) -> None:
        """Look for `text` in what `reader` reads."""
        self.text = text
        self._reader = reader
        words = map(re.escape, text.split())  # a sentence may go on in the next line
        self._pattern = re.compile(r"\s+".join(words), re.IGNORECASE)

    def next(self) -> Step:
        """Go to the next sentence that holds the text, after the one under the cursor."""
        page, cursor = self._reader.page, self._reader.cursor
        row = self._row_in(cursor + 1, len(page))
        if row is not None:
            return self._reader.go_to(row)
        found = self._article_after(page.article.n)
        if found is not None:
            step = self._reader.open_article(*found)
            article = self._reader.page.article
            return replace(step, notice=f"Found in another article: {article.title or article.id}")
        row = self._row_in(0, cursor + 1)
        if row is None:
            return Step(notice=f"“{self.text}” is not in these articles.")
        step = self._reader.go_to(row)
        again = f"“{self.text}” is nowhere else." if row == cursor else "Search went on from the start."
        return replace(step, notice=again)

    def _row_in(self, start: int, stop: int) -> int | None:
        page = self._reader.page
        return next((row for row in range(start, stop) if self._pattern.search(page.sentence(row))), None)

    def _article_after(self, here: int) -> tuple[int, int] | None:
        """The number of the next article with the text in a sentence, and the row; those before `here` come last."""
        connection = self._reader.project.connection
        numbers = [row.n for row in every_article(connection)]
        for n in [n for n in numbers if n > here] + [n for n in numbers if n < here]:
            text = text_of(connection, n)
            if not self._pattern.search(text):
                continue
            for row, cut in enumerate(sentences_of(connection, n)):
                if self._pattern.search(text, cut.start, cut.end):
                    return n, row
        return None


def go_to(reader: Desk, where: str) -> Step:
    """Go where `where` says: `12` (sentence), `a3` (article), a sentence or article id, or part of a title."""
    where = where.strip()
    if not where:
        return Step()
    if _NUMBER.fullmatch(where):
        return _to_sentence(reader, int(where))
    if where[0] in "aA" and _NUMBER.fullmatch(where[1:]):
        return _to_article(reader, int(where[1:]))
    article, _, span = where.partition(":")
    n = reader.project.number_of(article)
    if n is not None:
        start = span.partition("-")[0]
        step = reader.open_article(n)
        if _NUMBER.fullmatch(start):
            reader.go_to(reader.page.row_at(int(start)))
        return step
    return _to_title(reader, where)


def _to_sentence(reader: Desk, number: int) -> Step:
    count = len(reader.page)
    if not 1 <= number <= count:
        return Step(notice=f"This article has sentences 1 to {count:,}.")
    return reader.go_to(number - 1)


def _to_article(reader: Desk, n: int) -> Step:
    try:
        return reader.open_article(n)
    except KeyError:
        return Step(notice=f"There is no article {n:,}.")


def _to_title(reader: Desk, words: str) -> Step:
    wanted = words.casefold()
    for row in every_article(reader.project.connection):
        if wanted in (row.title or "").casefold():
            return reader.open_article(row.n)
    return Step(notice=f"No sentence, article or title is called “{words}”.")
