"""`copydesk list QUERY`, and the queries of `export` and `status`."""

import json

import pytest

from labels.journal.event import Act
from labels.project import Project
from labels.projections.people import keys_of_people, numbers_by_name
from tests.examples import default_cases
from tests.tui.cli.running import run


@pytest.fixture
def labelled(articles):
    """Five sentences: ana labelled two and skipped one, ben labelled one otherwise, flagged it and noted why."""
    assert run("import", articles).code == 0
    with Project.open("copydesk.db", "ana") as project:
        first, second, third, *_ = project.sentences()
        project.label(first, "claim")
        project.skip(second)
        project.label(third, "quote")
    with Project.open("copydesk.db", "ben") as project:
        project.label(first, "quote")
        project.flag(first)
        project.note(first, "A border case")
    return [first, second, third]


def listed(*words: str) -> list[str]:
    code, out, err = run("list", *words)
    assert (code, err) == (0, "" if out else "No sentence matches.\n")
    return out.splitlines()


def test_one_sentence_a_line(labelled):
    first, second, third = labelled
    assert listed("is:decided") == [
        f"{first.id}  claim  {first.text}",
        f"{second.id}  skipped  {second.text}",
        f"{third.id}  quote  {third.text}",
    ]
    assert len(listed()) == 5
    assert listed("--limit", "1", "is:decided") == [f"{first.id}  claim  {first.text}"]


def test_the_words_of_a_query_need_no_quotes(labelled):
    first, *_ = labelled
    assert listed("label:claim", "bridge") == [f"{first.id}  claim  {first.text}"]
    assert len(listed("label:claim", "or", "is:skipped")) == 2
    assert len(listed("--", "-label:claim")) == 4


def test_marks_are_those_of_whom_the_query_names(labelled):
    first, *_ = labelled
    assert listed("by:ben label:quote") == [f"{first.id}  quote!  {first.text}"]
    assert listed("--by-anyone", "is:flagged") == [f"{first.id}  ana:claim ben:quote!  {first.text}"]
    assert listed("--annotator", "ben", "is:flagged") == [f"{first.id}  quote!  {first.text}"]
    assert listed("is:flagged") == []


def test_who_is_somebody_else_now_is_named_either_way(labelled):
    first, *_ = labelled
    with Project.open("copydesk.db", "benny") as benny:
        benny.flag(labelled[1])
        keys, numbers = keys_of_people(benny.connection), numbers_by_name(benny.connection)
        benny.journal.record(
            [Act("annotator", payload={"who": keys[numbers["benny"]], "same_as": keys[numbers["ben"]]})]
        )
    assert listed("by:Benny label:quote") == [f"{first.id}  quote!  {first.text}"]
    assert len(listed("--annotator", "benny", "is:flagged")) == 2


def test_json_carries_the_marks(labelled):
    first, *_ = labelled
    (line,) = listed("--json", "--by-anyone", "note:border")
    record = json.loads(line)
    assert (record["id"], record["text"], record["position"]) == (first.id, first.text, 0)
    assert [(mark["annotator"], mark["labels"], mark["note"]) for mark in record["marks"]] == [
        ("ana", ["claim"], None),
        ("ben", ["quote"], "A border case"),
    ]


def test_counting(labelled):
    assert listed("--count") == ["5"]
    assert listed("--count", "is:undecided") == ["2"]
    assert listed("--count", "--limit", "1", "is:undecided") == ["1"]
    assert listed("--count", "/is/") == ["2"]


@pytest.mark.parametrize("command", default_cases([["list"], ["export", "--query"], ["status", "--query"]], 0))
@pytest.mark.parametrize(
    ("query", "column"), [("bridge lable:x", 8), ("(bridge", 1), ("bridge label:clam", 8), ("by:nobody", 1)]
)
def test_a_wrong_query_is_pointed_at(labelled, command, query, column):
    code, out, err = run(*command, query)
    shown, caret, message = err.splitlines()
    assert (code, out) == (2, "")
    assert (shown, caret) == (f"  {query}", "  " + " " * (column - 1) + "^")
    assert message.startswith(f"copydesk: Query, column {column}: ")


def test_nothing_in_a_query_steers_the_terminal(labelled):
    code, _, err = run("list", "\x1b[2J lable:\u202e")
    assert code == 2
    assert "\x1b" not in err and "\u202e" not in err


def test_a_query_of_an_export_is_asked_for_each_annotator(labelled):
    code, out, _ = run("export", "--query", "label:quote")
    assert code == 0
    assert [(record["annotator"], record["label"]) for record in map(json.loads, out.splitlines())] == [
        ("ben", "quote"),
        ("ana", "quote"),
    ]
    assert run("export", "--query", "label:opinion").out == ""


def test_the_status_of_a_query(labelled):
    code, out, _ = run("status", "--json", "--query", "is:flagged or is:skipped")
    found = json.loads(out)
    assert code == 0
    assert (found["articles"], found["sentences"]) == (1, 2)
    assert found["annotators"]["ana"] == {"labelled": 1, "skipped": 1, "undecided": 0, "flagged": 0, "noted": 0}
    assert found["annotators"]["ben"] == {"labelled": 1, "skipped": 0, "undecided": 1, "flagged": 1, "noted": 1}
    assert found["labels"] == {"claim": 1, "quote": 1}
    assert json.loads(run("status", "--json", "--annotator", "ana", "-q", "is:flagged").out)["sentences"] == 0
    assert "1 article, 2 sentences" in run("status", "--query", "is:flagged or is:skipped").out


def test_articles_and_a_query_do_not_go_together(labelled):
    assert run("status", "--articles", "--query", "x").code == 2


def test_an_annotator_who_is_not_there_is_refused_by_whoever_is_asked(labelled):
    for command in (("list",), ("list", "--count"), ("log",), ("status",), ("status", "--query", "is:decided")):
        code, out, err = run(*command, "-a", "bne")
        assert (code, out) == (2, "")
        assert "There is no annotator “bne” in this project." in err
    assert "Did you mean “ben”?" in run("list", "-a", "bne").err
    assert "There are: ana, ben." in run("list", "-a", "zoe").err


def test_with_leads_nobody_is_told_who_else_there_is(labelled):
    assert run("team", "--lead", "ana").code == 0
    told = [run("list", "-a", name).err for name in ("bne", "zoe")]
    assert told[0].replace("bne", "zoe") == told[1] and "copydesk team" in told[0]
    assert run("list", "-a", "ben").code == 0


def test_nothing_found_is_told_beside_the_output(labelled):
    code, out, err = run("list", "is:flagged", "-a", "ana")
    assert (code, out, err) == (0, "", "No sentence matches.\n")
    assert run("log", "seconds:>100").err == "There is nothing of that kind in the journal.\n"


def test_who_is_new_is_told_before_much_is_written(labelled):
    assert "New here: bne." in run("annotate", "is:undecided", "--skip", "-a", "bne", "--dry-run").err
    assert "New here" not in run("annotate", "is:undecided", "--skip", "-a", "ben", "--dry-run").err
