"""Command lines with a mistake in them: one clear line, its exit code, and no file that nobody asked for."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.cli.running import run

#: What is typed, the exit code, and what the last line says.
MISTAKES = (
    ("statsu", 2, "There is no command and no file “statsu”. Did you mean: copydesk status"),
    ("lst", 2, "Did you mean: copydesk list"),
    ("exprot -o data.jsonl", 2, "Did you mean: copydesk export"),
    ("codebok init", 2, "Did you mean: copydesk codebook"),
    ("chekc", 2, "Did you mean: copydesk check"),
    ("imprt a.txt", 2, "Did you mean: copydesk import"),
    ("--project x.db statsu", 2, "Did you mean: copydesk status"),
    ("status", 1, "copydesk.db: there is no such project"),
    ("--project x.db status", 1, "x.db: there is no such project"),
    ("--project=x.db status", 1, "x.db: there is no such project"),
    ("-p x.db export -o data.jsonl", 1, "x.db: there is no such project"),
    ("list", 1, "copydesk.db: there is no such project"),
    ("log", 1, "copydesk.db: there is no such project"),
    ("check", 1, "copydesk.db: there is no such project"),
    ("card", 1, "copydesk.db: there is no such project"),
    ("import", 2, "Missing argument 'PATH...'"),
    ("import nowhere.txt", 1, "0 articles added, 1 refused"),
    ("import nowhere.txt --project new.db", 1, "0 articles added, 1 refused"),
    ("import empty.txt", 1, "0 articles added, 1 refused"),
    ("import binary.bin", 1, "0 articles added, 1 refused"),
    ("import empty.txt --watched", 2, "No such option"),
    ("export --format nosuch", 2, "There is no export format called 'nosuch'"),
    ("list label:", 2, "copydesk:"),
    ("merge nowhere.db", 2, "nowhere.db: there is no such file"),
    ("status --project folder", 2, "is a folder"),
    ("label nowhere.txt", 2, "needs a terminal"),
    ("--nosuch status", 2, "No such option"),
)


@pytest.mark.parametrize(("line", "code", "said"), MISTAKES, ids=[line for line, _, _ in MISTAKES])
def test_a_mistake_is_answered_and_leaves_no_file(tmp_path, monkeypatch, line, code, said) -> None:
    monkeypatch.chdir(tmp_path)
    Path("empty.txt").write_text("")
    Path("binary.bin").write_bytes(bytes(range(256)) * 9)
    Path("folder").mkdir()
    before = set(tmp_path.rglob("*"))
    outcome = run(*line.split())
    assert said in outcome.err + outcome.out, outcome
    assert outcome.code == code
    assert set(tmp_path.rglob("*")) == before


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("help", "Label the sentences of articles from the keyboard."),
        ("help export", "copydesk export -o data.jsonl"),
        ("version", "copydesk, version"),
        ("--annotator ana status", "1 article"),
        ("--project copydesk.db list bridge", "The bridge is closed."),
    ],
)
def test_what_is_meant_is_done(tmp_path, monkeypatch, line, said) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text("The bridge is closed.\n")
    assert run("import", "a.txt").code == 0
    outcome = run(*line.split())
    assert (outcome.code, outcome.err) == (0, "")
    assert said in outcome.out


def test_a_file_that_is_called_like_a_mistake_is_a_file(tmp_path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("statsu").write_text("A text.\n")
    assert "needs a terminal" in run("statsu").err
