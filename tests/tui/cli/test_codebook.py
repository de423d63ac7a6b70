"""`copydesk codebook`: the codebook as a file, and into the project."""

import json
from dataclasses import replace

import pytest

from labels.codebook.file import default_codebook, parse_codebook
from labels.project import Project
from tests.labels.codebook.copies import changed_in_copies
from tests.tui.cli.running import run

TWO = '[[labels]]\nname = "claim"\nkey = "c"\n\n[[labels]]\nname = "rest"\n'


@pytest.fixture
def labelled(articles):
    """A project in which one sentence is a claim and one a quote."""
    assert run("import", articles).code == 0
    with Project.open("copydesk.db", "ana") as project:
        first, second, *_ = project.sentences()
        project.label(first, "claim")
        project.label(second, "quote")


def labels() -> list[tuple[str, ...]]:
    """The labels given so far, by their names now."""
    with Project.open("copydesk.db", "ana", write=False) as project:
        marks = [project.annotation(sentence) for sentence in project.sentences()]
        return [tuple(project.codebook.label(id).name for id in mark.labels) for mark in marks if mark.decided]


def test_a_first_codebook_is_written_once(folder):
    outcome = run("codebook", "init")
    assert (outcome.code, outcome.out) == (0, "")
    assert parse_codebook((folder / "codebook.toml").read_text(), "x") == default_codebook()
    (folder / "codebook.toml").write_text("# mine")
    outcome = run("codebook", "init")
    assert outcome.code == 2
    assert "--force" in outcome.err
    assert (folder / "codebook.toml").read_text() == "# mine"
    assert run("codebook", "init", "--force").code == 0
    assert run("codebook", "init", "other.toml").code == 0
    assert run("codebook", "init", "no/such/folder.toml").code == 1


def test_a_good_codebook_is_called_good_and_its_keys_are_shown(folder):
    (folder / "two.toml").write_text(TWO)
    code, out, err = run("codebook", "check", "two.toml")
    assert (code, err) == (0, "two.toml: good. 2 labels, choose = one\n")
    assert [line.split() for line in out.splitlines()] == [["key", "label", "group"], ["c", "claim"], ["r", "rest"]]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "no such file"),
        (b"", "no labels"),
        (b"[[labels]\n", "line 1"),
        (b'[[labels]]\nname = "a"\n[[labels]]\nname = "a"\n', "line"),
        (b'[[labels]]\nname = "a"\ncolor = "red"\n', "line 3"),
        (b"\xff\xfe", "UTF-8"),
        (bytes(range(256)), "UTF-8"),
        ("folder", "cannot be read"),
    ],
)
@pytest.mark.parametrize("verb", ["check", "set"])
def test_a_bad_codebook_is_said_with_file_and_line_and_nothing_changes(folder, verb, content, said):
    if content == "folder":
        (folder / "bad.toml").mkdir()
    elif content is not None:
        (folder / "bad.toml").write_bytes(content)
    code, out, err = run("codebook", verb, "bad.toml")
    assert (code, out) == (2, "")
    assert "bad.toml" in err and said in err
    assert "Traceback" not in err
    if verb == "set" and (folder / "copydesk.db").exists():
        assert json.loads(run("codebook", "show", "--history", "--json").out)[-1]["version"] == 1


def test_what_is_shown_can_be_set_again(folder, labelled):
    code, out, err = run("codebook", "show")
    assert (code, err) == (0, "")
    (folder / "shown.toml").write_text(out)
    assert run("codebook", "set", "shown.toml").err == "copydesk.db: has this codebook already.\n"


def test_a_codebook_is_set_and_its_versions_are_kept(folder, labelled):
    (folder / "new.toml").write_text(run("codebook", "show").out + '\n[[labels]]\nname = "rumour"\n')
    outcome = run("codebook", "set", "new.toml", "--dry-run")
    assert outcome.code == 0
    assert "Added rumour" in outcome.err and "Nothing was changed" in outcome.err
    assert "rumour" not in run("codebook", "show").out
    outcome = run("codebook", "set", "new.toml")
    assert (outcome.code, outcome.out) == (0, "")
    assert "Added rumour" in outcome.err and "codebook version 2" in outcome.err
    assert "rumour" in run("codebook", "show").out
    assert "rumour" not in run("codebook", "show", "--version", "1").out
    versions = json.loads(run("codebook", "show", "--history", "--json").out)
    assert [(version["version"], version["by"]) for version in versions] == [(1, "ana"), (2, "ana")]
    assert len(run("codebook", "show", "--history").out.splitlines()) == 3
    assert json.loads(run("codebook", "show", "--json").out)["labels"]


def test_a_version_that_is_not_there_is_refused(labelled):
    outcome = run("codebook", "show", "--version", "9")
    assert (outcome.code, outcome.out) == (2, "")
    assert "--history" in outcome.err


