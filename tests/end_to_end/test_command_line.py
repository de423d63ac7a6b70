"""The command line without a terminal: one line that says what is wrong, and no toolkit where none is needed."""

import subprocess
import sys

import pytest

from labels.project import Project
from tests.end_to_end.articles import article
from tests.end_to_end.terminal import DESK, Terminal, clean_environment, desk
from tests.examples import default_cases


def run(folder, *arguments, **more):
    return subprocess.run(
        [*DESK, *arguments], cwd=folder, env=clean_environment(folder), capture_output=True, text=True, **more
    )


@pytest.mark.parametrize("stdin", default_cases([subprocess.DEVNULL, subprocess.PIPE], 0))
def test_without_a_terminal_to_read_keys_from_the_desk_refuses_in_one_line(tmp_path, stdin):
    (tmp_path / "report.txt").write_text(article(3))
    done = run(tmp_path, "report.txt", stdin=stdin)
    assert done.returncode == 2
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 1
    assert "copydesk import -" in done.stderr


@pytest.mark.slow
def test_a_path_that_is_not_there_is_named_and_the_desk_stays_closed(tmp_path):
    with desk(tmp_path, "missing.txt") as terminal:
        assert terminal.wait_for_end() == 2
        assert b"missing.txt" in terminal.raw
        assert b"Traceback" not in terminal.raw
        assert b"\x1b[?1049h" not in terminal.raw


def test_a_file_that_is_no_project_is_refused_unchanged(tmp_path):
    (tmp_path / "copydesk.db").write_bytes(b"a shopping list")
    with desk(tmp_path) as terminal:
        assert terminal.wait_for_end() == 1
        assert b"is not a Copydesk project" in terminal.raw
    assert (tmp_path / "copydesk.db").read_bytes() == b"a shopping list"


@pytest.mark.slow
def test_an_empty_project_says_how_to_begin(tmp_path):
    with Terminal(DESK, tmp_path) as terminal:
        terminal.wait_for("There is nothing to label")
        (tmp_path / "report.txt").write_text(article(5))
        terminal.write("oreport.txt\r")
        terminal.wait("the first sentence", lambda: terminal.current == 0)
        terminal.press("ctrl+q")
        assert terminal.wait_for_end() == 0


#: What needs no desk.
WITHOUT_A_DESK = (
    "--help", "--version", "import report.txt", "status", "export", "codebook show", "check", "label --help",
)  # fmt: skip


def test_help_and_the_data_verbs_never_load_the_terminal_toolkit(tmp_path):
    (tmp_path / "report.txt").write_text(article(3))
    code = (
        "import sys, runpy\n"
        f"for words in {WITHOUT_A_DESK!r}:\n"
        "    sys.argv = ['copydesk', *words.split()]\n"
        "    try: runpy.run_module('tui', run_name='__main__')\n"
        "    except SystemExit as end: assert not end.code, (words, end.code)\n"
        "    loaded = [name for name in ('textual', 'rich') if name in sys.modules]\n"
        "    assert not loaded, (words, loaded)\n"
        "print('all of them', file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path, env=clean_environment(tmp_path), capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stderr.splitlines()[-1] == "all of them"


#: Modules that the first picture does not need; `labels.query` alone was a twelfth of the start.
LOADED_LATER = ("labels.query", "labels.bulk", "labels.statistics.pace", "labels.sqlite.unblanked", "tui.cli.export")


def test_the_desk_is_painted_without_what_searches_counts_or_writes_for_many(tmp_path):
    with Project.open(tmp_path / "news.db", "ana") as project:
        project.add(article(3))
    code = (
        "import sys; from pathlib import Path; from textual.app import App; from tui.cli.group import copydesk\n"
        "def paint(app, **options):\n"
        "    import asyncio\n"
        "    async def main():\n"
        "        async with app.run_test(size=(80, 24)) as pilot: await pilot.pause()\n"
        "    asyncio.run(main())\n"
        f"    print([name for name in {LOADED_LATER!r} if name in sys.modules], 'tui.app' in sys.modules)\n"
        "App.run = paint\n"
        "sys.stdin.isatty = sys.stderr.isatty = lambda: True\n"
        "try: copydesk(['--project', 'news.db'])\n"
        "except SystemExit: pass\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path, env=clean_environment(tmp_path), capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.stdout == "[] True\n", done.stderr
