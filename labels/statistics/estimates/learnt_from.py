"""The articles that a model learnt from, by the ids in a file of its training data."""

from __future__ import annotations

import re
from collections.abc import Iterable

#: The id of an article, alone or at the beginning of that of a sentence, wherever it stands in a line.
_ID = re.compile(r"(?<![0-9a-zA-Z])[0-9a-f]{20}(?![0-9a-zA-Z])")


def articles_named(lines: Iterable[str]) -> frozenset[str]:
    """The ids of articles in lines of any text: a list of ids, or exported records (JSON Lines, CSV and others)."""
    return frozenset(id for line in lines for id in _ID.findall(line))
