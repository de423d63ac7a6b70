"""One sitting after another: every sentence with one key, the same place after quitting and after a crash."""

import json
import signal
import time

import pytest

from labels.project import Project
from labels.projections.check import check
from tests.end_to_end.articles import article
from tests.end_to_end.terminal import desk

LETTERS = {"n": "news", "c": "claim", "q": "quote", "b": "background", "o": "opinion"}


def label_events(folder):
    with Project.open(folder / "copydesk.db", "ana", write=False) as project:
        rows = project.connection.execute("SELECT start FROM journal WHERE kind = 'label' ORDER BY id")
        return [start for (start,) in rows]


@pytest.mark.slow
def test_every_sentence_takes_one_key_and_the_next_start_says_that_all_is_decided(tmp_path):
    text, keys = article(14), "ncqbo" * 2 + "ncqb"
    (tmp_path / "report.txt").write_text(text)
    with desk(tmp_path, "report.txt") as terminal:
        terminal.wait("the first sentence", lambda: terminal.current == 0)
        for number, key in enumerate(keys, 1):
            terminal.press(key)
            if number < len(keys):
                terminal.wait("the next sentence", lambda n=number: terminal.current == n and terminal.decided == n)
        terminal.wait_for("all decided")
        terminal.wait_for("export")
        terminal.press("ctrl+q")
        assert terminal.wait_for_end() == 0
    with desk(tmp_path, "report.txt") as terminal:
        terminal.wait_for("all decided")
        terminal.wait_for("export")
        terminal.press("ctrl+q")
        assert terminal.wait_for_end() == 0

    assert len(label_events(tmp_path)) == len(keys)
    with Project.open(tmp_path / "copydesk.db", "ana") as project:
        assert project.export(tmp_path / "data.jsonl") == len(keys)
    records = [json.loads(line) for line in (tmp_path / "data.jsonl").read_text().splitlines()]
    assert [record["label"] for record in records] == [LETTERS[key] for key in keys]
    assert all(record["text"] == text[record["start"] : record["end"]] for record in records)


@pytest.mark.parametrize("how", ["quit", pytest.param("kill", marks=pytest.mark.slow)])
def test_the_next_start_shows_the_very_window_that_was_left(tmp_path, how):
    (tmp_path / "report.txt").write_text(article(60))
    with desk(tmp_path, "report.txt") as terminal:
        terminal.wait("the first sentence", lambda: terminal.current == 0)
        terminal.write("ncq")
        terminal.press(*["down"] * 25, *["up"] * 4)
        terminal.wait("the sentence to leave at", lambda: terminal.current == 24)
        rested = time.monotonic() + 0.5  # the place of the window is written behind the frame
        while time.monotonic() < rested:
            terminal.pump(0.1)
        left = terminal.text
        if how == "quit":
            terminal.press("ctrl+q")
        else:
            terminal.kill(signal.SIGKILL)
        assert terminal.wait_for_end() == (0 if how == "quit" else -signal.SIGKILL)
    assert check(tmp_path / "copydesk.db").problems == []
    with desk(tmp_path) as terminal:
        terminal.wait("the sentence that was left", lambda: terminal.current == 24)
        terminal.wait("the same window", lambda: terminal.text == left)
        terminal.press("backspace")  # the undo history is still there
        terminal.wait("the sentence labelled last", lambda: terminal.current == 2 and terminal.decided == 2)
