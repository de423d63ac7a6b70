"""Data written to a terminal steer nothing there; to files and pipes they go as they are."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable

import pytest

from labels.project import Project
from tests.tui.cli.running import run
from tui.cli.group import copydesk
from tui.cli.output import standard_output

#: What might steer a terminal: a title, a colour in one byte of C1, a turned line, a bell.
HOSTILE = "It is said \x1b]0;stolen\x07 and \x9b31m shown \u202eback\u202c."


@pytest.fixture
def project(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with Project(tmp_path / "copydesk.db", "ana") as project:
        project.add(f"{HOSTILE} It is short.", title=HOSTILE)
        for sentence in project.sentences():
            project.label(sentence, "claim")


class Screen(io.TextIOWrapper):
    """A terminal in the place of standard output."""

    def isatty(self) -> bool:
        return True


def shown(monkeypatch, write: Callable[[], object]) -> str:
    """What a terminal gets of what is written."""
    screen = Screen(io.BytesIO(), encoding="utf-8")
    with monkeypatch.context() as patch:
        patch.setattr(sys, "stdout", screen)
        write()
    return screen.buffer.getvalue().decode("utf-8")


def command(*words: str) -> Callable[[], object]:
    return lambda: copydesk(list(words), standalone_mode=False)


def steers(text: str) -> bool:
    return any(each in text for each in "\x1b\x07\x9b\u202e\r")


@pytest.mark.parametrize("format", ["csv", "conllu", "jsonl", "fasttext", "prodigy"])
def test_an_export_to_a_terminal_steers_nothing(project, monkeypatch, format):
    text = shown(monkeypatch, command("export", "--format", format))
    assert "It is said" in text
    assert not steers(text)


@pytest.mark.parametrize("words", [("list", "--json"), ("log",), ("status", "--articles"), ("card",)])
def test_what_other_commands_print_steers_nothing(project, monkeypatch, words):
    text = shown(monkeypatch, command(*words))
    assert text
    assert not steers(text)


def test_to_a_pipe_the_data_go_as_they_are(project):
    assert HOSTILE in run("export", "--format", "csv").out


def test_what_is_divided_between_two_writes_is_whole(monkeypatch):
    def write():
        with standard_output() as stream:
            for byte in "čaj\r\n茶\x9b".encode():
                stream.write(bytes([byte]))

    assert shown(monkeypatch, write) == "čaj\n茶\ufffd"
