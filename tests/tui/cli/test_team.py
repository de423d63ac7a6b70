"""`copydesk team`, `assign` and `sample`: what they print, what they write, and what they refuse."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.examples import default_cases
from tests.tui.cli.running import run


@pytest.fixture(autouse=True)
def project(folder: Path) -> None:
    for n in range(1, 9):
        (folder / f"{n}.txt").write_text(f"Article {n} begins. It says something of number {n}.\n")
    run("import", *sorted(folder.glob("*.txt")))


def rows(out: str) -> list[list[str]]:
    return [line.split() for line in out.splitlines()]


def test_without_any_assignment_the_team_works_on_everything():
    code, out, err = run("team")
    assert (code, err) == (0, "")
    assert out.endswith("8 articles, 16 sentences: nothing is assigned, everybody works on everything.\n")
    assert json.loads(run("team", "--json").out)["free"] == 8


def test_work_is_dealt_out_and_shown():
    code, out, err = run("assign", "ana", "ben")
    assert (code, rows(out)) == (0, [["annotator", "articles", "sentences"], ["ana", "4", "8"], ["ben", "4", "8"]])
    assert err.splitlines() == [
        "ana is a lead now: only leads deal out work and change the codebook.",
        "8 articles dealt out; 0 with nobody",
        "New here: ben. Known before: ana.",
    ]
    shown = run("team").out
    assert rows(shown)[1][:5] == ["ana", "lead", "4", "8", "0%"]
    assert rows(shown)[2][:5] == ["ben", "annotator", "4", "8", "0%"]
    Path("new.txt").write_text("Another one came later.\n")
    run("import", "new.txt")
    assert "with: copydesk assign ana ben" in run("team").out
    assert run("assign", "ben").err == "1 article dealt out; 0 with nobody\n"
    assert run("check").code == 0


def test_a_dry_run_writes_nothing():
    before = run("check", "--digest").out
    code, out, err = run("assign", "ana", "ben", "--overlap", "2", "--share", "50%", "--dry-run")
    assert (code, "Nothing was written." in err) == (0, True)
    assert run("sample", "--articles", "3", "ben", "--dry-run").err.endswith("Nothing was written.\n")
    assert run("check", "--digest").out == before
    assert run("assign", "ana", "ben", "--share", "50%").out == out


def test_work_is_put_back():
    run("assign", "ana", "ben")
    run("annotate", '"of number 1"', "--skip")
    code, _, err = run("assign", "--return", "ben", "--return", "ana")
    assert code == 0
    assert err.endswith("with nobody\n")
    left = json.loads(run("team", "--json").out)["members"]
    assert sum(each["articles"] for each in left.values()) == (1 if left["ana"]["decided"] else 0)


def test_single_sentences_are_given_listed_and_put_back():
    run("assign", "ana", "ben")
    run("annotate", '"of number 1"', "--label", "claim")
    given = run("assign", "cleo", "--sentences", "--query", '"of number 1" OR "of number 2"', "--why", "second look")
    assert (given.code, rows(given.out)[1]) == (0, ["cleo", "0", "0", "2"])
    assert "0 articles, 2 single sentences dealt out" in given.err
    listed = run("assign", "--list", "cleo").out.splitlines()
    assert [line.split()[:2] for line in listed[1:]] == [["cleo", "1"], ["cleo", "2"]]
    assert all("0 of 1" in line and "second look" in line for line in listed[1:])
    assert len(run("assign", "--list").out.splitlines()) == 11
    assert rows(run("team").out)[0][2:4] == ["articles", "single"]
    assert "assigned to cleo (second look)" in run("log", "--limit", "1").out
    refused = run("assign", "ana", "--sentences", "--query", '"of number 1"')
    assert (refused.code, "ana said something of this sentence already" in refused.err) == (2, True)
    assert "0 articles, 2 single sentences put back" in run("assign", "--return", "cleo").err
    assert run("assign", "--list", "cleo").out == "Nothing is assigned to cleo.\n"
    assert run("check").code == 0


def test_a_name_that_was_probably_mistyped_registers_nobody():
    run("team", "--lead", "maria")
    before = run("check", "--digest").out
    for words in (
        ("team", "--lead", "mria", "-a", "maria"),
        ("assign", "ana", "mraia", "-a", "maria"),
        ("assign", "marai", "--sentences", "--query", "begins", "-a", "maria"),
        ("sample", "--articles", "1", "maira", "-a", "maria"),
    ):
        code, _, err = run(*words)
        assert (code, "Did you mean maria? Say --new if" in err) == (2, True), words
    assert run("check", "--digest").out == before
    assert run("assign", "ana", "mario", "--new", "-a", "maria").code == 0
    assert "mario" in json.loads(run("team", "--json").out)["members"]


def test_whoever_has_work_sees_it_first():
    run("assign", "ana", "ben", "--overlap", "2", "--query", '"of number 1" OR "of number 2"')
    run("annotate", '"of number 1"', "--skip")
    lines = run("status").out.splitlines()
    assert lines[1] == "Assigned to you (ana): 1 of 4 sentences decided."
    assert lines[2].split()[:3] == ["annotator", "own", "work"] and lines[3].split()[:4] == ["ana", "1", "of", "4"]
    found = json.loads(run("status", "--json").out)
    assert found["assigned"] == {"ana": {"sentences": 4, "decided": 1}}
    assert found["standing"]["ana"]["assigned"] == {"sentences": 4, "decided": 1}
    assert found["standing"]["ana"]["left"]["sentences"] == 3
    assert "Assigned to you (ben): 0 of 4 sentences decided." in run("status", "--annotator", "ben").out


def test_leads_are_named():
    made = run("team", "--lead", "maria").err
    assert made == "maria is a lead. Leads: maria.\nmaria is new here. Known before: ana.\n"
    refused = run("team", "--lead")
    assert (refused.code, "only a lead can do this: maria. You are ana." in refused.err) == (2, True)
    assert run("team", "--lead", "ana", "-a", "maria").err == "ana is a lead. Leads: ana, maria.\n"
    assert run("team", "--same", "ana", "maria").err == "ana and maria are one person now, shown as ana.\n"


def test_a_sample_is_drawn_and_a_round_is_closed():
    code, out, err = run("sample", "--lacy-riffe")
    assert (code, len(rows(out))) == (0, 8)
    assert err == "sample 1: 8 articles of 8 drawn, each with probability 1; 16 sentences (15 asked for)\n"
    drawn = run("sample", "--articles", "3", "--round", "pilot", "ana", "ben", "--json")
    record = json.loads(drawn.out)
    assert (record["name"], record["probability"], len(record["articles"])) == ("pilot", 3 / 8, 3)
    assert json.loads(run("team", "--json").out)["shared"] == 3
    run("annotate", "begins", "--label", "claim")
    assert "Round “pilot”, as it is now: it is open." in run("agreement", "--round", "pilot").out
    assert run("sample", "--close", "pilot").err == "The round “pilot” is closed.\n"
    run("annotate", "something", "--label", "claim")
    closed = json.loads(run("agreement", "--round", "pilot", "--json").out)
    assert (closed["round"]["votes"], closed["all"]["sentences"]) == (3, 3)
    assert "as it was closed on" in run("agreement", "--round", "pilot").out
    assert [row[:2] for row in rows(run("sample", "--list").out)[1:]] == [["sample", "1"], ["pilot", "closed"]]
    assert json.loads(run("sample", "--list", "--json").out)["pilot"]["closed"]


@pytest.mark.parametrize(
    ("words", "told"),
    default_cases(
        [
            (("assign",), "Name the annotators"),
            (("assign", "ana", "--share", "30"), "“30” is no share"),
            (("assign", "ana", "--overlap", "2"), "An overlap of 2 cannot be made of 1"),
            (("assign", "ana", "--everyone", "--overlap", "2"), "Leave out --overlap"),
            (("assign", "ana", "--return", "ben"), "in a second step"),
            (("assign", "--return", "bob"), "there is no annotator “bob”"),
            (("assign", "ana", "--query", "label:none"), "has no label “none”"),
            (("assign", " "), "is no name"),
            (("assign", "ana", "--sentences"), "what --query selects to one person"),
            (("assign", "ana", "ben", "--sentences", "--query", "begins"), "to one person"),
            (("assign", "ana", "--why", "because"), "--sentences gives"),
            (("assign", "ana", "--sentences", "--query", "begins", "--why", ""), "is no reason"),
            (("assign", "--list", "bob"), "there is no annotator “bob”"),
            (("assign", "--list", "--everyone"), "--list only shows"),
            (("team", "--new"), "--new goes with --lead NAME"),
            (("agreement", "--round", "pilot"), "there is no round “pilot”. There are: none."),
            (("agreement", "--round", "pilot", "label:claim"), "as a whole"),
            (("team", "--same", "ana", "bob"), "there is no annotator “bob”"),
            (("team", "--same", "ana", "bob", "--lead"), "not both"),
            (("sample",), "Say how much to draw"),
            (("sample", "--articles", "9"), "cannot be drawn from 8 articles with 16 sentences"),
            (("sample", "--articles", "2", "--share", "10%"), "in one way"),
            (("sample", "--close", "pilot"), "there is no round “pilot”. There are: none."),
            (("sample", "--close", "pilot", "--list"), "Give a size, --close or --list."),
            (("sample", "--articles", "1", "--name", "a", "--round", "b"), "Leave out --name"),
            (("sample", "--lacy-riffe", "--least", "90%"), "least agreement < supposed agreement"),
        ],
        0,
        8,
        16,
        unpack=True,
    ),
)
def test_what_cannot_be_is_refused_in_one_line_and_changes_nothing(words, told):
    before = run("check", "--digest").out
    code, out, err = run(*words)
    assert (code, out, told in err.splitlines()[-1]) == (2, "", True), err
    assert run("check", "--digest").out == before


@pytest.mark.parametrize("words", [("team",), ("team", "--lead"), ("assign", "ana"), ("sample", "--articles", "1")])
def test_no_project_is_made(words):
    code, _, err = run(*words, "--project", "other.db")
    assert (code, "there is no such project" in err) == (1, True)
    assert not Path("other.db").exists()


def test_who_is_no_lead_changes_no_codebook_and_is_told_whose_work_is_shown(folder: Path):
    run("codebook", "init")
    book = folder / "codebook.toml"
    book.write_text(book.read_text().replace('name = "claim"', 'name = "assertion"'))
    run("team", "--lead", "lea")
    before = run("check", "--digest").out
    refused = run("codebook", "set", "codebook.toml", "--rename", "claim=assertion")
    assert (refused.code, "only a lead can do this: lea. You are ana." in refused.err) == (2, True)
    assert run("check", "--digest").out == before
    run("annotate", "number", "--label", "news", "-a", "lea")
    assert "You (ana) have decided nothing here; only leads see others." in run("status").out
