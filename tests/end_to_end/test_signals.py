"""A terminal that goes away, stops, or shrinks: the file is complete, the screen clean, the place kept."""

import os
import signal
import sys
import time

import pytest

from labels.project import Project
from labels.projections.check import check
from tests.end_to_end.articles import article
from tests.end_to_end.terminal import DESK, Terminal, desk

MAIN_SCREEN_AGAIN = b"\x1b[?1049l"


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_leaves_a_clean_terminal_and_a_complete_file(tmp_path, number):
    (tmp_path / "report.txt").write_text(article(9))
    with desk(tmp_path, "report.txt") as terminal:
        terminal.wait("the first sentence", lambda: terminal.current == 0)
        terminal.write("ncq")
        terminal.wait("three decisions", lambda: terminal.decided == 3)
        terminal.kill(number)
        assert terminal.wait_for_end() == 128 + number
        assert MAIN_SCREEN_AGAIN in terminal.raw
        assert b"\x1b[?25h" in terminal.raw[terminal.raw.rindex(MAIN_SCREEN_AGAIN) :]  # the cursor is back
    assert check(tmp_path / "copydesk.db").problems == []
    with Project.open(tmp_path / "copydesk.db", "ana", write=False) as project:
        assert project.progress().labelled == 3


@pytest.mark.slow
@pytest.mark.parametrize("frames", range(0, 14, 2))
def test_an_interrupt_while_a_command_is_loaded_ends_it_without_a_traceback(tmp_path, frames):
    os.mkfifo(tmp_path / "pipe.txt")  # which nobody writes to, so that the command never ends by itself
    # The interpreter itself is not ours: an interrupt while it starts is shown by it.
    begun = "from tui.starting import begin; begin(); print('begun', flush=True); from tui.cli import main; main()"
    with Terminal([sys.executable, "-c", begun, "import", "pipe.txt"], tmp_path) as terminal:
        terminal.wait("the first line of ours", lambda: b"begun" in terminal.raw)
        time.sleep(0.1 * frames)
        terminal.write("\x03")
        assert terminal.wait_for_end() != 0
        assert b"Traceback" not in terminal.raw


@pytest.mark.slow
def test_a_dropped_line_loses_nothing_that_was_painted(tmp_path):
    (tmp_path / "report.txt").write_text(article(9))
    with desk(tmp_path, "report.txt") as terminal:
        terminal.wait("the first sentence", lambda: terminal.current == 0)
        terminal.write("ncq")
        terminal.wait("three decisions", lambda: terminal.decided == 3)
        terminal.child.ptyproc.fileobj.close()  # the terminal itself goes away; the kernel sends SIGHUP
        terminal.child.wait()
    assert check(tmp_path / "copydesk.db").problems == []
    with Project.open(tmp_path / "copydesk.db", "ana", write=False) as project:
        assert project.progress().labelled == 3


@pytest.mark.slow
def test_a_window_of_three_cells_by_two_and_back_keeps_the_place(tmp_path):
    (tmp_path / "report.txt").write_text(article(60))
    with desk(tmp_path, "report.txt") as terminal:
        terminal.wait("the first sentence", lambda: terminal.current == 0)
        terminal.press(*["down"] * 20)
        terminal.wait("sentence 20", lambda: terminal.current == 20)
        place = terminal.text
        for rows, columns in ((2, 3), (1, 1), (10, 40), (50, 200), (2, 3)):
            terminal.resize(rows, columns)
            terminal.pump(0.1)
        terminal.write("c")  # labels work in any window
        terminal.resize(24, 80)
        terminal.wait("the same sentences", lambda: terminal.current == 21 and terminal.decided == 1)
        assert sorted(set(place.splitlines()) & set(terminal.text.splitlines()))
        terminal.press("ctrl+q")
        assert terminal.wait_for_end() == 0


@pytest.mark.slow
def test_stopped_and_brought_back_it_paints_its_screen_again(tmp_path):
    (tmp_path / "report.txt").write_text(article(9))
    with Terminal(("bash", "--norc", "--noprofile", "-i"), tmp_path) as terminal:
        terminal.write("PS1='rea''dy> '\r")
        terminal.wait_for("ready> ")
        terminal.write(" ".join(DESK) + " report.txt\r")
        terminal.wait("the first sentence", lambda: terminal.current == 0)
        terminal.write("nc")
        terminal.wait("two decisions", lambda: terminal.decided == 2)
        terminal.press("ctrl+z")
        terminal.wait(
            "the shell's prompt", lambda: terminal.raw.rfind(b"ready>") > terminal.raw.rfind(MAIN_SCREEN_AGAIN) > 0
        )
        terminal.clear()
        terminal.write("fg\r")
        terminal.wait("the same sentence", lambda: terminal.current == 2 and terminal.decided == 2)
        terminal.write("q")
        terminal.wait("a third decision", lambda: terminal.decided == 3)
        terminal.press("ctrl+q")
        terminal.wait("the shell", lambda: terminal.raw.endswith(b"ready> "))
