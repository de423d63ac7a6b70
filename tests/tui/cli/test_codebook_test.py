"""`copydesk codebook test`, `diff`, and the forms of `show`."""

import csv
import io
import json

import pytest

from labels.codebook.file import parse_codebook
from labels.codebook.questions import asked, questions_of
from labels.project import Project
from tests.tui.cli.running import process, run

BOOK = """choose = "one"
[[labels]]
name = "claim"
key = "c"
definition = "Somebody says so."
examples = ["The bridge is safe, they say."]
counter_examples = ["The bridge is closed. (fact: nobody answers for it)"]
[[labels]]
name = "fact"
key = "f"
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> bytes:
    """A project with a small codebook, as version 2, and five sentences."""
    path = tmp_path_factory.mktemp("made") / "copydesk.db"
    with Project.open(path, "ana") as opened:
        opened.change_codebook(opened.plan_codebook(parse_codebook(BOOK, "book.toml")))
        for text in ("The bridge is closed. Nobody knows why.", "The harbour\n\nShips wait. “It is full,” she said."):
            opened.add(text)
    return path.read_bytes()


@pytest.fixture
def project(folder, made):
    """The same, in the current folder."""
    (folder / "copydesk.db").write_bytes(made)
    return folder


def answers(seed: int, **given: str) -> str:
    """The lines that answer the questions of BOOK in the order of a seed: one for `claim`, one for `fact`."""
    with Project.open("copydesk.db", write=False) as opened:
        questions = asked(questions_of(opened.codebook).questions, seed)
    return "".join(f"{given[each.required[0][0]]}\n" for each in questions)


def test_a_test_is_taken_and_told_on_plain_lines_and_writes_nothing(project):
    before = run("check", "--digest").out
    code, out, err = run("codebook", "test", "--seed", "1", given=answers(1, claim="c", fact="claim"))
    assert (code, run("check", "--digest").out) == (0, before)
    assert [line.split() for line in out.splitlines()] == [
        ["label", "examples", "counter-examples", "right"],
        ["claim", "1/1", "0/1", "50%"],
    ]
    assert "2 questions on version 2 of the codebook, in the order of --seed 1." in err
    assert "Right." in err and "Wrong. It is fact." in err
    assert "  claim: Somebody says so.\n  A counter-example of claim: nobody answers for it." in err
    assert err.endswith("1 of 2 right (50%).\n")
    assert err.index("nobody answers") > err.index("Wrong"), "the remark comes after the answer"


def test_the_result_is_the_same_for_the_same_seed_and_a_script_can_read_it(project):
    lines = answers(3, claim="c", fact="c")
    one, other = (run("codebook", "test", "--seed", "3", "--json", given=lines) for _ in range(2))
    assert one == other
    record = json.loads(one.out)
    assert {key: record[key] for key in ("annotator", "codebook", "seed", "pass", "passed", "right", "percent")} == {
        "annotator": "ana", "codebook": 2, "seed": 3, "pass": None, "passed": None, "right": 1, "percent": 50.0,
    }  # fmt: skip
    assert [each["given"] for each in record["questions"]] == [["claim"], ["claim"]]


@pytest.mark.parametrize(
    ("fact", "mark", "code", "said"),
    [("f", "100", 0, "Passed"), ("c", "50", 0, "Passed"), ("c", "51", 1, "Not passed")],
)
def test_a_pass_mark_decides_the_exit_code(project, fact, mark, code, said):
    outcome = run("codebook", "test", "--seed", "2", "--pass", mark, given=answers(2, claim="c", fact=fact))
    assert outcome.code == code and f"{said}: the pass mark is {mark}%." in outcome.err


def test_nobody_passes_by_stopping_early_or_by_saying_nothing(project):
    assert run("codebook", "test", "--pass", "1", given="").code == 1
    outcome = run("codebook", "test", "--pass", "1", given="\n\n")
    assert outcome.code == 1 and "It is fact." in outcome.err and "Wrong" not in outcome.err
    assert json.loads(run("codebook", "test", "--json", given="c\n").out)["answered"] == 1


def test_what_is_no_label_is_asked_again_and_a_question_mark_explains(project):
    outcome = run("codebook", "test", "--label", "claim", "--count", "1", given="zebra\n?\nc\n")
    assert '"zebra" is no label. There are c claim, f fact.' in outcome.err
    assert "  c claim: Somebody says so." in outcome.err
    assert "of 1 right" in outcome.err


def test_a_seed_that_was_not_given_is_said(project):
    err = run("codebook", "test", given="").err
    seed = err.split("--seed ")[1].split(".")[0]
    assert run("codebook", "test", "--seed", seed, given="").err == err


@pytest.mark.parametrize(
    ("words", "said"),
    [(["--label", "rumour"], "no label"), (["--label", "fact"], "nothing to ask"), (["--pass", "101"], "")],
)
def test_what_cannot_be_asked_is_refused(project, words, said):
    code, out, err = run("codebook", "test", *words, given="")
    assert (code, out) == (2, "") and said in err


def test_a_codebook_that_contradicts_itself_is_told_of(project):
    (project / "book.toml").write_text(BOOK + 'examples = ["The bridge is safe,  they say."]\n')
    checked = run("codebook", "check", "book.toml")
    assert checked.code == 0 and "an example of claim and an example of fact: the codebook contradicts" in checked.err
    assert run("codebook", "set", "book.toml").code == 0
    err = run("codebook", "test", given="").err
    assert "contradicts itself" in err and "an example of claim and an example of fact" in err
    assert "1 questions" not in err and "1 question on" in err


def test_in_a_pipe_as_a_process_of_its_own(project):
    done = process(
        "codebook", "test", "--seed", "1", "--json", folder=project, given=answers(1, claim="c", fact="f").encode()
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["percent"] == 100.0
    assert "“" not in done.stderr.decode() and done.stderr.decode().count("Label: ") == 2


def test_odd_bytes_are_no_label_and_no_traceback(project):
    outcome = run("codebook", "test", given=b"\xff\xfe\x1b[2J\nc\n")
    assert outcome.code == 0 and "\x1b" not in outcome.err and "is no label" in outcome.err


def test_the_difference_is_told_in_decisions(project):
    with Project.open("copydesk.db", "ana") as opened:
        for sentence in opened.sentences():
            opened.label(sentence, "claim")
    (project / "book.toml").write_text(
        BOOK.replace("Somebody says so.", "They say so.") + 'examples = ["Ships wait."]\n'
    )
    assert run("codebook", "set", "book.toml").code == 0
    code, out, err = run("codebook", "diff")
    assert code == 0
    assert [line.split() for line in out.splitlines()] == [
        ["label", "change", "decisions", "contradicted", "query"],
        ["claim", "definition", "changed", "5", "2", "label:claim", "codebook:<3"],
        ["fact", "examples", "changed", "0", "0", "label:fact", "codebook:<3"],
    ]
    assert "Changed claim: definition." in err and "2 decisions are contradicted in all." in err
    record = json.loads(run("codebook", "diff", "2", "3", "--json").out)
    assert (record["old"], record["new"], record["contradicted"]) == (2, 3, {"ana": 2})
    assert record["touched"][0]["decisions"] == {"ana": 5}
    assert "Nothing changed" in run("codebook", "diff", "3", "3").err
    assert run("codebook", "diff", "1", "9").code == 2
    listed = run("list", "is:contradicted").out.splitlines()
    assert "claim [a counter-example of claim, it is fact: nobody answers for it]  The bridge is closed." in listed[0]
    assert "claim [an example of fact]  Ships wait." in listed[1]
    marks = [json.loads(line)["marks"][0] for line in run("list", "--json", "is:contradicted").out.splitlines()]
    assert [mark["contradicted"] for mark in marks][1] == ["an example of fact"]
    assert json.loads(run("list", "--json", "--limit", "1").out)["marks"][0]["contradicted"] is None


def test_an_export_takes_the_same_names(project):
    with Project.open("copydesk.db", "ana") as opened:
        for sentence in opened.sentences():
            opened.label(sentence, "claim")
    exported = run("export", "--query", "is:contradicted codebook:2").out.splitlines()
    assert [json.loads(line)["text"] for line in exported] == ["The bridge is closed."]


def test_the_codebook_as_a_page_and_as_a_table(project):
    page = run("codebook", "show", "--format", "md").out
    assert page.startswith("# Codebook\n") and "### claim (c)" in page
    rows = list(csv.DictReader(io.StringIO(run("codebook", "show", "--format", "csv").out)))
    assert [row["name"] for row in rows][:2] == ["claim", "fact"]
    assert run("codebook", "show", "--format", "toml").out == run("codebook", "show").out
    assert "### news" in run("codebook", "show", "--format", "md", "--version", "1").out
    assert len(run("codebook", "show", "--format", "csv", "--version", "1").out.splitlines()) == 8


@pytest.mark.parametrize("words", [["--format", "md", "--json"], ["--json", "--for", "doccano"], ["--format", "xml"]])
def test_one_form_at_a_time(project, words):
    assert run("codebook", "show", *words).code == 2
