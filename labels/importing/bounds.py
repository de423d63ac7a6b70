"""Limits for articles and files, so that one file neither stops the others nor takes all the memory."""

from __future__ import annotations

from typing import Any

from labels.codebook.fields import clean_name
from labels.errors import ReadingError
from labels.formats.article_text import check_number
from labels.formats.reader import ImportedArticle

#: Levels of lists and objects within each other in metadata. SQLite reads JSON of a thousand, Python's pickle of fewer.
MOST_LEVELS = 100

#: Different labels in one file. There are keys for about a hundred; a column of texts has thousands.
MOST_LABELS = 1000


class Bounds:
    """Checks the articles of one file, one after the other."""

    def __init__(self, name: str) -> None:
        """`name` is that of the file, for messages."""
        self._name = name
        self._labels: set[str] = set()

    def check(self, found: ImportedArticle) -> None:
        """Raises ReadingError, with the remedy, for an article beyond a limit."""
        if any(_is_too_deep(value) for value in found.article.meta.values() if isinstance(value, dict | list)):
            raise ReadingError(
                f"{self._name}: its metadata has over {MOST_LEVELS} levels of lists within each other. Take it out."
            )
        if found.sentences is not None:
            check_number(len(found.sentences), self._name)
        for decision in found.decisions:
            for label in decision.labels:
                if label not in self._labels:
                    self._add(label)

    def _add(self, label: str) -> None:
        try:
            clean_name(label)
        except ValueError as error:
            raise ReadingError(
                f"{self._name}: a label that no codebook can have: {error}. Or say which column holds labels, with"
                " --label."
            ) from error
        self._labels.add(label)
        if len(self._labels) > MOST_LABELS:
            raise ReadingError(
                f"{self._name}: over {MOST_LABELS:,} different labels. Say which column holds labels with --label."
            )


def _is_too_deep(value: Any) -> bool:
    level = [value]
    for _ in range(MOST_LEVELS):
        inner = (part for each in level for part in (each.values() if isinstance(each, dict) else each))
        level = [part for part in inner if isinstance(part, dict | list)]
        if not level:
            return False
    return True
