"""A small shell for the commands in the documentation: `&&`, `|`, `>`, `export`, and `\\` at the end of a line."""

from __future__ import annotations

import io
import re
import shlex
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

import pytest
from textual.app import App
from textual.pilot import Pilot

from tests.tui.cli.running import run
from tui.cli.group import copydesk

#: Commands that draw a screen; a word that is no command stands for the first.
_ON_SCREEN = {"label", "open", "review", "tour"}


@dataclass(slots=True)
class Shell:
    """Runs commands in `folder`. `curl` reads from `web`; `omit` says why a command is not run, or returns None.

    `before` is told each line before it runs; `keys` are pressed on the screen that a command opens.
    """

    folder: Path
    web: dict[str, bytes]
    omit: Callable[[str], str | None]
    before: Callable[[str], None]
    keys: dict[str, tuple[str, ...]] = field(default_factory=dict)
    omitted: list[str] = field(default_factory=list)
    variables: dict[str, str] = field(default_factory=dict)

    def run(self, text: str) -> int:
        """Run the lines of a block; the number of commands that ran. Raises AssertionError for one that fails."""
        lines = [line for line in text.replace("\\\n", " ").splitlines() if line.strip()]
        done = 0
        for line, following in pairwise([*lines, ""]):
            if line.startswith("#"):
                continue  # what the command before it prints
            self.before(line)
            for command in _split(_words(line), "&&"):
                if reason := self.omit(shlex.join(command)):
                    self.omitted.append(reason)
                    continue
                told = self._pipeline(command)
                done += 1
                if following.startswith("#"):
                    assert _without_numbers(following.removeprefix("# ")) in _without_numbers(told), told
        return done

    def _pipeline(self, words: list[str]) -> str:
        given: bytes | str | None = None
        told = ""
        for command in _split(words, "|"):
            target = None
            if ">" in command:
                command, (target,) = _split(command, ">")
            given, told = self._command(command, given)
            if target is not None:
                assert given, f"{shlex.join(command)} printed nothing"
                (self.folder / target).write_text(str(given), encoding="utf-8")
        return told

    def _command(self, words: list[str], given: bytes | str | None) -> tuple[bytes | str, str]:
        """What a command prints on stdout, and all that it prints."""
        name, *rest = _installed(words)
        if name == "curl":
            return self.web[rest[-1]], ""
        if name == "export":
            self.variables |= dict(word.split("=", 1) for word in rest)
            return "", ""
        assert name == "copydesk", f"{name} is no command that this shell knows"
        if not rest or rest[0] in _ON_SCREEN or rest[0] not in copydesk.commands:
            return "", self._on_screen(rest)
        outcome = run(*rest, given=given, **self.variables)
        if outcome.code:
            pytest.fail(f"{shlex.join(words)} ended with {outcome.code}:\n{outcome.out}{outcome.err}")
        told = outcome.out + outcome.err
        assert told and "No sentence is selected" not in told, f"{shlex.join(words)} finds nothing"
        return outcome.out, told

    def _on_screen(self, words: list[str]) -> str:
        """Open the desk or the tour without a terminal, press its keys, and quit; the name of the first screen."""
        shown: list[str] = []

        async def look_and_quit(pilot: Pilot[object]) -> None:
            await pilot.pause()
            shown.append(type(pilot.app.screen).__name__)
            await pilot.press(*self.keys.get(shlex.join(words), ()), "ctrl+q")

        with pytest.MonkeyPatch.context() as patch:
            run_app = App.run
            patch.setattr(App, "run", lambda app: run_app(app, headless=True, auto_pilot=look_and_quit))
            patch.setattr("sys.stdin", _Terminal())
            patch.setattr("sys.stderr", _Terminal())
            for name, value in {"COPYDESK_ANNOTATOR": "ana", **self.variables}.items():
                patch.setenv(name, value)
            copydesk.main(words, prog_name="copydesk", standalone_mode=False)
        (name,) = shown
        return name


class _Terminal(io.TextIOWrapper):
    """Looks like a terminal to a command that asks."""

    def __init__(self) -> None:
        super().__init__(io.BytesIO(), encoding="utf-8")

    def isatty(self) -> bool:
        return True


def _words(line: str) -> list[str]:
    parts = shlex.shlex(line, posix=True, punctuation_chars="|&>")
    parts.whitespace_split = True
    return list(parts)


def _installed(words: list[str]) -> list[str]:
    """The command that a tool would run after it has installed it."""
    return words[3:] if words[:3] == ["uvx", "--from", "."] else words


def _split(words: list[str], at: str) -> Iterator[list[str]]:
    part: list[str] = []
    for word in words:
        if word == at:
            yield part
            part = []
        else:
            part.append(word)
    yield part


def _without_numbers(text: str) -> str:
    return re.sub(r"\d+", "0", text)
