"""What only people know of a dataset, such as its licence; nothing of it is guessed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from labels.errors import UsageError

#: What can be told, with the words a description says it in.
ABOUT = {
    "license": "Licence",
    "url": "Published at",
    "published": "Published on",
    "citation": "To be cited as",
}


@dataclass(frozen=True, slots=True)
class About:
    """`license` is an address or a name, `published` a day in ISO 8601; None is not known."""

    license: str | None = None
    url: str | None = None
    published: str | None = None
    citation: str | None = None


def read_about(given: Iterable[str]) -> About:
    """From texts such as `license=https://…`. Raises UsageError for what cannot be told."""
    told: dict[str, str] = {}
    for each in given:
        name, equals, value = (part.strip() for part in each.partition("="))
        if name not in ABOUT or not equals or not value:
            raise UsageError(f"{each!r} tells nothing about the data. Write one of {', '.join(ABOUT)}, then = and it.")
        if name in told:
            raise UsageError(f"The {name} of the data is told twice. Leave one out.")
        told[name] = value
    if "url" in told and not is_address(told["url"]):
        raise UsageError(f"{told['url']!r} is no address. Write it as in url=https://example.org/data")
    if "published" in told and not _is_day(told["published"]):
        raise UsageError(f"{told['published']!r} is no day. Write it as in published=2026-11-25")
    return About(**told)


def is_address(text: str) -> bool:
    """Whether a text is an address on the web."""
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc) and not any(map(str.isspace, text))


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
