"""What commands print: words to stderr, data to stdout; file names may hold anything and steer no terminal."""

from __future__ import annotations

import json
from typing import Any

import click


def say(words: str) -> None:
    """One line of words, on stderr."""
    from tui.printable import printable

    click.echo(printable(words), err=True)


def give(data: str) -> None:
    """Data for a person or a program, on stdout and always in UTF-8; bytes of file names that are none are escaped."""
    click.echo(data.encode("utf-8", "backslashreplace"))


def give_json(data: Any) -> None:
    """`data` as one line of JSON, on stdout."""
    give(json.dumps(data, ensure_ascii=False))
