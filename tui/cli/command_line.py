"""The meaning of the words of a command line: options before the command, help, and misspelt commands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from os import path

import click

from labels.errors import UsageError

#: Words that are not commands but that people try, and what they get.
_WORDS = {"help": "--help", "version": "--version"}

#: The command that is run where none is named. Its options are known before those of all others.
_USUAL = "label"


def meant(arguments: Sequence[str], commands: Mapping[str, click.Command]) -> list[str]:
    """The arguments with the command first.

    Options before a command are moved behind it. Raises UsageError for a first word that is neither a command nor a
    file and is near a command: it would be taken for a path to import.
    """
    at = _first_word(arguments, commands)
    if at is None:
        return list(arguments)
    word, before, after = arguments[at], list(arguments[:at]), list(arguments[at + 1 :])
    if word in commands:
        return [word, *before, *after]
    if word in _WORDS and not before and not path.exists(word):
        return [*_asked_about(after, commands), _WORDS[word]] if word == "help" else [_WORDS[word]]
    near = _near(word, commands)
    if near and not path.exists(word):
        raise UsageError(f"There is no command and no file “{word}”. Did you mean: copydesk {near}")
    return list(arguments)


def _asked_about(words: Sequence[str], commands: Mapping[str, click.Command]) -> Sequence[str]:
    """The command that help is asked about, if any. Raises UsageError for a word that is none."""
    if words and words[0] not in commands:
        near = _near(words[0], commands)
        remedy = f"Did you mean: copydesk help {near}" if near else "All commands: copydesk help"
        raise UsageError(f"There is no command “{words[0]}”. {remedy}")
    return words[:1]


def _near(word: str, commands: Mapping[str, click.Command]) -> str | None:
    return next(iter(get_close_matches(word, commands, n=1, cutoff=0.65)), None)


def _first_word(arguments: Sequence[str], commands: Mapping[str, click.Command]) -> int | None:
    """Where the first argument stands that is neither an option nor the value of one."""
    at = 0
    while at < len(arguments):
        argument = arguments[at]
        if not argument.startswith("-") or argument == "-":
            return at
        if argument in ("--", "--help", "-h", "--version"):
            return None
        at += 2 if _takes_value(argument, commands) else 1
    return None


def _takes_value(option: str, commands: Mapping[str, click.Command]) -> bool:
    usual = dict(_options([commands[_USUAL]]))
    if option in usual:
        return usual[option]
    return dict(_options(commands.values())).get(option, False)  # which loads all commands


def _options(commands: Iterable[click.Command]) -> Iterator[tuple[str, bool]]:
    """The options of these commands, and whether each takes a value."""
    for command in commands:
        for parameter in command.params:
            if isinstance(parameter, click.Option):
                for name in (*parameter.opts, *parameter.secondary_opts):
                    yield name, not parameter.is_flag and not parameter.count
