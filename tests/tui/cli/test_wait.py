"""`--wait`: how long commands that write wait for other programs."""

from __future__ import annotations

import pytest

from tests.labels.making import make_project
from tests.tui.cli.running import run


@pytest.mark.parametrize(
    "words",
    [
        ("import", "story.txt"),
        ("annotate", "is:undecided", "--skip"),
        ("merge", "other.db", "--no-copy"),
        ("codebook", "set", "book.toml"),
    ],
)
def test_a_command_that_writes_waits_as_long_as_it_is_told(tmp_path, monkeypatch, words):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "story.txt").write_text("Another story. It is short.")
    (tmp_path / "book.toml").write_text('[[labels]]\nname = "claim"\n[[labels]]\nname = "rumour"\n')
    make_project(tmp_path / "other.db", texts=("A text of the other project.",)).close()
    with make_project(tmp_path / "copydesk.db") as holder:
        holder.connection.execute("BEGIN IMMEDIATE")
        done = run(*words, "--wait", "0")
        assert (done.code, done.out) == (1, "")
        assert "another program has kept the project locked" in done.err
        holder.connection.execute("ROLLBACK")
    assert run(*words, "--wait", "0").code in (0, 2)


def test_less_than_no_time_is_refused(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert run("import", "story.txt", "--wait", "-1").code == 2
