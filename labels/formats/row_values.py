"""Single values of other tools' records: each is converted, or raises ValueError saying what to correct."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

#: Where a text is looked for when there is none under "text".
_TEXT_KEYS = ("text", "sentence", "content", "body", "data")

#: Where the name of an object is looked for.
_NAMES = ("name", "title", "label", "url", "href", "main", "rendered", "$date", "$oid", "@value", "#text", "value")

#: Where the text of an object is looked for, as content management systems and converters of XML write it.
_TEXTS = ("rendered", "text", "#text", "@value", "value", "html")


def take_text(record: dict[str, Any], *keys: str) -> str:
    """The text to label, taken out of `record`: under one of `keys`; without, a usual key or the only string."""
    strings = [key for key, value in record.items() if isinstance(value, str)]
    named = [key for key in keys or _TEXT_KEYS if key in strings]
    if not named and (keys or len(strings) != 1):
        raise ValueError("has no text. Call the key that holds it “text”.")
    key = (named or strings)[0]
    text: str = record.pop(key)
    if not text or text.isspace():
        raise ValueError(f"its “{key}” is empty. Take the record out.")
    return text


def as_name(value: object) -> str | None:
    """The name of an annotator or label: a string or a number; None for nothing."""
    if isinstance(value, str):
        return value.strip() or None
    if value is None or isinstance(value, bool):
        return None
    if isinstance(value, int):
        return str(value)
    raise ValueError(f"a name is wanted, not {_kind(value)}. Export the file again.")


def as_names(value: object, what: str = "label") -> tuple[str, ...]:
    """Label names without repeats: from a string, a list of strings or numbers, or an object of name to yes or no."""
    if value is None:
        return ()
    if isinstance(value, dict):
        value = [name for name, chosen in value.items() if chosen is True or chosen == 1]
    if not isinstance(value, list):
        value = [value]
    if any(isinstance(each, (list, dict)) for each in value):
        raise ValueError(f"its “{what}” marks spans inside the text; Copydesk labels whole texts. Export other data.")
    return unique(name for name in map(as_name, value) if name is not None)


def unique(names: Iterable[str]) -> tuple[str, ...]:
    """`names` without repeats, in their order."""
    return tuple(dict.fromkeys(names))


def as_text(record: Mapping[str, Any], key: str) -> str | None:
    """The text under `key`; None where there is none."""
    value = record.get(key)
    if value is not None and not isinstance(value, str):
        raise ValueError(f"its “{key}” is not a text. Export the file again.")
    return value


def as_count(record: Mapping[str, Any], key: str) -> int:
    """The whole number, zero or more, under `key`."""
    value = record.get(key)
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise ValueError(f"its “{key}” is not a whole number. Export the file again.")
    return value


def as_number(value: object) -> float | None:
    """A finite number, such as a score or seconds; None for nothing and for what is no number."""
    if isinstance(value, list) and value:
        value = value[0]
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value):
        return None
    return float(value)


def as_time(value: object) -> str | None:
    """A time as ISO 8601 in UTC, to the millisecond, from seconds since 1970 or from ISO 8601 (UTC if no zone)."""
    if value is None or value == "":
        return None
    try:
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            at = datetime.fromtimestamp(value, UTC)
        elif isinstance(value, str):
            at = datetime.fromisoformat(value.strip())
            at = at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
        else:
            raise TypeError
    except (ValueError, TypeError, OverflowError, OSError) as error:
        raise ValueError(f"{str(value)[:40]!r} is not a time. Write it as in 2024-05-01T12:30:00Z.") from error
    return at.isoformat(timespec="milliseconds")


def as_object(record: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    """The object under `key`; empty where there is none."""
    value = record.get(key)
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise ValueError(f"its “{key}” is {_kind(value)}, not an object. Export the file again.")
    return value


def as_objects(record: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
    """The list of objects under `key`; empty where there is none."""
    value = record.get(key)
    if value is None:
        return []
    if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
        raise ValueError(f"its “{key}” is not a list of objects. Export the file again.")
    return value


def _kind(value: object) -> str:
    kinds = {dict: "an object", list: "a list", str: "a string", bool: "true or false", type(None): "null"}
    return kinds.get(type(value), "a number")


def as_written(value: object) -> object:
    """The text of an object that holds one under a usual key, such as `{"rendered": "…"}`; else the value itself."""
    if not isinstance(value, dict):
        return value
    return next((value[key] for key in _TEXTS if isinstance(value.get(key), str)), value)


def as_line(value: object) -> str | None:
    """A value as one line of text: of an object its name, of a list what is in it; None where there is nothing."""
    if isinstance(value, list):
        value = ", ".join(each for each in map(as_line, value) if each)
    elif isinstance(value, dict):
        value = next((value[key] for key in _NAMES if isinstance(value.get(key), str)), None)
    if value is None or isinstance(value, bool):
        return None
    return " ".join(str(value).split()) or None


def is_said_by_name(value: object) -> bool:
    """Whether `as_line` leaves nothing out: an object has more to say than its name, or no name."""
    if isinstance(value, list):
        return all(map(is_said_by_name, value))
    return not isinstance(value, dict) or (len(value) == 1 and as_line(value) is not None)
