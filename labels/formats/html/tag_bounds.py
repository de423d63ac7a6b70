"""Tags with more attributes than any page has: parsers compare each with all others, which takes hours."""

from __future__ import annotations

import re

from labels.errors import ReadingError

#: Attributes of one tag; real ones have some dozens.
MOST_ATTRIBUTES = 2000

#: So long is every tag with so many attributes.
_LONG = 2 * MOST_ATTRIBUTES
_LONG_TAG = re.compile(rf"<[A-Za-z][^<>]{{{_LONG},}}")
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
#: What holds signs that look like tags and are none.
_NO_TAGS = re.compile(r"<(script|style)\b[^<>]*>.*?</\1\b|<!--.*?-->", re.DOTALL | re.IGNORECASE)


def check_tags(markup: str, where: str) -> None:
    """Raises ReadingError, with the remedy, where a tag has over `MOST_ATTRIBUTES`; `where` names the file."""
    if not any(_has_many(part.partition(">")[0]) for part in markup.split("<") if len(part) > _LONG):
        return
    for tag in _LONG_TAG.finditer(_NO_TAGS.sub("", markup)):  # takes far longer than a look at long parts
        if _has_many(tag[0]):
            raise ReadingError(f"{where}: a tag with over {MOST_ATTRIBUTES:,} attributes. Leave it out.")


def _has_many(tag: str) -> bool:
    if len(tag) <= _LONG or len(tag.split()) <= MOST_ATTRIBUTES:
        return False
    return len(_QUOTED.sub("", tag).split()) > MOST_ATTRIBUTES
