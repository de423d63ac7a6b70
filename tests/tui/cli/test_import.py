"""`copydesk import`: what is added, known and refused, and from where."""

import json

import pytest

from labels.project import Project
from tests.tui.cli.running import process, run


def texts(path="copydesk.db") -> list[str]:
    with Project.open(path, "ana", write=False) as project:
        return [sentence.text for sentence in project.sentences()]


def test_a_folder_is_added_once_however_often_it_is_imported(articles):
    outcome = run("import", articles)
    assert outcome == (0, "", "2 articles added (5 sentences)\n")
    assert run("import", articles) == (0, "", "0 articles added, 2 known already\n")
    assert run("import", articles, "articles/bridge.txt").err == "0 articles added, 3 known already\n"


def test_what_cannot_be_read_is_named_and_does_not_stop_the_rest(folder, articles):
    (folder / "empty.txt").touch()
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 20)
    code, out, err = run("import", "empty.txt", articles, "binary.txt", "nowhere.txt", "--json")
    assert code == 1
    found = json.loads(out)
    assert (found["new"], found["known"], found["sentences"]) == (2, 0, 5)
    assert [refused["where"] for refused in found["refused"]] == ["empty.txt", "binary.txt", "nowhere.txt"]
    assert all(refused["reason"] for refused in found["refused"])
    lines = err.splitlines()
    assert len(lines) == 4
    assert all(
        name in line for name, line in zip(["empty.txt", "binary.txt", "nowhere.txt", "3 refused"], lines, strict=True)
    )


def test_standard_input_is_an_article():
    assert run("import", "-", given="From a pipe. It works.").err == "1 article added (2 sentences)\n"
    assert texts() == ["From a pipe.", "It works."]
    assert run("import", "-", given="").code == 1
    assert run("import", "-", given=bytes(range(256)) * 20).code == 1


def test_given_sentences_are_kept_as_they_are(folder):
    (folder / "given.txt").write_text("One two\nthree. Four!\n\nfive\n")
    assert run("import", "given.txt", "--sentences", "given").code == 0
    assert texts() == ["One two", "three. Four!", "five"]


def test_options_overrule_what_is_found_out(folder):
    (folder / "german.txt").write_bytes("Größe zählt. Die z. B. auch.".encode("cp1252"))
    assert run("import", "german.txt", "--encoding", "cp1252", "--language", "de", "--format", "text").code == 0
    assert texts()[0] == "Größe zählt."
    with Project.open("copydesk.db", "ana", write=False) as project:
        assert [article.language for article in project.articles()] == ["de"]


def test_encodings_are_named_for_patterns_and_for_the_rest(folder):
    (folder / "a.txt").write_bytes("Grün.".encode("cp437"))
    (folder / "b.md").write_bytes("Grün.".encode("cp1252"))
    run("import", "a.txt", "b.md", "--encoding", "cp1252", "--encoding", "*.txt=cp437")
    assert texts() == ["Grün."]


def test_the_layout_can_be_told(folder):
    (folder / "lines.txt").write_text("First paragraph here.\nSecond paragraph here.\n")
    (folder / "wrapped.txt").write_text("First paragraph here is\nnot over yet.\n")
    run("import", "lines.txt", "--layout", "line")
    run("import", "wrapped.txt", "--layout", "wrapped")
    with Project.open("copydesk.db", "ana", write=False) as project:
        found = [(sentence.paragraph, sentence.text) for sentence in project.sentences()]
    assert found == [
        (0, "First paragraph here."), (1, "Second paragraph here."), (0, "First paragraph here is\nnot over yet."),
    ]  # fmt: skip


def test_abbreviations_are_learnt_from_a_file(folder):
    (folder / "abbreviations.txt").write_text("Xyzw.  # ours\n\n# nothing else\n", encoding="utf-16")
    (folder / "a.txt").write_text("They met Xyzw. Brown there. He left.")
    assert run("import", "a.txt", "--abbreviations", "abbreviations.txt").code == 0
    assert texts() == ["They met Xyzw. Brown there.", "He left."]


@pytest.mark.parametrize(
    ("option", "value", "code"),
    [
        ("--encoding", "nonsense", 2),
        ("--abbreviations", "nowhere.txt", 2),
        ("--abbreviations", "binary.bin", 1),
        ("--abbreviations", "sentence.txt", 2),
        ("--annotator", " ", 2),
        ("--language", "[red]", 2),
        ("--project", "no/such/folder/x.db", 1),
    ],
)
def test_options_that_cannot_be_are_refused_and_nothing_is_imported(folder, articles, option, value, code):
    (folder / "binary.bin").write_bytes(bytes(range(256)) * 20)
    (folder / "sentence.txt").write_text("This is not an abbreviation.")
    outcome = run("import", articles, option, value)
    assert outcome.code == code
    assert outcome.out == ""
    assert "Traceback" not in outcome.err
    assert not (folder / "copydesk.db").exists() or texts() == []


@pytest.mark.parametrize(
    "name", ["\x1b]0;owned\x07[red]\u202e.txt", "line\nbreak.txt", " spaces .txt", "-dash.txt", "emoji 😀.txt"]
)
def test_hostile_file_names_are_printed_safely(folder, name):
    (folder / name).write_text("A text. It is short.")
    (folder / f"empty{name}").touch()
    code, out, err = run("import", "--json", "--", name, f"empty{name}")
    assert code == 1
    assert json.loads(out)["new"] == 1
    assert not any(sign in out + err for sign in "\x1b\x07") and "\u202e" not in err
    assert len(err.splitlines()) == 2


@pytest.mark.slow
def test_a_name_that_is_no_text_is_read_and_reported(folder):
    name = b"bad\xff.txt"
    (folder / "x").write_text("A text.")
    (folder / "x").rename(folder / name.decode("utf-8", "surrogateescape"))
    done = process("import", name, b"no\xff.txt", "--json", folder=folder)
    assert done.returncode == 1
    assert json.loads(done.stdout)["new"] == 1
    assert b"Traceback" not in done.stderr
    done = process("export", "--status", "all", folder=folder)
    assert json.loads(done.stdout)["text"] == "A text."


@pytest.mark.slow
def test_two_imports_at_once_both_succeed(folder, articles):
    import subprocess

    from tests.tui.cli.running import ROOT, sys

    (folder / "other").mkdir()
    for n in range(30):
        (folder / "other" / f"{n}.txt").write_text(f"Text number {n} is here. It is short.")
    started = [
        subprocess.Popen(
            [sys.executable, "-m", "tui", "import", where],
            cwd=folder,
            env={"PYTHONPATH": str(ROOT), "COPYDESK_ANNOTATOR": "ana", "PATH": ""},
            stderr=subprocess.PIPE,
        )
        for where in ("articles", "other", "other")
    ]
    ends = [(each.communicate()[1], each.returncode) for each in started]
    assert [code for _, code in ends] == [0, 0, 0], ends
    assert len(texts()) == 65
