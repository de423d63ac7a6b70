"""The metadata block at the top of a Markdown file: YAML between two lines of three dashes.

Every value stays as the text that is written; dates and numbers are not guessed. Real front matter is often not valid
YAML, such as `title: One: two`. Then such entries are taken as they are written.
"""

from __future__ import annotations

import re
from typing import Any

MAX_BLOCK = 20_000
"""Longest block, in code points; a file whose first dashes close later than this has no front matter."""

_OPENING = re.compile(r"\ufeff?---[ \t]*(?:\r\n|\r|\n)")
_CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\r\n|\r|\n|\Z)", re.MULTILINE)
_ENTRY = re.compile(r"([^\s:#\-\[\]{}][^:]*):(?:[ \t]+(.*))?$")


def split_front_matter(text: str) -> tuple[dict[str, Any], str]:
    """The metadata (texts, or lists and dicts of texts) and the text after it.

    A block that does not read as `key: value` stays in the text.
    """
    opening = _OPENING.match(text)
    closing = _CLOSING.search(text, opening.end(), opening.end() + MAX_BLOCK) if opening else None
    if opening is None or closing is None:
        return {}, text
    metadata = _metadata(text[opening.end() : closing.start()])
    return ({}, text) if metadata is None else (metadata, text[closing.end() :])


def _metadata(block: str) -> dict[str, Any] | None:
    """The values by key; None for something else, such as text between two rules."""
    try:
        value = read_yaml(block)
    except ValueError:
        return _each_by_itself(block.splitlines())
    if value == "":
        return {}
    return {key: _trimmed(each) for key, each in value.items()} if isinstance(value, dict) else None


def _each_by_itself(lines: list[str]) -> dict[str, Any] | None:
    """The entries of a block that is not YAML as a whole; None where a line belongs to none."""
    entries: dict[str, list[str]] = {}
    last: list[str] | None = None
    for line in lines:
        if found := _ENTRY.match(line):
            last = entries[found[1].strip(" \t\"'")] = [(found[2] or "").strip()]
        elif line.startswith((" ", "\t", "- ")) and last is not None:
            last.append(line)
        elif line.strip() and not line.startswith("#"):
            return None
    return {key: _value(written) for key, written in entries.items()}


def _value(written: list[str]) -> Any:
    try:
        read = read_yaml("\n".join([f"key: {written[0]}", *written[1:]]))
    except ValueError:
        return " ".join(" ".join(written).split())
    return _trimmed(read["key"])


def _trimmed(value: Any) -> Any:
    return value.strip() if isinstance(value, str) else value


def read_yaml(text: str) -> Any:
    """The value of a text: dicts, lists and strings; an empty string for nothing.

    Raises ValueError saying what is wrong and in which line of the text. One that refers to itself is not read: a few
    such lines can stand for more than any memory holds.
    """
    import yaml

    try:
        if "*" in text and any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(text, yaml.BaseLoader)):
            raise ValueError("aliases (*) are not read")
        value = yaml.load(text, yaml.BaseLoader)  # makes nothing but dicts, lists and strings
    except yaml.MarkedYAMLError as error:
        line = f"line {error.problem_mark.line + 1}: " if error.problem_mark else ""
        raise ValueError(f"{line}{error.problem or error.context}") from error
    except yaml.YAMLError as error:
        raise ValueError("it holds characters that YAML does not allow") from error
    except RecursionError as error:
        raise ValueError("it is nested too deep") from error
    return "" if value is None else value
