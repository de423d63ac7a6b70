"""Terminals of several kinds: what each is sent, and that it can be read there."""

import re

import pytest

from labels.project import Project
from tests.end_to_end.terminal import DESK, Terminal
from tests.examples import default_cases

_TRUE_COLOUR = re.compile(rb"\x1b\[[\d;]*\b[34]8;2;")
_256_COLOURS = re.compile(rb"\x1b\[[\d;]*\b[34]8;5;")


@pytest.fixture
def news(tmp_path):
    with Project(tmp_path / "news.db", "ana") as project:
        project.add("The bridge is closed. Nobody knows why. It will open in spring.")
    return tmp_path


def opened(folder, environment):
    return Terminal((*DESK, "--project", "news.db"), folder, (24, 80), environment)


@pytest.mark.parametrize(
    "environment",
    default_cases(
        [
            {"TERM": "screen", "COLORTERM": "truecolor"},
            {"TERM": "screen.xterm-256color", "COLORTERM": "truecolor", "STY": "1.pts-0"},
            {"TERM": "linux", "COLORTERM": "truecolor"},
            {"TERM": "xterm-256color"},
            {"TERM": "vt100"},
        ],
        0,
    ),
    ids=lambda environment: environment["TERM"],
)
def test_a_terminal_without_true_colour_is_sent_its_own_colours(news, environment):
    (news / "settings.toml").write_text('theme = "copydesk-light"\n')
    with opened(news, environment | {"COPYDESK_SETTINGS": str(news / "settings.toml")}) as terminal:
        terminal.wait_for("The bridge is closed.")
        terminal.press("c")
        terminal.wait_for("1 of 3 decided")
        terminal.press("\x14")  # Ctrl+T
        terminal.wait_for("Other themes need")
        assert "ansi-dark" in terminal.text and "copydesk-dark" not in terminal.text
        terminal.press("enter", "ctrl+q")
        assert terminal.wait_for_end() == 0
    assert not _TRUE_COLOUR.search(terminal.raw)
    assert not _256_COLOURS.search(terminal.raw)


@pytest.mark.slow
def test_a_terminal_with_true_colour_is_sent_it(news):
    with opened(news, {"COLORTERM": "truecolor"}) as terminal:
        terminal.wait_for("The bridge is closed.")
        terminal.press("ctrl+q")
        assert terminal.wait_for_end() == 0
    assert _TRUE_COLOUR.search(terminal.raw)
