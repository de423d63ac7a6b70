"""Payloads of events: canonical JSON, made once and carried as text from then on."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

_CANONICAL = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)

_SCAN: Callable[[str, int], tuple[Any, int]] = vars(json.JSONDecoder())["scan_once"]


def canonical(value: Any) -> str:
    """The canonical JSON of a value: sorted keys, no blanks. Raises ValueError for NaN."""
    return _CANONICAL.encode(value)


def parsed(payload: str) -> dict[str, Any]:
    """The payload in its text form as a dict. Raises ValueError if it is not a JSON object."""
    try:
        value, end = _SCAN(payload, 0)  # what json.loads calls, without its checks for blanks around it
    except StopIteration:
        value, end = None, -1
    if end != len(payload):
        value = json.loads(payload)
    if not isinstance(value, dict):
        raise ValueError("the payload is no JSON object")
    return value


def is_canonical(payload: str) -> bool:
    """Whether the text is a JSON object written in the canonical way."""
    try:
        return canonical(parsed(payload)) == payload
    except (ValueError, RecursionError):
        return False


Payload = Mapping[str, Any]


@lru_cache(maxsize=4096)
def labels_as_json(labels: tuple[str, ...]) -> str:
    """Label ids as they are kept."""
    return canonical(labels)