def test_labels_that_were_given_are_never_lost_silently(folder, labelled):
    (folder / "two.toml").write_text(TWO)
    outcome = run("codebook", "set", "two.toml")
    assert outcome.code == 2
    assert "quote" in outcome.err
    assert labels() == [("claim",), ("quote",)]
    outcome = run("codebook", "set", "two.toml", "--rename", "quote=rest")
    assert outcome.code == 0
    assert labels() == [("claim",), ("rest",)]
    assert run("check").code == 0


def test_a_label_can_be_retired_on_purpose_and_keeps_its_decisions(folder, labelled):
    (folder / "two.toml").write_text(TWO)
    outcome = run("codebook", "set", "two.toml", "--retire", "quote")
    assert outcome.code == 0
    assert labels() == [("claim",), ("quote",)]
    assert run("check").code == 0


@pytest.mark.parametrize(
    "options",
    [
        ["--rename", "quote"],
        ["--rename", "=x"],
        ["--rename", "nonsense=rest"],
        ["--rename", "quote=nonsense"],
        ["--rename", "quote=rest", "--rename", "quote=claim"],
        ["--rename", "quote=rest", "--rename", "Quote=claim"],
        ["--retire", "nonsense"],
        ["--rename", "\x1b[2J=rest"],
    ],
    ids=str,
)
def test_renamings_that_cannot_be_are_refused_and_nothing_changes(folder, labelled, options):
    (folder / "two.toml").write_text(TWO)
    outcome = run("codebook", "set", "two.toml", *options)
    assert outcome.code == 2
    assert "\x1b" not in outcome.err and "Traceback" not in outcome.err
    assert labels() == [("claim",), ("quote",)]
    assert len(json.loads(run("codebook", "show", "--history", "--json").out)) == 1


SPEECH = '[[labels]]\nname = "speech"\n\n[[labels]]\nname = "rest"\n'
BOTH = ("--rename", "claim=speech", "--rename", "quote=speech")
MERGED = "Merged claim and quote into speech; their 1 + 1 decisions are read as speech.\n"


def test_labels_renamed_into_one_are_merged_and_taken_back_by_setting_the_earlier_version(folder, labelled):
    (folder / "speech.toml").write_text(SPEECH)
    outcome = run("codebook", "set", "speech.toml", *BOTH, "--dry-run")
    assert outcome.code == 0
    assert MERGED in outcome.err and "Nothing was changed" in outcome.err
    assert labels() == [("claim",), ("quote",)]
    outcome = run("codebook", "set", "speech.toml", *BOTH)
    assert outcome.code == 0
    assert MERGED in outcome.err and "codebook version 2" in outcome.err
    assert labels() == [("speech",), ("speech",)]
    assert 'same_as = "speech"' in run("codebook", "show").out
    assert run("codebook", "set", "speech.toml").err == "copydesk.db: has this codebook already.\n"

    (folder / "earlier.toml").write_text(run("codebook", "show", "--version", "1").out)
    outcome = run("codebook", "set", "earlier.toml")
    assert outcome.code == 0
    assert "Separated quote (key q) from speech; its 1 decision is read as quote again.\n" in outcome.err
    assert labels() == [("claim",), ("quote",)]


def test_codebooks_to_settle_are_told_with_what_to_do(folder, labelled):
    with Project.open("copydesk.db", "ana") as project:
        own = project.codebook
        changed_in_copies(project, replace(own, title="Here"), replace(own, title="There"))
    told = (
        "2 codebooks to settle: versions 2 and 3. The last of them is in force. Look at each with:"
        " copydesk codebook show --version 2, and write one for all with: copydesk codebook set FILE\n"
    )
    code, out, err = run("codebook", "show")
    assert (code, err) == (0, f"copydesk.db: {told}")
    assert 'title = "There"' in out
    outcome = run("codebook", "show", "--version", "2")
    assert 'title = "Here"' in outcome.out and outcome.err == ""

    (folder / "settled.toml").write_text(out)
    outcome = run("codebook", "set", "settled.toml")
    assert outcome.code == 0
    assert "Settled versions 2 and 3" in outcome.err and "codebook version 4" in outcome.err
    assert run("codebook", "show").err == ""


def test_the_status_tells_codebooks_to_settle(folder, labelled):
    assert json.loads(run("status", "--json").out)["codebooks_to_settle"] == []
    with Project.open("copydesk.db", "ana") as project:
        own = project.codebook
        changed_in_copies(project, replace(own, title="Here"), replace(own, title="There"))
    assert "2 codebooks to settle: versions 2 and 3. The last of them is in force." in run("status").out
    assert json.loads(run("status", "--json").out)["codebooks_to_settle"] == [2, 3]
    with Project.open("copydesk.db", "ana") as project:
        project.change_codebook(project.plan_codebook(own))
    assert "settle" not in run("status").out


@pytest.mark.parametrize(
    ("tool", "words"), [("label-studio", "<Choice "), ("doccano", '"suffix_key"'), ("argilla", '"questions"')]
)
def test_the_codebook_can_be_had_as_another_tool_wants_it(folder, labelled, tool, words):
    code, out, err = run("codebook", "show", "--for", tool)
    assert (code, err) == (0, "")
    assert words in out
